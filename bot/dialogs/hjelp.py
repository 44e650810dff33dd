"""Help, and the choice of language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.dialogs.flow import Here
from bot.dialogs.rows import Word
from bot.domain.room import RosterEntry
from bot.ports import Message, UnitOfWork
from bot.texts import N_, texts


def _speak(language: str) -> Callable[[UnitOfWork, Here, str], Sequence[Message]]:
    def say(work: UnitOfWork, here: Here, argument: str) -> Sequence[Message]:
        entry = work.get(RosterEntry, here.actor.id)
        if entry is not None:
            work.save(replace(entry, language=language))
        text = texts(language)(CHOSEN[language])
        return [Message(text, text=text)]

    return say


CHOSEN = {
    "nb": N_("Greit, da skriver jeg bokmål."),
    "nn": N_("Greit, da skriver jeg nynorsk."),
    "en": N_("Greit, da skriver jeg engelsk."),
}

WORDS: dict[str, Word] = {
    "hjelp": Word(
        "hjelp", ("hjelp", "hjelpe", "help", "hei", "start", "?", "meny"), N_("denne oversikten"), anywhere=True
    ),
    "meld": Word(
        "meld",
        ("meld", "meld bekymring", "meld frå", "meld fra", "varsle", "varsling", "bekymring", "meld uro", "report"),
        N_("meld en bekymring om en gruppe, et miljø eller en trend"),
        dialog="meld",
    ),
    "bokmål": Word("bokmål", ("bokmål", "norsk"), "", _speak("nb")),
    "nynorsk": Word("nynorsk", ("nynorsk",), "", _speak("nn")),
    "engelsk": Word("engelsk", ("english", "engelsk"), "", _speak("en")),
}
