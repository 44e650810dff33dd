"""A made-up municipality organised unlike all three: the schema carries it without code (issue: some two hundred
municipalities use the model and no two are alike)."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.domain.plan import (
    Described,
    EveryNWeeks,
    EveryNYears,
    FixedDates,
    Level,
    MonthlyWeekday,
    NPer,
    Plan,
)
from bot.planfile import check_file, read_plan
from tests.plan.places import DATA

FJORDVIK = DATA / "fjordvik.yaml"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(FJORDVIK)


def test_a_nynorsk_plan_passes_without_a_word() -> None:
    assert check_file(FJORDVIK).findings == ()


def test_five_organs_three_of_them_on_the_same_level(plan: Plan) -> None:
    assert [organ.name for organ in plan.organs_at(Level.UTOVENDE)] == [
        "Innsatsteam skule",
        "Innsatsteam fritid",
        "Ungdomspanelet",
    ]
    assert len(plan.organs) == 5


def test_first_thursday_of_every_month(plan: Plan) -> None:
    cadence = plan.organ("samordning").cadence
    assert isinstance(cadence, MonthlyWeekday)
    assert (cadence.which, cadence.weekday, cadence.months) == (1, 3, ())


def test_last_monday_of_some_months(plan: Plan) -> None:
    cadence = plan.organ("innsats_fritid").cadence
    assert isinstance(cadence, MonthlyWeekday)
    assert (cadence.which, cadence.weekday, cadence.months) == (-1, 0, (1, 2, 3, 4, 5, 9, 10, 11))


def test_every_third_tuesday_half_years_and_listed_dates(plan: Plan) -> None:
    assert plan.organ("innsats_skule").cadence == EveryNWeeks(n=3, weekday=1, more_when_needed=True)
    assert plan.organ("oppvekstrad").cadence == NPer(n=1, unit="half_year", minimum=True)
    assert plan.organ("ungdomspanel").cadence == FixedDates(dates=(date(2026, 2, 12), date(2026, 9, 17)))


def test_the_coordinator_is_somebody_elses(plan: Plan) -> None:
    assert plan.coordinator.title == "Interkommunal SLT-koordinator"
    assert plan.role(plan.coordinator.role).external


def test_concerns_go_where_the_plan_says(plan: Plan) -> None:
    assert plan.intake_organ == plan.organ("innsats_skule")
    assert plan.intake_role == "slt_interkommunal"
    assert plan.varsling.categories[0].label == "Nattekøyring og råkøyring"


def test_individual_cases_as_each_organ_has_it(plan: Plan) -> None:
    allowed = [organ.id for organ in plan.organs if organ.may_take_individual_cases]
    assert allowed == ["innsats_skule", "innsats_fritid"]


def test_a_hastemote_with_rules_of_its_own(plan: Plan) -> None:
    assert plan.hastemote is not None
    assert plan.hastemote.who_may_call == ("slt_interkommunal", "lensmann", "barnevernsleiar")
    assert plan.hastemote.response_minutes == 60


def test_rules_no_other_plan_has(plan: Plan) -> None:
    assert [rule.id for rule in plan.rules] == ["omgang", "fjord"]
    described = plan.find_tiltak("seks_veker")
    assert described is not None
    assert described.recurrence == Described(text="seks veker etter 17. mai")
    survey = plan.find_tiltak("ungdata")
    assert survey is not None
    assert survey.recurrence == EveryNYears(n=3, last_seen=2025)


def test_own_choices_are_told_from_the_products_suggestions(plan: Plan) -> None:
    choices = plan.choices
    assert choices.first_meetings["samordning"].start == time(8, 30)
    assert choices.is_own("agenda_days")
    assert choices.agenda_days == 10
    assert not choices.is_own("minutes_days")
    assert not choices.gate.presence_needs_both
    assert choices.gate.recipients_cover_all
