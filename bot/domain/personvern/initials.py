"""Initials: «J.H.», «JH i 8C», «eleven J», «J. Testesen». «Never treat initials as anonymous» (UC-36)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.personvern import vocabulary as v
from bot.domain.personvern.findings import Allowed, Kind
from bot.domain.personvern.page import Page

Span = tuple[int, int, Kind]

_DOTTED = re.compile(r"(?<![\w.])[A-ZÆØÅ]\. ?[A-ZÆØÅ](?:\. ?[A-ZÆØÅ])?(?:\.|(?![\w.]))(?!\w)")
_BARE = re.compile(r"(?<![\w.-])(?:[A-ZÆØÅ] [A-ZÆØÅ]|[A-ZÆØÅ]{1,3})(?![\w-])")
_PUPIL = re.compile(
    r",? (?:\(|i |på |frå |fra )?(?:(?:10|[1-9]) ?[A-F](?!\w)|(?:10|[1-9])\. ?(?:klasse|trinn)|\d{1,2}\)|\d{1,2} år)"
)
_BEFORE = re.compile(r"(\w+),? [\"«']?$")
_WITH_SURNAME = re.compile(r"(?<![\w.])[A-ZÆØÅ]\. ?([A-ZÆØÅ][a-zæøåé]{2,20})(?!\w)")


def initials(page: Page, allowed: Allowed) -> Iterator[Span]:
    """Every pair of initials, and a single letter that stands for a person."""
    for match in _WITH_SURNAME.finditer(page.text):
        if match[1].lower().endswith(v.SURNAME_ENDS) or match[1].lower() in v.COMMON_SURNAMES:
            yield match.start(), match.end(), Kind.NAVN
    for match in _DOTTED.finditer(page.text):
        if match[0].lower().replace(" ", "").rstrip(".") + "." not in v.ABBREVIATED and not _said(match[0], allowed):
            yield match.start(), match.end(), Kind.INITIALER
    for match in _BARE.finditer(page.text):
        if _stands_for_a_person(page, match) and not _said(match[0], allowed):
            yield match.start(), match.end(), Kind.INITIALER


def _said(written: str, allowed: Allowed) -> bool:
    return written.casefold() in allowed.words


def _stands_for_a_person(page: Page, match: re.Match[str]) -> bool:
    letters = match[0]
    if letters.lower() in v.KNOWN or letters in v.PSEUDONYMS or letters == "NN":
        return False
    before = _BEFORE.search(page.lower, max(0, match.start() - 25), match.start())
    if before and before[1] in v.PERSON_NOUNS:
        return True
    return len(letters) > 1 and bool(_PUPIL.match(page.text, match.end()))
