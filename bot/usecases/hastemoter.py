"""Hastemøter: called and answered (UC-60, UC-61)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.effects import Effect
from bot.domain.hastemote import OPEN, Hastemote, called, is_same_thing, still_on
from bot.domain.innkalling import Innkalling, Svar, answered, ended, offered
from bot.domain.moteplan import local
from bot.domain.plan import Plan
from bot.domain.sealed import Sealed
from bot.errors import Conflict, NotFound, UserError
from bot.ports import UnitOfWork
from bot.usecases import access
from bot.usecases.command import Context, Outcome, next_number
from bot.usecases.dispatch import UseCase
from bot.usecases.guarded import stop_identifiers, stop_one_person
from bot.usecases.hastemote_grunnlag import checked_scope, log_called
from bot.usecases.hastemote_kort import elsewhere, senders_see
from bot.usecases.hastemote_onsker import keep, show_request, waiting
from bot.usecases.hastemote_reaching import (
    OVERVIEW,
    ask,
    callers,
    climb_row,
    coordinators,
    followers,
    hand_on,
    invite,
    leads,
    refresh,
    rows_of,
    settle,
    tell_soon,
)
from bot.usecases.virksomheter import grouped

STALE = "stale"
"""What an outcome's subject ends with when the answer was to a time that no longer holds."""


@dataclass(frozen=True, slots=True)
class CallHastemote:
    """The call-out as it stood in the preview. `separate`: not about the same as one that was called just now;
    `sak`: the case it concerns, if it concerns one person: then no situation is written. `not_one`: the caller says
    that no text is about one."""

    situation: str
    roles: tuple[str, ...]
    starts_at: datetime
    place: str = ""
    online: bool = True
    exercise: bool = False
    separate: bool = False
    sak: str = ""
    not_names: tuple[str, ...] = ()
    not_one: bool = False


@dataclass(frozen=True, slots=True)
class AnswerHastemote:
    """Somebody who was asked answers. `turn` is the time that their card was about."""

    innkalling: str
    answer: Svar
    turn: int = 0


def call(work: UnitOfWork, command: CallHastemote, context: Context) -> Outcome:
    """Ask everybody at once; where the same was called within minutes, ask those who were not asked then. It is looked
    for again when the number is taken: taking it waits for whoever calls in the same moment."""
    roles = checked(command, context)
    if (same := _same(work, command, context)) is not None:
        return _merge(work, same, command, roles, context)
    mote = called(new_hastemote(work, command, roles, context))
    if (same := _same(work, command, context)) is not None:
        return _merge(work, same, command, roles, context)
    work.add(mote)
    return send(work, mote, context)


def _same(work: UnitOfWork, command: CallHastemote, context: Context) -> Hastemote | None:
    return None if command.separate or command.sak else same_thing(work, command.exercise, context)


def send(work: UnitOfWork, mote: Hastemote, context: Context) -> Outcome:
    """The call goes out: every agency within its ground is asked, the meeting is made, also where nobody can be asked
    and all are called on the telephone, and those who follow it get the live card. Raises
    GateClosed when nobody may be, UserError when none of those who are wanted may."""
    scope = checked_scope(work, mote.sak, context)
    agencies = grouped(context.room.plan, mote.roles)
    if not scope.within(agencies):
        raise UserError("hastemote_nobody_within")
    if scope.sak is not None:
        mote = replace(mote, ground=scope.ground, left_out=scope.outside(agencies))
        work.save(mote)
        mote = replace(mote, version=mote.version + 1)
        log_called(work, scope, mote, context)
    ask(work, mote, scope.within(agencies), context, scope.allows)
    invite(work, mote, context.room, context.now)
    settle(work, mote, context.now)
    show_request(work, waiting(work), context.room, context.now)
    return Outcome(mote.id, tuple(context.tell(p, OVERVIEW, mote.id) for p in leads(work, mote, context.room)))


def checked(command: CallHastemote, context: Context) -> tuple[str, ...]:
    """The roles of the plan that are wanted. Raises UserError for what cannot be called."""
    room = context.room
    if not has_hastemote(room.plan):
        raise UserError("hastemote_not_in_plan")
    stop_identifiers(room, [command.situation, command.place], command.not_names)
    if command.sak and command.situation:
        raise UserError("no_text_about_one_person")
    stop_one_person((), [command.situation, command.place], not_one=command.not_one)
    roles = tuple(role for role in dict.fromkeys(command.roles) if role in room.plan.roles)
    if not roles:
        raise UserError("hastemote_no_roles")
    if command.starts_at <= context.now:
        raise UserError("hastemote_in_the_past")
    return roles


def new_hastemote(work: UnitOfWork, command: CallHastemote, roles: tuple[str, ...], context: Context) -> Hastemote:
    """The call-out of a command. Its number makes two who call in the same moment take turns: the second sees the
    first."""
    return drafted(command, roles, context, numbered(work, command.exercise, context))


def numbered(work: UnitOfWork, exercise: bool, context: Context) -> str:
    """The next neutral number of a call-out."""
    return next_number(work, f"{'Ø' if exercise else 'H'}-{local(context.now).year}")


def drafted(command: CallHastemote, roles: tuple[str, ...], context: Context, number: str = "") -> Hastemote:
    """What the command says, as a call-out. Without a number it is none of its own."""
    return Hastemote(
        id=context.id("hastemote"),
        room=context.room.id,
        caller=context.actor.id,
        situation=Sealed(command.situation),
        starts_at=command.starts_at,
        place=Sealed(command.place),
        created_at=context.now,
        number=number,
        roles=roles,
        online=command.online,
        sak=command.sak,
        exercise=command.exercise,
    )


def same_thing(work: UnitOfWork, exercise: bool, context: Context) -> Hastemote | None:
    """A call-out that was called just now and is not over. One that concerns a person is never added to: who may be
    invited was decided for it alone."""
    newest = [m for status in OPEN for m in work.find(Hastemote, order="created_at", status=status)]
    same = [m for m in newest if not m.sak and is_same_thing(m, exercise, context.now)]
    return max(same, key=lambda m: m.created_at, default=None)


def _merge(
    work: UnitOfWork, mote: Hastemote, command: CallHastemote, roles: tuple[str, ...], context: Context
) -> Outcome:
    """Never blocked: whoever is new is asked, and those who follow it are told once (threat T23). Whoever called
    follows it from now on; what they wanted otherwise is on the live card."""
    room, caller = context.room, context.actor.id
    followed = caller in followers(work, mote, room)
    wish, is_new = keep(work, mote, drafted(command, roles, context), context.now)
    if not mote.merged:
        tell_soon(work, mote, "hastemote_slatt_sammen", room, context.now, but=caller)
    add_to(work, mote, roles, context)
    if is_new:
        refresh(work, mote, room, context.now)
    return Outcome(wish.id, () if followed else (context.tell(caller, OVERVIEW, mote.id),))


def add_to(work: UnitOfWork, mote: Hastemote, roles: tuple[str, ...], context: Context) -> None:
    """Ask those of these roles that the call-out has not asked."""
    room = context.room
    asked = {role for row in rows_of(work, mote.id) for role in row.roles}
    new = grouped(room.plan, (role for role in roles if role not in asked))
    merged = replace(mote, merged=mote.merged + 1, roles=(*mote.roles, *(r for a in new for r in a.roles)))
    if new or not mote.merged:
        work.save(merged)
        ask(work, merged, new, context)
        settle(work, replace(merged, version=mote.version + 1), context.now)
        refresh(work, mote, room, context.now)


def answer(work: UnitOfWork, command: AnswerHastemote, context: Context) -> Outcome:
    """Take an answer, for every agency that this person was asked for. A repeated one changes nothing, and one for a
    time that was since moved is none. After «Avslutt» it is still heard until the meeting is over, but nobody more is
    asked."""
    row, mote = find_row(work, command.innkalling)
    if not still_on(mote, context.now):
        raise Conflict("hastemote_over")
    if command.turn != mote.turn:
        return Outcome(f"{row.id}:{STALE}")
    person, before = context.actor.id, [one for one in rows_of(work, mote.id) if context.actor.id in one.asked]
    if command.answer not in offered(before, person, about_one=bool(mote.sak)):
        raise UserError("hastemote_no_stand_in")
    begun = mote.starts_at <= context.now
    after = [answered(one, person, command.answer, context.now, begun=begun) for one in before]
    if after == before:
        return Outcome(row.id)
    for one in after:
        _taken(work, mote, one, command.answer, context)
    settle(work, mote, context.now)
    refresh(work, mote, context.room, context.now)
    if person in row.away:
        invite(work, mote, context.room, context.now)
    cards = (*elsewhere(work, mote, before, row, context), *senders_see(work, mote, before, after, context))
    return Outcome(row.id, (*cards, *_news(work, mote, before, after, context)))


def _taken(work: UnitOfWork, mote: Hastemote, row: Innkalling, said: Svar, context: Context) -> None:
    if mote.status in OPEN:
        if said is Svar.STEDFORTREDER:
            row = hand_on(work, mote, row, context.room, context.now)
        climb_row(work, mote, row, context.room, context.now)
    else:
        work.save(ended(row))


def _news(
    work: UnitOfWork, mote: Hastemote, before: list[Innkalling], after: list[Innkalling], context: Context
) -> tuple[Effect, ...]:
    """Where the asking has ended and an agency is covered no longer, or at last, those who follow it get the live card
    again: they do not look at the old one any more."""
    if mote.status in OPEN or [row.covered for row in before] == [row.covered for row in after]:
        return ()
    return tuple(context.tell(person, OVERVIEW, mote.id) for person in leads(work, mote, context.room))


def find_row(work: UnitOfWork, innkalling: str) -> tuple[Innkalling, Hastemote]:
    """An agency and its call-out. Raises NotFound."""
    row = work.get(Innkalling, innkalling)
    mote = work.get(Hastemote, row.hastemote) if row else None
    if row is None or mote is None:
        raise NotFound("hastemote_gone")
    return row, mote


def has_hastemote(plan: Plan) -> bool:
    """The plan has it, or the municipality has chosen who may call (UC-60: off unless configured)."""
    return plan.hastemote is not None or bool(plan.choices.hastemote_callers)


def may_call(work: UnitOfWork, command: Any, context: Context) -> bool:
    """The coordinator and their deputies, whom the plan names, and whom the municipality has chosen."""
    chosen = context.actor.has(*callers(context.room.plan))
    return chosen or (context.actor.in_team and context.actor.id in coordinators(work, context.room))


def _asked(work: UnitOfWork, command: AnswerHastemote, context: Context) -> bool:
    """Only somebody who was asked, whoever has the card (threat T9). About one person: while they are in the team; else
    an answer is heard from whoever has just been taken out of it (threat T10), who gets no link for it."""
    row = work.get(Innkalling, command.innkalling)
    mote = work.get(Hastemote, row.hastemote) if row else None
    if row is None or mote is None or context.actor.id not in row.asked:
        return False
    return not mote.sak or access.in_team(work, command, context)


CASES: dict[type[Any], UseCase] = {
    CallHastemote: UseCase(call, may_call),
    AnswerHastemote: UseCase(answer, _asked),
}
