"""The short referat of a hastemøte, and what comes after it (UC-62, UC-63).

Whoever called writes it (no source says who keeps the minutes of a hastemøte). It holds time, roles, the ground,
decisions and tasks; there is no field for what happened. Of one about one person no text is taken at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.effects import Effect
from bot.domain.enkeltsak import Enkeltsak
from bot.domain.hastemote import OPEN, Due, Hastemote, HastemoteStatus, closed, looked_at
from bot.domain.hastereferat import LONGEST_DECISION, HasteReferat
from bot.domain.innkalling import ended
from bot.domain.referat import LONGEST, TaskLine
from bot.domain.room import Room
from bot.errors import Conflict, UserError
from bot.ports import UnitOfWork
from bot.usecases.command import Context, Outcome, nobodys
from bot.usecases.dispatch import UseCase
from bot.usecases.guarded import stop_identifiers, stop_one_person
from bot.usecases.hastemote_grunnlag import log_held
from bot.usecases.hastemote_ledelse import evaluated, find, follows
from bot.usecases.hastemote_reaching import leads, named, refresh, rows_of
from bot.usecases.hastereferat_sak import may_be_filed, neutral_tasks
from bot.usecases.hastereferat_skrevet import new_id, referat_of
from bot.usecases.oppgaver import create_tasks
from bot.usecases.samtykke_slutt import stop_using_late

MAY_BE_MINUTED = (*OPEN, HastemoteStatus.AVSLUTTET)


@dataclass(frozen=True, slots=True)
class SkrivHasteReferat:
    """The referat as it stood in the preview. `theme` is a category of the plan, or empty. About one person there are
    no decisions, and the tasks say only who follows it up, by when. `not_one`: no text is about one person."""

    hastemote: str
    present: tuple[str, ...]
    decisions: tuple[str, ...] = ()
    tasks: tuple[TaskLine, ...] = ()
    theme: str = ""
    not_names: tuple[str, ...] = ()
    not_one: bool = False


def write(work: UnitOfWork, command: SkrivHasteReferat, context: Context) -> Outcome:
    """Keep it, end the call-out if it is still open, make its tasks, and file it."""
    mote = find(work, command.hastemote)
    _checked(command, mote, context)
    if mote.sak:
        tasks = neutral_tasks(work, mote, command.decisions, command.tasks, context)
        command = replace(command, tasks=tasks, theme="")
    if referat_of(work, mote) is not None:
        raise Conflict("already_handled")
    referat = _referat(command, mote, new_id(work, mote), context)
    work.add(referat)
    log_held(work, mote, referat.present, context)
    told = _end(work, mote, context) if mote.status in OPEN else ()
    refresh(work, mote, context.room, context.now)
    told = (*told, *_stopped(work, mote, referat, context))
    return Outcome(referat.id, (*_filed(work, referat, mote, context), *told, *_tasks(work, referat, mote, context)))


def _stopped(work: UnitOfWork, mote: Hastemote, referat: HasteReferat, context: Context) -> tuple[Effect, ...]:
    sak = work.get(Enkeltsak, mote.sak) if mote.sak else None
    return stop_using_late(work, sak, mote.created_at, referat.present, context) if sak else ()


def _filed(work: UnitOfWork, referat: HasteReferat, mote: Hastemote, context: Context) -> tuple[Effect, ...]:
    if not may_be_filed(work, context.room, mote, context.now):
        return ()
    return (context.file("hastereferat_fil", named(mote, referat.id)),)


def _tasks(work: UnitOfWork, referat: HasteReferat, mote: Hastemote, context: Context) -> tuple[Effect, ...]:
    """Where concerns are handled; what follows a case is on no agenda, so it belongs to no organ."""
    intake = context.room.plan.intake_organ
    organ = intake.id if intake and not mote.sak else ""
    lines = {str(n): line for n, line in enumerate(referat.tasks)}
    return create_tasks(work, referat.id, organ, lines, context, mote.sak)


def _checked(command: SkrivHasteReferat, mote: Hastemote, context: Context) -> None:
    """Raises UserError for what cannot be written."""
    if mote.status not in MAY_BE_MINUTED:
        raise UserError("hastemote_over")
    if mote.starts_at > context.now:
        raise UserError("mote_not_begun")
    texts = [*command.decisions, *(task.what for task in command.tasks)]
    if any(len(text) > LONGEST_DECISION for text in command.decisions):
        raise UserError("text_too_long")
    if any(len(task.what) > LONGEST["what"] for task in command.tasks):
        raise UserError("text_too_long")
    if any(task.owner not in context.room.plan.roles for task in command.tasks):
        raise UserError("role_unknown")
    stop_identifiers(context.room, texts, command.not_names)
    if not mote.sak:
        stop_one_person((), texts, not_one=command.not_one)


def _referat(command: SkrivHasteReferat, mote: Hastemote, id: str, context: Context) -> HasteReferat:
    plan = context.room.plan
    themes = {category.id for category in plan.varsling.categories}
    return HasteReferat(
        id=id,
        room=context.room.id,
        hastemote=mote.id,
        secretary=context.actor.id,
        written_at=context.now,
        present=tuple(role for role in dict.fromkeys(command.present) if role in plan.roles),
        theme=command.theme if command.theme in themes else "",
        decisions=tuple(text for text in command.decisions if text),
        tasks=command.tasks,
        starts_at=mote.starts_at,
        place=mote.place,
        online=mote.online,
        turn=mote.turn,
    )


def _end(work: UnitOfWork, mote: Hastemote, context: Context) -> tuple[Effect, ...]:
    over = closed(mote, HastemoteStatus.AVSLUTTET, context.actor.id, context.now, context.room.plan.choices)
    work.save(over)
    for row in rows_of(work, mote.id):
        work.save(ended(row))
    return evaluated(work, over, context)


def awaiting(work: UnitOfWork, context: Context) -> list[Hastemote]:
    """The call-outs the actor follows that have begun, were not called off, and have no referat; the newest first."""
    found = [m for status in MAY_BE_MINUTED for m in work.find(Hastemote, status=status)]
    mine = [m for m in found if _lacks(work, m, context)]
    return sorted(mine, key=lambda m: m.starts_at, reverse=True)


def _lacks(work: UnitOfWork, mote: Hastemote, context: Context) -> bool:
    begun = mote.starts_at <= context.now and not mote.exercise
    mine = context.actor.in_team and context.actor.id in leads(work, mote, context.room)
    return begun and mine and referat_of(work, mote) is None


def look_at(work: UnitOfWork, mote: Hastemote, room: Room, now: datetime) -> None:
    """The meeting should be over: end it and write the referat. Two days later: what is left to do (UC-63)."""
    view = {Due.SLUTT: "hastemote_slutt", Due.OPPFOLGING: "hastemote_oppfolging"}[mote.due_for or Due.SLUTT]
    context = nobodys(room, now, f"hastemote:{mote.id}:{mote.due_for}:{mote.due_at}")
    for person in leads(work, mote, room):
        work.add(context.tell(person, view, mote.id))
    work.save(looked_at(mote, room.plan.choices))
    if mote.due_for is Due.SLUTT:
        refresh(work, mote, room, now)


CASES: dict[type[Any], UseCase] = {SkrivHasteReferat: UseCase(write, follows)}
