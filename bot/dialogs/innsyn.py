"""`innsyn`: what the bot holds about the one who asks, and nobody else (UC-95)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import innsyn as cards
from bot.dialogs.flow import Here
from bot.dialogs.rows import Word
from bot.ports import Message, UnitOfWork
from bot.texts import N_
from bot.usecases.innsyn import held


def _say(work: UnitOfWork, here: Here, argument: str) -> Sequence[Message]:
    return [cards.shown(held(work, here.context()), here.room.plan, here.t)]


WORDS: dict[str, Word] = {
    "innsyn": Word(
        N_("innsyn"),
        (
            "mine opplysninger",
            "mine opplysningar",
            "opplysningane mine",
            "mine data",
            "hva har du lagret",
            "kva har du lagra",
        ),
        N_("se hva jeg har lagret om deg"),
        _say,
    ),
}
