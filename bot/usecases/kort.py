"""In whose chats a card of ours stands, so that it can be brought up to date wherever it is."""

from __future__ import annotations

from bot.domain.effects import Effect, EffectKind, EffectState
from bot.domain.room import RosterEntry, SentCard, card_id
from bot.ports import Among, UnitOfWork
from bot.usecases.command import Context

_ON_ITS_WAY = Among((EffectState.PENDING, EffectState.UNDER_WAY, EffectState.HELD))


def holding(work: UnitOfWork, view: str, subject: str) -> list[str]:
    """Everybody whose chat has the card, or is about to get it. Nobody's role counts here: whoever has lost it, or has
    left the team, has what they were shown."""
    cards = {card_id(view, subject, entry.id): entry.id for entry in work.find(RosterEntry)}
    sent = work.find(SentCard, id=Among(tuple(cards))) if cards else []
    promised = work.find(Effect, subject=subject, view=view, state=_ON_ITS_WAY)
    coming = (effect.person for effect in promised if effect.kind is EffectKind.TELL and effect.person)
    return sorted({*(cards[card.id] for card in sent), *coming})


def refreshed(work: UnitOfWork, context: Context, view: str, subject: str) -> tuple[Effect, ...]:
    """The promise to bring all of them up to date."""
    return tuple(context.refresh(view, subject, person=person) for person in holding(work, view, subject))
