"""Where a person lives, what they drive and when they were born: address, land register, plate, birth date."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from bot.domain.personvern.findings import Allowed, Kind
from bot.domain.personvern.page import Page, Word
from bot.domain.personvern.vocabulary import (
    KNOWN,
    LIVES,
    MONTHS,
    ROADS,
    STREET_ENDS,
    STREET_WORDS,
    STREETS_SMALL,
    UNIT_WORDS,
)

Span = tuple[int, int, Kind]

_HOUSE = re.compile(
    r"(?<=\w) (?:nr\.? ?)?(\d{1,4}(?: ?[A-Za-zæøå](?![\w]))?)(?![\d.:/]\d|\d|\. ?(?:trinn|klasse|steg))"
)
_REGISTER = re.compile(
    r"\b(?:g(?:år|ar)ds?\.?-?\s?n(?:r|ummer)|gnr|g\.nr)\.?[ :]{0,3}\d{1,4}"
    r"(?:[ ,/]{0,3}(?:og )?(?:bnr|b\.nr|bruksn(?:r|ummer))\.?[ :]{0,3}\d{1,4})?"
    r"|\b(?:gbnr|gnr\.?/bnr|matrikkel(?:nr|nummer)?)\.?[ :]{0,3}\d{1,4}[/ -]\d{1,4}"
)
_LIVES_AT = re.compile(
    r"\b(?:bor|bur|bodde|budde) (?:i|på) (?:nr|nummer|oppgang|leilighet|leilegheit)\.? ?[a-z]?\d{1,4}\b"
    r"|\bpostboks \d{1,5}\b"
)
_PLATE = re.compile(r"(?<![\w-])[A-Z]{2}[ -]?\d{2} ?\d{3}(?![\w])")
_SMALL_PLATE = re.compile(
    r"\b(?:regnr|reg\.? ?nr|registreringsn(?:r|ummer)|kjennemerke|skilt(?:et|nummer)?|bil(?:en)?|moped(?:en)?"
    r"|scooter(?:en)?)\.?[ :]{0,2}(?:med |er )?([a-z]{2}[ -]?\d{4,5})(?!\w)"
)
_DATE = (
    r"(?:(?:19|20)\d\d-[01]\d-[0-3]\d|[0-3]?\d[./\- ]{1,2}[01]?\d[./\- ]{1,2}(?:19|20)?\d\d|[0-3]?\d\. ?(?:"
    + "|".join(MONTHS)
    + r")"
    r"(?: (?:19|20)?\d\d)?|\d{6}(?:\d\d)?)(?!\d)"
)
_BORN = re.compile(
    r"\b(?:født|fødd|f\.|f\.? ?dato|fødselsdato(?:en)?|fødselsdag(?:en)?|fødd den|bursdag(?:en)?|gebursdag(?:en)?|born"
    r"|fyller \w{1,10}|fyller år)[^\d\n]{0,15}(" + _DATE + r")"
)
_MASKED = re.compile(r"(?<!\d)[0-7]\d{5}[ -]?[x*#?]{5}")


def addresses(page: Page, allowed: Allowed) -> Iterator[Span]:
    """A street or a farm with a number. Roads such as «riksvei 4» and amounts after a street are left alone."""
    places = {place.casefold() for place in allowed.places}
    for match in _HOUSE.finditer(page.text):
        start = _street_start(page, match)
        if start is not None and page.lower[start : match.end()] not in places:
            yield start, match.end(), Kind.ADRESSE


def numbered_homes(page: Page, allowed: Allowed) -> Iterator[Span]:
    """«bor i nr 14», «postboks 123»: a home without a street."""
    for match in _LIVES_AT.finditer(page.lower):
        if match[0] not in {place.casefold() for place in allowed.places}:
            yield match.start(), match.end(), Kind.ADRESSE


def _street_start(page: Page, match: re.Match[str]) -> int | None:
    """Where the street in front of a house number begins, if there is one."""
    at = bisect_left(page.starts, match.start())
    words = page.words[max(0, at - 4) : at]
    if not words or words[-1].end != match.start() or _is_amount(page, match):
        return None
    last = words[-1]
    if _is_street(last, match[1]) and not last.lower.startswith(ROADS):
        return last.start
    if last.lower in STREET_WORDS and len(words) > 1 and words[-2].capital:
        return _name_start(words)
    lives = any(word.lower in LIVES for word in words[:-1]) and last.capital and last.lower not in KNOWN
    return last.start if lives and len(match[1]) <= 5 else None


def _is_street(word: Word, number: str) -> bool:
    if word.text[0].isupper():
        return word.lower.endswith(STREET_ENDS) and word.lower not in STREET_WORDS
    return word.lower.endswith(STREETS_SMALL) and len(word.text) > 7 and len(number) < 5


def _name_start(words: tuple[Word, ...]) -> int:
    """The first of the capitalised words in front of «gate»: «Kong Olavs gate 4»."""
    start = words[-2].start
    for word in reversed(words[:-2]):
        if not word.text[0].isupper():
            break
        start = word.start
    return start


def _is_amount(page: Page, match: re.Match[str]) -> bool:
    """«Storgata 4 dager», «Bergerbakken 20 elever»: the number counts something."""
    if match[1][-1].isalpha():
        return False
    after = page.lower[match.end() : match.end() + 16]
    return after[:1] == " " and after.split(maxsplit=1)[0].strip(".,;:") in UNIT_WORDS if after.strip() else False


def registers(page: Page, allowed: Allowed) -> Iterator[Span]:
    """Gnr/bnr and registration plates."""
    for match in _REGISTER.finditer(page.lower):
        yield match.start(), match.end(), Kind.GNR_BNR
    for match in _PLATE.finditer(page.text):
        yield match.start(), match.end(), Kind.KJENNEMERKE
    for match in _SMALL_PLATE.finditer(page.lower):
        yield match.start(1), match.end(1), Kind.KJENNEMERKE


def births(page: Page, allowed: Allowed) -> Iterator[Span]:
    """A date said to be somebody's birth, and a birth date whose last five digits are hidden."""
    for match in _BORN.finditer(page.lower):
        yield match.start(1), match.end(1), Kind.FODSELSDATO
    for match in _MASKED.finditer(page.lower):
        yield match.start(), match.end(), Kind.FODSELSDATO
