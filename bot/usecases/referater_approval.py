"""Referater: approved or sent back by the chair. Approval files it, makes its tasks and fixes the next meeting
(use cases UC-15, G6: a person decides).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.domain.effects import Effect
from bot.domain.mote import Mote, minuted
from bot.domain.moteplan import local
from bot.domain.plan.organ import Organ
from bot.domain.referat import LONGEST, Referat, approved, sent_back
from bot.domain.room import Room
from bot.errors import NotFound, UserError
from bot.ports import UnitOfWork
from bot.usecases.command import Context, Outcome
from bot.usecases.dispatch import UseCase
from bot.usecases.guarded import stop_identifiers, stop_one_person
from bot.usecases.moter import keep, new_mote, next_mote, people, reschedule, sits
from bot.usecases.oppgaver import create_from
from bot.usecases.porten import organs_of
from bot.usecases.referater import begun


@dataclass(frozen=True, slots=True)
class ApproveReferat:
    """The chair approves; `seen` is which sending of it they have in front of them."""

    referat: str
    seen: int


@dataclass(frozen=True, slots=True)
class ReturnReferat:
    """The chair sends it back with a short word on why."""

    referat: str
    seen: int
    comment: str


def approve(work: UnitOfWork, command: ApproveReferat, context: Context) -> Outcome:
    """File it, make its tasks, fix the next meeting. The first of two who decide wins."""
    referat = approved(_sent(work, command.referat), command.seen, context.actor.id, context.now)
    mote = begun(work, referat.mote, context.now)
    work.save(referat)
    work.save(minuted(mote))
    _fix_next(work, referat, context)
    told = (context.file("referat_fil", referat.id), context.tell(referat.secretary, "referat_svar", referat.id))
    return Outcome(referat.id, (*told, *_refreshed(work, referat, context), *create_from(work, referat, context)))


def send_back(work: UnitOfWork, command: ReturnReferat, context: Context) -> Outcome:
    """Back to the secretary. The comment is shown in the chat and to the secretary as it is, so it holds nothing about
    one person: «ta bort det som gjelder én person i sak 2» says enough. The card keeps what was written meanwhile."""
    if not command.comment:
        raise UserError("comment_needed")
    stop_identifiers(context.room, [command.comment])
    stop_one_person(_organs(work, command.referat, context.room), [command.comment], not_one=False)
    if len(command.comment) > LONGEST["comment"]:
        raise UserError("text_too_long")
    referat = sent_back(_sent(work, command.referat), command.seen, command.comment, context.actor.id, context.now)
    work.save(referat)
    told = context.tell(referat.secretary, "referat_svar", referat.id)
    return Outcome(referat.id, (told, *_refreshed(work, referat, context)))


def _organs(work: UnitOfWork, referat: str, room: Room) -> tuple[Organ, ...]:
    mote = work.get(Mote, _sent(work, referat).mote)
    return organs_of(room.plan, mote) if mote else ()


def _sent(work: UnitOfWork, referat: str) -> Referat:
    found = work.get(Referat, referat)
    if found is None:
        raise NotFound("referat_gone")
    return found


def _fix_next(work: UnitOfWork, referat: Referat, context: Context) -> None:
    """The organ's next meeting is when the approved referat says; where that is past already, nothing is moved."""
    if referat.next_at is None or referat.next_at <= context.now:
        return
    there = local(referat.next_at)
    found = next_mote(work, context.room, referat.organ, context.now)
    if found is None:
        new_mote(work, context.room, referat.organ, there.date(), there.time(), context.now)
    elif found.starts_at != referat.next_at:
        reschedule(work, keep(work, found), there.date(), there.time(), found.place, context)


def _refreshed(work: UnitOfWork, referat: Referat, context: Context) -> tuple[Effect, ...]:
    chairs = people(work, context.room, referat.organ, "chair")
    return tuple(context.refresh("referat_til_leder", referat.id, person=person) for person in chairs)


def _chair(work: UnitOfWork, command: ApproveReferat | ReturnReferat, context: Context) -> bool:
    referat = work.get(Referat, command.referat)
    return referat is not None and sits(work, context, referat.organ, "chair")


CASES: dict[type[Any], UseCase] = {
    ApproveReferat: UseCase(approve, _chair),
    ReturnReferat: UseCase(send_back, _chair),
}
