"""Find a tiltak from the words somebody uses for it, misspelt or not (UC-71, UC-100). Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from bot.domain.plan import Plan
from bot.domain.plan.tiltak import Tiltak

CLOSE = 0.8
ENOUGH = 0.75
SHORTEST = 3
FOLDED = str.maketrans({"æ": "a", "ø": "o", "å": "a", "é": "e"})


def search(plan: Plan, words: str, limit: int = 5) -> tuple[Tiltak, ...]:
    """The tiltak that fit best, best first. The plan's own number finds the one that has it."""
    numbered = re.fullmatch(r"(?:nr\.?|nummer)?\s*(\d{1,3})\.?", words.strip().casefold())
    if numbered:
        return tuple(t for t in plan.tiltak if t.number == int(numbered[1]))
    asked = _words(words)
    scored = [(_score(asked, tiltak), tiltak) for tiltak in plan.tiltak]
    found = sorted((pair for pair in scored if pair[0] >= ENOUGH), key=lambda pair: -pair[0])
    return tuple(tiltak for score, tiltak in found if score >= found[0][0] - 0.1)[:limit]


def fold(text: str) -> str:
    """Small letters without the Norwegian ones, so that «trygghetsvandring» is one word however it is written."""
    return text.casefold().replace("aa", "a").replace("ae", "a").replace("oe", "o").translate(FOLDED)


def near(a: str, b: str) -> float:
    """How alike two folded words are, 0 to 1; the beginning of a long word counts as the word."""
    if len(a) >= SHORTEST + 1 and b.startswith(a):
        return 1.0
    return SequenceMatcher(None, a, b).ratio()


def _score(asked: list[str], tiltak: Tiltak) -> float:
    """How many of the words asked for are in the title."""
    said = _words(" ".join(filter(None, (tiltak.title, tiltak.subtitle, tiltak.goal))))
    if not asked or not said:
        return 0.0
    best = [max(near(word, other) for other in said) for word in asked]
    return sum(score for score in best if score >= CLOSE) / len(asked)


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", fold(text)) if len(word) >= SHORTEST]
