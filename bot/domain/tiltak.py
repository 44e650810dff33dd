"""What the owner of a tiltak says of it, occurrence by occurrence (UC-70, UC-71; handbook H-22: the owners act).

The plan's own words about a tiltak are in `plan.tiltak`; here is only how far it has come.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.arshjul import Basis, Occurrence, Term, in_force
from bot.domain.plan import Choices, Plan
from bot.domain.sealed import NO_TEXT, Sealed
from bot.errors import UserError


class TiltakState(StrEnum):
    """How far an occurrence has come, in its owner's words."""

    IKKE_STARTET = "ikke_startet"
    PAGAR = "pagar"
    UTFORT = "utfort"
    UTSATT = "utsatt"
    IKKE_MIN = "ikke_min"


@dataclass(frozen=True, slots=True)
class TiltakStatus:
    """The newest answer about an occurrence; `id` is its key. `answers` counts the answers, so that of two who answer
    at once the second sees the first. `due` is the new date after «utsatt». `reminded_for` and `late_for` are the
    dates that the owner has been told of: once each."""

    id: str
    room: str
    subject: str
    state: TiltakState = TiltakState.IKKE_STARTET
    answered_by: str = ""
    answered_at: datetime | None = None
    done_on: date | None = None
    done_grades: tuple[int, ...] = ()
    due: date | None = None
    reason: Sealed = NO_TEXT
    reminded_for: date | None = None
    late_for: date | None = None
    answers: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class TiltakAnswer:
    """One answer, kept as it was given: never changed. The reason stands in the status alone."""

    id: str
    room: str
    occurrence: str
    state: TiltakState
    by: str
    at: datetime
    done_on: date | None = None
    grades: tuple[int, ...] = ()
    due: date | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class ArshjulPulse:
    """The last day on which a plan's year was looked through. `id` is the plan's."""

    id: str
    room: str
    day: date
    version: int = 0


@dataclass(frozen=True, slots=True)
class ArshjulBilde:
    """A picture of a year that the coordinator asked for, and where it lies when it is filed."""

    id: str
    room: str
    year: int
    asked_by: str
    asked_at: datetime
    web_url: str = ""
    version: int = 0


def unanswered(occurrence: Occurrence, room: str) -> TiltakStatus:
    """Where every occurrence begins."""
    return TiltakStatus(occurrence.key, room, occurrence.subject)


def due_of(occurrence: Occurrence, status: TiltakStatus) -> date:
    """The date that counts: the new one, where it is postponed."""
    return status.due or occurrence.due


def term_of(occurrence: Occurrence, status: TiltakStatus, today: date, choices: Choices) -> Term:
    """Soon, late, or later. What is done is never due."""
    if status.state is TiltakState.UTFORT:
        return Term.SENERE
    return occurrence.term(today, choices, status.due)


def done(status: TiltakStatus, occurrence: Occurrence, on: date, grades: tuple[int, ...], today: date) -> TiltakStatus:
    """Done on a day. Where the plan names grades, done when all of them are ticked; until then under way (UC-79).

    Raises UserError for a day to come, and where no grade is ticked.
    """
    if on > today:
        raise UserError("done_in_future")
    if not occurrence.grades:
        return replace(status, state=TiltakState.UTFORT, done_on=on)
    ticked = tuple(g for g in occurrence.grades if g in grades)
    if not ticked:
        raise UserError("grades_needed")
    state = TiltakState.UTFORT if ticked == occurrence.grades else TiltakState.PAGAR
    return replace(status, state=state, done_on=on, done_grades=ticked)


def postponed(status: TiltakStatus, until: date, reason: str, today: date, choices: Choices) -> TiltakStatus:
    """A new date, with the reason. Where the reminder for it would come at once there is none: the owner has just
    said so. Raises UserError without a reason, and for a day that is not to come."""
    if not reason.strip():
        raise UserError("reason_needed")
    if until <= today:
        raise UserError("new_date_needed")
    near = until - timedelta(days=choices.reminder_days) <= today
    moved = replace(status, state=TiltakState.UTSATT, due=until, reason=Sealed(reason))
    return replace(moved, reminded_for=until) if near else moved


def answered(status: TiltakStatus, by: str, at: datetime) -> TiltakStatus:
    """Who said so, and when."""
    reason = status.reason if status.state is TiltakState.UTSATT else NO_TEXT
    return replace(status, answered_by=by, answered_at=at, answers=status.answers + 1, reason=reason)


def told(status: TiltakStatus, term: Term, due: date) -> TiltakStatus:
    """The owner has been reminded of this date."""
    if term is Term.SNART:
        return replace(status, reminded_for=due)
    return replace(status, late_for=due)


def is_to_tell(status: TiltakStatus, term: Term, due: date) -> bool:
    """Once before the date, once after it."""
    if term is Term.SENERE:
        return False
    return (status.reminded_for if term is Term.SNART else status.late_for) != due


@dataclass(frozen=True, slots=True)
class Line:
    """One occurrence as people see it: its date now, and where in time that is."""

    occurrence: Occurrence
    status: TiltakStatus
    due: date
    term: Term

    @property
    def late(self) -> bool:
        """Past its date and not done."""
        return self.term is Term.OVER_FRISTEN

    @property
    def open(self) -> bool:
        """Not done."""
        return self.status.state is not TiltakState.UTFORT

    @property
    def counts(self) -> bool:
        """Late or due soon, by the plan's date or one that its owner has set: not by a suggestion."""
        promised = self.status.due is not None or self.occurrence.basis is not Basis.FORSLAG
        return promised and self.term is not Term.SENERE


def line_of(occurrence: Occurrence, status: TiltakStatus, plan: Plan, today: date) -> Line:
    """An occurrence with its status, as of a day. Only what this plan asks for can be due."""
    asked = in_force(plan, occurrence) or status.due is not None
    term = term_of(occurrence, status, today, plan.choices) if asked else Term.SENERE
    return Line(occurrence, status, due_of(occurrence, status), term)


def owner_labels(plan: Plan, owners: Iterable[str]) -> str:
    """The owners as the plan writes them; empty where it names none."""
    organs = {organ.id: organ.name for organ in plan.organs}
    return ", ".join(plan.roles[o].label if o in plan.roles else organs.get(o, o) for o in owners)
