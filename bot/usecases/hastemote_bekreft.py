"""The ground of a hastemøte about one person, confirmed by whoever leads it before the case is spoken of (UC-33).

As in an ordinary meeting: the gate is asked with what they see in the room, and only green lets it through. What is
not confirmed is never written as if it were.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.cards import enkeltsak as cards
from bot.domain.enkeltsak import Enkeltsak, Ledd
from bot.domain.gate import NOTHING_YET, Bekreftet, Sporsmal, ask
from bot.domain.hastemote import OPEN, Due, Hastemote, HastemoteStatus
from bot.domain.room import Room
from bot.errors import Conflict, NotFound, UserError
from bot.ports import Message, UnitOfWork
from bot.usecases.command import Context, Outcome, nobodys
from bot.usecases.deliveries import Delivery, Late, Show
from bot.usecases.dispatch import UseCase
from bot.usecases.enkeltsak_mote import ASKED_WITHIN, BEFORE, confirmed, kept_out, let_through
from bot.usecases.hastemote_ledelse import follows
from bot.usecases.hastemote_omfang import question, scope_now
from bot.usecases.hastemote_reaching import leads, once, rows_of
from bot.usecases.hastereferat_skrevet import referat_of
from bot.usecases.porten import outcomes_in, taken

CONFIRM = "hastemote_bekreft"
HELD = (*OPEN, HastemoteStatus.AVSLUTTET)


@dataclass(frozen=True, slots=True)
class BekreftHastemote:
    """What whoever leads it has seen: who is not there after all, and who is present."""

    sak: str
    hastemote: str
    seen: Bekreftet = NOTHING_YET


@dataclass(frozen=True, slots=True)
class StoppHastemoteSak:
    """Whoever leads it does not let the case be spoken of, or stops it."""

    sak: str
    hastemote: str


def confirm(work: UnitOfWork, command: BekreftHastemote, context: Context) -> Outcome:
    """The gate is asked once more, now with what is seen; only green lets it be spoken of."""
    sak, mote = _both(work, command, context)
    seen = confirmed(command.seen, context.room)
    let_through(work, context, sak, mote.id, asked_now(work, context, sak, mote, seen), outcome_of(work, mote))
    return Outcome(f"{sak.id}|{mote.id}")


def stop(work: UnitOfWork, command: StoppHastemoteSak, context: Context) -> Outcome:
    """Not spoken of, or no further. That is all that is written."""
    sak, mote = _both(work, command, context)
    answer = ask(asked_now(work, context, sak, mote, NOTHING_YET))
    kept_out(work, context, sak, mote.id, answer, outcome_of(work, mote))
    return Outcome(f"{sak.id}|{mote.id}")


def asked_now(work: UnitOfWork, context: Context, sak: Enkeltsak, mote: Hastemote, seen: Bekreftet) -> Sporsmal:
    """What the gate is asked in the meeting itself: of the roles that were called and are within the ground."""
    scope = scope_now(work, context.room, mote, context.now)
    within = (row for row in rows_of(work, mote.id) if scope.holds_for(row))
    attending = frozenset(role for row in within for role in row.roles)
    return replace(question(work, context.room, sak, context.now), attending=attending, confirmed=seen)


def outcome_of(work: UnitOfWork, mote: Hastemote) -> Ledd | None:
    """What was last said of its case in the meeting; None before that, and where it concerns nobody. What was said
    before it was moved is said of another time: everybody has been asked anew since."""
    asked = min((row.called_at for row in rows_of(work, mote.id)), default=mote.created_at)
    return outcomes_in(work, mote.id, asked if mote.turn else None).get(mote.sak)


def waiting_calls(work: UnitOfWork, context: Context) -> list[tuple[Enkeltsak, Hastemote]]:
    """The cases of hastemøter that are about to begin or have begun, which the actor leads and has not stopped, until
    the referat is written."""
    motes = [mote for status in HELD for mote in work.find(Hastemote, status=status) if mote.sak]
    found = [(work.get(Enkeltsak, mote.sak), mote) for mote in motes if _may_say(work, mote, context)]
    return [(sak, mote) for sak, mote in found if sak and outcome_of(work, mote) is not Ledd.STOPPET]


def _may_say(work: UnitOfWork, mote: Hastemote, context: Context) -> bool:
    mine = context.actor.in_team and context.actor.id in leads(work, mote, context.room)
    return mine and _begun(mote, context.now) and referat_of(work, mote) is None


def _begun(mote: Hastemote, now: datetime) -> bool:
    return mote.status in HELD and mote.starts_at - BEFORE <= now


def _both(
    work: UnitOfWork, command: BekreftHastemote | StoppHastemoteSak, context: Context
) -> tuple[Enkeltsak, Hastemote]:
    mote = work.get(Hastemote, command.hastemote)
    if mote is None or mote.sak != command.sak:
        raise NotFound("hastemote_gone")
    if not _begun(mote, context.now):
        raise UserError("mote_not_begun")
    if referat_of(work, mote) is not None:
        raise Conflict("already_handled")
    return taken(work, command.sak), mote


def ask_to_confirm(work: UnitOfWork, mote: Hastemote, room: Room, now: datetime) -> None:
    """A hastemøte about one person has begun: those who lead it are asked to confirm the ground, once."""
    if not mote.sak or mote.due_for is not Due.SLUTT or not mote.starts_at <= now <= mote.starts_at + ASKED_WITHIN:
        return
    if outcome_of(work, mote) is None:
        context = nobodys(room, now, f"hastebekreft:{mote.id}:{mote.turn}")
        for person in leads(work, mote, room):
            once(work, context.tell(person, CONFIRM, mote.id))


def _please_confirm(work: UnitOfWork, late: Late) -> Message | None:
    mote = work.get(Hastemote, late.effect.subject)
    if mote is None or mote.status not in HELD or outcome_of(work, mote) is not None:
        return None
    if late.effect.person not in leads(work, mote, late.room) or not scope_now(work, late.room, mote, late.now).sak:
        return None
    return cards.please_confirm_call(mote, late.t(work), late.ink())


CASES: dict[type[Any], UseCase] = {
    BekreftHastemote: UseCase(confirm, follows),
    StoppHastemoteSak: UseCase(stop, follows),
}
VIEWS: dict[str, Delivery] = {CONFIRM: Show(_please_confirm)}
