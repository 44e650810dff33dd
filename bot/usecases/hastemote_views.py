"""How a call-out reaches people, and what is done when somebody does not answer (UC-61)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.cards import hastemote as cards
from bot.domain.effects import Effect, Repeat
from bot.domain.hastemote import OVER, Hastemote, Innkalling, Rung, next_step, unreachable
from bot.domain.people import Standing
from bot.domain.room import Room
from bot.ports import Before, Message, UnitOfWork
from bot.usecases.command import Actor, Context
from bot.usecases.deliveries import Delivery, Late, More, Show
from bot.usecases.hastemoter import OVERVIEW, QUESTION, refreshed, rows_of
from bot.usecases.roles import deputies, first_holders
from bot.usecases.varsling_views import name_of


def _question(work: UnitOfWork, late: Late) -> Message | None:
    row = work.get(Innkalling, late.effect.subject.partition(":")[0])
    mote = work.get(Hastemote, row.hastemote) if row else None
    if row is None or mote is None or mote.status in OVER or row.covered:
        return None
    return cards.question(row, mote, late.t(work), late.ink())


def _overview(work: UnitOfWork, late: Late) -> Message | None:
    mote = work.get(Hastemote, late.effect.subject)
    if mote is None:
        return None
    rows = [(row, name_of(work, row.answered_by)) for row in rows_of(work, mote.id)]
    return cards.overview(mote, rows, late.room.plan, late.t(work), late.ink())


def _called_off(work: UnitOfWork, late: Late) -> Message | None:
    mote = work.get(Hastemote, late.effect.subject)
    return cards.called_off(mote, late.t(work)) if mote else None


def _not_reached(work: UnitOfWork, late: Late) -> More:
    row = work.get(Innkalling, late.effect.subject.partition(":")[0])
    mote = work.get(Hastemote, row.hastemote) if row else None
    if row is None or mote is None or not late.effect.person:
        return ()
    work.save(unreachable(row, late.effect.person, late.now))
    return refreshed(work, mote, late.context())


VIEWS: dict[str, Delivery] = {
    QUESTION: Show(_question, failed=_not_reached),
    OVERVIEW: Show(_overview, keep=True),
    "hastemote_avlyst": Show(_called_off),
}


def climb(work: UnitOfWork, room: Room, now: datetime) -> None:
    """Take every step that is due: ask again, ask the deputy, tell the leader, and leave it to the telephone."""
    for row in work.find(Innkalling, next_at=Before(now)):
        mote = work.get(Hastemote, row.hastemote)
        if mote is None or mote.status in OVER or row.covered:
            work.save(replace(row, next_at=None))
            continue
        _step(work, room, row, mote, now)


def _step(work: UnitOfWork, room: Room, row: Innkalling, mote: Hastemote, now: datetime) -> None:
    nobody = Actor("system", Standing.STAFF, True, frozenset())
    context = Context(room, nobody, now, f"hastemote:{row.id}:{row.rung}:{row.version}")
    people = _people(work, room, row)
    asked = tuple(dict.fromkeys((*row.asked, *people)))
    work.save(next_step(replace(row, asked=asked), mote.created_at, room.plan.choices))
    subject = f"{row.id}:{row.rung}"
    questions: list[Effect] = [context.tell(p, QUESTION, subject, Repeat.LABELLED) for p in people]
    for effect in (*questions, *refreshed(work, mote, context)):
        work.add(effect)


def _people(work: UnitOfWork, room: Room, row: Innkalling) -> list[str]:
    choices = room.plan.choices
    match row.rung:
        case Rung.PURRING:
            return [p for p in row.asked if p not in row.missed]
        case Rung.VARA:
            return deputies(work, row.role) or first_holders(work, choices.deputies.get(row.role))
        case Rung.LEDER:
            return first_holders(work, choices.leaders.get(row.role))
    return []


SWEEPS = (climb,)
