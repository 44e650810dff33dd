"""What a hastemøte about one person leaves: no text, and nothing outside the ground of its case (UC-53, UC-62; H-121).

The ordinary referat says nothing of an individual case, and this one says no more: time, roles, ground, the case's
neutral number. Whoever follows it up gets a neutral line, on no agenda. The gate is asked when it is written, and again
whenever something of it is told.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.enkeltsak import Enkeltsak
from bot.domain.hastemote import Hastemote
from bot.domain.hastereferat import HasteReferat
from bot.domain.oppgave import Oppgave
from bot.domain.referat import TaskLine
from bot.domain.room import Room
from bot.errors import UserError
from bot.ports import UnitOfWork
from bot.texts import N_, texts
from bot.usecases.command import Context
from bot.usecases.hastemote_omfang import names, scope_now
from bot.usecases.porten import taken

FOLLOW_UP = N_("Følg opp sak {number}.")


def neutral_tasks(
    work: UnitOfWork, mote: Hastemote, decisions: tuple[str, ...], tasks: tuple[TaskLine, ...], context: Context
) -> tuple[TaskLine, ...]:
    """The tasks as they may stand, each role once; the case is taken, so that a withdrawal comes before or after.
    Raises UserError for text about one person, and for a role that is outside the ground now."""
    if any(decisions) or any(task.what for task in tasks):
        raise UserError("no_text_about_one_person")
    sak = taken(work, mote.sak)
    scope = scope_now(work, context.room, mote, context.now)
    if not all(scope.allows(task.owner) for task in tasks):
        raise UserError("role_outside_ground")
    what = texts(context.room.plan.municipality.language)(FOLLOW_UP, number=sak.number)
    return tuple({task.owner: replace(task, what=what) for task in tasks}.values())


def may_be_filed(work: UnitOfWork, room: Room, mote: Hastemote, now: datetime) -> bool:
    """Is there anybody whom it may be told? Without a ground the referat is kept, and goes nowhere."""
    return scope_now(work, room, mote, now).is_open(room)


def may_be_told(work: UnitOfWork, room: Room, mote: Hastemote, person: str, now: datetime) -> bool:
    """May this person hear of the meeting now? About one person: only by a role that the ground names."""
    return names(work, scope_now(work, room, mote, now), person)


def task_may_be_told(work: UnitOfWork, room: Room, task: Oppgave, now: datetime) -> bool:
    """May a task be shown now? One that follows a hastemøte about one person: while its role is within the ground."""
    referat = work.get(HasteReferat, task.source)
    mote = work.get(Hastemote, referat.hastemote) if referat else None
    return mote is None or scope_now(work, room, mote, now).allows(task.owner)


def sak_number(work: UnitOfWork, mote: Hastemote) -> str:
    """The neutral number of the case that it concerns, where it concerns one."""
    sak = work.get(Enkeltsak, mote.sak) if mote.sak else None
    return sak.number if sak else ""
