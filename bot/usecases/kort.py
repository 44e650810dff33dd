"""In whose chats a card of ours stands, so that it can be brought up to date, or emptied, wherever it is.

A card that is sent is remembered by the effect that sends it. One that answers a press takes the place of the card that
was pressed: where that is, is known before the answer is given, so it is remembered in the same transaction, and no
crash comes between. A row says what was once shown there. What has been shown there since does not matter: when a text
is erased, the message is emptied whatever stands in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import timedelta

from bot.domain.effects import Effect, EffectKind, EffectState
from bot.domain.room import SentCard, card_id, thing_of
from bot.ports import Among, UnitOfWork
from bot.usecases.command import Context

_ON_ITS_WAY = Among((EffectState.PENDING, EffectState.UNDER_WAY, EffectState.HELD))
IN_PLACE = "_apnet"
"""How the name of a view ends that answers a press, in the place of a message. It is emptied, never brought up to
date."""
LATER = timedelta(minutes=2)
"""Longer than an answer to a press can be on its way: it may come to Teams after the text was taken out."""


def holding(work: UnitOfWork, view: str, subject: str) -> list[str]:
    """Everybody whose chat has the card, or is about to get it. Nobody's role counts here: whoever has lost it, or has
    left the team, has what they were shown."""
    promised = work.find(Effect, subject=subject, view=view, state=_ON_ITS_WAY)
    coming = (effect.person for effect in promised if effect.kind is EffectKind.TELL and effect.person)
    return sorted({*_standing(work, view, subject), *coming})


def with_card(work: UnitOfWork, view: str, subject: str, people: Iterable[str]) -> list[str]:
    """Those of these people in whose chat the card stands."""
    wanted = set(people)
    return [person for person in _standing(work, view, subject) if person in wanted]


def _standing(work: UnitOfWork, view: str, subject: str) -> list[str]:
    return [card.to for card in cards_about(work, thing_of(subject), view) if card.subject == subject]


def refreshed(work: UnitOfWork, context: Context, view: str, subject: str) -> tuple[Effect, ...]:
    """The promise to bring all of them up to date."""
    return tuple(context.refresh(view, subject, person=person) for person in holding(work, view, subject))


def cards_about(work: UnitOfWork, about: str, *views: str) -> list[SentCard]:
    """The cards that show a thing in one of these ways, wherever they stand."""
    return [card for card in work.find(SentCard, about=about) if card.view in views]


def stands(work: UnitOfWork, context: Context, view: str, subject: str, message: str) -> None:
    """Remember that the actor is shown a thing in the place of a message in their own chat."""
    who, place = context.actor.id, f"{subject}|{message}"
    id = card_id(view, place, who)
    if work.get(SentCard, id) is None:
        work.add(SentCard(id, context.room.id, f"person:{who}", message, context.now, thing_of(subject)))


def emptied(context: Context, cards: Collection[SentCard]) -> tuple[Effect, ...]:
    """The promise to take what these cards show out of the chats, now and once more a little later."""
    now = [context.refresh(card.view, card.subject, person=card.to) for card in cards]
    later = (replace(one, id=context.id(f"again:{one.id}"), due_at=one.due_at + LATER) for one in now)
    return (*now, *later)
