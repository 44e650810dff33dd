"""Clearing away what has served: expired drafts with their keys, what was handled long ago, effects that are over,
where old cards stand.

Each sweep takes a few rows by index and is cheap when there are none. What is kept for how long stands in
`docs/personvern.md`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.effects import Effect, EffectState
from bot.domain.enkeltsak import Enkeltsak
from bot.domain.inbox import Handled
from bot.domain.room import Draft, Room, SentCard
from bot.domain.varsling import Varsling
from bot.ports import Among, Before, UnitOfWork
from bot.usecases import enkeltsak_stott
from bot.usecases.enkeltsak_stott import choice_of
from bot.usecases.enkeltsak_stott import subject as about
from bot.usecases.moter_sweeps import sweep_context
from bot.usecases.samtale_kort import over
from bot.usecases.varsling_kort import OPENED, QUESTION, SENT, WRITTEN

AT_ONCE = 100
HANDLED_FOR = timedelta(days=7)  # longer than Teams, or a person with an old card, sends the same thing again
EFFECTS_FOR = timedelta(days=90)
CARDS_FOR = timedelta(days=400)
OVER = Among((EffectState.DONE, EffectState.FAILED, EffectState.CANCELLED))
WELCOME = "welcome"
SECOND = (enkeltsak_stott.VIEW, enkeltsak_stott.OPENED)
VARSLING = (SENT, OPENED, QUESTION, WRITTEN)


def expired_drafts(work: UnitOfWork, room: Room, now: datetime) -> None:
    """Unfinished conversations whose time is out: the row and the key, and what stands of them in the chat."""
    for draft in work.find(Draft, order="expires_at", limit=AT_ONCE, expires_at=Before(now)):
        over(work, sweep_context(room, now, f"samtale:{draft.id}"), draft.id)
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


def cards_sent_long_ago(work: UnitOfWork, room: Room, now: datetime) -> None:
    """Where cards stand that nobody brings up to date any more; the cards themselves stay in Teams. One that shows a
    varsling's text, or why a case may be shared, is remembered until that is erased there too."""
    for card in work.find(SentCard, order="sent_at", limit=AT_ONCE, sent_at=Before(now - CARDS_FOR)):
        if _shows_a_text(work, card):
            work.save(replace(card, sent_at=now))
        else:
            work.remove(SentCard, card.id)


def _shows_a_text(work: UnitOfWork, card: SentCard) -> bool:
    if card.view in SECOND:
        sak = work.get(Enkeltsak, card.about)
        return sak is not None and bool(sak.reason) and choice_of(card.subject) == about(sak)
    varsling = work.get(Varsling, card.about) if card.view in VARSLING else None
    return varsling is not None and varsling.erased_at is None


SWEEPS = (expired_drafts, handled_long_ago, effects_that_are_over, cards_sent_long_ago)
