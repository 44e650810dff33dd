"""What one process carries out at once: a bounded number, one for each recipient."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.effects import Effect, EffectKind, Repeat
from bot.workflows.under_way import AT_ONCE, FORGOTTEN_AFTER, UnderWay

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def tell(id: str, person: str | None = None, organ: str | None = None) -> Effect:
    return Effect(id, "r", EffectKind.TELL, "v", "s", Repeat.ONCE_MORE, NOW, NOW, person=person, organ=organ)


def test_one_recipient_is_told_one_thing_at_a_time() -> None:
    under_way = UnderWay()
    assert under_way.begin(tell("a", "kari"))
    assert not under_way.begin(tell("b", "kari"))
    assert under_way.begin(tell("c", "ola"))
    under_way.end("a")
    assert under_way.begin(tell("b", "kari"))


def test_one_effect_is_begun_once() -> None:
    under_way = UnderWay()
    assert under_way.begin(tell("a"))
    assert not under_way.begin(tell("a"))


def test_a_channel_and_documents_have_places_of_their_own() -> None:
    under_way = UnderWay()
    assert all(under_way.begin(effect) for effect in (tell("a", organ="fagteam"), tell("b"), tell("c")))
    busy = under_way.busy()
    assert (busy.room_for, busy.people, busy.organs, busy.ids) == (AT_ONCE - 3, (), ("fagteam",), ("a", "b", "c"))


def test_there_is_an_end_to_it() -> None:
    under_way = UnderWay()
    assert [under_way.begin(tell(str(n))) for n in range(AT_ONCE + 1)].count(False) == 1
    assert under_way.busy().room_for == 0


def test_what_never_ends_is_forgotten() -> None:
    clock = Clock()
    under_way = UnderWay(clock)
    under_way.begin(tell("a", "kari"))
    clock.now = FORGOTTEN_AFTER + 1
    assert under_way.begin(tell("b", "kari"))
