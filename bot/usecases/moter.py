"""Meetings: which come, who leads and writes, and a new date or none (use cases UC-10, UC-16, UC-18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal

from bot.domain.effects import Effect
from bot.domain.mote import AHEAD, HELD, Mote, MoteStatus, cancelled, mote_id, planned_mote, set_to
from bot.domain.moteplan import HORIZON, Anchor, clash, local, moment, slot, slots
from bot.domain.plan.organ import Organ
from bot.domain.room import Room
from bot.errors import NotFound, UserError
from bot.ports import UnitOfWork
from bot.usecases.command import Context, Outcome
from bot.usecases.dispatch import UseCase
from bot.usecases.guarded import stop_identifiers, stop_one_person
from bot.usecases.roles import first_holders

Seat = Literal["chair", "secretary", "convener"]
DEFAULT_START, DEFAULT_MINUTES = time(8, 30), 90


def meets_here(organ: Organ) -> bool:
    """Whether this municipality itself convenes the organ (UC-12: not the politiråd that others run)."""
    return organ.meets and not organ.run_by_other


def anchor(work: UnitOfWork, room: Room, organ: str) -> Anchor | None:
    """Where the organ's series starts: the municipality's choice, else the first meeting that was given a date."""
    chosen = room.plan.choices.first_meetings.get(organ)
    if chosen:
        return Anchor(chosen.date, chosen.start, chosen.minutes, chosen.place or "")
    given = work.find(Mote, order="starts_at", limit=1, organ=organ)
    if not given:
        return None
    first = local(given[0].starts_at)
    minutes = int((given[0].ends_at - given[0].starts_at).total_seconds() // 60)
    return Anchor(given[0].planned, first.time(), minutes, given[0].place)


def coming(work: UnitOfWork, room: Room, organ: str, now: datetime, until: date) -> list[Mote]:
    """The organ's meetings that are not over, those of the series and those with dates of their own, in order.
    A meeting that has no row yet is shown as the series gives it."""
    rows = {mote.id: mote for mote in work.find(Mote, organ=organ)}
    start = anchor(work, room, organ)
    if start is not None:
        choices, cadence = room.plan.choices, room.plan.organ(organ).cadence
        for each in slots(organ, cadence, start, max(until, start.date), choices.closed_days):
            rows.setdefault(mote_id(organ, each.date), planned_mote(each, room.id, choices, now))
    ahead = [mote for mote in rows.values() if mote.status in AHEAD and mote.ends_at > now]
    return sorted(ahead, key=lambda mote: mote.starts_at)


def next_mote(work: UnitOfWork, room: Room, organ: str, now: datetime) -> Mote | None:
    """The organ's next meeting, or the one that goes on now. It may have no row yet: `keep` stores it."""
    return next(iter(coming(work, room, organ, now, local(now).date() + HORIZON)), None)


def last_begun(work: UnitOfWork, organ: str, now: datetime) -> Mote | None:
    """The organ's latest meeting that has begun and was not cancelled."""
    begun = [m for m in work.find(Mote, order="starts_at", organ=organ) if m.starts_at <= now]
    return next((m for m in reversed(begun) if m.status is not MoteStatus.AVLYST), None)


def held(work: UnitOfWork, organ: str) -> list[Mote]:
    """The organ's meetings that were held."""
    return [mote for mote in work.find(Mote, order="starts_at", organ=organ) if mote.status in HELD]


def keep(work: UnitOfWork, mote: Mote) -> Mote:
    """The meeting as a row, made when it is first needed."""
    found = work.get(Mote, mote.id)
    if found is None:
        work.add(mote)
    return found or mote


def undated(room: Room, organ: str, day: date, start: time, now: datetime) -> Mote:
    """A meeting that no series gives, on a day that somebody says."""
    given = Anchor(day, start, DEFAULT_MINUTES)
    return planned_mote(slot(organ, day, given), room.id, room.plan.choices, now)


def new_mote(work: UnitOfWork, room: Room, organ: str, day: date, start: time, now: datetime) -> Mote:
    """The same as a row: where no series says a date, or besides it (UC-17)."""
    return keep(work, undated(room, organ, day, start, now))


# --- who -----------------------------------------------------------------------------------------------------------


def people(work: UnitOfWork, room: Room, organ: str, seat: Seat) -> list[str]:
    """Who holds a seat now: its role, the role's deputy, else the coordinator."""
    plan = room.plan
    role = plan.seat(organ, seat)
    deputy = plan.choices.deputies.get(role or "")
    return first_holders(work, role) or first_holders(work, deputy) or first_holders(work, plan.coordinator.role)


def sits(work: UnitOfWork, context: Context, organ: str, seat: Seat) -> bool:
    """Does the actor hold the seat, as its role or its deputy? The coordinator does where nobody else can: the plan
    and the municipality leave it open, or nobody holds the role now."""
    plan = context.room.plan
    role = plan.seat(organ, seat)
    deputy = plan.choices.deputies.get(role or "")
    if context.actor.has(role, deputy):
        return True
    vacant = not first_holders(work, role) and not first_holders(work, deputy)
    return vacant and context.actor.has(plan.coordinator.role)


def convenes(work: UnitOfWork, context: Context, organ: str) -> bool:
    """The organ's convener, or the coordinator, of an organ that is convened here."""
    plan = context.room.plan
    if not any(o.id == organ and meets_here(o) for o in plan.organs):
        return False
    return context.actor.has(plan.coordinator.role) or sits(work, context, organ, "convener")


def may_see(work: UnitOfWork, context: Context, organ: Organ) -> bool:
    """May the actor see the organ's agenda? The circle it is sent to: everybody in the team where the organ has a
    channel of its own, else whoever sits in it or convenes it."""
    if organ.id in context.room.channels or context.actor.has(*organ.members):
        return True
    seats: tuple[Seat, ...] = ("chair", "secretary")
    return convenes(work, context, organ.id) or any(sits(work, context, organ.id, seat) for seat in seats)


def members(work: UnitOfWork, room: Room, organ: str) -> list[str]:
    """Everybody who sits in the organ now, each once."""
    roles = room.plan.organ(organ).members
    return list(dict.fromkeys(person for role in roles for person in first_holders(work, role)))


def announce(work: UnitOfWork, context: Context, organ: str, view: str, subject: str) -> tuple[Effect, ...]:
    """In the organ's own channel; where it has none to each member, never to a wider circle (UC-12)."""
    if organ in context.room.channels:
        return (context.post(organ, view, subject),)
    return tuple(context.tell(person, view, subject) for person in members(work, context.room, organ))


# --- a new date, or none -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FlyttMote:
    """A meeting gets another date, time or place. Organ and planned date name it: it may have no row yet. `not_one`:
    the place says nothing about one person."""

    organ: str
    planned: date
    day: date
    start: time
    place: str = ""
    not_names: tuple[str, ...] = ()
    not_one: bool = False


@dataclass(frozen=True, slots=True)
class AvlysMote:
    """A meeting is not held, for a reason. `not_one`: it is not about one person."""

    organ: str
    planned: date
    reason: str
    not_names: tuple[str, ...] = ()
    not_one: bool = False


def flytt(work: UnitOfWork, command: FlyttMote, context: Context) -> Outcome:
    """Move a meeting, and tell those who come."""
    stop_identifiers(context.room, [command.place], command.not_names)
    stop_place(command.place, not_one=command.not_one)
    mote = reschedule(work, _named(work, command, context), command.day, command.start, command.place, context)
    return Outcome(mote.id, announce(work, context, mote.organ, "mote_flyttet", mote.id))


def avlys(work: UnitOfWork, command: AvlysMote, context: Context) -> Outcome:
    """Cancel a meeting, and tell those who would have come."""
    stop_identifiers(context.room, [command.reason], command.not_names)
    found = _named(work, command, context)
    organs = [context.room.plan.organ(organ) for organ in (found.organ, found.joint_with) if organ]
    stop_one_person(organs, [command.reason], not_one=command.not_one)
    mote = cancelled(found, command.reason)
    work.save(mote)
    return Outcome(mote.id, announce(work, context, mote.organ, "mote_avlyst", mote.id))


def stop_place(place: str, *, not_one: bool) -> None:
    """Raises UserError where a place reads as if it were about one individual. A house may be called what it likes, so
    whoever says that it is not about one goes on, for every organ."""
    stop_one_person((), [place], not_one=not_one)


def reschedule(work: UnitOfWork, mote: Mote, day: date, start: time, place: str, context: Context) -> Mote:
    """The meeting's row with a day that can be used. Raises UserError for a day that cannot."""
    choices = context.room.plan.choices
    found = clash(day, choices.closed_days)
    if found and found.forbids:
        raise UserError("mote_day_closed")
    starts_at = moment(day, start)
    if starts_at <= context.now:
        raise UserError("mote_in_the_past")
    if (starts_at, place) == (mote.starts_at, mote.place):
        return mote
    changed = set_to(mote, starts_at, starts_at + (mote.ends_at - mote.starts_at), place, choices)
    work.save(changed)
    return work.get(Mote, mote.id) or changed


def _named(work: UnitOfWork, command: FlyttMote | AvlysMote, context: Context) -> Mote:
    wanted = mote_id(command.organ, command.planned)
    ahead = coming(work, context.room, command.organ, context.now, command.planned)
    found = next((mote for mote in ahead if mote.id == wanted), None)
    if found is None:
        raise NotFound("mote_gone")
    return keep(work, found)


def _convener(work: UnitOfWork, command: Any, context: Context) -> bool:
    return convenes(work, context, command.organ)


CASES: dict[type[Any], UseCase] = {
    FlyttMote: UseCase(flytt, _convener),
    AvlysMote: UseCase(avlys, _convener),
}
