"""Claiming: which due effects are taken now, decided in one transaction.

Calls to a hastemøte go first. Of several that would bring the same card up to date one is enough: it is rendered
late. A card is not brought up to date while that is under way already, nor more often than its conversation bears.
No conversation has more than its share of our hands: one that gets more than it bears keeps no other waiting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.effects import Effect, EffectKind, EffectState, Repeat
from bot.domain.room import card_id
from bot.errors import Conflict
from bot.ports import Among, Before, Except, UnitOfWork

LEASE = timedelta(seconds=60)
GAP = timedelta(seconds=1)
SHARE = 2
"""Effects for one conversation in our hands: one that goes out, and the next."""
LOOKS = 4
"""How often it is looked past conversations that have their share, in one round."""
OPEN = Among((EffectState.PENDING, EffectState.UNDER_WAY))


@dataclass(frozen=True, slots=True)
class Hand:
    """What this process has in its hand already: the ids of effects, the cards it is changing or has just, and how
    many effects each conversation has of it."""

    effects: Collection[str] = ()
    cards: Collection[str] = ()
    lines: Counter[str] = field(default_factory=Counter)


def claim(work: UnitOfWork, now: datetime, hand: Hand, limit: int) -> list[Effect]:
    """Take at most `limit` due effects. One that is under way and not in our hand was left by somebody who died."""
    taken: list[Effect] = []
    cards, lines = set(hand.cards), Counter(hand.lines)
    for _ in range(LOOKS):
        due = _due(work, now, hand, limit - len(taken), _full(lines))
        needed = [effect for effect in due if _is_needed(work, effect, now, hand, cards)]
        fit = [effect for effect in needed if _has_room(effect, lines)]
        taken += [one for effect in fit if (one := _taken(work, effect, now))]
        if len(fit) == len(needed) or len(taken) >= limit:
            break
    return taken


def line_of(effect: Effect) -> str:
    """The conversation that an effect goes to, or "": its effects go out one at a time."""
    return effect.person or effect.organ or ""


def adopt(work: UnitOfWork, now: datetime) -> None:
    """The watch has changed hands: what is under way was somebody's who is gone, and is due at once."""
    for effect in work.find(Effect, state=EffectState.UNDER_WAY):
        if effect.due_at > now:
            _saved(work, replace(effect, due_at=now))


def card_of(effect: Effect) -> str:
    """The id of the card that an effect sends, and that a later one brings up to date."""
    return card_id(effect.view, effect.subject, line_of(effect))


def _due(work: UnitOfWork, now: datetime, hand: Hand, limit: int, full: Sequence[str]) -> list[Effect]:
    """The urgent ones first, each kind in the order it came due; none for a conversation that has its share."""
    room = limit + len(hand.effects)
    others: dict[str, Any] = {"person": Except(full), "organ": Except(full)} if full else {}
    wanted = {"order": "due_at", "limit": room, "state": OPEN, "due_at": Before(now), **others}
    urgent = work.find(Effect, **wanted, repeat=Repeat.LABELLED)
    rest = work.find(Effect, **wanted) if len(urgent) < room else []
    due = {effect.id: effect for effect in (*urgent, *rest) if effect.id not in hand.effects}
    return list(due.values())[:limit]


def _full(lines: Counter[str]) -> Sequence[str]:
    return sorted(line for line, count in lines.items() if line and count >= SHARE)


def _has_room(effect: Effect, lines: Counter[str]) -> bool:
    """Count it, where its conversation has a place left."""
    line = line_of(effect)
    if line and lines[line] >= SHARE:
        return False
    lines[line] += 1
    return True


def _is_needed(work: UnitOfWork, effect: Effect, now: datetime, hand: Hand, cards: set[str]) -> bool:
    """Not where its card is brought up to date by another; that is written down."""
    card = card_of(effect) if effect.kind is EffectKind.REFRESH else ""
    if card and card in cards:
        _put_off(work, effect, now, again=card in hand.cards)
        return False
    cards.add(card)
    return True


def _taken(work: UnitOfWork, effect: Effect, now: datetime) -> Effect | None:
    one = replace(effect, state=EffectState.UNDER_WAY, attempts=effect.attempts + 1, due_at=now + LEASE)
    return replace(one, version=one.version + 1) if _saved(work, one) else None


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
