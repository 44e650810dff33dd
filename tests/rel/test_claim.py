"""What is claimed, in which order, and what is left to others (F3, F20; G4)."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from bot.domain.effects import EffectKind, EffectState, Repeat
from bot.domain.hastemote import Hastemote
from bot.domain.innkalling import Innkalling, Rung, chain
from bot.domain.sealed import NO_TEXT
from bot.store.engine import SqlStore
from bot.usecases.hastemote_reaching import QUESTION, climb_row
from bot.workflows.claim import Hand, adopt, claim
from tests.rel.rows import START, effect, keep, kept, room


def claimed(store: SqlStore, hand: Hand | None = None, limit: int = 10, after: float = 0) -> list[str]:
    now = START + timedelta(seconds=after)
    taken = store.write_now(room().id, lambda work: claim(work, now, hand or Hand(), limit))
    return [one.id for one in taken]


def test_what_is_due_is_taken_once(store: SqlStore) -> None:
    keep(store, effect("e1"), effect("e2", due_at=START + timedelta(seconds=1)))
    assert claimed(store) == ["e1"]
    assert claimed(store) == []
    assert (kept(store).state, kept(store).attempts) == (EffectState.UNDER_WAY, 1)


def test_a_call_to_a_hastemote_goes_before_a_hundred_reminders(store: SqlStore) -> None:
    keep(store, *(effect(f"e{n}") for n in range(100)))
    keep(store, effect("kall", repeat=Repeat.LABELLED, due_at=START + timedelta(seconds=5)))
    assert claimed(store, limit=3, after=5)[0] == "kall"


def test_what_is_in_our_hand_is_not_taken_again_however_the_clock_jumps(store: SqlStore) -> None:
    keep(store, effect("e1"))
    claimed(store)
    assert claimed(store, Hand(frozenset({"e1"})), after=86_400) == []
    assert claimed(store, after=86_400) == ["e1"]


def test_one_update_of_a_card_is_enough_for_many(store: SqlStore) -> None:
    keep(store, *(effect(f"r{n}", kind=EffectKind.REFRESH, subject="m1") for n in range(5)))
    assert len(claimed(store)) == 1
    states = sorted(kept(store, f"r{n}").state for n in range(5))
    assert states == [EffectState.DONE] * 4 + [EffectState.UNDER_WAY]


def test_a_card_that_is_being_updated_waits_for_its_next(store: SqlStore) -> None:
    keep(store, effect("r1", kind=EffectKind.REFRESH, subject="m1"))
    assert claimed(store, Hand(cards=frozenset({"varsling:m1:p"}))) == []
    assert claimed(store, after=1) == ["r1"]


def test_whoever_takes_over_finds_what_was_under_way_due(store: SqlStore) -> None:
    keep(store, effect("e1", attempts=1), effect("e2"))
    claimed(store)
    store.write_now(room().id, lambda work: adopt(work, START))
    assert sorted(claimed(store)) == ["e1", "e2"]
    assert kept(store).attempts == 3


def test_a_conversation_has_no_more_than_its_share_of_our_hands(store: SqlStore) -> None:
    keep(store, *(effect(f"e{n}", due_at=START + timedelta(seconds=n)) for n in range(50)))
    keep(store, effect("late", person="q", due_at=START + timedelta(seconds=60)))
    assert claimed(store, limit=10, after=60) == ["e0", "e1", "late"]
    hand = Hand(frozenset({"e0", "e1"}), lines=Counter({"p": 2}))
    assert claimed(store, hand, after=60) == []
    assert claimed(store, Hand(lines=Counter({"p": 1})), after=60) == ["e2"]


def test_what_has_no_conversation_has_no_share(store: SqlStore) -> None:
    keep(store, *(effect(f"f{n}", kind=EffectKind.FILE, person=None) for n in range(10)))
    assert len(claimed(store, Hand(lines=Counter({"": 5, "p": 2})))) == 10


def test_late_steps_go_out_in_the_order_of_their_chain(store: SqlStore) -> None:
    mote = Hastemote("h", room().id, "caller", NO_TEXT, START, NO_TEXT, START)
    links = chain(("z",), (("y",),), ("x",), 4, 8, 60)
    row = Innkalling("h-0", room().id, "h", "Politiet", ("politi",), links, START, next_at=START)
    keep(store, mote, row, effect("newer", repeat=Repeat.LABELLED, due_at=START + timedelta(minutes=9)))
    late = START + timedelta(minutes=10)
    store.write_now(room().id, lambda work: climb_row(work, mote, row, room(), late))
    taken = [kept(store, id) for id in claimed(store, after=600)]
    rungs = [one.subject.rpartition(":")[2] for one in taken if one.view == QUESTION]
    assert rungs == [Rung.SPOR, Rung.PURRING, Rung.VARA, Rung.LEDER]
    assert [one.id for one in taken if one.repeat is Repeat.LABELLED][-1] == "newer"
