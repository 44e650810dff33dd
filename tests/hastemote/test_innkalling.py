"""One agency's chain as a table: who is asked when, whatever happens (UC-61; failures F15, F33)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.innkalling import (
    Innkalling,
    Link,
    Reply,
    Rung,
    Svar,
    answered,
    chain,
    climbed,
    due,
    handed_on,
    has_stand_in,
    restarted,
    to_be_sent,
    unreachable,
    unsent,
    widened,
)

NOW = datetime(2025, 9, 22, 5, 50, tzinfo=UTC)
WHOLE = chain(("a", "b"), (("v",),), ("l",), 10, 20, 10)


def agency(links: tuple[Link, ...] = WHOLE) -> Innkalling:
    return Innkalling("h-0", "jevnaker", "h", "Politiet", ("politi",), links, NOW, next_at=NOW)


def run(row: Innkalling, minutes: int) -> list[tuple[int, Rung, tuple[str, ...]]]:
    """What is done in the minutes that follow, looked at every minute."""
    done = []
    for minute in range(minutes + 1):
        now = NOW + timedelta(minutes=minute)
        while due(row, now):
            step = climbed(row, now)
            row = step.row
            done.append((minute, step.rung, step.ask))
    return done


CHAINS = {
    "all": (WHOLE, [(0, Rung.SPOR, ("a", "b")), (5, Rung.PURRING, ("a", "b")), (10, Rung.VARA, ("v",)),
                    (20, Rung.LEDER, ("l",)), (20, Rung.TELEFON, ()), (30, Rung.TELEFON, ())]),
    "no deputy": (chain(("a",), (), ("l",), 10, 20, 10), [(0, Rung.SPOR, ("a",)), (5, Rung.PURRING, ("a",)),
                  (10, Rung.LEDER, ("l",)), (10, Rung.TELEFON, ()), (20, Rung.TELEFON, ()), (30, Rung.TELEFON, ())]),
    "no leader": (chain(("a",), (("v",),), (), 10, 20, 10), [(0, Rung.SPOR, ("a",)), (5, Rung.PURRING, ("a",)),
                  (10, Rung.VARA, ("v",)), (20, Rung.TELEFON, ()), (30, Rung.TELEFON, ())]),
    "nobody": (chain((), (), (), 10, 20, 10), [(0, Rung.TELEFON, ()), (10, Rung.TELEFON, ()), (20, Rung.TELEFON, ()),
               (30, Rung.TELEFON, ())]),
    "deputies in order of rank": (chain(("a",), (("v", "w"), ("a", "v"), ("x",)), ("x", "l"), 10, 20, 10),
                                  [(0, Rung.SPOR, ("a",)), (5, Rung.PURRING, ("a",)), (10, Rung.VARA, ("v", "w")),
                                   (15, Rung.VARA, ("x",)), (20, Rung.LEDER, ("l",)), (20, Rung.TELEFON, ()),
                                   (30, Rung.TELEFON, ())]),
    "deputies alone": (chain((), (("v",),), (), 10, 20, 10), [(0, Rung.VARA, ("v",)), (10, Rung.TELEFON, ()),
                       (20, Rung.TELEFON, ()), (30, Rung.TELEFON, ())]),
    "a row from before chains": ((), [(0, Rung.TELEFON, ()), (10, Rung.TELEFON, ()), (20, Rung.TELEFON, ()),
                                 (30, Rung.TELEFON, ())]),
}  # fmt: skip


@pytest.mark.parametrize("name", CHAINS)
def test_a_chain_is_climbed_at_its_minutes_and_never_ends_silently(name: str) -> None:
    links, expected = CHAINS[name]
    assert run(agency(links), 30) == expected


AWAY = {
    "the only one": (chain(("a",), (("v",),), (), 10, 20, 10), ("a",),
                     [(0, Rung.SPOR, ("a",)), (0, Rung.VARA, ("v",)), (10, Rung.TELEFON, ())]),
    "one of two": (chain(("a", "b"), (("v",),), (), 10, 20, 10), ("a",),
                   [(0, Rung.SPOR, ("a", "b")), (5, Rung.PURRING, ("b",)), (10, Rung.VARA, ("v",))]),
    "the deputy too": (chain(("a",), (("v",), ("w",)), (), 10, 20, 10), ("a", "v"),
                       [(0, Rung.SPOR, ("a",)), (0, Rung.VARA, ("v",)), (0, Rung.VARA, ("w",)),
                        (5, Rung.TELEFON, ())]),
    "everybody": (chain(("a",), (("v",),), ("l",), 10, 20, 10), ("a", "v", "l"),
                  [(0, Rung.SPOR, ("a",)), (0, Rung.VARA, ("v",)), (0, Rung.LEDER, ("l",)), (0, Rung.TELEFON, ()),
                   (10, Rung.TELEFON, ())]),
}  # fmt: skip


@pytest.mark.parametrize("name", AWAY)
def test_whoever_is_away_is_asked_and_costs_the_chain_no_minute(name: str) -> None:
    links, away, expected = AWAY[name]
    assert run(replace(agency(links), away=away), 10) == expected


def test_whoever_is_away_and_comes_all_the_same_covers_the_agency() -> None:
    row = climbed(replace(agency(), away=("a",)), NOW).row
    assert answered(row, "a", Svar.KOMMER, NOW).covered


def test_a_no_from_the_others_does_not_wait_for_whoever_is_away() -> None:
    row = answered(climbed(replace(agency(), away=("a",)), NOW).row, "b", Svar.KAN_IKKE, NOW)
    assert climbed(row, NOW).ask == ("v",)


def test_what_was_due_while_nobody_looked_is_done_at_once_in_order_and_once() -> None:
    later, row = NOW + timedelta(minutes=19), agency()
    rungs: list[Rung] = []
    while due(row, later):
        step = climbed(row, later)
        row, rungs = step.row, [*rungs, step.rung]
    assert rungs == [Rung.SPOR, Rung.PURRING, Rung.VARA]
    assert row.next_at == NOW + timedelta(minutes=20)


def test_one_who_comes_covers_the_agency_and_nothing_more_is_due() -> None:
    row = answered(climbed(agency(), NOW).row, "b", Svar.FORSINKET, NOW)
    assert row.covered
    assert row.next_at is None
    assert row.covered_at == NOW


def test_a_no_waits_for_the_others_and_the_last_no_asks_the_deputy_at_once() -> None:
    row = climbed(agency(), NOW).row
    row = answered(row, "a", Svar.KAN_IKKE, NOW)
    assert row.next_at == NOW + timedelta(minutes=5)
    row = answered(row, "b", Svar.KAN_IKKE, NOW)
    assert climbed(row, NOW).ask == ("v",)


def test_everybody_unreachable_is_one_breath_from_the_question_to_the_telephone() -> None:
    row = agency()
    done: list[Rung] = []
    for _ in range(4):
        step = climbed(row, NOW)
        row, done = step.row, [*done, step.rung]
        for person in step.ask:
            row = unreachable(row, person, NOW)
    assert done == [Rung.SPOR, Rung.VARA, Rung.LEDER, Rung.TELEFON]
    assert row.next_at == NOW + timedelta(minutes=10)


def test_one_unreachable_of_two_does_not_hurry_the_other() -> None:
    row = unreachable(climbed(agency(), NOW).row, "a", NOW)
    assert row.next_at == NOW + timedelta(minutes=5)
    assert climbed(row, NOW + timedelta(minutes=5)).ask == ("b",)


def test_whoever_was_to_come_and_cannot_starts_it_again_where_it_was() -> None:
    row = answered(climbed(agency(), NOW).row, "a", Svar.KOMMER, NOW)
    row = answered(row, "a", Svar.KAN_IKKE, NOW + timedelta(minutes=2))
    assert not row.covered
    assert row.next_at == NOW + timedelta(minutes=2)
    assert row.covered_at is None
    assert climbed(row, NOW + timedelta(minutes=2)).ask == ("b",)


def test_the_same_answer_again_changes_nothing() -> None:
    row = answered(climbed(agency(), NOW).row, "a", Svar.KOMMER, NOW)
    assert answered(row, "a", Svar.KOMMER, NOW + timedelta(minutes=1)) is row


def test_a_colleagues_no_never_undoes_that_somebody_comes() -> None:
    row = answered(climbed(agency(), NOW).row, "a", Svar.KOMMER, NOW)
    row = answered(row, "b", Svar.KAN_IKKE, NOW)
    assert row.covered
    assert row.next_at is None


def sent(row: Innkalling, person: str = "a", minutes: int = 0) -> Innkalling:
    """Somebody sends a stand-in, and whoever is set up as that is asked."""
    return handed_on(answered(row, person, Svar.STEDFORTREDER, NOW + timedelta(minutes=minutes))).row


def test_a_stand_in_covers_the_agency_and_whoever_is_set_up_as_that_is_asked() -> None:
    step = handed_on(answered(climbed(agency(), NOW).row, "a", Svar.STEDFORTREDER, NOW))
    assert (step.row.covered, step.row.next_at, step.rung, step.ask) == (True, None, Rung.I_STEDET, ("v",))
    assert answered(step.row, "v", Svar.KOMMER, NOW).covered


def test_a_stand_in_who_says_no_covers_nothing_and_the_next_is_asked_at_once() -> None:
    row = answered(sent(climbed(agency(), NOW).row), "v", Svar.KAN_IKKE, NOW + timedelta(minutes=1))
    assert (row.covered, row.next_at) == (False, NOW + timedelta(minutes=1))


def test_another_stand_in_is_sent_by_saying_so_once_more() -> None:
    row = answered(sent(climbed(agency(), NOW).row), "v", Svar.KAN_IKKE, NOW + timedelta(minutes=1))
    row = answered(row, "a", Svar.STEDFORTREDER, NOW + timedelta(minutes=2))
    assert (row.covered, row.next_at, handed_on(row).ask) == (True, None, ())


@pytest.mark.parametrize("change", [{"away": ("v",)}, {"missed": ("v",)}, {"answers": (Reply("b", Svar.KOMMER, NOW),)}])
def test_no_stand_in_is_asked_who_is_away_or_not_reached_nor_where_somebody_comes(change: Any) -> None:
    row = answered(replace(climbed(agency(), NOW).row, **change), "a", Svar.STEDFORTREDER, NOW)
    assert (row.covered, handed_on(row).ask) == (True, ())


def test_whoever_sends_a_stand_in_and_then_says_no_leaves_the_deputy_their_time() -> None:
    row = answered(
        sent(climbed(agency(chain(("a",), (("v",),), ("l",), 10, 20, 10)), NOW).row), "a", Svar.KAN_IKKE, NOW
    )
    assert run(row, 10) == [(0, Rung.VARA, ()), (10, Rung.LEDER, ("l",)), (10, Rung.TELEFON, ())]


def test_the_next_rank_is_sent_for_when_the_first_cannot_be_reached() -> None:
    ranks = chain(("a",), (("v",), ("w",)), (), 10, 20, 10)
    row = unreachable(sent(climbed(agency(ranks), NOW).row), "v", NOW)
    assert (handed_on(row).ask, handed_on(row, {"w"}).ask) == (("w",), ())


def test_where_no_stand_in_is_left_what_was_said_of_one_can_be_taken_back() -> None:
    row = unreachable(sent(climbed(agency(), NOW).row), "v", NOW)
    assert has_stand_in(agency(), "a")
    assert not has_stand_in(row, "a")
    assert (unsent(row, NOW).covered, unsent(row, NOW).next_at) == (False, NOW)


def test_a_question_to_a_stand_in_falls_away_when_somebody_comes_all_the_same() -> None:
    row = sent(climbed(agency(), NOW).row)
    assert to_be_sent(row, "v", Rung.I_STEDET)
    assert not to_be_sent(row, "v", Rung.VARA)
    assert not to_be_sent(answered(row, "b", Svar.KOMMER, NOW), "v", Rung.I_STEDET)


def test_moved_it_is_asked_anew_along_the_chain_that_was_frozen() -> None:
    row = restarted(answered(climbed(agency(), NOW).row, "a", Svar.KOMMER, NOW), NOW + timedelta(hours=1))
    assert not row.covered
    assert row.chain == WHOLE
    assert climbed(row, NOW + timedelta(hours=1)).ask == ("a", "b")


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["miss", *Svar]), st.sampled_from(["a", "b", "v", "l"]), st.integers(min_value=0, max_value=9)
    ),
    max_size=12,
)


@given(EVENTS, st.sets(st.sampled_from(["a", "b", "v", "l"])))
def test_whatever_happens_an_agency_is_covered_or_something_is_due(
    events: list[tuple[str, str, int]], away: set[str]
) -> None:
    row, now = climbed(replace(agency(), away=tuple(away)), NOW).row, NOW
    for what, person, minutes in events:
        now += timedelta(minutes=minutes)
        while due(row, now):
            row = climbed(row, now).row
        if person in row.asked:
            row = unreachable(row, person, now) if what == "miss" else answered(row, person, Svar(what), now)
            row = handed_on(row).row
        assert row.covered == (row.next_at is None)
        assert row.next_at is None or row.next_at <= now + timedelta(minutes=10)


@given(EVENTS)
def test_nobody_is_asked_twice_but_for_the_one_reminder(events: list[tuple[str, str, int]]) -> None:
    row, now = agency(), NOW
    asked: list[tuple[Rung, str]] = []
    for what, person, minutes in events:
        now += timedelta(minutes=minutes)
        while due(row, now):
            step = climbed(row, now)
            row, asked = step.row, [*asked, *((step.rung, p) for p in step.ask)]
        if person in row.asked:
            row = unreachable(row, person, now) if what == "miss" else answered(row, person, Svar(what), now)
    assert len(asked) == len(set(asked))
    assert all(replace(row, next_at=None).asked.count(p) == 1 for p in row.asked)


def test_a_further_role_is_asked_at_once_and_the_rest_comes_when_it_would_have() -> None:
    first = climbed(agency(chain(("a",), (), ("l",), 10, 20, 10)), NOW).row
    later = NOW + timedelta(minutes=2)
    row = widened(first, ("politikontakt",), chain(("b",), (("v",),), ("l",), 10, 20, 10), ("b",), later)
    assert (row.roles, row.away) == (("politi", "politikontakt"), ("b",))
    assert run(replace(row, away=()), 15) == [
        (2, Rung.SPOR, ("b",)),
        (5, Rung.PURRING, ("a", "b")),
        (10, Rung.VARA, ("v",)),
    ]


def test_a_further_role_of_an_agency_that_somebody_comes_for_is_not_asked() -> None:
    covered = answered(climbed(agency(), NOW).row, "a", Svar.KOMMER, NOW)
    row = widened(covered, ("politikontakt",), chain(("c",), (), (), 10, 20, 10), (), NOW)
    assert (run(row, 30), row.covered) == ([], True)
    assert climbed(restarted(row, NOW), NOW).ask == ("a", "b", "c")
