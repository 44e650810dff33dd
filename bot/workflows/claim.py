"""Claiming: which due effects are taken now, decided in one transaction.

Calls to a hastemøte go first. Of several that would bring the same card up to date one is enough: it is rendered
late. A card is not brought up to date while that is under way already, nor more often than its conversation bears.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.effects import Effect, EffectKind, EffectState, Repeat
from bot.errors import Conflict
from bot.ports import Among, Before, UnitOfWork

LEASE = timedelta(seconds=60)
GAP = timedelta(seconds=1)
OPEN = Among((EffectState.PENDING, EffectState.UNDER_WAY))


@dataclass(frozen=True, slots=True)
class Hand:
    """What this process has in its hand already: the ids of effects, and the cards it is changing or has just."""

    effects: Collection[str] = ()
    cards: Collection[str] = ()


def claim(work: UnitOfWork, now: datetime, hand: Hand, limit: int) -> list[Effect]:
    """Take at most `limit` due effects. One that is under way and not in our hand was left by somebody who died."""
    taken: list[Effect] = []
    cards = set(hand.cards)
    for effect in _due(work, now, hand, limit):
        card = card_of(effect) if effect.kind is EffectKind.REFRESH else ""
        if card and card in cards:
            _put_off(work, effect, now, again=card in hand.cards)
            continue
        cards.add(card)
        one = replace(effect, state=EffectState.UNDER_WAY, attempts=effect.attempts + 1, due_at=now + LEASE)
        if _saved(work, one):
            taken.append(replace(one, version=one.version + 1))
    return taken


def adopt(work: UnitOfWork, now: datetime) -> None:
    """The watch has changed hands: what is under way was somebody's who is gone, and is due at once."""
    for effect in work.find(Effect, state=EffectState.UNDER_WAY):
        if effect.due_at > now:
            _saved(work, replace(effect, due_at=now))


def card_of(effect: Effect) -> str:
    """The id of the card that an effect sends, and that a later one brings up to date."""
    return f"{effect.view}:{effect.subject}:{effect.person or effect.organ}"


def _due(work: UnitOfWork, now: datetime, hand: Hand, limit: int) -> Iterable[Effect]:
    """The urgent ones first, each kind in the order it came due."""
    room = limit + len(hand.effects)
    urgent = work.find(Effect, order="due_at", limit=room, state=OPEN, due_at=Before(now), repeat=Repeat.LABELLED)
    rest = work.find(Effect, order="due_at", limit=room, state=OPEN, due_at=Before(now)) if len(urgent) < room else []
    due = {effect.id: effect for effect in (*urgent, *rest) if effect.id not in hand.effects}
    return list(due.values())[:limit]


def _put_off(work: UnitOfWork, effect: Effect, now: datetime, *, again: bool) -> None:
    """Later, when the card is being changed at this moment; never, when another of this round does it."""
    if again:
        _saved(work, replace(effect, state=EffectState.PENDING, due_at=now + GAP))
    else:
        _saved(work, replace(effect, state=EffectState.DONE, reason="superseded"))


def _saved(work: UnitOfWork, effect: Effect) -> bool:
    try:
        work.save(effect)
    except Conflict:
        return False
    return True
