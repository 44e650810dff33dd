"""Themes with a way of their own, and small numbers: what the writer is told about a text that may be sent (UC-43 to
UC-45). Nothing here stops a text."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.domain.personvern.folding import fold
from bot.domain.personvern.page import Page


class Theme(StrEnum):
    """What a text seems to be about."""

    RADIKALISERING = "radikalisering"
    BILDER = "bilder"


_WORDS = {
    Theme.RADIKALISERING: re.compile(
        r"radikaliser|ekstremis|terror|nazis|jihad|islamist|hakekors|\bis-flagg|høyreekstrem|høgreekstrem"
        r"|voldsforherlig|valdsforherlig|hyller vold|hyllar vald|masseskyt"
    ),
    Theme.BILDER: re.compile(
        r"(?:naken|overgreps|intim|sex|porno)(?:bil(?:d|et)|foto|video)|overgrepsmateriale|dickpic|\bnudes?\b|lettkledd"
        r"|(?:seksuelle|seksuelt|intime|intimt|nakne|nakent?) (?:bil(?:d|et)|foto|video)|hevnporno|deepfake"
        r"|bil(?:d|et)\w* (?:av|til) \w+ (?:naken|nakne|avkledd)"
    ),
}
_SMALL = re.compile(r"\b(?:to|tre|fire|[2-4]) (?!(?:siste|neste|første|fyrste) )(\w{3,})")
_NOT_PEOPLE = re.compile(
    r"uke|veke|dag|måned|månad|år|time|kveld|helg|gang|gong|minutt|meter|kilometer|kr|prosent|tiltak|møte|plan|klasse"
    r"|trinn|steg|skole|skule|sted|stad|saker|kommun|tjenest|tenest|virksomhet|verksemd|voksne|vaksne|ansatte|tilsette"
)


def themes(text: str) -> tuple[Theme, ...]:
    """The themes a text mentions."""
    return themes_on(Page(text))


def themes_on(page: Page) -> tuple[Theme, ...]:
    """The themes of a text that has been read already."""
    return tuple(theme for theme, words in _WORDS.items() if words.search(page.lower))


def small_numbers(text: str) -> bool:
    """Whether a text counts so few that each may be known («tre beslag»): the writer is asked to think once more."""
    return any(not _NOT_PEOPLE.match(match[1]) for match in _SMALL.finditer(fold(text).lower))
