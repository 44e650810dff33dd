"""The cards of a conversation: what somebody has written so far stands on them, in their own chat.

When the conversation is over it goes with the draft: thrown away, run out, or ended from another message than the one
where it was begun. A message that was something else before (a varsling's card, on which «Avslutt» was pressed) is that
again.
"""

from __future__ import annotations

from bot.cards import resume
from bot.domain.effects import Effect, EffectKind
from bot.domain.room import Draft, SentCard, thing_of
from bot.ports import Message, UnitOfWork
from bot.usecases.command import Context
from bot.usecases.deliveries import Delivery, Late, Show
from bot.usecases.kort import IN_PLACE, cards_about

VIEW = f"samtale{IN_PLACE}"


def over(work: UnitOfWork, context: Context, draft: str, here: str = "") -> None:
    """Promise to empty its cards, but the message that shows what came of it (`Dialog.known_as`)."""
    for card in cards_about(work, draft, VIEW):
        if card.activity == here:
            work.remove(SentCard, card.id)
            continue
        for effect in _emptied(work, context, card):
            if work.get(Effect, effect.id) is None:
                work.add(effect)


def _emptied(work: UnitOfWork, context: Context, card: SentCard) -> list[Effect]:
    there = work.find(SentCard, reach=card.reach, activity=card.activity)
    before = [one for one in there if not one.view.endswith(IN_PLACE)]
    return [context.refresh(one.view, one.subject, person=one.to) for one in before or [card]]


def _render(work: UnitOfWork, late: Late) -> Message | None:
    """Nothing while it goes on."""
    going_on = work.get(Draft, thing_of(late.effect.subject)) is not None
    return None if going_on or late.effect.kind is not EffectKind.REFRESH else resume.over(late.t(work))


VIEWS: dict[str, Delivery] = {VIEW: Show(_render)}
