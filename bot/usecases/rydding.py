"""Clearing away what has served: expired drafts with their keys, what was handled long ago, effects that are over.

Each sweep takes a few rows by index and is cheap when there are none. What is kept for how long stands in
`docs/personvern.md`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.effects import Effect, EffectState
from bot.domain.inbox import Handled
from bot.domain.room import Draft, Room
from bot.ports import Among, Before, UnitOfWork

AT_ONCE = 100
HANDLED_FOR = timedelta(days=7)  # longer than Teams, or a person with an old card, sends the same thing again
EFFECTS_FOR = timedelta(days=90)
OVER = Among((EffectState.DONE, EffectState.FAILED, EffectState.CANCELLED))
WELCOME = "welcome"


def expired_drafts(work: UnitOfWork, room: Room, now: datetime) -> None:
    """Unfinished conversations whose time is out: the row and the key."""
    for draft in work.find(Draft, order="expires_at", limit=AT_ONCE, expires_at=Before(now)):
        work.remove(Draft, draft.id)


def handled_long_ago(work: UnitOfWork, room: Room, now: datetime) -> None:
    """The memory of what was handled. That somebody has been welcomed is remembered on."""
    for handled in work.find(Handled, order="at", limit=AT_ONCE, at=Before(now - HANDLED_FOR)):
        if handled.action == WELCOME:
            work.save(replace(handled, at=now))
        else:
            work.remove(Handled, handled.id)


def effects_that_are_over(work: UnitOfWork, room: Room, now: datetime) -> None:
    """Promises that were kept, given up or cancelled; one that waits for a human is kept."""
    old = work.find(Effect, order="due_at", limit=AT_ONCE, state=OVER, due_at=Before(now - EFFECTS_FOR))
    for effect in old:
        work.remove(Effect, effect.id)


SWEEPS = (expired_drafts, handled_long_ago, effects_that_are_over)
