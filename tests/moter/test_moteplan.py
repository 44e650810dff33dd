"""The dates of an organ: from the plan's cadence, on the wall clock, never moved in silence."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.moteplan import Anchor, Why, at_work, clash, dates, is_quiet, local, moment, slots
from bot.domain.plan import ClosedDays, QuietHours
from bot.domain.plan.rhythm import (
    Cadence,
    Described,
    EveryNMonths,
    EveryNWeeks,
    FixedDates,
    Monthly,
    MonthlyWeekday,
    NoneStated,
    NPer,
    NPerYear,
    WhenNeeded,
)
from bot.planfile import read_plan

FIRST = date(2025, 10, 9)
FAGTEAM = Anchor(FIRST, time(8, 30), 90, "Familiens hus")
PLANS = Path(__file__).parents[2] / "plans"


def days(*texts: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(text) for text in texts)


TABLE: list[tuple[Cadence | None, tuple[date, ...]]] = [
    (EveryNWeeks(n=6), days("2025-10-09", "2025-11-20", "2026-01-01", "2026-02-12", "2026-03-26")),
    (EveryNWeeks(n=13, weekday=1), days("2025-10-09", "2026-01-06")),
    (NPerYear(n=2), days("2025-10-09")),
    (NPerYear(n=4), days("2025-10-09", "2026-01-08")),
    (NPerYear(n=2, months=(2, 11)), days("2025-10-09", "2025-11-13", "2026-02-12")),
    (NPerYear(n=26), days("2025-10-09", "2025-10-23", "2025-11-06")),
    (EveryNMonths(n=2), days("2025-10-09", "2025-12-11", "2026-02-12")),
    (Monthly(), days("2025-10-09", "2025-11-13", "2025-12-11")),
    (NPer(n=1, unit="quarter"), days("2025-10-09", "2026-01-08")),
    (NPer(n=3, unit="half_year"), days("2025-10-09", "2025-12-11", "2026-02-12")),
    (NPer(n=2, unit="school_year"), days("2025-10-09")),
    (MonthlyWeekday(which=1, weekday=3), days("2025-10-09", "2025-11-06", "2025-12-04")),
    (MonthlyWeekday(which=-1, weekday=3, months=(10, 1)), days("2025-10-09", "2025-10-30", "2026-01-29")),
    (FixedDates(dates=days("2025-12-01", "2025-11-03", "2025-09-01")), days("2025-11-03", "2025-12-01")),
    (WhenNeeded(), days("2025-10-09")),
    (Described(text="etter behov"), days("2025-10-09")),
    (NoneStated(), days("2025-10-09")),
    (None, days("2025-10-09")),
]


@pytest.mark.parametrize(("cadence", "expected"), TABLE)
def test_every_kind_of_cadence_gives_its_dates(cadence: Cadence | None, expected: tuple[date, ...]) -> None:
    assert dates(cadence, FIRST, date(2026, 3, 31))[: len(expected)] == expected
    if len(expected) == 1:
        assert dates(cadence, FIRST, date(2026, 3, 31)) == expected


@pytest.mark.parametrize("plan", sorted(PLANS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_organ_of_every_shipped_plan_gets_a_series(plan: Path) -> None:
    for organ in read_plan(plan).organs:
        assert slots(organ.id, organ.cadence, FAGTEAM, date(2026, 12, 31))[0].date == FIRST


@given(n=st.integers(1, 52), first=st.dates(date(2024, 1, 1), date(2060, 1, 1)))
def test_a_series_counts_every_meeting_and_skips_none(n: int, first: date) -> None:
    found = dates(EveryNWeeks(n=n), first, first + timedelta(days=800))
    assert all(b - a == timedelta(weeks=n) for a, b in pairwise(found))


def test_new_years_day_needs_a_new_date_and_stays_where_it_is() -> None:
    found = slots("fagteam", EveryNWeeks(n=6), FAGTEAM, date(2026, 1, 31))[-1]
    assert found.date == date(2026, 1, 1)
    assert found.clash is not None
    assert (found.clash.why, found.clash.label) == (Why.HELLIGDAG, "Første nyttårsdag")


CLASHES = [
    (date(2026, 5, 14), Why.HELLIGDAG),
    (date(2026, 2, 25), Why.FRIDAG),
    (date(2026, 2, 28), Why.HELG),
    (date(2026, 7, 9), Why.SOMMER),
    (date(2026, 3, 26), None),
]


@pytest.mark.parametrize(("day", "why"), CLASHES)
def test_a_day_that_cannot_be_used_says_why(day: date, why: Why | None) -> None:
    closed = (ClosedDays(label="Vinterferie", first_date=date(2026, 2, 23), last_date=date(2026, 2, 27)),)
    found = clash(day, closed)
    assert (found.why if found else None) == why
    assert found is None or found.forbids == (why is not Why.SOMMER)


@pytest.mark.parametrize("day", [date(2027, 3, 27), date(2027, 3, 28), date(2027, 10, 31), date(2027, 11, 1)])
def test_half_past_eight_stays_half_past_eight_when_the_clocks_change(day: date) -> None:
    assert local(moment(day, time(8, 30))).time() == time(8, 30)


def test_dates_the_plan_does_not_settle_are_marked_as_suggestions() -> None:
    plan_says = slots("f", EveryNWeeks(n=6), FAGTEAM, date(2026, 6, 1))
    ours = slots("k", NPerYear(n=2), FAGTEAM, date(2026, 6, 1))
    assert not any(s.suggested for s in plan_says)
    assert [s.suggested for s in ours] == [False, True]


QUIET = QuietHours()


def test_reminders_go_out_on_a_working_morning() -> None:
    assert at_work(date(2025, 10, 12), QUIET) == moment(date(2025, 10, 10), time(8))
    assert is_quiet(datetime(2025, 10, 11, 10, tzinfo=UTC), QUIET)
    assert is_quiet(moment(date(2025, 10, 9), time(18)), QUIET)
    assert not is_quiet(moment(date(2025, 10, 9), time(8)), QUIET)
