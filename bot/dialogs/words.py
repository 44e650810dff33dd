"""Which command somebody wrote: in bokmål, nynorsk or English, misspelt, or wrapped in polite words.

A loose reading only ever opens what it found: what is serious asks again on its first card.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

LONGEST_GUESS = 4  # words; a longer message is not a misspelt command
LONGEST_WISH = 9  # words; «kan du være så snill å vise årshjulet nå?»
CLOSE_ENOUGH = 0.74  # for a name where one is expected
CLOSE = 0.8  # for a command, among words that may be none
SAME_LETTERS = 0.7
LIKE = 0.66
LIKE_SHORT = 0.8  # for a word of four or five letters, where two wrong ones are half of it
SHORTEST = 4

GREETINGS = frozenset(re.findall(r"\w+", "hei heisann hallo hello hi start takk thanks"))
BEFORE = GREETINGS | frozenset(
    re.findall(
        r"\w+",
        "kan kunne vil ville du jeg eg vi vennligst ver vaere vere sa snill og a onsker onskjer trenger treng ma skal "
        "vise vis sja se apne opne fa lage lag starte skrive skriv hente hent snakke snakk gi meg oss en ei et ein "
        "eit den det min mi mitt mine alle til pa i can could would please you show me my the open want need like "
        "to see get",
    )
)
AFTER = frozenset(re.findall(r"\w+", "takk na no da du meg oss mitt mine min gjerne please now thanks for"))


@dataclass(frozen=True, slots=True)
class Said:
    """A command and what follows it, as it was written."""

    command: str
    argument: str = ""


class Vocabulary:
    """Every spelling of every command. One spelling for two commands is a mistake of ours."""

    def __init__(self, spellings: Mapping[str, Iterable[str]], careful: Iterable[str] = ()) -> None:
        self._commands: dict[str, str] = {}
        self._careful = frozenset(careful)
        for command, spelt in spellings.items():
            for name in spelt:
                if self._commands.setdefault(plain(name), command) != command:
                    raise ValueError(f"one word for two commands: {name}")

    def find(self, text: str) -> Said | None:
        """The command somebody means, or None."""
        said = plain(text).split()
        return (
            self._exact(text, said)
            or self._wish(text, said)
            or self._misspelt(text, said)
            or self._greeting(text, said)
        )

    def like(self, text: str) -> str | None:
        """The command that some word of the text resembles, for a suggestion."""
        said = [word for word in plain(text).split()[:12] if len(word) >= SHORTEST]
        near = [(word, name) for word in said for name in get_close_matches(word, self._commands, 1, _like_at(word))]
        return self._commands[max(near, key=lambda pair: _alike(*pair))[1]] if near else None

    def _exact(self, text: str, said: list[str], start: int = 0, end: int | None = None) -> Said | None:
        """`said` are the words of the text that count: those from `start` to `end`."""
        if len(said) > 1 and said[0] in GREETINGS:
            return None
        for length in range(min(3, len(said)), 0, -1):
            command = self._commands.get(" ".join(said[:length]))
            if command:
                return Said(command, _between(text, start + length, end))
        return None

    def _wish(self, text: str, said: list[str]) -> Said | None:
        """«Kan du vise årshjulet?»: a command with nothing but polite words around it."""
        if not 1 < len(said) <= LONGEST_WISH:
            return None
        first = next((n for n, word in enumerate(said) if word not in BEFORE), len(said) - 1)
        last = next(n for n in range(len(said), 0, -1) if said[n - 1] not in AFTER or n == 1)
        end = max(last, first + 1)
        wish = said[first:end]
        return (self._exact(text, wish, first, end) or self._misspelt(text, wish, first, end)) if first else None

    def _misspelt(self, text: str, said: list[str], start: int = 0, end: int | None = None) -> Said | None:
        if not said or len(said) > LONGEST_GUESS:
            return None
        for length in {len(said), 1}:
            command = self._nearest(" ".join(said[:length]))
            if command:
                return Said(command, _between(text, start + length, end))
        return None

    def _greeting(self, text: str, said: list[str]) -> Said | None:
        command = self._commands.get(said[0]) if said and said[0] in GREETINGS and len(said) <= LONGEST_GUESS else None
        return Said(command, _between(text, 1, None)) if command else None

    def _nearest(self, word: str) -> str | None:
        if len(word) < SHORTEST:
            return None
        for near in get_close_matches(word, self._commands, 1, SAME_LETTERS):
            if _alike(word, near) > CLOSE or sorted(word) == sorted(near):
                command = self._commands[near]
                return None if command in self._careful else command
        return None


def plain(text: str) -> str:
    """Small letters without accents or signs: «Årshjul!» and «aarshjul» are the same."""
    folded = unicodedata.normalize("NFC", text).casefold().strip().lstrip("/")
    for letter, ascii in (("æ", "ae"), ("ø", "o"), ("å", "a"), ("oe", "o"), ("aa", "a")):
        folded = folded.replace(letter, ascii)
    return folded if folded == "?" else " ".join(re.sub(r"[^\w\- ]", " ", folded).split())


def _between(text: str, first: int, end: int | None) -> str:
    """What was written from the n-th word on, as it was written: whoever looks for what identifies needs the signs of
    an e-mail address. One piece of writing may be several words («agenda/fagteam»), or none («–»)."""
    kept, read = list[str](), 0
    for piece in text.split():
        words = plain(piece).split()
        read += len(words)
        if read > first and (end is None or read - len(words) < end):
            kept.append(piece if read - len(words) >= first else " ".join(words[first - read :]))
    return " ".join(kept)


def _like_at(word: str) -> float:
    return LIKE if len(word) > SHORTEST + 1 else LIKE_SHORT


def _alike(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b).ratio()
