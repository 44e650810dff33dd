"""The minutes of a meeting: written by the secretary, approved by the chair (use cases UC-14, UC-15).

An item about one person has no text at all: that it was handled, and that a ground is registered (scenario M-1).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain.mote import ItemKind
from bot.domain.sealed import NO_TEXT, Sealed
from bot.errors import Conflict

LONGEST = {"summary": 500, "decision": 300, "what": 150, "comment": 300}
TASKS_PER_ITEM = 3


class ReferatStatus(StrEnum):
    """With the chair, back with the secretary, or approved."""

    TIL_GODKJENNING = "til_godkjenning"
    SENDT_TILBAKE = "sendt_tilbake"
    GODKJENT = "godkjent"


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task as the referat has it: what, which role, by when."""

    what: str
    owner: str
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class HandledItem:
    """An agenda item as it was handled. `about` is the id of what it is about; `outcome` says of an individual
    case what the chair did at the meeting: let it through the gate, or stopped it."""

    kind: ItemKind
    title: str
    summary: str = ""
    decision: str = ""
    tasks: tuple[TaskLine, ...] = ()
    about: str = ""
    outcome: str = ""

    @property
    def silent(self) -> bool:
        """An individual case: nothing is written about it."""
        return self.kind is ItemKind.ENKELTSAK


@dataclass(frozen=True, slots=True)
class Referat:
    """The minutes. `present` and `absent` are roles; `turn` counts how often they were sent to the chair, so that
    nobody approves what they have not seen. `comment` is the chair's, when they send them back."""

    id: str
    room: str
    mote: str
    organ: str
    secretary: str
    status: ReferatStatus
    turn: int
    sent_at: datetime
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    items: tuple[HandledItem, ...] = field(default=(), metadata={"sealed": True})
    next_at: datetime | None = None
    comment: Sealed = NO_TEXT
    decided_by: str = ""
    decided_at: datetime | None = None
    web_url: str = ""
    version: int = 0


def referat_id(mote: str) -> str:
    """One referat per meeting."""
    return f"referat-{mote}"


def sent_again(before: Referat, now: Referat) -> Referat:
    """The referat once more to the chair. Raises Conflict unless it had been sent back."""
    if before.status is not ReferatStatus.SENDT_TILBAKE:
        raise Conflict("referat_not_yours_now")
    return replace(now, turn=before.turn + 1, version=before.version)


def approved(referat: Referat, seen: int, by: str, at: datetime) -> Referat:
    """Approved as seen. Raises Conflict when it is decided already, or has been sent anew since."""
    return replace(_open(referat, seen), status=ReferatStatus.GODKJENT, decided_by=by, decided_at=at)


def sent_back(referat: Referat, seen: int, comment: str, by: str, at: datetime) -> Referat:
    """Back to the secretary with a word on why. Raises Conflict as above."""
    back = replace(_open(referat, seen), status=ReferatStatus.SENDT_TILBAKE, decided_by=by, decided_at=at)
    return replace(back, comment=Sealed(comment))


def _open(referat: Referat, seen: int) -> Referat:
    if referat.status is not ReferatStatus.TIL_GODKJENNING:
        raise Conflict("already_handled")
    if referat.turn != seen:
        raise Conflict("changed_meanwhile")
    return referat
