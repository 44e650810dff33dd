"""When an organ meets: its dates from the plan's cadence and a first meeting, on Norway's wall clock.

Pure. A date on a holiday, a closed day, a weekend or in the middle of summer is never moved and never skipped: it
is shown as needing a new date (use cases UC-10, UC-18; scenario M-1). Where the plan says how many meetings but not
when, the dates are the product's suggestion and say so.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from itertools import count, takewhile
from zoneinfo import ZoneInfo

from bot.domain.plan import ClosedDays, QuietHours
from bot.domain.plan.rhythm import (
    Cadence,
    EveryNMonths,
    EveryNWeeks,
    FixedDates,
    Monthly,
    MonthlyWeekday,
    NPer,
    NPerYear,
)

OSLO = ZoneInfo("Europe/Oslo")
HORIZON = timedelta(days=400)
SUMMER_MONTH = 7
MONTHS_IN = {"half_year": 6, "quarter": 3, "month": 1, "school_year": 12}
AT_WORK = time(8, 0)
SATURDAY = 5


class Why(StrEnum):
    """What stands in the way of a date."""

    HELLIGDAG = "helligdag"
    FRIDAG = "fridag"
    HELG = "helg"
    SOMMER = "sommer"


@dataclass(frozen=True, slots=True)
class Clash:
    """Why a date needs a new one, with the day's own name. Summer is a question; the others are a no."""

    why: Why
    label: str = ""

    @property
    def forbids(self) -> bool:
        """A meeting cannot be set to this day at all."""
        return self.why is not Why.SOMMER


@dataclass(frozen=True, slots=True)
class Anchor:
    """The first meeting of a series: date, time of day, length in minutes, place."""

    date: date
    start: time
    minutes: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """One meeting that the series gives. `suggested`: the plan says how many, not when."""

    organ: str
    date: date
    starts_at: datetime
    ends_at: datetime
    place: str
    clash: Clash | None
    suggested: bool


def moment(day: date, clock: time) -> datetime:
    """A wall-clock time in Norway as a moment in UTC; right on days when the clocks change (failure F21)."""
    return datetime.combine(day, clock, tzinfo=OSLO).astimezone(UTC)


def local(at: datetime) -> datetime:
    """A moment as Norway's wall clock shows it."""
    return at.astimezone(OSLO)


def settles_dates(cadence: Cadence | None) -> bool:
    """Whether the plan's own words give the dates, once the first is known (UC-10: months are never the plan's)."""
    exact = isinstance(cadence, EveryNWeeks | MonthlyWeekday | FixedDates)
    return exact or (isinstance(cadence, NPerYear) and bool(cadence.months))


def dates(cadence: Cadence | None, first: date, until: date) -> tuple[date, ...]:
    """The dates of a series, the first and the last included."""
    if isinstance(cadence, FixedDates):
        return tuple(sorted(day for day in cadence.dates if first <= day <= until))
    later = takewhile(lambda day: day <= until, _later(cadence, first))
    return tuple(dict.fromkeys([first, *(day for day in later if day > first)])) if first <= until else ()


def _later(cadence: Cadence | None, first: date) -> Iterator[date]:
    match cadence:
        case EveryNWeeks(n=n, weekday=weekday):
            shift = 0 if weekday is None else weekday - first.weekday()
            return (first + timedelta(days=shift, weeks=n * k) for k in count(1))
        case EveryNMonths(n=n):
            return _months_apart(first, n, 1)
        case Monthly():
            return _months_apart(first, 1, 1)
        case NPerYear(n=n, months=months):
            return _in_months(first, months, _like(first)) if months else _spread(first, 12, n)
        case NPer(n=n, unit=unit):
            return _spread(first, MONTHS_IN[unit], n)
        case MonthlyWeekday(which=which, weekday=weekday, months=months):
            return _in_months(first, months or tuple(range(1, 13)), lambda y, m: _nth(y, m, weekday, which))
    return iter(())


def _spread(first: date, months: int, n: int) -> Iterator[date]:
    """`n` meetings evenly over so many months; closer than a month they are counted in weeks."""
    if n > months:
        weeks = max(1, months * 52 // (12 * n))
        return (first + timedelta(weeks=weeks * k) for k in count(1))
    return _months_apart(first, months, n)


def _months_apart(first: date, months: int, n: int) -> Iterator[date]:
    """The first date's weekday («third Thursday») again and again, `n` times in so many months."""
    like = _like(first)
    for k in count(1):
        year, month = divmod(first.month - 1 + k * months // n, 12)
        yield like(first.year + year, month + 1)


def _in_months(first: date, months: Sequence[int], day: Callable[[int, int], date]) -> Iterator[date]:
    return (day(year, month) for year in count(first.year) for month in sorted(months))


def _like(first: date) -> Callable[[int, int], date]:
    """The same weekday of the month as this date; a fifth one becomes the last."""
    which = (first.day - 1) // 7 + 1
    return lambda year, month: _nth(year, month, first.weekday(), which if which < 5 else -1)


def _nth(year: int, month: int, weekday: int, which: int) -> date:
    last = calendar.monthrange(year, month)[1]
    days = [d for d in range(1, last + 1) if date(year, month, d).weekday() == weekday]
    return date(year, month, days[-1] if which == -1 else days[min(which, len(days)) - 1])


def clash(day: date, closed: Sequence[ClosedDays] = ()) -> Clash | None:
    """What stands in the way of meeting on this day, or None."""
    holiday = _holidays(day.year).get(day)
    if holiday:
        return Clash(Why.HELLIGDAG, holiday)
    for days in closed:
        if days.first_date <= day <= days.last_date:
            return Clash(Why.FRIDAG, days.label)
    if day.weekday() >= SATURDAY:
        return Clash(Why.HELG)
    return Clash(Why.SOMMER) if day.month == SUMMER_MONTH else None


def warm_up(year: int) -> None:
    """Load the calendar, and the holidays around a year: half a second that no turn should wait for."""
    for near in (year - 1, year, year + 1):
        _holidays(near)


@cache
def _holidays(year: int) -> dict[date, str]:
    """Norway's public holidays, by the names they have in Norwegian."""
    import holidays  # here, because it takes half a second: `warm_up` does it beside the event loop

    return dict(holidays.country_holidays("NO", years=year, language="no"))


def slots(
    organ: str, cadence: Cadence | None, anchor: Anchor, until: date, closed: Sequence[ClosedDays] = ()
) -> tuple[Slot, ...]:
    """Every meeting of a series up to a date. Whoever asks may rely on none being left out."""
    suggested = not settles_dates(cadence)
    days = dates(cadence, anchor.date, until)
    return tuple(slot(organ, day, anchor, closed, suggested=suggested and day != anchor.date) for day in days)


def slot(organ: str, day: date, like: Anchor, closed: Sequence[ClosedDays] = (), *, suggested: bool = False) -> Slot:
    """The meeting of a day, at the time and place of the series."""
    start = moment(day, like.start)
    end = start + timedelta(minutes=like.minutes)
    return Slot(organ, day, start, end, like.place, clash(day, closed), suggested)


def at_work(day: date, quiet: QuietHours) -> datetime:
    """When a reminder for a day goes out: in the morning, on the Friday before where weekends are quiet."""
    while quiet.weekends and day.weekday() >= SATURDAY:
        day -= timedelta(days=1)
    return moment(day, max(AT_WORK, quiet.until))


def is_quiet(at: datetime, quiet: QuietHours) -> bool:
    """No reminder now? A hastemøte does not ask (use cases, section H)."""
    here = local(at)
    if quiet.weekends and here.weekday() >= SATURDAY:
        return True
    if quiet.start <= quiet.until:
        return quiet.start <= here.time() < quiet.until
    return here.time() >= quiet.start or here.time() < quiet.until
