"""How effects about varslinger look when they are carried out."""

from __future__ import annotations

from bot.cards import varsling as cards
from bot.domain.room import RosterEntry
from bot.domain.varsling import Varsling
from bot.ports import Message, UnitOfWork
from bot.usecases.deliveries import Delivery, Late, Show


def _to_receiver(work: UnitOfWork, late: Late) -> Message | None:
    varsling = work.get(Varsling, late.effect.subject)
    if varsling is None:
        return None
    return cards.to_receiver(varsling, late.room.plan, name_of(work, varsling.handled_by), late.t(work), late.ink())


def _status(work: UnitOfWork, late: Late) -> Message | None:
    varsling = work.get(Varsling, late.effect.subject)
    return cards.status_changed(varsling, late.t(work)) if varsling else None


def _channel(work: UnitOfWork, late: Late) -> Message | None:
    return cards.in_channel(late.t(work))


def name_of(work: UnitOfWork, person: str) -> str:
    """A colleague's name, as the roster has it."""
    entry = work.get(RosterEntry, person) if person else None
    return entry.name if entry else ""


VIEWS: dict[str, Delivery] = {
    "varsling_ny": Show(_to_receiver, keep=True),
    "varsling_status": Show(_status),
    "varsling_i_kanal": Show(_channel),
}
