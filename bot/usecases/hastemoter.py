"""Hastemøter: called, answered, closed (UC-60, UC-61)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.effects import Effect, Repeat
from bot.domain.hastemote import (
    OVER,
    Hastemote,
    HastemoteStatus,
    Innkalling,
    Svar,
    answered,
    closed,
    first_step,
)
from bot.domain.room import Room
from bot.domain.sealed import Sealed
from bot.errors import Conflict, NotFound, UserError
from bot.ports import UnitOfWork
from bot.usecases import access
from bot.usecases.command import Context, Outcome
from bot.usecases.dispatch import UseCase
from bot.usecases.guarded import stop_identifiers
from bot.usecases.roles import first_holders

OVERVIEW = "hastemote_oversikt"
QUESTION = "hastemote_sporsmal"


@dataclass(frozen=True, slots=True)
class CallHastemote:
    """The call-out as it stood in the preview."""

    situation: str
    roles: tuple[str, ...]
    starts_at: datetime
    place: str
    not_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerHastemote:
    """Somebody who was asked answers."""

    innkalling: str
    answer: Svar


@dataclass(frozen=True, slots=True)
class CloseHastemote:
    """The coordinator ends it: held, or called off."""

    hastemote: str
    status: HastemoteStatus


def call(work: UnitOfWork, command: CallHastemote, context: Context) -> Outcome:
    """Ask everybody at once."""
    room = context.room
    stop_identifiers(room, [command.situation, command.place], command.not_names)
    roles = tuple(role for role in dict.fromkeys(command.roles) if role in room.plan.roles)
    if not roles:
        raise UserError("hastemote_no_roles")
    if command.starts_at <= context.now:
        raise UserError("mote_in_the_past")
    mote = Hastemote(
        id=context.id("hastemote"),
        room=room.id,
        caller=context.actor.id,
        situation=Sealed(command.situation),
        starts_at=command.starts_at,
        place=Sealed(command.place),
        created_at=context.now,
    )
    work.add(mote)
    questions = [effect for role in roles for effect in _ask(work, mote, role, context)]
    return Outcome(mote.id, (*questions, *(context.tell(p, OVERVIEW, mote.id) for p in leads(work, mote, room))))


def _ask(work: UnitOfWork, mote: Hastemote, role: str, context: Context) -> list[Effect]:
    people = tuple(first_holders(work, role))
    row = Innkalling(f"{mote.id}-{role}", mote.room, mote.id, role, people)
    work.add(first_step(row, context.room.plan.choices, context.now))
    return [context.tell(person, QUESTION, row.id, Repeat.LABELLED) for person in people]


def answer(work: UnitOfWork, command: AnswerHastemote, context: Context) -> Outcome:
    """Take an answer; a late or repeated one is harmless."""
    row, mote = _row(work, command.innkalling)
    if mote.status in OVER:
        raise Conflict("hastemote_over")
    work.save(answered(row, command.answer, context.actor.id, context.now))
    _settle(work, mote)
    return Outcome(row.id, refreshed(work, mote, context))


def close(work: UnitOfWork, command: CloseHastemote, context: Context) -> Outcome:
    """End it; called off, everybody who was asked is told."""
    mote = work.get(Hastemote, command.hastemote)
    if mote is None:
        raise NotFound("hastemote_gone")
    work.save(closed(mote, command.status, context.actor.id))
    rows = rows_of(work, mote.id)
    for row in rows:
        work.save(replace(row, next_at=None))
    told = dict.fromkeys(p for row in rows for p in row.asked) if command.status is HastemoteStatus.AVLYST else {}
    calls = tuple(context.tell(p, "hastemote_avlyst", mote.id, Repeat.LABELLED) for p in told)
    return Outcome(mote.id, (*calls, *refreshed(work, mote, context)))


def rows_of(work: UnitOfWork, hastemote: str) -> list[Innkalling]:
    """The roles of a call-out."""
    return work.find(Innkalling, hastemote=hastemote)


def leads(work: UnitOfWork, mote: Hastemote, room: Room) -> Sequence[str]:
    """Who follows it: the one who called, and the coordinator."""
    return list(dict.fromkeys((mote.caller, *first_holders(work, room.plan.coordinator.role))))


def refreshed(work: UnitOfWork, mote: Hastemote, context: Context) -> tuple[Effect, ...]:
    """Bring the live cards up to date."""
    return tuple(context.refresh(OVERVIEW, mote.id, person=p) for p in leads(work, mote, context.room))


def _settle(work: UnitOfWork, mote: Hastemote) -> None:
    """Covered when every role is; called again when somebody who was to come cannot."""
    whole = all(row.covered for row in rows_of(work, mote.id))
    status = HastemoteStatus.DEKKET if whole else HastemoteStatus.INNKALT
    if status is not mote.status:
        work.save(replace(mote, status=status))


def _row(work: UnitOfWork, innkalling: str) -> tuple[Innkalling, Hastemote]:
    row = work.get(Innkalling, innkalling)
    mote = work.get(Hastemote, row.hastemote) if row else None
    if row is None or mote is None:
        raise NotFound("hastemote_gone")
    return row, mote


def may_call(work: UnitOfWork, command: Any, context: Context) -> bool:
    """The coordinator, and whoever the municipality has chosen (no source says who)."""
    choices = context.room.plan.choices
    return access.coordinator(work, command, context) or context.actor.has(*choices.hastemote_callers)


def _asked(work: UnitOfWork, command: AnswerHastemote, context: Context) -> bool:
    """Only somebody who was asked, whoever has the card (threat T9)."""
    row = work.get(Innkalling, command.innkalling)
    return row is not None and context.actor.id in row.asked


CASES: dict[type[Any], UseCase] = {
    CallHastemote: UseCase(call, may_call),
    AnswerHastemote: UseCase(answer, _asked),
    CloseHastemote: UseCase(close, may_call),
}
