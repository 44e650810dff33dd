"""From how often a plan says something happens to when it is due: one rule per kind of rhythm. Pure.

What is not in the table has no date: not stated, continuous, when needed, at every meeting, in the plan's own words.
A rhythm that is only our reading of the plan (`stated` is False) gives suggestions and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from bot.domain.frister import easter, friday_of, month_end, months_later, workday
from bot.domain.moteplan import dates
from bot.domain.plan import Plan
from bot.domain.plan.rhythm import EveryNWeeks, MonthlyWeekday, Recurrence


class Basis(StrEnum):
    """Whose word a date is."""

    PLAN = "plan"
    BEREGNET = "beregnet"
    FORSLAG = "forslag"


@dataclass(frozen=True, slots=True)
class Slot:
    """One period with its last day. `name` is the end of the occurrence's key."""

    name: str
    first: date
    due: date
    basis: Basis
    placed: bool = True
    number: int = 1
    of: int = 1


Found = Iterator[Slot]
SCHOOL_YEAR_ENDS = (6, 20)
SCHOOL_YEAR_BEGUN = (9, 15)
SEASONS: Mapping[str, tuple[int, int]] = {
    "vinter": (2, 28),
    "vår": (5, 31),
    "sommer": (8, 31),
    "sommar": (8, 31),
    "høst": (11, 30),
    "haust": (11, 30),
    "jul": (12, 20),
}
EVENTS: Mapping[str, tuple[int, int]] = {
    "vinterferie": (2, 12),
    "sommer": (6, 15),
    "sommar": (6, 15),
    "skoleslutt": (6, 15),
    "skuleslutt": (6, 15),
    "skolestart": (8, 10),
    "skulestart": (8, 10),
    "høstferie": (9, 25),
    "haustferie": (9, 25),
    "jul": (12, 15),
}
"""When it is due, by the product's suggestion, in a municipality that has not entered its own dates."""
UNIT_MONTHS = {"half_year": 6, "quarter": 3, "month": 1, "school_year": 12}


def slots(rhythm: Recurrence, year: int, plan: Plan) -> tuple[Slot, ...]:
    """Every period of a rhythm whose last day lies in the year, or that goes on in it."""
    rule = RULES.get(rhythm.kind)
    found = tuple(rule(rhythm, year, plan)) if rule else ()
    made = found if rhythm.stated else tuple(replace(slot, basis=Basis.FORSLAG) for slot in found)
    closed = plan.choices.closed_days
    return tuple(slot if slot.basis is Basis.PLAN else replace(slot, due=workday(slot.due, closed)) for slot in made)


def _annual(rhythm: Any, year: int, plan: Plan) -> Found:
    due = month_end(year, rhythm.month or 12)
    yield Slot(str(year), date(year, rhythm.month or 1, 1), due, Basis.BEREGNET, placed=bool(rhythm.month))


def _n_per_year(rhythm: Any, year: int, plan: Plan) -> Found:
    """In the plan's months; else spread over the year, as a suggestion. That the last is done by the end of the
    year, follows from the plan."""
    months = sorted(rhythm.months)
    ends = [month_end(year, month) for month in months] or _spread(date(year, 1, 1), 12, rhythm.n)
    for slot in _numbered(str(year), date(year, 1, 1), ends, Basis.FORSLAG):
        yield replace(slot, basis=Basis.BEREGNET) if months or slot.number == slot.of else slot


def _n_per(rhythm: Any, year: int, plan: Plan) -> Found:
    """Once in each unit follows from the plan; where in the unit the others lie is a suggestion."""
    if rhythm.unit == "school_year":
        ends = [date(year, *SCHOOL_YEAR_ENDS)]
        yield from _numbered(_school(year), date(year - 1, 8, 1), ends, Basis.FORSLAG)
        return
    months = UNIT_MONTHS[rhythm.unit]
    starts = [date(year, month, 1) for month in range(1, 13, months)]
    ends = [end for start in starts for end in _spread(start, months, rhythm.n)]
    basis = Basis.BEREGNET if rhythm.n == 1 else Basis.FORSLAG
    yield from _numbered(str(year), date(year, 1, 1), ends, basis)


def _spread(start: date, months: int, n: int) -> list[date]:
    """The last days of `n` equal parts of so many months; whole months where they go up."""
    if n <= months:
        return [months_later(start, round(months * k / n)) - timedelta(days=1) for k in range(1, n + 1)]
    days = (months_later(start, months) - start).days
    return [start + timedelta(days=days * k // n - 1) for k in range(1, n + 1)]


def _numbered(name: str, start: date, ends: list[date], basis: Basis) -> Found:
    for number, end in enumerate(ends, 1):
        key = name if len(ends) == 1 else f"{name}-{number}"
        yield Slot(key, start, end, basis, number=number, of=len(ends))
        start = end + timedelta(days=1)


def _monthly(rhythm: Any, year: int, plan: Plan) -> Found:
    return _numbered(str(year), date(year, 1, 1), [month_end(year, m) for m in range(1, 13)], Basis.BEREGNET)


def _weekday(rhythm: MonthlyWeekday, year: int, plan: Plan) -> Found:
    days = [d for d in dates(rhythm, date(year - 1, 12, 1), date(year, 12, 31)) if d.year == year]
    return _numbered(str(year), date(year, 1, 1), days, Basis.BEREGNET)


def _every_n_weeks(rhythm: EveryNWeeks, year: int, plan: Plan) -> Found:
    """Counted from the day the plan took effect; without that day there is nothing to count from."""
    if plan.effective_from:
        days = [d for d in dates(rhythm, plan.effective_from, date(year, 12, 31)) if d.year == year]
        yield from _numbered(str(year), date(year, 1, 1), [d for d in days if d > plan.effective_from], Basis.FORSLAG)


def _every_n_months(rhythm: Any, year: int, plan: Plan) -> Found:
    start = plan.effective_from
    if start:
        last = (year - start.year) * 12 + 12 - start.month
        days = [months_later(start, k) for k in range(rhythm.n, last + 1, rhythm.n)]
        yield from _numbered(str(year), date(year, 1, 1), [d for d in days if d.year == year], Basis.FORSLAG)


def _every_n_years(rhythm: Any, year: int, plan: Plan) -> Found:
    """From the last year the plan names; without one there is no year."""
    if rhythm.last_seen and year > rhythm.last_seen and (year - rhythm.last_seen) % rhythm.n == 0:
        yield Slot(str(year), date(year, 1, 1), date(year, 12, 31), Basis.BEREGNET, placed=False)


def _fixed_date(rhythm: Any, year: int, plan: Plan) -> Found:
    """The plan's own day is never moved, whatever day it is."""
    due = rhythm.last_date or rhythm.date
    if due.year == year:
        yield Slot(str(year), rhythm.date, due, Basis.PLAN)


def _fixed_dates(rhythm: Any, year: int, plan: Plan) -> Found:
    days = sorted(day for day in rhythm.dates if day.year == year)
    return (Slot(day.isoformat(), day, day, Basis.PLAN, number=n, of=len(days)) for n, day in enumerate(days, 1))


def _once(rhythm: Any, year: int, plan: Plan) -> Found:
    """Some time in its years: it goes on in each of them and is due at the end of the last."""
    first = rhythm.first_year or plan.period.first_year
    last = rhythm.last_year or plan.period.last_year
    due = rhythm.deadline or date(last, 12, 31)
    if first <= year <= due.year:
        basis = Basis.PLAN if rhythm.deadline else Basis.BEREGNET
        yield Slot(f"{first}-{due.year}", date(first, 1, 1), due, basis, placed=bool(rhythm.deadline))


def _per_grade(rhythm: Any, year: int, plan: Plan) -> Found:
    yield Slot(_school(year), date(year - 1, 8, 1), date(year, *SCHOOL_YEAR_ENDS), Basis.FORSLAG)


def _school_start(rhythm: Any, year: int, plan: Plan) -> Found:
    yield Slot(str(year), date(year, 8, 1), date(year, *SCHOOL_YEAR_BEGUN), Basis.FORSLAG)


def _season(rhythm: Any, year: int, plan: Plan) -> Found:
    day = _named(SEASONS, rhythm.season)
    if day:
        yield Slot(str(year), date(year, 1, 1), date(year, *day), Basis.FORSLAG)


def _before(rhythm: Any, year: int, plan: Plan) -> Found:
    """The day before the municipality's own date of it, where it has entered one; else a suggestion."""
    event = rhythm.event.casefold()
    own = [c for c in plan.choices.closed_days if c.first_date.year == year and _alike(c.label, event)]
    if own:
        due = min(c.first_date for c in own) - timedelta(days=1)
        yield Slot(str(year), date(year, 1, 1), due, Basis.BEREGNET)
        return
    day = _named(EVENTS, event)
    suggested = easter(year) - timedelta(days=9) if event.startswith("påske") else day and date(year, *day)
    if suggested:
        yield Slot(str(year), date(year, 1, 1), suggested, Basis.FORSLAG)


def _week(rhythm: Any, year: int, plan: Plan) -> Found:
    friday = friday_of(year, rhythm.week)
    yield Slot(str(year), friday - timedelta(days=4), friday, Basis.BEREGNET)


def _alike(label: str, event: str) -> bool:
    label = label.casefold()
    return label.startswith(event) or event.startswith(label)


def _named(table: Mapping[str, tuple[int, int]], word: str) -> tuple[int, int] | None:
    return next((day for name, day in table.items() if word.casefold().startswith(name)), None)


def _school(year: int) -> str:
    """The school year that ends in a year: «2025-26»."""
    return f"{year - 1}-{year % 100:02d}"


RULES: Mapping[str, Callable[[Any, int, Plan], Found]] = {
    "annual": _annual,
    "n_per_year": _n_per_year,
    "n_per": _n_per,
    "monthly": _monthly,
    "monthly_weekday": _weekday,
    "every_n_weeks": _every_n_weeks,
    "every_n_months": _every_n_months,
    "every_n_years": _every_n_years,
    "fixed_date": _fixed_date,
    "fixed_dates": _fixed_dates,
    "once_in_period": _once,
    "per_grade": _per_grade,
    "school_year_start": _school_start,
    "seasonal": _season,
    "annual_before_event": _before,
    "annual_week": _week,
}
