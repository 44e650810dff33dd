"""The demo's clock: reminders come in the working day alone, so the demo's first day begins in one.

Started at night or in a weekend, the clock is set forward to ten in the morning of the next working day and goes on
from there, also after a restart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from bot.domain.frister import is_working
from bot.domain.moteplan import local, moment

OPENS, CLOSES, MORNING = time(8, 15), time(15, 0), time(10, 0)


@dataclass(frozen=True, slots=True)
class DemoClock:
    """The machine's clock, so much ahead."""

    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        """Now, in the demo."""
        return datetime.now(UTC) + self.ahead


def ahead_of(now: datetime) -> timedelta:
    """How far the clock is set forward for a demo that is first started now."""
    here = local(now)
    day = here.date()
    if is_working(day) and OPENS <= here.time() < CLOSES:
        return timedelta()
    if here.time() >= OPENS:
        day += timedelta(days=1)
    while not is_working(day):
        day += timedelta(days=1)
    return moment(day, MORNING) - now
