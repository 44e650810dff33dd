"""What stands around a word: the questions the rules of `names` ask. Each looks at a bounded number of neighbours."""

from __future__ import annotations

import re

from bot.domain.personvern import vocabulary as v
from bot.domain.personvern.findings import Allowed
from bot.domain.personvern.page import Page, Word

_PUPIL = re.compile(
    r",? (?:\(|i |på |frå |fra )?(?:(?:10|[1-9]) ?[a-f](?!\w)|(?:10|[1-9])\. ?(?:klasse|trinn|steg)"
    r"|\d{1,2}\)|\d{1,2} år)"
)
_POSSESSIVE = frozenset({"sin", "si", "sitt", "sine"})


class Neighbours:
    """The words of a page, asked about one at a time."""

    def __init__(self, page: Page, allowed: Allowed) -> None:
        self.page = page
        self.words = page.words
        self.allowed = allowed

    def _before(self, at: int) -> str:
        return self.words[at - 1].lower if at else ""

    def _next(self, at: int) -> Word | None:
        return self.words[at + 1] if at + 1 < len(self.words) else None

    def _after(self, at: int) -> str:
        following = self._next(at)
        return following.lower if following and following.gap == " " else ""

    def _named(self, at: int) -> bool:
        if self._before(at) in v.NAMED:
            return True
        earlier = self.words[at - 2].lower if at > 1 else ""
        if self._before(at) in v.OBJECTS and earlier in ("kaller", "kallar", "kalte", "kalla"):
            return True
        return self._before(at) in ("er", "var", "også", "bare", "ofte") and earlier in v.NAMED

    def _about_a_thing(self, at: int) -> bool:
        return any(word.lower in v.NAMED_THINGS for word in self.words[max(0, at - 7) : at])

    def _after_feeling(self, at: int) -> bool:
        near = at > 1 and self.words[at].gap == " " and self.words[at - 1].lower in v.FEEL_LINKS
        return near and self.words[at - 2].lower in v.FEELS

    def _pupil(self, at: int) -> bool:
        return bool(_PUPIL.match(self.page.lower, self.words[at].end))

    def _sin(self, at: int) -> bool:
        return self._after(at) in _POSSESSIVE

    def _acts(self, at: int) -> bool:
        return self._after(at) in v.PERSON_VERBS or self._sin(at)

    def _has_surname(self, at: int) -> bool:
        following = self._next(at)
        if following is None or following.gap != " " or not following.capital:
            return False
        return surname_like(following) or self._odd(at + 1)

    def _odd(self, at: int) -> bool:
        """A capitalised word that no table knows and that is not built like a noun."""
        return self.words[at].capital and self.unknown(at) and not nounish(self.words[at])

    def _typed_surname(self, at: int) -> bool:
        following = self._next(at)
        return following is not None and following.gap == " " and surname_like(following)

    def unknown(self, at: int) -> bool:
        """A word that no table knows."""
        lower = self.words[at].lower
        known = lower in v.KNOWN or lower.removesuffix("s") in v.KNOWN or lower in v.TITLES or lower in v.PLACE_NEXT
        return not known and lower not in self.allowed.words and not lower.endswith(v.STREET_ENDS)

    def _plain_word(self, at: int) -> bool:
        word = self.words[at]
        return word.lower in v.TITLES or (word.first and not self.unknown(at))


def surname_like(word: Word) -> bool:
    lower, bare = word.lower, word.lower.removesuffix("s")
    if lower in v.COMMON_SURNAMES or bare in v.COMMON_SURNAMES:
        return True
    if len(lower) < 6 or "-" in lower or not (lower.endswith(v.SURNAME_ENDS) or bare.endswith(v.SURNAME_ENDS)):
        return False
    known = any(form in words for form in (lower, bare) for words in (v.NOT_SURNAMES, v.KNOWN))
    return not known and not bare.endswith(v.NOUNS_LIKE_SURNAMES)


def nounish(word: Word) -> bool:
    """Looks like a Norwegian noun with its ending, not like a name."""
    return len(word.text) > 5 and word.lower.endswith(v.NOUN_ENDS) and not surname_like(word)
