"""Referater: written by the secretary and sent to the chair (use cases UC-14, UC-15)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from bot.domain.mote import ItemKind, Mote, MoteStatus
from bot.domain.moteplan import clash, local, moment
from bot.domain.referat import (
    LONGEST,
    TASKS_PER_ITEM,
    HandledItem,
    Referat,
    ReferatStatus,
    TaskLine,
    referat_id,
    sent_again,
)
from bot.domain.room import Room
from bot.errors import NotFound, UserError
from bot.ports import UnitOfWork
from bot.usecases.agenda import items_of
from bot.usecases.command import Context, Outcome
from bot.usecases.dispatch import UseCase
from bot.usecases.guarded import stop_identifiers, stop_one_person
from bot.usecases.moter import meets_here, people, sits
from bot.usecases.porten import organs_of, outcomes_in


@dataclass(frozen=True, slots=True)
class Written:
    """What the secretary wrote about one item, in the agenda's order. `not_one`: they say that it is not about one
    person."""

    summary: str = ""
    decision: str = ""
    tasks: tuple[TaskLine, ...] = ()
    not_one: bool = False


@dataclass(frozen=True, slots=True)
class SendReferat:
    """The referat as it stood in the preview. The titles are the agenda's, whatever the card says."""

    mote: str
    present: tuple[str, ...]
    written: tuple[Written, ...]
    next_day: date | None = None
    next_start: time | None = None
    not_names: tuple[str, ...] = ()


def send(work: UnitOfWork, command: SendReferat, context: Context) -> Outcome:
    """Seal the referat and show it to the chair."""
    mote = begun(work, command.mote, context.now)
    referat = _referat(work, command, mote, context)
    _stop(referat, context.room, command.not_names)
    _stop_one_person(command, mote, context.room)
    before = work.get(Referat, referat.id)
    if before is None:
        work.add(referat)
    else:
        work.save(sent_again(before, referat))
    chairs = people(work, context.room, mote.organ, "chair")
    return Outcome(referat.id, tuple(context.tell(p, "referat_til_leder", referat.id) for p in chairs))


def awaiting(work: UnitOfWork, context: Context) -> list[Mote]:
    """The meetings whose referat the actor is to write: begun, and not approved; the newest first."""
    organs = [o.id for o in context.room.plan.organs if meets_here(o) and sits(work, context, o.id, "secretary")]
    found = [m for organ in organs for m in work.find(Mote, organ=organ) if _lacks_referat(m, context.now)]
    return sorted(found, key=lambda m: m.starts_at, reverse=True)


def _lacks_referat(mote: Mote, now: datetime) -> bool:
    return mote.starts_at <= now and mote.status not in (MoteStatus.AVLYST, MoteStatus.REFERAT_GODKJENT)


def begun(work: UnitOfWork, mote_id: str, now: datetime) -> Mote:
    """The meeting. Raises NotFound when it is not held, UserError when it has not begun."""
    mote = work.get(Mote, mote_id)
    if mote is None or mote.status is MoteStatus.AVLYST:
        raise NotFound("mote_gone")
    if mote.starts_at > now:
        raise UserError("mote_not_begun")
    return mote


def _referat(work: UnitOfWork, command: SendReferat, mote: Mote, context: Context) -> Referat:
    members = context.room.plan.organ(mote.organ).members
    return Referat(
        id=referat_id(mote.id),
        room=context.room.id,
        mote=mote.id,
        organ=mote.organ,
        secretary=context.actor.id,
        status=ReferatStatus.TIL_GODKJENNING,
        turn=1,
        sent_at=context.now,
        present=tuple(role for role in members if role in command.present),
        absent=tuple(role for role in members if role not in command.present),
        items=tuple(_items(work, command, mote, context.room)),
        next_at=_next_at(command, mote, context),
    )


def _items(work: UnitOfWork, command: SendReferat, mote: Mote, room: Room) -> Iterator[HandledItem]:
    items = items_of(work, room, mote)
    if len(items) != len(command.written):
        raise UserError("agenda_changed")
    for item, written in zip(items, command.written, strict=True):
        if item.kind is ItemKind.ENKELTSAK and (written.summary or written.decision or written.tasks):
            raise UserError("no_text_about_one_person")
        handled = HandledItem(item.kind, item.title, written.summary, written.decision, written.tasks, item.about)
        yield as_logged(work, mote.id, handled)


def as_logged(work: UnitOfWork, mote: str, item: HandledItem) -> HandledItem:
    """Of an individual case, only what the gate's log says that the chair did."""
    return replace(item, outcome=outcomes_in(work, mote).get(item.about, "")) if item.silent else item


def _next_at(command: SendReferat, mote: Mote, context: Context) -> datetime | None:
    """The next meeting as the referat says it. Raises UserError for a day that cannot be used."""
    if command.next_day is None:
        return None
    found = clash(command.next_day, context.room.plan.choices.closed_days)
    if found and found.forbids:
        raise UserError("mote_day_closed")
    if command.next_day <= mote.day:
        raise UserError("mote_in_the_past")
    return next_moment(command, mote)


def next_moment(command: SendReferat, mote: Mote) -> datetime | None:
    """The next meeting's moment; at this one's time of day where no other is given."""
    if command.next_day is None:
        return None
    return moment(command.next_day, command.next_start or local(mote.starts_at).time())


def _stop_one_person(command: SendReferat, mote: Mote, room: Room) -> None:
    organs = organs_of(room.plan, mote)
    for item in command.written:
        texts = [item.summary, item.decision, *(task.what for task in item.tasks)]
        stop_one_person(organs, texts, not_one=item.not_one)


def _stop(referat: Referat, room: Room, not_names: tuple[str, ...]) -> None:
    for item in referat.items:
        tasks = [task.what for task in item.tasks]
        stop_identifiers(room, [item.summary, item.decision, *tasks], not_names)
        too_long = len(item.summary) > LONGEST["summary"] or len(item.decision) > LONGEST["decision"]
        if too_long or len(tasks) > TASKS_PER_ITEM or any(len(what) > LONGEST["what"] for what in tasks):
            raise UserError("text_too_long")
        if any(task.owner not in room.plan.roles for task in item.tasks):
            raise UserError("role_unknown")


def _secretary(work: UnitOfWork, command: SendReferat, context: Context) -> bool:
    mote = work.get(Mote, command.mote)
    return mote is not None and sits(work, context, mote.organ, "secretary")


CASES: dict[type[Any], UseCase] = {SendReferat: UseCase(send, _secretary)}
