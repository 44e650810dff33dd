"""A meeting of an organ, and its agenda (use cases UC-12, UC-16, UC-18).

A meeting is a row from when it is needed: its agenda is begun, or it is the next of its series. `planned` is the
date the series gave it and its identity; `starts_at` is when it is held.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.moteplan import Slot, at_work, local
from bot.domain.plan import Choices
from bot.domain.sealed import NO_TEXT, Sealed
from bot.errors import Conflict


class MoteStatus(StrEnum):
    """How far a meeting has come."""

    PLANLAGT = "planlagt"
    FLYTTET = "flyttet"
    AGENDA_LAGT_UT = "agenda_lagt_ut"
    AVHOLDT = "avholdt"
    REFERAT_GODKJENT = "referat_godkjent"
    AVLYST = "avlyst"


AHEAD = (MoteStatus.PLANLAGT, MoteStatus.FLYTTET, MoteStatus.AGENDA_LAGT_UT)
HELD = (MoteStatus.AVHOLDT, MoteStatus.REFERAT_GODKJENT)


class Nudge(StrEnum):
    """What a meeting is next looked at for. The last two go to the secretary and to the coordinator (UC-16)."""

    NY_DATO = "ny_dato"
    AGENDA = "agenda"
    SLUTT = "slutt"
    REFERAT = "referat"
    OVERSIKT = "oversikt"


@dataclass(frozen=True, slots=True)
class Mote:
    """A meeting. `due_at` is when it is next looked at, and `due_for` why; both moments are UTC. `joint_with` is the
    other organ of a joint meeting, which is of this organ's series."""

    id: str
    room: str
    organ: str
    planned: date
    starts_at: datetime
    ends_at: datetime
    place: Sealed
    status: MoteStatus
    due_at: datetime | None = None
    due_for: Nudge | None = None
    reason: Sealed = NO_TEXT
    joint_with: str = ""
    version: int = 0

    @property
    def day(self) -> date:
        """The day it is held, as Norway's wall clock has it."""
        return local(self.starts_at).date()


class ItemKind(StrEnum):
    """What an agenda item is."""

    REFERAT = "referat"
    FAST = "fast"
    VARSLING = "varsling"
    OPPGAVER = "oppgaver"
    ARSHJUL = "arshjul"
    HASTEMOTE = "hastemote"
    ENKELTSAK = "enkeltsak"
    EGEN = "egen"
    EVENTUELT = "eventuelt"
    NESTE = "neste"


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item. `about` is the id of the thing it is about, or its place among its kind. `suggested`: the
    product's words and not the municipality's. `note` is shown in the document alone."""

    kind: ItemKind
    title: str
    about: str = ""
    note: str = ""
    suggested: bool = False

    @property
    def key(self) -> str:
        """What tells it from the other items of a proposal."""
        return f"{self.kind}:{self.about}"


@dataclass(frozen=True, slots=True)
class Agenda:
    """An approved agenda of a meeting; each change is a new revision with its reason."""

    id: str
    room: str
    mote: str
    organ: str
    revision: int
    approved_by: str
    approved_at: datetime
    items: tuple[AgendaItem, ...] = field(default=(), metadata={"sealed": True})
    reason: Sealed = NO_TEXT
    web_url: str = ""
    version: int = 0


def mote_id(organ: str, planned: date) -> str:
    """The same id however often the meeting is come upon."""
    return f"{organ}-{planned.isoformat()}"


def agenda_id(mote: str, revision: int) -> str:
    """One row per revision: of two who approve at once, one wins."""
    return f"agenda-{mote}-{revision}"


def planned_mote(slot: Slot, room: str, choices: Choices, now: datetime) -> Mote:
    """A slot of the series as a meeting. One that needs a new date is looked at at once."""
    plain = Mote(
        id=mote_id(slot.organ, slot.date),
        room=room,
        organ=slot.organ,
        planned=slot.date,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        place=Sealed(slot.place),
        status=MoteStatus.PLANLAGT,
    )
    return replace(plain, due_at=now, due_for=Nudge.NY_DATO) if slot.clash else _due(plain, Nudge.AGENDA, choices)


def set_to(mote: Mote, starts_at: datetime, ends_at: datetime, place: str, choices: Choices) -> Mote:
    """The meeting at another time or place. Raises Conflict when it is over or cancelled."""
    if mote.status not in AHEAD:
        raise Conflict("mote_over")
    changed = replace(mote, starts_at=starts_at, ends_at=ends_at, place=Sealed(place))
    if changed.status is MoteStatus.AGENDA_LAGT_UT:
        return _due(changed, Nudge.SLUTT, choices)
    moved = changed.day != changed.planned
    status = MoteStatus.FLYTTET if moved else MoteStatus.PLANLAGT
    return _due(replace(changed, status=status), Nudge.AGENDA, choices)


def with_agenda(mote: Mote, choices: Choices) -> Mote:
    """The meeting when its agenda is out: next comes its end. Raises Conflict when it is cancelled."""
    if mote.status is MoteStatus.AVLYST:
        raise Conflict("mote_over")
    if mote.status in HELD:
        return mote
    return _due(replace(mote, status=MoteStatus.AGENDA_LAGT_UT), Nudge.SLUTT, choices)


def cancelled(mote: Mote, reason: str) -> Mote:
    """The meeting is not held; it never counts (UC-18). Raises Conflict when it is over."""
    if mote.status not in AHEAD:
        raise Conflict("mote_over")
    return replace(mote, status=MoteStatus.AVLYST, due_at=None, due_for=None, reason=Sealed(reason))


def minuted(mote: Mote) -> Mote:
    """The meeting when its referat is approved: nothing more is waited for."""
    return replace(mote, status=MoteStatus.REFERAT_GODKJENT, due_at=None, due_for=None)


def looked_at(mote: Mote, choices: Choices, *, usable: bool = True) -> Mote:
    """The meeting after what it was due for: the next thing to look at. A meeting whose day was never `usable`
    is not taken to have been held."""
    match mote.due_for:
        case Nudge.NY_DATO:
            return _due(mote, Nudge.AGENDA, choices)
        case Nudge.AGENDA:
            return _due(mote, Nudge.SLUTT, choices)
        case Nudge.SLUTT if usable:
            return _due(replace(mote, status=MoteStatus.AVHOLDT), Nudge.REFERAT, choices)
        case Nudge.REFERAT:
            return _due(mote, Nudge.OVERSIKT, choices)
    return replace(mote, due_at=None, due_for=None)


def _due(mote: Mote, nudge: Nudge, choices: Choices) -> Mote:
    return replace(mote, due_at=_when(mote, nudge, choices), due_for=nudge)


def _when(mote: Mote, nudge: Nudge, choices: Choices) -> datetime:
    if nudge is Nudge.SLUTT:
        return mote.ends_at
    days = {
        Nudge.AGENDA: -choices.agenda_days,
        Nudge.REFERAT: choices.minutes_days,
        Nudge.OVERSIKT: 2 * choices.minutes_days,
    }
    return at_work(mote.day + timedelta(days=days[nudge]), choices.quiet_hours)
