"""Deadlines on Norwegian working days. Pure.

The documented rule (failure F22): 29 February becomes 28 February, the 31st the last day of a shorter month, and a
deadline on a day when nobody is at work the working day before. The municipality's own closed days count as such.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta

from bot.domain.moteplan import clash
from bot.domain.plan import ClosedDays

EVES = ((12, 24), (12, 31))
LONGEST_BREAK = 366


def is_working(day: date, closed: Sequence[ClosedDays] = ()) -> bool:
    """Is anybody at work? Christmas Eve and New Year's Eve are no holidays by law, but no deadlines either."""
    found = clash(day, closed)
    return (found is None or not found.forbids) and (day.month, day.day) not in EVES


def workday(day: date, closed: Sequence[ClosedDays] = ()) -> date:
    """The day itself, or the last working day before it."""
    for back in range(LONGEST_BREAK):
        if is_working(day - timedelta(days=back), closed):
            return day - timedelta(days=back)
    return day


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def months_later(day: date, months: int) -> date:
    """The same day so many months later: 31 January, 30 April; 29 February, 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def friday_of(year: int, week: int) -> date:
    """The Friday of an ISO week; a year without a week 53 gives its last week."""
    last = date(year, 12, 28).isocalendar().week
    return date.fromisocalendar(year, min(week, last), 5)


def easter(year: int) -> date:
    """Easter Sunday (the Gregorian computus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * e + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)
