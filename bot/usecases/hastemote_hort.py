"""Who may have heard of a case at a hastemøte: whoever has said that they come, once it has begun (UC-52).

Also where it was moved after that. Nobody knows it before the referat is written, and perhaps not then. A withdrawal
cannot wait for that: whoever may have heard is asked to stop using it.
"""

from __future__ import annotations

from datetime import datetime

from bot.domain.hastemote import Hastemote, HastemoteStatus
from bot.domain.innkalling import Innkalling, perhaps_phoned
from bot.domain.room import RoleHolder, Room, RosterEntry
from bot.ports import UnitOfWork
from bot.usecases.hastemote_reaching import rows_of
from bot.usecases.roles import first_holders

Heard = dict[str, list[str]]
"""By role, the people who are to be told."""


def at_calls(work: UnitOfWork, room: Room, sak: str, now: datetime) -> Heard:
    """Those who said that they come to a call-out about the case that has begun, and whoever led it."""
    heard: Heard = {}
    for mote in work.find(Hastemote, sak=sak):
        came = _came(work, mote, begun=_begun(mote, now))
        for role, people in came.items():
            heard.setdefault(role, []).extend(people)
        if came:
            leads = room.plan.coordinator.role
            heard.setdefault(leads, []).extend(first_holders(work, leads))
    return {role: list(dict.fromkeys(people)) for role, people in heard.items()}


def _begun(mote: Hastemote, now: datetime) -> bool:
    """It has begun, or was ended because everybody had come; called off before it began it was never held."""
    if mote.status is HastemoteStatus.AVLYST:
        return mote.closed_at is not None and mote.starts_at <= mote.closed_at
    return mote.starts_at <= now or mote.status is HastemoteStatus.AVSLUTTET


def _came(work: UnitOfWork, mote: Hastemote, *, begun: bool) -> Heard:
    heard: Heard = {}
    for row in rows_of(work, mote.id):
        if begun and row.said_by_phone:
            heard |= {role: heard.get(role, []) for role in row.roles}
        for person in dict.fromkeys((*row.came, *((*row.coming, *perhaps_phoned(row)) if begun else ()))):
            told = heard.setdefault(_as(work, row, person), [])
            told += [person] if _here(work, person) else []
    return heard


def _as(work: UnitOfWork, row: Innkalling, person: str) -> str:
    """The role that somebody came in: of those that were called, else as a leader or a stand-in their own."""
    held = sorted(holder.role for holder in work.find(RoleHolder, person=person))
    return next((role for role in (*(r for r in row.roles if r in held), *held)), row.roles[0])


def _here(work: UnitOfWork, person: str) -> bool:
    """Whoever has left the team is told nothing; the role's task reaches who holds it now."""
    entry = work.get(RosterEntry, person)
    return entry is not None and entry.in_team
