"""Deadlines on Norwegian working days, every day from 2024 to 2060 (failures F21, F22)."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest

from bot.domain.arshjul import overdue_at, remind_at
from bot.domain.frister import easter, friday_of, is_working, month_end, months_later, workday
from bot.domain.moteplan import is_quiet, local
from bot.domain.plan import Choices, ClosedDays

FIRST, LAST = date(2024, 1, 1), date(2060, 12, 31)
EVERY_DAY = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
PUBLIC = holidays.country_holidays("NO", years=range(2023, 2062))


def test_a_deadline_is_the_day_itself_or_the_nearest_working_day_before() -> None:
    for day in EVERY_DAY:
        found = workday(day)
        assert found <= day
        assert found.weekday() < 5
        assert found not in PUBLIC
        assert not any(is_working(found + timedelta(days=n)) for n in range(1, (day - found).days + 1))


@pytest.mark.parametrize(
    ("day", "deadline"),
    [
        (date(2026, 12, 31), date(2026, 12, 30)),  # New Year's Eve
        (date(2027, 12, 31), date(2027, 12, 30)),
        (date(2028, 12, 31), date(2028, 12, 29)),  # a Sunday
        (date(2026, 12, 24), date(2026, 12, 23)),
        (date(2026, 4, 6), date(2026, 4, 1)),  # Easter Monday, back over Good Friday and Maundy Thursday
        (date(2026, 5, 17), date(2026, 5, 15)),
        (date(2026, 5, 14), date(2026, 5, 13)),  # Ascension Day
        (date(2026, 6, 19), date(2026, 6, 19)),
    ],
)
def test_the_rule_for_days_off(day: date, deadline: date) -> None:
    assert workday(day) == deadline


def test_the_municipalitys_own_closed_days_are_days_off() -> None:
    closed = (ClosedDays(label="Vinterferie", first_date=date(2026, 2, 23), last_date=date(2026, 2, 27)),)
    assert workday(date(2026, 2, 27), closed) == date(2026, 2, 20)


def test_a_municipality_that_is_always_closed_keeps_the_day() -> None:
    closed = (ClosedDays(label="Alltid", first_date=date(2020, 1, 1), last_date=date(2030, 1, 1)),)
    assert workday(date(2026, 2, 27), closed) == date(2026, 2, 27)


@pytest.mark.parametrize("year", range(2024, 2061))
def test_easter_is_where_the_calendar_has_it(year: int) -> None:
    assert PUBLIC[easter(year) + timedelta(days=1)]
    assert easter(year).weekday() == 6


@pytest.mark.parametrize("year", range(2024, 2061))
def test_every_week_has_its_friday_in_the_year_it_is_asked_for(year: int) -> None:
    for week in range(1, 54):
        friday = friday_of(year, week)
        assert friday.weekday() == 4
        assert friday.isocalendar().year == year
        assert friday.isocalendar().week == week or week == 53


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_the_same_day_in_a_shorter_month_is_its_last(day: date, months: int, then: date) -> None:
    assert months_later(day, months) == then


def test_months_go_up_every_day() -> None:
    for day in EVERY_DAY:
        assert months_later(day, 1) <= month_end(*divmod_month(day, 1))
        assert months_later(day, 12).year == day.year + 1


def divmod_month(day: date, months: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1


def test_no_reminder_comes_at_night_or_in_a_weekend_whatever_day_it_is_for() -> None:
    choices = Choices()
    for due in EVERY_DAY:
        for at in (remind_at(due, choices), overdue_at(due, choices)):
            assert not is_quiet(at, choices.quiet_hours)
            assert local(at).hour == 8


def test_a_reminder_comes_at_eight_by_the_wall_clock_on_both_sides_of_a_clock_change() -> None:
    choices = Choices(reminder_days=1)
    before, after = remind_at(date(2026, 3, 28), choices), remind_at(date(2026, 3, 31), choices)
    assert (before.hour, after.hour) == (7, 6)  # UTC
    assert {local(before).hour, local(after).hour} == {8}
