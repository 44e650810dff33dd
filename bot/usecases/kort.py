"""In whose chats a card of ours stands, so that it can be brought up to date wherever it is."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.effects import Effect, EffectKind, EffectState
from bot.domain.room import RosterEntry, SentCard, card_id
from bot.ports import Among, UnitOfWork
from bot.usecases.command import Context

_ON_ITS_WAY = Among((EffectState.PENDING, EffectState.UNDER_WAY, EffectState.HELD))


def holding(work: UnitOfWork, view: str, subject: str) -> list[str]:
    """Everybody whose chat has the card, or is about to get it. Nobody's role counts here: whoever has lost it, or has
    left the team, has what they were shown."""
    sent = with_card(work, view, subject, (entry.id for entry in work.find(RosterEntry)))
    promised = work.find(Effect, subject=subject, view=view, state=_ON_ITS_WAY)
    coming = (effect.person for effect in promised if effect.kind is EffectKind.TELL and effect.person)
    return sorted({*sent, *coming})


def with_card(work: UnitOfWork, view: str, subject: str, people: Iterable[str]) -> list[str]:
    """Those of these people in whose chat the card stands."""
    cards = {card_id(view, subject, person): person for person in people}
    return [cards[card.id] for card in work.find(SentCard, id=Among(tuple(cards)))] if cards else []


def refreshed(work: UnitOfWork, context: Context, view: str, subject: str) -> tuple[Effect, ...]:
    """The promise to bring all of them up to date."""
    return tuple(context.refresh(view, subject, person=person) for person in holding(work, view, subject))
