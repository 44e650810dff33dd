"""A hastemøte that somebody asks for who may not call one: the coordinator or a deputy says yes or no (scenario H-3).

Who may call is in no source, so the municipality chooses. A request is never a silent queue: whoever asked gets the
phone list when nobody can be told, and again when nobody has answered in time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.domain.beredskap import ReachCheck
from bot.domain.effects import Effect, Repeat
from bot.domain.hastemote import LENGTH, Hastemote, HastemoteStatus, confirmed, declined, joined, requested
from bot.domain.room import Room
from bot.errors import Conflict
from bot.ports import UnitOfWork
from bot.usecases import access
from bot.usecases.command import Context, Outcome, nobodys
from bot.usecases.dispatch import UseCase
from bot.usecases.hastemote_ledelse import find
from bot.usecases.hastemote_onsker import (
    REQUEST,
    askers,
    keep,
    show_request,
    under_way_now,
    waiting,
    whole_of,
    wishes_of,
)
from bot.usecases.hastemote_reaching import coordinators
from bot.usecases.hastemoter import CallHastemote, add_to, checked, drafted, numbered, send

ANSWER = "hastemote_foresporsel_svar"
CALL_YOURSELF = "hastemote_ring_koordinator"
NOTICE = timedelta(minutes=15)
ONCE_MORE = timedelta(hours=1)
TURNS = "hastemote-foresporsel"
"""The counter by which two who ask in the same moment take turns."""
ASKS_BACK = "sporsmal"
"""What an outcome's subject ends with when the coordinator is to say what it means for a call-out under way."""


@dataclass(frozen=True, slots=True)
class RequestHastemote:
    """The call-out that somebody would like to see."""

    wish: CallHastemote


class Way(StrEnum):
    """How a request is granted: as its card offers it while nothing is under way, added to the call-out that is, or
    as one of its own beside it."""

    PLAIN = "plain"
    ADD = "add"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class DecideHastemote:
    """The coordinator grants a request, or turns it down. `seen` names the call-out that the card offered to add it to
    (`stamp_of`)."""

    hastemote: str
    grant: bool
    way: Way = Way.PLAIN
    seen: int = 0


def request(work: UnitOfWork, command: RequestHastemote, context: Context) -> Outcome:
    """To the coordinator and the deputies at once. Where another request waits it joins that one; taking a turn waits
    for whoever asks in the same moment."""
    wish = replace(command.wish, exercise=False, sak="")
    draft = drafted(wish, checked(wish, context), context)
    work.count(TURNS)
    first = waiting(work)
    if first is not None:
        return _join(work, first, draft, context)
    mote = requested(draft, context.room.plan.choices)
    work.add(mote)
    return Outcome(mote.id, _to_coordinators(work, mote, mote.caller, context))


def _join(work: UnitOfWork, first: Hastemote, draft: Hastemote, context: Context) -> Outcome:
    """Those who decide see on the card what each wants. That there are several, they are told once."""
    alone = not wishes_of(work, first.id)
    wish, is_new = keep(work, first, draft, context.now)
    if not is_new:
        return Outcome(wish.id)
    if alone or none_told(work, context.room):
        return Outcome(wish.id, _to_coordinators(work, first, wish.caller, context))
    show_request(work, first, context.room, context.now)
    return Outcome(wish.id)


def _to_coordinators(work: UnitOfWork, mote: Hastemote, asker: str, context: Context) -> tuple[Effect, ...]:
    asked = coordinators(work, context.room)
    if not asked:
        return (context.tell(asker, CALL_YOURSELF, mote.id, Repeat.LABELLED),)
    return tuple(context.tell(person, REQUEST, mote.id, Repeat.LABELLED) for person in asked)


def decide(work: UnitOfWork, command: DecideHastemote, context: Context) -> Outcome:
    """Everybody who asked is told, and the others who could decide see it on their card. While a call-out is under way
    that the card did not offer to add it to, the coordinator is asked first."""
    mote = find(work, command.hastemote)
    if mote.status is not HastemoteStatus.FORESPURT:
        return _decided_before(work, mote, context)
    number = _number(work, command, context)
    running = under_way_now(work, context.now)
    if command.grant and _is_unclear(command, running):
        return Outcome(f"{mote.id}:{ASKS_BACK}")
    told = tuple(context.tell(p, ANSWER, mote.id, Repeat.LABELLED) for p in askers(work, mote))
    show_request(work, mote, context.room, context.now, but=context.actor.id)
    if not command.grant:
        work.save(declined(mote, context.actor.id, context.now))
        return Outcome(mote.id, told)
    if running is not None and command.way is Way.ADD:
        work.save(joined(mote, running.id, context.actor.id, context.now))
        add_to(work, running, _roles(work, mote), context)
        return Outcome(running.id, told)
    sent = _granted(work, replace(mote, number=number), context)
    return Outcome(sent.subject, (*told, *sent.effects))


def _decided_before(work: UnitOfWork, mote: Hastemote, context: Context) -> Outcome:
    """Whoever decided it is shown what came of it when they press again. Raises Conflict for anybody else."""
    mine = mote.closed_by if mote.status in (HastemoteStatus.AVVIST, HastemoteStatus.SLATT_SAMMEN) else mote.caller
    if mine != context.actor.id:
        raise Conflict("already_handled")
    return Outcome(whole_of(work, mote).id)


def _number(work: UnitOfWork, command: DecideHastemote, context: Context) -> str:
    """Of the call-out that it becomes. Taking it waits for whoever calls in the same moment, so it comes before looking
    whether one is under way, where that is not known already."""
    alone = command.way is Way.OWN or (command.way is Way.PLAIN and under_way_now(work, context.now) is None)
    return numbered(work, False, context) if command.grant and alone else ""


def _is_unclear(command: DecideHastemote, running: Hastemote | None) -> bool:
    if command.way is Way.ADD:
        return running is None or stamp_of(running) != command.seen
    return command.way is Way.PLAIN and running is not None


def stamp_of(mote: Hastemote) -> int:
    """What a button says of the call-out that its card shows."""
    return int(mote.created_at.timestamp())


def _granted(work: UnitOfWork, mote: Hastemote, context: Context) -> Outcome:
    """It goes out at once as the grantor's call, with everybody's roles and the first one's time, place and words;
    where the time has passed, a quarter of an hour from now."""
    starts_at = max(mote.starts_at, context.now + NOTICE)
    changed = replace(mote, starts_at=starts_at, created_at=context.now, roles=_roles(work, mote))
    work.save(confirmed(changed, context.actor.id))
    return send(work, find(work, mote.id), context)


def _roles(work: UnitOfWork, request: Hastemote) -> tuple[str, ...]:
    wishes = (role for wish in wishes_of(work, request.id) for role in wish.roles)
    return tuple(dict.fromkeys((*request.roles, *wishes)))


def unanswered(work: UnitOfWork, mote: Hastemote, room: Room, now: datetime) -> None:
    """Nobody has said yes or no in time: the coordinators are asked again, and everybody who asked is told to call:
    once, once more after an hour, and when the time is out."""
    context = nobodys(room, now, f"foresporsel:{mote.id}:{mote.due_at}")
    out = mote.starts_at + LENGTH <= now
    for person in askers(work, mote) if out or _is_told(mote, room) else ():
        work.add(context.tell(person, CALL_YOURSELF, mote.id, Repeat.LABELLED))
    if out:
        work.save(declined(mote, "system", now))
        show_request(work, mote, room, now)
        return
    again = timedelta(minutes=room.plan.choices.hastemote_again_minutes)
    work.save(replace(mote, due_at=now + again))
    for person in coordinators(work, room):
        work.add(context.tell(person, REQUEST, mote.id, Repeat.LABELLED))


def _is_told(mote: Hastemote, room: Room) -> bool:
    """Is whoever asked told this time? What is due now came due `again` minutes after it was looked at last."""
    choices = room.plan.choices
    first = mote.created_at + timedelta(minutes=choices.hastemote_deputy_minutes)
    due = mote.due_at or first
    return due <= first or due - timedelta(minutes=choices.hastemote_again_minutes) < first + ONCE_MORE <= due


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
