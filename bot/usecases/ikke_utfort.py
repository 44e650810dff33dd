"""What could not be done is told to the coordinator: a promise that ends without being kept is never silent (F29)."""

from __future__ import annotations

from bot.cards import ikke_utfort as cards
from bot.domain.effects import Effect, EffectKind, Repeat
from bot.ports import Message, UnitOfWork
from bot.usecases.deliveries import Delivery, Late, More, Show, nothing_more
from bot.usecases.roles import first_holders
from bot.usecases.varsling_views import name_of

NOT_DONE = "ikke_utfort"
TOLD = (EffectKind.TELL, EffectKind.POST, EffectKind.FILE, EffectKind.INVITE)


def told(work: UnitOfWork, late: Late, failed: Effect) -> More:
    """The promise to tell the coordinator, for what nobody else takes care of; not about their own messages."""
    if failed.view == NOT_DONE or failed.kind not in TOLD:
        return ()
    context = late.context()
    people = [p for p in first_holders(work, late.room.plan.coordinator.role) if p != failed.person]
    return tuple(context.tell(person, NOT_DONE, failed.id, Repeat.ONCE_MORE) for person in people)


def takes_care(delivery: Delivery) -> bool:
    """Has the delivery a follow-up of its own for when it fails?"""
    return delivery.failed is not nothing_more


def _render(work: UnitOfWork, late: Late) -> Message | None:
    failed = work.get(Effect, late.effect.subject)
    if failed is None:
        return None
    name = name_of(work, failed.person) if failed.person else ""
    return cards.not_done(failed, name, late.t(work))


VIEWS: dict[str, Delivery] = {NOT_DONE: Show(_render)}
