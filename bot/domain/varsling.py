"""A varsling: staff's concern about a group, an environment or a trend, or a request to take up one person.

It holds no identity. Where it is about one person there is no free text at all (UC-31).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
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


OPEN = (Status.MOTTATT, Status.UNDER_VURDERING, Status.PA_AGENDA)

MOVES: dict[Status, frozenset[Status]] = {
    Status.MOTTATT: frozenset({Status.UNDER_VURDERING, Status.PA_AGENDA, Status.HENVIST, Status.AVSLUTTET}),
    Status.UNDER_VURDERING: frozenset({Status.PA_AGENDA, Status.HENVIST, Status.AVSLUTTET}),
    Status.PA_AGENDA: frozenset({Status.UNDER_VURDERING, Status.HENVIST, Status.AVSLUTTET}),
    Status.HENVIST: frozenset({Status.AVSLUTTET}),
    Status.AVSLUTTET: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Varsling:
    """A concern. `number` is its neutral number («V-2026-7»); `category` an id of the plan's categories.
    The texts
    are empty when it is about one person. `on_behalf` is a relation («forelder»), never a name (UC-37)."""

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
    version: int = 0


def move(varsling: Varsling, to: Status, by: str, at: datetime) -> Varsling:
    """The varsling in its next status. Raises Conflict when somebody has already taken it elsewhere."""
    if to not in MOVES[varsling.status]:
        raise Conflict("already_handled")
    return replace(varsling, status=to, handled_by=by, handled_at=at)
