"""The questions that have been sent, changed where they stand: moved, called off, and the link to the online meeting.

A change goes after every message, and only to cards that are there: what is sent meanwhile is looked at again when it
has been (`hastemote_views`). Whoever is outside the ground of a call about one person by then gets no link.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.effects import Effect
from bot.domain.hastemote import Hastemote
from bot.domain.innkalling import Innkalling, Rung, Svar, stand_ins
from bot.domain.room import SentCard, card_id
from bot.ports import Among, UnitOfWork
from bot.usecases.command import Context
from bot.usecases.hastemote_omfang import scope_now
from bot.usecases.hastemote_reaching import QUESTION, named


def outdated(
    work: UnitOfWork, mote: Hastemote, rows: Iterable[Innkalling], turn: int, context: Context
) -> tuple[Effect, ...]:
    """Every question that was sent about one time of a call-out shows that it is no longer one."""
    sent = _sent(work, mote, rows, turn)
    return tuple(context.refresh(QUESTION, subject, person=person) for subject, person in sent)


def elsewhere(
    work: UnitOfWork, mote: Hastemote, rows: Iterable[Innkalling], answered: Innkalling, context: Context
) -> tuple[Effect, ...]:
    """Whoever has several of the roles that were called has a card for each: an answer on one is shown on them all."""
    sent = _sent(work, mote, (row for row in rows if row.id != answered.id), mote.turn)
    mine = (subject for subject, person in sent if person == context.actor.id)
    return tuple(context.refresh(QUESTION, subject, person=context.actor.id) for subject in mine)


def senders_see(
    work: UnitOfWork, mote: Hastemote, before: Iterable[Innkalling], after: Iterable[Innkalling], context: Context
) -> tuple[Effect, ...]:
    """Whoever had sent a stand-in sees on their card that the one who was asked cannot come, or is not reached."""
    pairs = [(old, new) for old, new in zip(before, after, strict=True) if old.by_stand_in]
    lost = [new for old, new in pairs if not new.covered or new.missed != old.missed]
    sent_by = (reply for old, _ in pairs for reply in old.answers if reply.answer is Svar.STEDFORTREDER)
    senders = {reply.person for reply in sent_by} - {context.actor.id}
    sent = _sent(work, mote, lost, mote.turn)
    return tuple(context.refresh(QUESTION, subject, person=person) for subject, person in sent if person in senders)


def linked(work: UnitOfWork, mote: Hastemote, rows: Iterable[Innkalling], context: Context) -> tuple[Effect, ...]:
    """Whoever has said that they come gets the link on the newest of their cards, without a new message."""
    scope = scope_now(work, context.room, mote, context.now)
    rows = tuple(row for row in rows if scope.holds_for(row))
    sent, coming = _sent(work, mote, rows, mote.turn), _coming(rows)
    newest: dict[str, tuple[SentCard, str]] = {}
    for (subject, person), card in sent.items():
        if person in coming and (person not in newest or newest[person][0].sent_at < card.sent_at):
            newest[person] = card, subject
    return tuple(context.refresh(QUESTION, subject, person=person) for person, (_, subject) in newest.items())


def unlinked(work: UnitOfWork, mote: Hastemote, rows: Iterable[Innkalling], context: Context) -> tuple[Effect, ...]:
    """Where it is held, and the link, are taken off every card, without a word."""
    sent = _sent(work, mote, tuple(rows), mote.turn)
    return tuple(context.refresh(QUESTION, subject, person=person) for subject, person in sent)


def _coming(rows: Iterable[Innkalling]) -> set[str]:
    return {person for row in rows for person in row.coming}


def _sent(work: UnitOfWork, mote: Hastemote, rows: Iterable[Innkalling], turn: int) -> dict[tuple[str, str], SentCard]:
    """The cards that are there, by what they are about and for whom."""
    wanted = {
        card_id(QUESTION, subject, person): (subject, person)
        for row in rows
        for rung, people in (*((link.rung, link.people) for link in row.chain), (Rung.I_STEDET, stand_ins(row)))
        for subject in (named(mote, f"{row.id}:{turn}:{rung}"),)
        for person in people
        if person in row.asked
    }
    found = work.find(SentCard, id=Among(tuple(wanted))) if wanted else []
    return {wanted[card.id]: card for card in found}
