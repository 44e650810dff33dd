"""Erasing what is no longer needed: a proposal first, then the key is destroyed (issue «Retention»; UC-92, threat T29).

A varsling's text, and the reason of a case that stood on another legal basis, are proposed erased so many months after
they were last handled. The coordinator keeps what is still needed; where nobody answers, what has ended is erased when
the time is out, and what is open is proposed again. Number, theme, status and dates are left. Consents are never
touched here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.cards import sletting as cards
from bot.domain.effects import Effect
from bot.domain.enkeltsak import Enkeltsak, SakStatus, without_reason
from bot.domain.gate import Hjemmel
from bot.domain.moteplan import is_quiet, local
from bot.domain.room import Room
from bot.domain.varsling import ENDED, Varsling, erased
from bot.ports import Among, Before, Message, UnitOfWork
from bot.usecases.command import Context, Outcome
from bot.usecases.deliveries import Delivery, Late, Show
from bot.usecases.dispatch import UseCase
from bot.usecases.enkeltsak_stott import answered
from bot.usecases.moter_sweeps import sweep_context
from bot.usecases.roles import first_holders
from bot.usecases.varsling_kort import taken_out
from bot.usecases.varslinger import expiry, receives

AT_ONCE = 50
ALL_OF_TIME = datetime(9999, 1, 1, tzinfo=UTC)
LONGER = timedelta(days=91)

Kept = Varsling | Enkeltsak
"""What has a text that is erased, and an `expires_at`."""


@dataclass(frozen=True, slots=True)
class AnswerErasure:
    """The coordinator's answer to a proposal: which are kept for three months more. The rest is erased now."""

    day: str
    keep: tuple[str, ...]


def answer(work: UnitOfWork, command: AnswerErasure, context: Context) -> Outcome:
    """Keep the chosen, erase the rest. Answered twice, nothing is left to do."""
    effects: list[Effect] = []
    for kept in proposed(work, command.day):
        if kept.id in command.keep:
            work.save(replace(kept, expires_at=context.now + LONGER, proposed_at=None))
            work.audit(context.now, context.actor.id, f"{_kind(kept)}_kept", kept.id)
        else:
            effects += erase(work, kept, context)
    return Outcome(command.day, tuple(effects))


def erase(work: UnitOfWork, kept: Kept, context: Context) -> list[Effect]:
    """The text is emptied and its key destroyed; the cards that showed it are brought up to date in every chat that has
    one, also of those who no longer hold the role."""
    work.save(erased(kept, context.now) if isinstance(kept, Varsling) else without_reason(kept, context.now))
    work.forget_key(kept.id)
    work.audit(context.now, context.actor.id, f"{_kind(kept)}_erased", kept.id)
    if isinstance(kept, Varsling):
        return [*taken_out(work, kept, context)]
    return [*answered(work, kept, context)]


def proposed(work: UnitOfWork, day: str) -> list[Kept]:
    """Those that were proposed on a day and not answered for, oldest first."""
    waiting: list[Kept] = [*work.find(Varsling, order="created_at", proposed_at=Before(ALL_OF_TIME))]
    waiting += work.find(Enkeltsak, order="created_at", proposed_at=Before(ALL_OF_TIME))
    return [one for one in waiting if one.proposed_at and local(one.proposed_at).date().isoformat() == day]


def without_expiry(work: UnitOfWork, room: Room, now: datetime) -> None:
    """What is from before the product kept an expiry gets the one it would have had: counted from when it was last
    handled, by the municipality's own rule, which no migration of the database knows."""
    for varsling in work.find(Varsling, order="created_at", limit=AT_ONCE, expires_at=None, erased_at=None):
        work.save(replace(varsling, expires_at=expiry(room, varsling.handled_at or varsling.created_at)))
    reasoned = {"status": SakStatus.AVSLUTTET, "basis": Among(tuple(Hjemmel))}
    for sak in work.find(Enkeltsak, order="created_at", limit=AT_ONCE, expires_at=None, erased_at=None, **reasoned):
        work.save(replace(sak, expires_at=expiry(room, sak.decided_at or sak.created_at)))


def expired(work: UnitOfWork, room: Room, now: datetime) -> None:
    """What has run out: proposed the first time, and after that erased where it has ended."""
    if is_quiet(now, room.plan.choices.quiet_hours):
        return
    due: list[Kept] = [*work.find(Varsling, order="expires_at", limit=AT_ONCE, expires_at=Before(now))]
    due += work.find(Enkeltsak, order="expires_at", limit=AT_ONCE, expires_at=Before(now))
    if not due:
        return
    day = local(now).date().isoformat()
    context = sweep_context(room, now, f"sletting:{day}:{due[0].id}")
    ended = [kept for kept in due if kept.proposed_at is not None and _has_ended(kept)]
    effects = [effect for kept in ended for effect in erase(work, kept, context)]
    later = now + timedelta(days=room.plan.choices.retention_answer_days)
    fresh = [kept for kept in due if kept not in ended]
    for kept in fresh:
        work.save(replace(kept, proposed_at=now, expires_at=later))
    asked = first_holders(work, room.plan.coordinator.role) if fresh else []
    for effect in (*effects, *(context.tell(person, "sletteforslag", day) for person in asked)):
        work.add(effect)


def _has_ended(kept: Kept) -> bool:
    return kept.status in (*ENDED, SakStatus.AVSLUTTET)


def _kind(kept: Kept) -> str:
    return "varsling" if isinstance(kept, Varsling) else "enkeltsak"


def _proposal(work: UnitOfWork, late: Late) -> Message | None:
    waiting = proposed(work, late.effect.subject)
    until = min((one.expires_at for one in waiting if one.expires_at), default=late.now)
    return (
        cards.proposal(late.effect.subject, waiting, until, late.room.plan, late.t(work), late.ink())
        if waiting
        else None
    )


VIEWS: dict[str, Delivery] = {"sletteforslag": Show(_proposal)}
CASES: dict[type[Any], UseCase] = {AnswerErasure: UseCase(answer, receives)}
SWEEPS = (without_expiry, expired)
