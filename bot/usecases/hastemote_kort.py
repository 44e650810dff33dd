"""The questions that have been sent, changed where they stand: moved, called off, and the link to the online meeting.

There are two kinds: the question itself, and the same card again for whoever has written «hastemøter» (`own`). A change
goes after every message, and only to cards that are there: what is sent meanwhile is looked at again when it has been
(`hastemote_views`). Whoever is outside the ground of a call about one person by then gets no link.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.effects import Effect, Repeat
from bot.domain.hastemote import Hastemote
from bot.domain.innkalling import Innkalling, Rung, Svar, rung_of, stand_ins
from bot.domain.room import SentCard, card_id
from bot.ports import Among, UnitOfWork
from bot.usecases.command import Context
from bot.usecases.hastemote_omfang import scope_now
from bot.usecases.hastemote_reaching import OWN, QUESTION, named
from bot.usecases.kort import cards_about


def own(mote: Hastemote, row: Innkalling, context: Context) -> Effect:
    """The promise to show whoever asks for it the question that they were asked, as it is now."""
    what = f"{row.id}:{mote.turn}:{rung_of(row, context.actor.id)}:{context.id(OWN)}"
    return context.tell(context.actor.id, OWN, f"{_shelf(mote)}|{what}", Repeat.LABELLED)


def outdated(
    work: UnitOfWork, mote: Hastemote, rows: Iterable[Innkalling], turn: int, context: Context
) -> tuple[Effect, ...]:
    """Every question that was sent about one time of a call-out shows that it is no longer one."""
    return tuple(_changed(card, context) for card in _sent(work, mote, rows, turn))


def elsewhere(
    work: UnitOfWork, mote: Hastemote, rows: Iterable[Innkalling], answered: Innkalling, context: Context
) -> tuple[Effect, ...]:
    """Whoever has several of the roles that were called has a card for each: an answer on one is shown on them all."""
    sent = _sent(work, mote, (row for row in rows if row.id != answered.id), mote.turn)
    return tuple(_changed(card, context) for card in sent if card.to == context.actor.id)


def senders_see(
    work: UnitOfWork, mote: Hastemote, before: Iterable[Innkalling], after: Iterable[Innkalling], context: Context
) -> tuple[Effect, ...]:
    """Whoever had sent a stand-in sees on their card that the one who was asked cannot come, or is not reached."""
    pairs = [(old, new) for old, new in zip(before, after, strict=True) if old.by_stand_in]
    lost = [new for old, new in pairs if not new.covered or new.missed != old.missed]
    sent_by = (reply for old, _ in pairs for reply in old.answers if reply.answer is Svar.STEDFORTREDER)
    senders = {reply.person for reply in sent_by} - {context.actor.id}
    return tuple(_changed(card, context) for card in _sent(work, mote, lost, mote.turn) if card.to in senders)


def linked(work: UnitOfWork, mote: Hastemote, rows: Iterable[Innkalling], context: Context) -> tuple[Effect, ...]:
    """Whoever has said that they come gets the link on the newest of their cards, without a new message."""
    scope = scope_now(work, context.room, mote, context.now)
    rows = tuple(row for row in rows if scope.holds_for(row))
    coming, newest = _coming(rows), dict[str, SentCard]()
    for card in sorted(_sent(work, mote, rows, mote.turn), key=lambda card: card.sent_at):
        if card.to in coming:
            newest[card.to] = card
    return tuple(_changed(card, context) for card in newest.values())


def unlinked(work: UnitOfWork, mote: Hastemote, rows: Iterable[Innkalling], context: Context) -> tuple[Effect, ...]:
    """Where it is held, and the link, are taken off every card, without a word."""
    return tuple(_changed(card, context) for card in _sent(work, mote, rows, mote.turn))


def _coming(rows: Iterable[Innkalling]) -> set[str]:
    return {person for row in rows for person in row.coming}


def _changed(card: SentCard, context: Context) -> Effect:
    return context.refresh(card.view, card.subject, person=card.to)


def _sent(work: UnitOfWork, mote: Hastemote, rows: Iterable[Innkalling], turn: int) -> list[SentCard]:
    """The cards that are there about these agencies and one time."""
    rows = tuple(rows)
    wanted = tuple(
        card_id(QUESTION, named(mote, f"{row.id}:{turn}:{rung}"), person)
        for row in rows
        for rung, people in (*((link.rung, link.people) for link in row.chain), (Rung.I_STEDET, stand_ins(row)))
        for person in people
        if person in row.asked
    )
    about = {f"{row.id}:{turn}" for row in rows}
    again = [card for card in cards_about(work, _shelf(mote), OWN) if _about(card) in about]
    return [*(work.find(SentCard, id=Among(wanted)) if wanted else []), *again]


def _shelf(mote: Hastemote) -> str:
    """What the cards that were shown on a word are found by: the case, as everywhere, else the call-out."""
    return mote.sak or mote.id


def _about(card: SentCard) -> str:
    """Which agency and which time."""
    row, turn, *_ = card.subject.partition("|")[2].split(":")
    return f"{row}:{turn}"
