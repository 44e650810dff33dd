"""A hastemøte that somebody asks for who may not call one: the coordinator or a deputy says yes or no (scenario H-3).

Who may call is in no source, so the municipality chooses. A request is never a silent queue: whoever asked gets the
phone list when nobody can be told, and again when nobody has answered in time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.beredskap import ReachCheck
from bot.domain.effects import Effect, Repeat
from bot.domain.hastemote import LENGTH, Due, Hastemote, confirmed, declined, requested
from bot.domain.room import Room
from bot.ports import Before, UnitOfWork
from bot.usecases import access
from bot.usecases.command import Context, Outcome
from bot.usecases.dispatch import UseCase
from bot.usecases.hastemote_ledelse import find
from bot.usecases.hastemote_reaching import coordinators, sweep_context, tell_soon
from bot.usecases.hastemoter import CallHastemote, checked, new_hastemote, same_thing, send

REQUEST = "hastemote_foresporsel"
CALL_YOURSELF = "hastemote_ring_koordinator"
NOTICE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class RequestHastemote:
    """The call-out that somebody would like to see."""

    wish: CallHastemote


@dataclass(frozen=True, slots=True)
class DecideHastemote:
    """The coordinator grants a request, or turns it down."""

    hastemote: str
    grant: bool


def request(work: UnitOfWork, command: RequestHastemote, context: Context) -> Outcome:
    """To the coordinator and the deputies at once. Where the same has just been called, those who follow it are told
    that somebody else asks too."""
    wish = replace(command.wish, exercise=False, sak="")
    roles = checked(wish, context)
    running = same_thing(work, False, context)
    if running is not None:
        tell_soon(work, running, "hastemote_slatt_sammen", context.room, context.now)
        return Outcome(running.id)
    mote = requested(new_hastemote(work, wish, roles, context), context.room.plan.choices)
    work.add(mote)
    return Outcome(mote.id, _to_coordinators(work, mote, context))


def _to_coordinators(work: UnitOfWork, mote: Hastemote, context: Context) -> tuple[Effect, ...]:
    asked = coordinators(work, context.room)
    if not asked:
        return (context.tell(mote.caller, CALL_YOURSELF, mote.id, Repeat.LABELLED),)
    return tuple(context.tell(person, REQUEST, mote.id, Repeat.LABELLED) for person in asked)


def decide(work: UnitOfWork, command: DecideHastemote, context: Context) -> Outcome:
    """Granted, it goes out at once as the grantor's call; where its time has passed, a quarter of an hour from now."""
    mote = find(work, command.hastemote)
    asker = context.tell(mote.caller, "hastemote_foresporsel_svar", mote.id, Repeat.LABELLED)
    if not command.grant:
        work.save(declined(mote, context.actor.id, context.now))
        return Outcome(mote.id, (asker,))
    starts_at = max(mote.starts_at, context.now + NOTICE)
    work.save(confirmed(replace(mote, starts_at=starts_at, created_at=context.now), context.actor.id))
    sent = send(work, find(work, mote.id), context)
    return Outcome(mote.id, (asker, *sent.effects))


def unanswered(work: UnitOfWork, room: Room, now: datetime) -> None:
    """Nobody has said yes or no in time: whoever asked is told to call, the coordinators are asked again."""
    for mote in work.find(Hastemote, order="due_at", due_at=Before(now), due_for=Due.BEKREFTELSE):
        context = sweep_context(room, now, f"foresporsel:{mote.id}:{mote.due_at}")
        work.add(context.tell(mote.caller, CALL_YOURSELF, mote.id, Repeat.LABELLED))
        if mote.starts_at + LENGTH <= now:
            work.save(declined(mote, "system", now))
            continue
        again = timedelta(minutes=room.plan.choices.hastemote_again_minutes)
        work.save(replace(mote, due_at=now + again))
        for person in coordinators(work, room):
            work.add(context.tell(person, REQUEST, mote.id, Repeat.LABELLED))


def none_told(work: UnitOfWork, room: Room) -> bool:
    """Can none of those who may say yes be reached in Teams?"""
    checks = [work.get(ReachCheck, person) for person in coordinators(work, room)]
    return all(check is not None and check.lost for check in checks)


def may_request(work: UnitOfWork, command: Any, context: Context) -> bool:
    """Everybody in the team."""
    return access.in_team(work, command, context)


def may_decide(work: UnitOfWork, command: DecideHastemote, context: Context) -> bool:
    """The coordinator and their deputies, about a request."""
    known = work.get(Hastemote, command.hastemote) is not None
    return known and context.actor.in_team and context.actor.id in coordinators(work, context.room)


CASES: dict[type[Any], UseCase] = {
    RequestHastemote: UseCase(request, may_request),
    DecideHastemote: UseCase(decide, may_decide),
}
SWEEPS = (unanswered,)
