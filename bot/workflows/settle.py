"""What is written down when an attempt is over, in one transaction with what follows from it."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.effects import Effect, EffectKind, EffectState, GiveUp, TryAgain
from bot.ports import UnitOfWork
from bot.usecases.deliveries import Delivery, Invite, Late, More, Probe, Put, Show, Take
from bot.usecases.ikke_utfort import takes_care, told
from bot.workflows.outside import Done, sent_card


def settle_done(work: UnitOfWork, delivery: Delivery | None, late: Late, done: Done | None) -> None:
    """It got through, or there was nothing to do. What was cancelled while it went out was sent all the same.
    Without a delivery nothing follows from it."""
    effect = _mine(work, late.effect)
    if effect is None:
        return
    work.save(replace(effect, state=EffectState.DONE, reason="" if done else "not_needed"))
    if done is not None and delivery is not None:
        _remember(work, delivery, late, done)
        promise(work, _after(work, delivery, late, done))
    elif isinstance(delivery, Take):
        promise(work, delivery.unneeded(work, late))


def settle(work: UnitOfWork, delivery: Delivery | None, late: Late, next: TryAgain | GiveUp, reason: str) -> None:
    """It did not get through: when it is tried again, or how it ends and what follows."""
    effect = _mine(work, late.effect)
    if effect is None or effect.state is not EffectState.UNDER_WAY:
        return
    kept = replace(effect, doubtful=late.effect.doubtful)
    if isinstance(next, TryAgain):
        attempts = kept.attempts if next.counted else kept.attempts - 1
        work.save(replace(kept, state=EffectState.PENDING, due_at=next.at, reason=reason, attempts=attempts))
        return
    work.save(replace(kept, state=next.state, reason=next.reason))
    work.audit(late.now, "system", f"effect_{next.state}", effect.id, next.reason)
    if delivery is not None:
        promise(work, delivery.failed(work, late))
    if delivery is None or not takes_care(delivery):
        promise(work, told(work, late, work.get(Effect, effect.id) or effect))


def promise(work: UnitOfWork, more: More) -> None:
    """New effects; one that is promised already is left alone."""
    for effect in more:
        if work.get(Effect, effect.id) is None:
            work.add(effect)


def _mine(work: UnitOfWork, effect: Effect) -> Effect | None:
    """The row, while this attempt is still the newest."""
    now = work.get(Effect, effect.id)
    return now if now is not None and now.attempts == effect.attempts else None


def _after(work: UnitOfWork, delivery: Delivery, late: Late, done: Done) -> More:
    if isinstance(delivery, Put | Take) and done.filed:
        return delivery.after(work, late, done.filed)
    if isinstance(delivery, Invite) and delivery.after:
        return delivery.after(work, late, done.event, done.join_url)
    return delivery.after(work, late) if isinstance(delivery, Show | Probe) else ()


def _remember(work: UnitOfWork, delivery: Delivery, late: Late, done: Done) -> None:
    effect = late.effect
    if isinstance(delivery, Show) and delivery.keep and effect.kind is not EffectKind.REFRESH:
        work.put(sent_card(effect, done.reach, done.activity, late.now))
