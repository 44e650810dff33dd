"""Whoever is reached on the telephone is noted by those who lead the call-out (UC-61; failure F33).

What is noted covers the agency and says who noted it. It is nobody's answer: which of them comes is not known. A no
from one of them afterwards is newer, and opens the agency again (`domain.innkalling`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.domain.hastemote import OPEN, still_on
from bot.domain.innkalling import Innkalling, ended, noted, unnoted
from bot.errors import Conflict, UserError
from bot.ports import UnitOfWork
from bot.usecases.command import Context, Outcome
from bot.usecases.dispatch import UseCase
from bot.usecases.hastemote_ledelse import CloseHastemote, follows
from bot.usecases.hastemote_omfang import scope_now
from bot.usecases.hastemote_reaching import climb_row, refresh, settle
from bot.usecases.hastemoter import STALE, find_row


@dataclass(frozen=True, slots=True)
class NoteByPhone:
    """Somebody from an agency comes, said on the telephone; without `comes` it was noted by mistake. `turn` is the time
    that the card was about."""

    innkalling: str
    comes: bool = True
    turn: int = 0


def note(work: UnitOfWork, command: NoteByPhone, context: Context) -> Outcome:
    """Note it, or take it back. Where somebody comes already it changes nothing, and for a time that was since moved it
    is not noted. Raises UserError for an agency that the ground of the call does not reach."""
    row, mote = find_row(work, command.innkalling)
    if not still_on(mote, context.now):
        raise Conflict("hastemote_over")
    if command.turn != mote.turn:
        return Outcome(f"{mote.id}:{STALE}")
    if not scope_now(work, context.room, mote, context.now).holds_for(row):
        raise UserError("changed_meanwhile")
    new = _noted(row, command, context)
    if new == row:
        return Outcome(mote.id)
    if mote.status in OPEN:
        climb_row(work, mote, new, context.room, context.now)
    else:
        work.save(ended(new))
    settle(work, mote, context.now)
    refresh(work, mote, context.room, context.now)
    return Outcome(mote.id)


def _noted(row: Innkalling, command: NoteByPhone, context: Context) -> Innkalling:
    if command.comes:
        return row if row.covered else noted(row, context.actor.id, context.now)
    return unnoted(row, context.now) if row.by_phone else row


def leads_it(work: UnitOfWork, command: NoteByPhone, context: Context) -> bool:
    """Whoever may move the call-out and end it."""
    row = work.get(Innkalling, command.innkalling)
    return row is not None and follows(work, CloseHastemote(row.hastemote, OPEN[0]), context)


CASES: dict[type[Any], UseCase] = {NoteByPhone: UseCase(note, leads_it)}
