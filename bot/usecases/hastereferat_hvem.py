"""The people of a hastemøte's referat, as roles: who came, who gets the link, in which role it was called and written.

An agency that a call about one person may not reach by now is neither suggested as present nor given the link (UC-52).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.domain.hastemote import Hastemote
from bot.domain.hastereferat import HasteReferat
from bot.domain.innkalling import COVERS, Innkalling, Svar
from bot.domain.room import RoleHolder, Room
from bot.ports import UnitOfWork
from bot.usecases.hastemote_omfang import Scope, reaches, scope_now
from bot.usecases.hastemote_reaching import callers, leads, rows_of
from bot.usecases.roles import first_holders


def acting_role(work: UnitOfWork, room: Room, person: str) -> RoleHolder | None:
    """The role in which somebody calls or writes: one that may call before their others, and their own (rank 0) before
    one that they are the deputy for. None for somebody who holds no role of the plan now."""
    plan = room.plan
    calling = (plan.coordinator.role, *callers(plan))
    held = [holder for holder in work.find(RoleHolder, person=person) if holder.role in plan.roles]
    return min(held, key=lambda h: (h.role not in calling, h.rank, h.role), default=None)


def present_roles(work: UnitOfWork, room: Room, mote: Hastemote, now: datetime) -> tuple[str, ...]:
    """The roles of whoever called and of those who said that they come: a suggestion, the writer ticks. Of an agency
    that was called on the telephone only where it is known which role it is."""
    caller, scope = acting_role(work, room, mote.caller), scope_now(work, room, mote, now)
    roles = [caller.role] if caller else []
    for row, person in _came(work, mote, scope):
        roles += _came_as(work, room, row, person)
    phoned = (row for row in rows_of(work, mote.id) if row.said_by_phone and len(row.roles) == 1)
    roles += [role for row in phoned for role in row.roles]
    return tuple(role for role in dict.fromkeys(roles) if scope.allows(role))


def recipients(work: UnitOfWork, room: Room, referat: HasteReferat, mote: Hastemote, now: datetime) -> list[str]:
    """Those who follow it, those who said that they come, and those whose role is marked as present."""
    scope = scope_now(work, room, mote, now)
    came = [person for _, person in _came(work, mote, scope)]
    replies = [reply for row in rows_of(work, mote.id) for reply in row.answers]
    declined = {reply.person for reply in replies if reply.answer is Svar.KAN_IKKE}
    marked = [p for role in referat.present if scope.allows(role) for p in _stood_for(work, role, came, declined)]
    return list(dict.fromkeys((*leads(work, mote, room), *came, *marked)))


def _came(work: UnitOfWork, mote: Hastemote, scope: Scope) -> Iterator[tuple[Innkalling, str]]:
    for row in rows_of(work, mote.id):
        for reply in row.answers:
            if reply.answer in COVERS and reaches(work, scope, row, reply.person):
                yield row, reply.person


def _came_as(work: UnitOfWork, room: Room, row: Innkalling, person: str) -> list[str]:
    """Those of the agency's roles that somebody holds, or is the deputy for; else the one that steps in or leads."""
    held = {holder.role for holder in work.find(RoleHolder, person=person)}
    choices = room.plan.choices
    instead = (role for r in row.roles for role in (choices.deputies.get(r), choices.leaders.get(r)) if role)
    return [r for r in row.roles if r in held] or [role for role in instead if role in held]


def _stood_for(work: UnitOfWork, role: str, came: list[str], declined: set[str]) -> list[str]:
    """Who was there for a role that is marked as present. Where nobody who holds it has said that they come, its
    holders: first those who have not said no."""
    if any(holder.person in came for holder in work.find(RoleHolder, role=role)):
        return []
    people = first_holders(work, role)
    return [person for person in people if person not in declined] or people
