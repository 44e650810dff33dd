"""A task that a meeting gave: what, which role, by when (use cases UC-15, UC-101; handbook H-51)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.moteplan import at_work
from bot.domain.plan import Choices
from bot.domain.sealed import Sealed
from bot.errors import Conflict


class OppgaveStatus(StrEnum):
    """Open or done."""

    APEN = "apen"
    UTFORT = "utfort"


class Reminder(StrEnum):
    """What the owner is reminded of, once each."""

    SNART = "snart"
    OVER_FRISTEN = "over_fristen"


@dataclass(frozen=True, slots=True)
class Oppgave:
    """A task. `owner` is a role of the plan, `source` the referat it stands in. `remind_at` (UTC) is when the
    owner is next reminded, of `remind_of`."""

    id: str
    room: str
    source: str
    organ: str
    owner: str
    what: Sealed
    created_at: datetime
    deadline: date | None = None
    status: OppgaveStatus = OppgaveStatus.APEN
    remind_at: datetime | None = None
    remind_of: Reminder | None = None
    done_by: str = ""
    done_at: datetime | None = None
    version: int = 0


def is_overdue(oppgave: Oppgave, today: date) -> bool:
    """Open after its deadline: the deadline day itself is not late."""
    return oppgave.status is OppgaveStatus.APEN and oppgave.deadline is not None and oppgave.deadline < today


def with_reminders(oppgave: Oppgave, choices: Choices) -> Oppgave:
    """The task with its first reminder. Where that moment is past when the task is made, only «overdue» is left:
    the owner has just been told."""
    if oppgave.deadline is None:
        return oppgave
    soon = at_work(oppgave.deadline - timedelta(days=choices.reminder_days), choices.quiet_hours)
    if soon <= oppgave.created_at:
        return _overdue_next(oppgave, choices)
    return replace(oppgave, remind_at=soon, remind_of=Reminder.SNART)


def reminded(oppgave: Oppgave, choices: Choices) -> Oppgave:
    """The task after a reminder: once before the deadline, once after it, no more."""
    if oppgave.remind_of is Reminder.SNART:
        return _overdue_next(oppgave, choices)
    return replace(oppgave, remind_at=None, remind_of=None)


def done(oppgave: Oppgave, by: str, at: datetime) -> Oppgave:
    """The task, done. Raises Conflict when somebody has said so before."""
    if oppgave.status is OppgaveStatus.UTFORT:
        raise Conflict("already_handled")
    return replace(oppgave, status=OppgaveStatus.UTFORT, done_by=by, done_at=at, remind_at=None, remind_of=None)


def _overdue_next(oppgave: Oppgave, choices: Choices) -> Oppgave:
    if oppgave.deadline is None:
        return oppgave
    day = oppgave.deadline + timedelta(days=1)
    while choices.quiet_hours.weekends and day.weekday() >= 5:
        day += timedelta(days=1)
    return replace(oppgave, remind_at=at_work(day, choices.quiet_hours), remind_of=Reminder.OVER_FRISTEN)
