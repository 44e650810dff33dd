"""«Mente du …?»"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one known word that is near enough, or None."""
    by_plain = {_plain(candidate): candidate for candidate in known}
    near = get_close_matches(_plain(word), by_plain, n=1, cutoff=0.6)
    return by_plain[near[0]] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A suggestion, where one known word is near enough; else nothing."""
    near = nearest(word, known)
    return f"Mente du «{near}»?" if near else ""


def _plain(word: str) -> str:
    letters = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "-": "_", " ": "_"})
    return word.strip().lower().translate(letters)
