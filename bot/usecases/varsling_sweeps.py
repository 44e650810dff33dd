"""What is due about varslinger: one that nobody has opened is reminded of, and then goes to the deputy (UC-30)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.domain.effects import Effect
from bot.domain.moteplan import is_quiet, local
from bot.domain.room import Room
from bot.domain.varsling import Nudge, Varsling, unopened
from bot.ports import Before, UnitOfWork
from bot.usecases.absence import away, on_duty, stand_ins
from bot.usecases.command import Context
from bot.usecases.kort import holding
from bot.usecases.moter_sweeps import sweep_context
from bot.usecases.varsling_kort import SENT

AT_ONCE = 50


def unopened_varslinger(work: UnitOfWork, room: Room, now: datetime) -> None:
    """Take each past what it is due for. In the quiet hours it waits."""
    choices = room.plan.choices
    if is_quiet(now, choices.quiet_hours):
        return
    for varsling in work.find(Varsling, order="due_at", limit=AT_ONCE, due_at=Before(now)):
        for effect in _told(work, varsling, sweep_context(room, now, f"varsling:{varsling.id}:{varsling.due_for}")):
            work.add(effect)
        work.save(unopened(varsling, choices.varsling_unopened_days, now))


def _told(work: UnitOfWork, varsling: Varsling, context: Context) -> Iterator[Effect]:
    room, today = context.room, local(context.now).date()
    role = room.plan.intake_role
    on = on_duty(work, room, role, today)
    if varsling.due_for is Nudge.PAMINN:
        yield from (context.tell(person, "varsling_uapnet", varsling.id) for person in on)
        return
    others = [p for p in stand_ins(work, room, role) if p not in on and away(work, p, today) is None]
    has = holding(work, SENT, varsling.id)  # a second card would take the place of the first in what is remembered
    yield from (context.tell(person, "varsling_uapnet" if person in has else SENT, varsling.id) for person in others)
    view = "varsling_til_stedfortreder" if others else "varsling_uten_stedfortreder"
    yield from (context.tell(person, view, varsling.id) for person in on)


SWEEPS = (unopened_varslinger,)
