"""What is due in a year, and whose word the date is (UC-10, UC-70; failure F22)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.domain.arshjul import Basis, Occurrence, Term, find, in_force, in_year
from bot.domain.frister import is_working
from bot.domain.plan import Plan
from tests.plan.places import NAMES, plan

SILENT = {"none_stated", "continuous", "when_needed", "on_event", "per_meeting", "described"}
PLAN_OF_ONE: dict[str, Any] = {
    "id": "p",
    "municipality": {"id": "k", "name": "Kommunen", "language": "nb"},
    "title": "Plan",
    "period": {"first_year": 2024, "last_year": 2060},
    "effective_from": date(2024, 1, 31),
    "roles": {"a": {"labels": ["A"]}},
    "organs": [{"id": "o", "level": "koordinerende", "name": "O"}],
    "coordinator": {"role": "a", "title": "A"},
    "areas": [{"id": "1", "title": "En"}],
}


def one(recurrence: dict[str, Any], **more: Any) -> Plan:
    tiltak = {"id": "t", "area": "1", "title": "Tiltaket", "owners": ["a"], "recurrence": recurrence}
    return Plan.model_validate({**PLAN_OF_ONE, "tiltak": [tiltak], **more})


def dues(recurrence: dict[str, Any], year: int = 2026, **more: Any) -> list[tuple[date, Basis]]:
    return [(o.due, o.basis) for o in in_year(one(recurrence, **more), year)]


def only(plan_: Plan, subject: str, year: int) -> Occurrence:
    (found,) = [o for o in in_year(plan_, year) if o.subject == subject]
    return found


@pytest.mark.parametrize(
    ("recurrence", "expected"),
    [
        ({"kind": "annual"}, [(date(2026, 12, 30), Basis.BEREGNET)]),
        ({"kind": "annual", "month": 10}, [(date(2026, 10, 30), Basis.BEREGNET)]),
        ({"kind": "annual", "stated": False}, [(date(2026, 12, 30), Basis.FORSLAG)]),
        ({"kind": "fixed_date", "date": date(2026, 5, 17)}, [(date(2026, 5, 17), Basis.PLAN)]),
        ({"kind": "fixed_date", "date": date(2025, 11, 21)}, []),
        ({"kind": "once_in_period", "first_year": 2025, "last_year": 2028}, [(date(2028, 12, 29), Basis.BEREGNET)]),
        ({"kind": "once_in_period", "first_year": 2023, "last_year": 2025}, []),
        ({"kind": "per_grade", "grades": [8]}, [(date(2026, 6, 19), Basis.FORSLAG)]),
        ({"kind": "school_year_start"}, [(date(2026, 9, 15), Basis.FORSLAG)]),
        ({"kind": "annual_week", "week": 25}, [(date(2026, 6, 19), Basis.BEREGNET)]),
        ({"kind": "annual_before_event", "event": "sommerferie"}, [(date(2026, 6, 15), Basis.FORSLAG)]),
        ({"kind": "annual_before_event", "event": "påske"}, [(date(2026, 3, 27), Basis.FORSLAG)]),
        ({"kind": "annual_before_event", "event": "bygdedagen"}, []),
        ({"kind": "seasonal", "season": "sommer"}, [(date(2026, 8, 31), Basis.FORSLAG)]),
        ({"kind": "every_n_years", "n": 3, "last_seen": 2023}, [(date(2026, 12, 30), Basis.BEREGNET)]),
        ({"kind": "every_n_years", "n": 3, "last_seen": 2022}, []),
        ({"kind": "every_n_years", "n": 3}, []),
        (
            {"kind": "n_per_year", "n": 2},
            [(date(2026, 6, 30), Basis.FORSLAG), (date(2026, 12, 30), Basis.BEREGNET)],
        ),
        (
            {"kind": "n_per", "n": 1, "unit": "half_year"},
            [(date(2026, 6, 30), Basis.BEREGNET), (date(2026, 12, 30), Basis.BEREGNET)],
        ),
        ({"kind": "n_per", "n": 1, "unit": "school_year"}, [(date(2026, 6, 19), Basis.FORSLAG)]),
    ],
)
def test_a_rhythm_gives_its_dates_and_says_whose_word_they_are(
    recurrence: dict[str, Any], expected: list[tuple[date, Basis]]
) -> None:
    assert dues(recurrence) == expected


def test_where_the_plan_says_nothing_there_is_no_date() -> None:
    for name in NAMES:
        there = plan(name)
        silent = {t.id for t in there.tiltak if t.recurrence.kind in SILENT}
        assert silent
        assert not silent & {o.subject for year in range(2020, 2061) for o in in_year(there, year)}


def test_our_own_reading_of_a_plan_is_never_more_than_a_suggestion() -> None:
    for name in NAMES:
        there = plan(name)
        ours = {t.id for t in there.tiltak if not t.recurrence.stated}
        found = [o for year in range(2020, 2061) for o in in_year(there, year) if o.subject in ours]
        assert all(o.basis is Basis.FORSLAG for o in found)


def test_a_fixed_date_is_the_plans_own() -> None:
    day = only(plan("jevnaker-2025"), "j25-2-02", 2025)
    assert (day.key, day.due, day.basis, day.owners) == (
        "j25-2-02:2025",
        date(2025, 11, 21),
        Basis.PLAN,
        ("slt_koordinator",),
    )


def test_a_year_without_a_month_has_no_month_to_stand_in() -> None:
    utsett = only(plan("jevnaker-2025"), "j25-3-01", 2026)
    assert (utsett.placed, utsett.grades) == (False, (8, 9, 10))


def test_once_in_a_period_is_one_occurrence_however_many_years_it_goes_on() -> None:
    there = plan("jevnaker-2025")
    keys = {only(there, "j25-3-08", year).key for year in range(2025, 2029)}
    assert keys == {"j25-3-08:2025-2028"}
    assert not [o for o in in_year(there, 2029) if o.subject == "j25-3-08"]


def test_duties_stand_there_unless_a_tiltak_mirrors_them_or_the_meeting_plan_has_them() -> None:
    subjects = {o.subject for o in in_year(plan("jevnaker-2025"), 2026)}
    assert {"halvarsrapport", "arlig-evaluering", "j25-1-04"} <= subjects
    assert not {"oppvekstkonferanse", "mote-fagteam", "agenda-referat"} & subjects


def test_a_plan_says_nothing_of_years_outside_its_period() -> None:
    assert in_year(plan("jevnaker-2025"), 2024) == in_year(plan("jevnaker-2025"), 2030) == ()


def test_a_municipalitys_own_date_comes_before_the_suggestion() -> None:
    holiday = {"label": "Sommerferie", "first_date": date(2026, 6, 20), "last_date": date(2026, 8, 16)}
    found = dues({"kind": "annual_before_event", "event": "sommerferie"}, choices={"closed_days": [holiday]})
    assert found == [(date(2026, 6, 19), Basis.BEREGNET)]


@pytest.mark.parametrize("year", range(2024, 2061))
@pytest.mark.parametrize(
    "recurrence",
    [
        {"kind": "annual"},
        {"kind": "annual", "month": 2},
        {"kind": "n_per_year", "n": 5},
        {"kind": "n_per_year", "n": 40},
        {"kind": "n_per_year", "n": 2, "months": [3, 12]},
        {"kind": "n_per", "n": 3, "unit": "quarter"},
        {"kind": "monthly"},
        {"kind": "monthly_weekday", "which": -1, "weekday": 0},
        {"kind": "every_n_months", "n": 1},
        {"kind": "every_n_weeks", "n": 2, "weekday": 5},
        {"kind": "per_grade", "grades": [9]},
        {"kind": "annual_week", "week": 53},
        {"kind": "annual_before_event", "event": "påske"},
        {"kind": "seasonal", "season": "vinter"},
    ],
    ids=str,
)
def test_every_date_is_a_working_day_of_its_year_and_every_key_its_own(recurrence: dict[str, Any], year: int) -> None:
    found = in_year(one(recurrence), year)
    assert found
    assert len({o.key for o in found}) == len(found)
    for o in found:
        assert is_working(o.due)
        assert date(year - 1, 12, 20) < o.due <= date(year, 12, 31)
        assert find(one(recurrence), o.key) == o


@pytest.mark.parametrize(
    ("today", "term"),
    [
        (date(2025, 11, 6), Term.SENERE),
        (date(2025, 11, 7), Term.SNART),
        (date(2025, 11, 21), Term.SNART),
        (date(2025, 11, 22), Term.OVER_FRISTEN),
    ],
)
def test_soon_fourteen_days_before_and_late_the_day_after(today: date, term: Term) -> None:
    there = plan("jevnaker-2025")
    assert only(there, "j25-2-02", 2025).term(today, there.choices) is term


def test_a_suggestion_is_never_late_but_a_promise_is() -> None:
    there = plan("jevnaker-2025")
    lesson = only(there, "j25-3-03", 2026)
    assert lesson.term(date(2026, 12, 1), there.choices) is Term.SENERE
    assert lesson.term(date(2026, 12, 1), there.choices, date(2026, 11, 1)) is Term.OVER_FRISTEN


def test_a_plan_asks_for_nothing_from_before_it_took_effect() -> None:
    there = plan("jevnaker-2025")
    day = only(there, "j25-2-02", 2025)
    assert not in_force(there, day)
    assert in_force(there.activated(date(2025, 8, 1)), day)
    assert not in_force(there.activated(date(2025, 11, 21)), day)


@pytest.mark.parametrize("key", ["", "j25-2-02", "j25-2-02:x", "j25-2-02:2024", "annet:2025", "j25-2-02:²025"])
def test_a_key_that_is_not_of_the_plan_finds_nothing(key: str) -> None:
    assert find(plan("jevnaker-2025"), key) is None
