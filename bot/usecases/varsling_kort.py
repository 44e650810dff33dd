"""The cards that show a varsling's text, in whoever's chat they stand: sent, opened, and the question to its reporter;
and the message where the reporter sent it, which shows the preview for as long as Teams has not got our answer.

When it is handled, the cards that were sent are brought up to date, and those that were opened are taken from whoever
receives varslinger no more. When it is erased, all of them are emptied (UC-92, threat T29).
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.effects import Effect
from bot.domain.varsling import Varsling
from bot.ports import UnitOfWork
from bot.usecases.command import Context
from bot.usecases.kort import IN_PLACE, cards_about, emptied, refreshed
from bot.usecases.roles import actor
from bot.usecases.varslinger import receives

SENT, OPENED, QUESTION = "varsling_ny", f"varsling{IN_PLACE}", "varsling_mer"
WRITTEN = f"varsling_skrevet{IN_PLACE}"


def question(varsling: Varsling) -> str:
    """What the card that asks the reporter is about: the varsling, and which question it is."""
    return f"{varsling.id}|{int(varsling.asked_at.timestamp() * 1000)}" if varsling.asked_at else varsling.id


def brought_up_to_date(work: UnitOfWork, varsling: Varsling, context: Context) -> tuple[Effect, ...]:
    """The promises when it has been handled."""
    opened = [card for card in cards_about(work, varsling.id, OPENED) if not _receives(work, card.to, context)]
    return (*refreshed(work, context, SENT, varsling.id), *emptied(context, opened))


def question_over(work: UnitOfWork, varsling: Varsling, context: Context) -> tuple[Effect, ...]:
    """The promises when its question is answered, another is asked, or nobody waits for an answer any more."""
    coming = {question(varsling)} if varsling.asked_at else set()
    asked = coming | {card.subject for card in cards_about(work, varsling.id, QUESTION)}
    return tuple(effect for subject in sorted(asked) for effect in refreshed(work, context, QUESTION, subject))


def taken_out(work: UnitOfWork, varsling: Varsling, context: Context) -> tuple[Effect, ...]:
    """The promises when its text is erased."""
    opened = cards_about(work, varsling.id, OPENED, WRITTEN)
    sent = refreshed(work, context, SENT, varsling.id)
    return (*sent, *question_over(work, varsling, context), *emptied(context, opened))


def _receives(work: UnitOfWork, person: str, context: Context) -> bool:
    """Whether somebody receives varslinger at this moment."""
    who = actor(work, context.room, person)
    return who is not None and receives(work, None, replace(context, actor=who))
