"""The texts of the code and their translations, read for the tests."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from bot.texts import LOCALE_DIR

BOT = LOCALE_DIR.parent
KEYWORDS = {"N_": None, "t": None, "n": (1, 2)}  # the Makefile's `texts` has the same


@cache
def marked() -> frozenset[tuple[str, ...]]:
    """Every marked text of the code: alone, or with its form for many."""
    found = extract_from_dir(str(BOT), keywords=KEYWORDS)
    return frozenset(forms(id) for _, _, id, *_ in found)


@cache
def catalogue(language: str) -> Catalog:
    """A language's catalogue."""
    with (Path(LOCALE_DIR) / language / "LC_MESSAGES" / "slt.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> list[Message]:
    """Its texts, without the header."""
    return [message for message in catalogue(language) if message.id]


def pairs(language: str) -> Iterator[tuple[str, str]]:
    """Bokmål and translation, each form by itself; what is not translated yet is left out."""
    for message in messages(language):
        for one, shown in zip(forms(message.id), forms(message.string), strict=True):
            if shown:
                yield one, shown


def forms(text: object) -> tuple[str, ...]:
    """A text as a tuple of its forms."""
    return tuple(text) if isinstance(text, list | tuple) else (str(text),)
