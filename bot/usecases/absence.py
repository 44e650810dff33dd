"""Who is away, and who stands in meanwhile (UC-02, UC-30: «no coordinator today → deputy»)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.domain.moteplan import local
from bot.domain.room import Absence, Room
from bot.errors import UserError
from bot.ports import UnitOfWork
from bot.usecases.command import Context, Outcome
from bot.usecases.dispatch import UseCase
from bot.usecases.roles import deputies, holders

LONGEST = timedelta(days=370)


@dataclass(frozen=True, slots=True)
class SetAbsence:
    """I am away to the end of this day; None means that I am back."""

    until: date | None


def set_absence(work: UnitOfWork, command: SetAbsence, context: Context) -> Outcome:
    """Remember it, or forget it. What has come in already stays where it is."""
    person, today = context.actor.id, local(context.now).date()
    if command.until is None:
        work.remove(Absence, person)
        return Outcome(person)
    if not today <= command.until <= today + LONGEST:
        raise UserError("absence_date")
    known = work.get(Absence, person)
    work.put(Absence(person, context.room.id, command.until, known.version if known else 0))
    return Outcome(person)


def away(work: UnitOfWork, person: str, today: date) -> date | None:
    """The last day somebody is away, or None when they are here."""
    found = work.get(Absence, person)
    return found.until if found is not None and found.until >= today else None


def stand_ins(work: UnitOfWork, room: Room, role: str) -> list[str]:
    """Who stands in for a role, in order: its deputies, then those who hold the role the municipality has chosen."""
    chosen = room.plan.choices.deputies.get(role)
    return list(dict.fromkeys((*deputies(work, role), *holders(work, chosen))))


def on_duty(work: UnitOfWork, room: Room, role: str, today: date) -> list[str]:
    """Who takes what comes in for a role today: its holders, or the first who stands in. Never nobody where the role
    is held: where all are away, the holders get it."""
    held = holders(work, role)
    here = [person for person in held if away(work, person, today) is None]
    there = [person for person in stand_ins(work, room, role) if away(work, person, today) is None]
    return here or there[:1] or held or stand_ins(work, room, role)[:1]


def has_role(work: UnitOfWork, command: Any, context: Context) -> bool:
    """Somebody in the team who holds a role of the plan."""
    return context.actor.in_team and bool(context.actor.roles)


CASES: dict[type[Any], UseCase] = {SetAbsence: UseCase(set_absence, has_role)}
