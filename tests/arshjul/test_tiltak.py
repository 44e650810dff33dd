"""What an owner answers, and finding a tiltak by the words people use (UC-70, UC-71, UC-79, UC-100)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.arshjul import Term, find
from bot.domain.plan import Choices
from bot.domain.tiltak import TiltakState, TiltakStatus, done, is_to_tell, postponed, term_of, told, unanswered
from bot.domain.tiltak_sok import search
from bot.errors import UserError
from tests.plan.places import plan

TODAY = date(2026, 12, 1)
THERE = plan("jevnaker-2025")
UTSETT = find(THERE, "j25-3-01:2026")
PUPILS = find(THERE, "j25-3-02:2026")
assert UTSETT is not None
assert PUPILS is not None
NEW = unanswered(UTSETT, "jevnaker")


def code(status: TiltakStatus, *, on: date = TODAY, grades: tuple[int, ...] = ()) -> str:
    assert UTSETT is not None
    with pytest.raises(UserError) as raised:
        done(status, UTSETT, on, grades, TODAY)
    return raised.value.text


def test_it_is_done_when_every_grade_of_the_plan_is_ticked() -> None:
    assert UTSETT is not None
    some = done(NEW, UTSETT, TODAY, (8, 9), TODAY)
    assert (some.state, some.done_grades) == (TiltakState.PAGAR, (8, 9))
    every = done(some, UTSETT, TODAY, (10, 9, 8), TODAY)
    assert (every.state, every.done_grades) == (TiltakState.UTFORT, (8, 9, 10))


def test_without_a_grade_or_in_the_future_nothing_is_done() -> None:
    assert code(NEW) == "grades_needed"
    assert code(NEW, grades=(3,)) == "grades_needed"
    assert code(NEW, on=date(2026, 12, 2), grades=(8,)) == "done_in_future"


def test_a_tiltak_without_grades_is_done_at_once() -> None:
    assert PUPILS is not None
    assert done(unanswered(PUPILS, "jevnaker"), PUPILS, TODAY, (), TODAY).state is TiltakState.UTFORT


@pytest.mark.parametrize(
    ("until", "reason", "problem"),
    [(date(2027, 1, 20), " ", "reason_needed"), (TODAY, "Flyttet", "new_date_needed")],
)
def test_a_postponement_needs_a_reason_and_a_day_to_come(until: date, reason: str, problem: str) -> None:
    with pytest.raises(UserError) as raised:
        postponed(NEW, until, reason, TODAY, Choices())
    assert raised.value.text == problem


def test_a_new_date_counts_and_is_told_of_once_before_and_once_after() -> None:
    assert UTSETT is not None
    later, choices = date(2027, 1, 20), Choices()
    status = postponed(NEW, later, "Flyttet", TODAY, choices)
    assert term_of(UTSETT, status, date(2027, 1, 5), choices) is Term.SENERE
    assert term_of(UTSETT, status, date(2027, 1, 6), choices) is Term.SNART
    assert is_to_tell(status, Term.SNART, later)
    status = told(status, Term.SNART, later)
    assert not is_to_tell(status, Term.SNART, later)
    assert is_to_tell(status, Term.OVER_FRISTEN, later)
    assert not is_to_tell(told(status, Term.OVER_FRISTEN, later), Term.OVER_FRISTEN, later)


def test_a_short_postponement_is_not_answered_with_a_reminder() -> None:
    soon = date(2026, 12, 10)
    status = postponed(NEW, soon, "Flyttet en uke", TODAY, Choices())
    assert not is_to_tell(status, Term.SNART, soon)
    assert is_to_tell(status, Term.OVER_FRISTEN, soon)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("trygghetsvandring", "j25-3-08"),
        ("trygghetsvandering", "j25-3-08"),
        ("trygghets", "j25-3-08"),
        ("Natteravner", "j25-1-01"),
        ("nattravnene", "j25-1-01"),
        ("guttas kampus", "j25-2-04"),
        ("oppvekstkonferansen", "j25-1-04"),
        ("PMTO", "j25-3-09"),
        ("tryggest", "j25-4-03"),
        ("nettvett", "j25-1-08"),
    ],
)
def test_a_tiltak_is_found_misspelt_or_not(words: str, found: str) -> None:
    assert search(THERE, words)[0].id == found


@pytest.mark.parametrize("words", ["", "xyz", "kjøleskap", "12", "og av"])
def test_what_is_not_in_the_plan_is_not_found(words: str) -> None:
    assert search(THERE, words) == ()


def test_a_plan_with_numbers_is_asked_by_number() -> None:
    assert [t.number for t in search(plan("valer-2023"), "12")] == [12]
