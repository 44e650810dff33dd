"""What is due about meetings: the next one gets its row, and somebody is reminded once (UC-16).

Cheap when nothing is due: a few rows per organ, and the due ones by index. Ids follow from the meeting, what it was
due for and when, so that nothing is promised twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.domain.effects import Effect
from bot.domain.mote import Mote, Nudge, looked_at
from bot.domain.moteplan import clash, is_quiet
from bot.domain.referat import Referat, ReferatStatus
from bot.domain.room import Room
from bot.ports import Before, UnitOfWork
from bot.usecases.command import Context, nobodys
from bot.usecases.moter import keep, meets_here, next_mote, people
from bot.usecases.roles import first_holders

AT_ONCE = 50
BEFORE = (Nudge.NY_DATO, Nudge.AGENDA)
"""What is only worth saying before the meeting."""


def next_meetings(work: UnitOfWork, room: Room, now: datetime) -> None:
    """Every organ's next meeting has a row, so that it can be due."""
    for organ in room.plan.organs:
        if not meets_here(organ):
            continue
        mote = next_mote(work, room, organ.id, now)
        if mote is not None and work.get(Mote, mote.id) is None:
            keep(work, mote)


def due_meetings(work: UnitOfWork, room: Room, now: datetime) -> None:
    """Take each meeting past what it is due for. A reminder waits for the end of the quiet hours, unasked for."""
    choices = room.plan.choices
    only = {"due_for": Nudge.SLUTT} if is_quiet(now, choices.quiet_hours) else {}
    for mote in work.find(Mote, order="due_at", limit=AT_ONCE, due_at=Before(now), **only):
        for effect in _reminders(work, mote, sweep_context(room, now, f"mote:{mote.id}:{mote.due_for}:{mote.due_at}")):
            work.add(effect)
        found = clash(mote.day, choices.closed_days)
        work.save(looked_at(mote, choices, usable=found is None or not found.forbids))


def _reminders(work: UnitOfWork, mote: Mote, context: Context) -> Iterator[Effect]:
    room = context.room
    if mote.due_for in BEFORE and mote.starts_at <= context.now:
        return  # nobody was there to be told in time, and now it is too late for it
    match mote.due_for:
        case Nudge.NY_DATO:
            yield from _to(people(work, room, mote.organ, "convener"), "mote_ny_dato", mote.id, context)
        case Nudge.AGENDA:
            yield from _to(people(work, room, mote.organ, "convener"), "mote_uten_agenda", mote.id, context)
        case Nudge.REFERAT:
            yield from _about_referat(work, mote, context)
        case Nudge.OVERSIKT:
            coordinators = first_holders(work, room.plan.coordinator.role)
            yield from _to(coordinators, "mote_fortsatt_uten_referat", mote.id, context)


def _about_referat(work: UnitOfWork, mote: Mote, context: Context) -> Iterator[Effect]:
    """The secretary where there is none; the chair where it lies with them."""
    waiting = [r for r in work.find(Referat, mote=mote.id) if r.status is ReferatStatus.TIL_GODKJENNING]
    if waiting:
        chairs = people(work, context.room, mote.organ, "chair")
        yield from _to(chairs, "referat_til_leder", waiting[0].id, context)
    else:
        secretaries = people(work, context.room, mote.organ, "secretary")
        yield from _to(secretaries, "mote_uten_referat", mote.id, context)


def _to(people: list[str], view: str, subject: str, context: Context) -> Iterator[Effect]:
    return (context.tell(person, view, subject) for person in people)


def sweep_context(room: Room, now: datetime, key: str) -> Context:
    """The circumstances of a sweep: nobody acts, and the key makes the ids the same each time."""
    return nobodys(room, now, f"sweep:{key}")


SWEEPS = (next_meetings, due_meetings)
