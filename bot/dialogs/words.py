"""Which command somebody wrote: in bokmål, nynorsk or English, and with small misspellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

CLOSE_ENOUGH = 0.74
LONGEST_GUESS = 4  # words; a longer message is not a misspelt command


def command_in(text: str, commands: Mapping[str, Iterable[str]]) -> tuple[str, str] | None:
    """The command and what follows it, or None. `commands` maps a command to every word for it."""
    said = plain(text).split()
    names = {plain(name): command for command, spelt in commands.items() for name in spelt}
    for length in range(min(3, len(said)), 0, -1):
        found = names.get(" ".join(said[:length]))
        if found:
            return found, " ".join(text.split()[length:])
    return _guess(text, said, names)


def _guess(text: str, said: list[str], names: Mapping[str, str]) -> tuple[str, str] | None:
    if not said or len(said) > LONGEST_GUESS or len(said[0]) < 4:
        return None
    close = get_close_matches(said[0], names, 1, CLOSE_ENOUGH)
    return (names[close[0]], " ".join(text.split()[1:])) if close else None


def plain(text: str) -> str:
    """Small letters without accents or signs: «Årshjul!» and «aarshjul» are the same."""
    folded = unicodedata.normalize("NFC", text).casefold().strip().lstrip("/")
    for letter, ascii in (("æ", "ae"), ("ø", "o"), ("å", "a"), ("oe", "o"), ("aa", "a")):
        folded = folded.replace(letter, ascii)
    return " ".join(re.sub(r"[^\w?\- ]", " ", folded).split())
