"""A varsling: staff's concern about a group, an environment or a trend, or a request to take up one person.

It holds no identity. Where it is about one person there is no free text at all (UC-31).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.sealed import NO_TEXT, Sealed
from bot.errors import Conflict


class About(StrEnum):
    """What a varsling is about (UC-30, UC-31)."""

    GRUPPE = "gruppe"
    MILJO = "miljo"
    TREND = "trend"
    ENKELTSAK = "enkeltsak"


class Urgency(StrEnum):
    """How soon the reporter thinks it should be looked at. Danger now never becomes a varsling (UC-35)."""

    NORMAL = "normal"
    SNART = "snart"
    HASTER = "haster"


class Status(StrEnum):
    """Process status, the only thing a reporter is told (UC-39)."""

    MOTTATT = "mottatt"
    UNDER_VURDERING = "under_vurdering"
    PA_AGENDA = "pa_agenda"
    HENVIST = "henvist"
    AVSLUTTET = "avsluttet"
    SLATT_SAMMEN = "slatt_sammen"


class Ground(StrEnum):
    """On what ground one person is asked to be taken up (UC-31, UC-33, UC-36); it is judged later, by people."""

    TIL_STEDE = "til_stede"
    SAMTYKKE = "samtykke"
    ANONYMT = "anonymt"
    INGEN = ""


class Nudge(StrEnum):
    """What happens next to a varsling that nobody has opened."""

    PAMINN = "paminn"
    STEDFORTREDER = "stedfortreder"
    INGEN = ""


OPEN = (Status.MOTTATT, Status.UNDER_VURDERING, Status.PA_AGENDA)
ENDED = (Status.HENVIST, Status.AVSLUTTET, Status.SLATT_SAMMEN)
TEXTS = ("place", "since", "seen", "done", "wish")

MOVES: dict[Status, frozenset[Status]] = {
    Status.MOTTATT: frozenset({Status.UNDER_VURDERING, Status.PA_AGENDA, *ENDED}),
    Status.UNDER_VURDERING: frozenset({Status.UNDER_VURDERING, Status.PA_AGENDA, *ENDED}),
    Status.PA_AGENDA: frozenset({Status.UNDER_VURDERING, *ENDED}),
    Status.HENVIST: frozenset({Status.AVSLUTTET}),
    Status.AVSLUTTET: frozenset(),
    Status.SLATT_SAMMEN: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Varsling:
    """A concern. `number` is its neutral number («V-2026-7»); `category` an id of the plan's categories. The texts
    are empty when it is about one person, and after erasure. `on_behalf` is a relation («forelder»), never a name
    (UC-37). `duty_shown`: the guide to barnevernet was shown, which is all that is kept of it (UC-34).

    `question` is what the coordinator asked for, at `asked_at`, and `more` what the reporter added; `referred_to`,
    `closing_reason` and `merged_into` say how it ended. `due_at` is when somebody is told that nobody has opened it,
    `expires_at` when erasing its text is proposed."""

    id: str
    room: str
    number: str
    about: About
    category: str
    urgency: Urgency
    reporter: str
    status: Status
    created_at: datetime
    place: Sealed = NO_TEXT
    since: Sealed = NO_TEXT
    seen: Sealed = NO_TEXT
    done: Sealed = NO_TEXT
    wish: Sealed = NO_TEXT
    on_behalf: str = ""
    handled_by: str = ""
    handled_at: datetime | None = None
    ground: Ground = Ground.INGEN
    talked: str = ""
    duty_shown: bool = False
    question: Sealed = NO_TEXT
    asked_at: datetime | None = None
    more: Sealed = NO_TEXT
    referred_to: str = ""
    closing_reason: str = ""
    closing: Sealed = NO_TEXT
    merged_into: str = ""
    opened_at: datetime | None = None
    due_at: datetime | None = None
    due_for: Nudge = Nudge.INGEN
    expires_at: datetime | None = None
    proposed_at: datetime | None = None
    erased_at: datetime | None = None
    version: int = 0


def move(varsling: Varsling, to: Status, by: str, at: datetime) -> Varsling:
    """The varsling in its next status, opened. Raises Conflict when somebody has already taken it elsewhere."""
    if to not in MOVES[varsling.status]:
        raise Conflict("already_handled")
    return replace(opened(varsling, at), status=to, handled_by=by, handled_at=at)


def opened(varsling: Varsling, at: datetime) -> Varsling:
    """The varsling when somebody who receives it has looked at it: nobody is reminded any more."""
    return replace(varsling, opened_at=varsling.opened_at or at, due_at=None, due_for=Nudge.INGEN)


def unopened(varsling: Varsling, days: int, now: datetime) -> Varsling:
    """The varsling when what was due has been done: first a reminder, then the deputy, then nothing more."""
    if varsling.due_for is Nudge.PAMINN:
        return replace(varsling, due_for=Nudge.STEDFORTREDER, due_at=now + timedelta(days=days))
    return replace(varsling, due_for=Nudge.INGEN, due_at=None)


def erased(varsling: Varsling, at: datetime) -> Varsling:
    """The varsling without its texts: number, theme, status and dates are left."""
    bare = replace(varsling, place=NO_TEXT, since=NO_TEXT, seen=NO_TEXT, done=NO_TEXT, wish=NO_TEXT)
    bare = replace(bare, question=NO_TEXT, more=NO_TEXT, closing=NO_TEXT)
    return replace(bare, erased_at=at, expires_at=None, proposed_at=None)
