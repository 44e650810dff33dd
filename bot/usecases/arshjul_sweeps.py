"""What is due in the year wheel: once a day the year is looked through, and owners are reminded (UC-70, UC-72).

Cheap on every other round: one row tells that the day has been done. Each date of an occurrence is told twice at
most, once before and once after; the coordinator gets one overview of what has become late.
"""

from __future__ import annotations

from datetime import datetime

from bot.domain.frister import is_working
from bot.domain.moteplan import at_work, is_quiet, local
from bot.domain.room import Room
from bot.domain.tiltak import ArshjulPulse, Line, TiltakStatus, is_to_tell, told
from bot.ports import UnitOfWork
from bot.usecases.arshjul import around
from bot.usecases.moter_sweeps import sweep_context
from bot.usecases.roles import first_holders
from bot.usecases.tiltak import recipients


def due_tiltak(work: UnitOfWork, room: Room, now: datetime) -> None:
    """Remind of what is due, on the first working morning that it is. What nobody could be told of is looked at
    again in the next round."""
    day = local(now).date()
    quiet = room.plan.choices.quiet_hours
    if is_quiet(now, quiet) or now < at_work(day, quiet) or not is_working(day):
        return
    pulse = work.get(ArshjulPulse, room.plan.id)
    if pulse is not None and pulse.day == day:
        return
    to_tell = [line for line in around(work, room, day) if is_to_tell(line.status, line.term, line.due)]
    told_of = [_remind(work, room, now, line) for line in to_tell]
    if all(told_of):
        work.put(ArshjulPulse(room.plan.id, room.id, day))
    _overview(work, room, now, [line for line in to_tell if line.late])


def _remind(work: UnitOfWork, room: Room, now: datetime, line: Line) -> bool:
    """Whether there was somebody to tell."""
    occurrence, status = line.occurrence, told(line.status, line.term, line.due)
    context = sweep_context(room, now, f"tiltak:{occurrence.key}:{line.due}:{line.term}")
    people = recipients(work, room, occurrence, status)
    if not people:
        return False
    for person in people:
        work.add(context.tell(person, "tiltak_minne", occurrence.key))
    if work.get(TiltakStatus, status.id) is None:
        work.add(status)
    else:
        work.save(status)
    return True


def _overview(work: UnitOfWork, room: Room, now: datetime, late: list[Line]) -> None:
    """To the coordinator, where somebody else has been told that theirs is late."""
    coordinators = first_holders(work, room.plan.coordinator.role)
    others = [line for line in late if set(recipients(work, room, line.occurrence, line.status)) - set(coordinators)]
    if others:
        day = local(now).date().isoformat()
        context = sweep_context(room, now, f"arshjul:{room.plan.id}:{day}")
        for person in coordinators:
            work.add(context.tell(person, "tiltak_oversikt", day))


SWEEPS = (due_tiltak,)
