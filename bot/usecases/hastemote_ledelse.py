"""A call-out in the hands of those who follow it: moved, ended, called off (UC-61)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.effects import Effect, Repeat
from bot.domain.hastemote import OPEN, Hastemote, HastemoteStatus, closed, in_hand, moved
from bot.domain.innkalling import Innkalling, ended, restarted
from bot.errors import Conflict, NotFound, UserError
from bot.ports import UnitOfWork
from bot.usecases.command import Context, Outcome
from bot.usecases.dispatch import UseCase
from bot.usecases.guarded import stop_identifiers, stop_one_person
from bot.usecases.hastemote_grunnlag import stop_closed
from bot.usecases.hastemote_kort import outdated
from bot.usecases.hastemote_omfang import scope_of
from bot.usecases.hastemote_onsker import show_request, waiting, wanted_by
from bot.usecases.hastemote_reaching import (
    CALLED_OFF_BY_TEXT,
    MOVED_BY_TEXT,
    climb_row,
    invite,
    leads,
    refresh,
    rows_of,
    settle,
)
from bot.usecases.hastereferat_skrevet import referat_of
from bot.usecases.roles import counts

HELD = "held"
"""What an outcome's subject ends with when its referat was written since whoever calls it off was asked."""


@dataclass(frozen=True, slots=True)
class MoveHastemote:
    """Another time, or another place. `not_one`: whoever moves it says that the place is not about one person;
    `minuted`: they have been told that its referat is written."""

    hastemote: str
    starts_at: datetime
    place: str = ""
    online: bool = True
    not_names: tuple[str, ...] = ()
    not_one: bool = False
    minuted: bool = False


@dataclass(frozen=True, slots=True)
class CloseHastemote:
    """It ends: held, or called off. `minuted`: whoever calls it off has been told that its referat is written."""

    hastemote: str
    status: HastemoteStatus
    minuted: bool = False


def move(work: UnitOfWork, command: MoveHastemote, context: Context) -> Outcome:
    """Everybody is asked anew for the new time, along the chain as it was frozen. Who was a stand-in is told too.
    Raises GateClosed when a call about one person has no ground any more: it can only be called off."""
    stop_identifiers(context.room, [command.place], command.not_names)
    stop_one_person((), [command.place], not_one=command.not_one)
    if command.starts_at <= context.now:
        raise UserError("mote_in_the_past")
    mote = find(work, command.hastemote)
    same = (command.starts_at, command.place, command.online) == (mote.starts_at, mote.place, mote.online)
    if same and not any(row.halted for row in rows_of(work, mote.id)):
        raise UserError("hastemote_not_moved")
    if not command.minuted and referat_of(work, mote) is not None:
        raise Conflict("hastemote_minuted")
    if mote.sak:
        stop_closed(scope_of(work, context.room, mote.sak, context.now), context)
    begun = mote.starts_at <= context.now
    work.save(moved(mote, command.starts_at, command.place, command.online, context.now))
    mote = find(work, mote.id)
    rows = rows_of(work, mote.id)
    changed = outdated(work, mote, rows, mote.turn - 1, context)
    anew = [climb_row(work, mote, restarted(r, context.now, begun=begun), context.room, context.now) for r in rows]
    asked = {person for row in anew for person in row.asked if row.answer_of(person) is None}
    told = [person for person in _concerned(work, mote, context) if person not in asked]
    for row, new in zip(rows, anew, strict=True):
        for person in row.asked:
            if person not in (*new.asked, *told):
                work.add(context.tell(person, "hastemote_flyttet", row.id, Repeat.LABELLED))
            if person not in new.asked and context.room.answer_url:
                work.add(context.alert(person, MOVED_BY_TEXT, row.id))
    settle(work, mote, context.now)
    refresh(work, mote, context.room, context.now)
    invite(work, mote, context.room, context.now)
    return Outcome(mote.id, (*changed, *_by_whom("hastemote_flyttet_av", told, mote, context)))


def _concerned(work: UnitOfWork, mote: Hastemote, context: Context) -> list[str]:
    """Those who are told who has moved it or called it off: whoever leads it or wanted it, but who did it."""
    wanted = (person for person in wanted_by(work, mote) if counts(work, person))
    people = dict.fromkeys((*leads(work, mote, context.room), *wanted))
    return [person for person in people if person != context.actor.id]


def _by_whom(view: str, people: Iterable[str], mote: Hastemote, context: Context) -> tuple[Effect, ...]:
    subject = f"{mote.id}:{mote.turn}:{context.actor.id}"
    return tuple(context.tell(person, view, subject, Repeat.LABELLED) for person in people)


def close(work: UnitOfWork, command: CloseHastemote, context: Context) -> Outcome:
    """End it; called off, everybody who was asked is told. Pressed again it changes nothing, and neither does «Ja,
    avlys» of somebody who was asked before the referat was written: they are asked again."""
    mote = find(work, command.hastemote)
    if mote.status is command.status:
        return Outcome(mote.id)
    if command.status is HastemoteStatus.AVLYST and not command.minuted and referat_of(work, mote) is not None:
        return Outcome(f"{mote.id}:{HELD}")
    work.save(closed(mote, command.status, context.actor.id, context.now, context.room.plan.choices))
    rows = rows_of(work, mote.id)
    for row in rows:
        work.save(ended(row))
    refresh(work, mote, context.room, context.now)
    invite(work, mote, context.room, context.now)
    show_request(work, waiting(work), context.room, context.now)
    off = command.status is HastemoteStatus.AVLYST
    if off:
        concerned = _concerned(work, mote, context)
        asked = dict.fromkeys(p for row in rows for p in row.asked if p not in (mote.caller, *concerned))
        told = tuple(_called_off(person, mote, context) for person in asked)
        told = (*told, *_by_whom("hastemote_avlyst_av", concerned, mote, context))
        texted = tuple(_by_text(rows, mote, context))
        return Outcome(mote.id, (*told, *texted, *outdated(work, mote, rows, mote.turn, context)))
    return Outcome(mote.id, evaluated(work, mote, context))


def evaluated(work: UnitOfWork, mote: Hastemote, context: Context) -> tuple[Effect, ...]:
    """How the call went is told to those who follow it (UC-63)."""
    return tuple(context.tell(person, "hastemote_evaluering", mote.id) for person in leads(work, mote, context.room))


def _called_off(person: str, mote: Hastemote, context: Context) -> Effect:
    return context.tell(person, "hastemote_avlyst", mote.id, Repeat.LABELLED)


def _by_text(rows: list[Innkalling], mote: Hastemote, context: Context) -> Iterator[Effect]:
    """Also on the telephone, where there is a gateway: the view knows who was reached there."""
    if context.room.answer_url:
        for row in rows:
            for person in row.asked:
                if person != mote.caller:
                    yield context.alert(person, CALLED_OFF_BY_TEXT, row.id)


def find(work: UnitOfWork, hastemote: str) -> Hastemote:
    """The call-out. Raises NotFound."""
    mote = work.get(Hastemote, hastemote)
    if mote is None:
        raise NotFound("hastemote_gone")
    return mote


def follows(work: UnitOfWork, command: Any, context: Context) -> bool:
    """Whoever called it, the coordinator, and their deputies; nobody who has left the team."""
    mote = work.get(Hastemote, command.hastemote)
    return mote is not None and context.actor.in_team and context.actor.id in leads(work, mote, context.room)


def under_way(work: UnitOfWork, now: datetime) -> list[Hastemote]:
    """Every call-out that is not over, the newest first: also one of which only the asking has ended."""
    statuses = (*OPEN, HastemoteStatus.AVSLUTTET)
    found = [mote for status in statuses for mote in work.find(Hastemote, status=status) if in_hand(mote, now)]
    return sorted(found, key=lambda mote: mote.created_at, reverse=True)


CASES: dict[type[Any], UseCase] = {
    MoveHastemote: UseCase(move, follows),
    CloseHastemote: UseCase(close, follows),
}
