"""Help, and the choice of language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.cards import hjelp as cards
from bot.cards import plan_svar
from bot.cards.actions import ANYBODY
from bot.dialogs.flow import Here
from bot.dialogs.rows import Word
from bot.domain.people import Where
from bot.domain.room import RosterEntry
from bot.ports import Message, UnitOfWork
from bot.texts import N_, texts
from bot.usecases import access


def _speak(language: str) -> Callable[[UnitOfWork, Here, str], Sequence[Message]]:
    def say(work: UnitOfWork, here: Here, argument: str) -> Sequence[Message]:
        entry = work.get(RosterEntry, here.actor.id)
        if entry is not None:
            work.save(replace(entry, language=language))
        text = texts(language)(CHOSEN[language])
        return [Message(text, text=text)]

    return say


def _again(work: UnitOfWork, here: Here, argument: str) -> Sequence[Message]:
    """The channel's card once more, to be pinned. In the 1:1 chat: where to write it."""
    if here.where is Where.PERSONAL:
        text = here.t(
            "Skriv «@SLT-bot kanalkort» i kanalen, så legger jeg ut kortet der. Fest det så øverst i kanalen."
        )
        return [Message(text, text=text)]
    return [cards.channel_welcome(here.room, here.t, here.ink(ANYBODY))]


def _plan(work: UnitOfWork, here: Here, argument: str) -> Sequence[Message]:
    return [plan_svar.overview(here.room.plan, here.t, here.ink())]


def _thanks(work: UnitOfWork, here: Here, argument: str) -> Sequence[Message]:
    text = here.t("Bare hyggelig! Skriv «hjelp» når du trenger meg.")
    return [Message(text, text=text)]


def _choose(work: UnitOfWork, here: Here, argument: str) -> Sequence[Message]:
    return [cards.languages(here.t, here.ink())]


CHOSEN = {
    "nb": N_("Greit, da skriver jeg bokmål."),
    "nn": N_("Greit, da skriver jeg nynorsk."),
    "en": N_("Greit, da skriver jeg engelsk."),
}

WORDS: dict[str, Word] = {
    "hjelp": Word(
        N_("hjelp"),
        (
            "hjelpe",
            "hei",
            "heisann",
            "hallo",
            "hello",
            "hi",
            "start",
            "?",
            "meny",
            "hva kan du",
            "kva kan du",
            "hvem er du",
            "kven er du",
            "kommandoer",
            "kommandoar",
            "what can you do",
            "who are you",
        ),
        N_("denne oversikten"),
        anywhere=True,
    ),
    "meld": Word(
        N_("meld"),
        (
            "melde",
            "meld bekymring",
            "melde bekymring",
            "meld frå",
            "meld fra",
            "meld uro",
            "varsle",
            "varsling",
            "bekymring",
            "bekymra",
            "bekymret",
            "uro",
            "concern",
        ),
        N_("meld en bekymring om en gruppe, et miljø eller en trend"),
        dialog="meld",
    ),
    "kanalkort": Word(
        N_("kanalkort"),
        ("kanalkortet", "fest kortet"),
        N_("legg ut kortet som skal festes i kanalen"),
        _again,
        anywhere=True,
        rule=access.coordinator,
    ),
    "språk": Word(
        N_("språk"),
        ("målform", "bytt språk", "endre språk", "byt språk"),
        N_("velg bokmål, nynorsk eller engelsk"),
        _choose,
    ),
    "plan": Word(
        N_("plan"),
        ("planen", "vis planen", "tiltaksplan", "tiltaksplanen", "handlingsplan", "handlingsplanen", "the plan"),
        N_("hva planen dekker, og hva du kan spørre om"),
        _plan,
        rule=access.staff,
    ),
    "takk": Word(
        N_("takk"),
        ("tusen takk", "mange takk", "thanks", "thank you", "supert", "flott"),
        "",
        _thanks,
        anywhere=True,
    ),
    "bokmål": Word(N_("bokmål"), ("norsk", "norwegian", "snakk bokmål"), "", _speak("nb")),
    "nynorsk": Word(N_("nynorsk"), ("ny norsk", "snakk nynorsk"), "", _speak("nn")),
    "engelsk": Word(N_("engelsk"), ("snakk engelsk", "speak english"), "", _speak("en")),
}
