"""Names of people: first names from a list, the rest by what stands around them.

The list holds first names of at least 200 bearers (Statistics Norway). Names that are also ordinary words («Vår»,
«Sol», «Per», «Hans») need evidence when their place alone explains the capital. Rarer names and surnames are found by
context: «eleven X», «sønnen til X», «heter X», «X i 9B». Staff after their title and allowed words are left alone
(UC-32). A rare name without context is not found: that is measured, and said, in `docs/personvern-vakt.md`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

from bot.domain.personvern import vocabulary as v
from bot.domain.personvern.findings import Allowed, Kind
from bot.domain.personvern.neighbours import nounish, surname_like
from bot.domain.personvern.page import Page, Word
from bot.domain.personvern.rare import Strangers

Span = tuple[int, int, Kind]

_MOST_WORDS = 4
_NEAR = re.compile(r",? [\"«“']?|: ?[\"«“']?|, ?")
_MONTHLIKE = frozenset({"mai", "may", "juni", "june", "august"})


@cache
def first_names() -> frozenset[str]:
    """The list of first names, in small letters."""
    return frozenset(files(__package__).joinpath("fornavn.txt").read_text("utf-8").casefold().split())


def names(page: Page, allowed: Allowed) -> Iterator[Span]:
    """Every name the rules see."""
    sight = Sight(page, allowed)
    yield from _spaced_out(page)
    at = 0
    while at < len(page.words):
        length = sight.name_at(at)
        if length and not sight.is_allowed(at, length) and not sight.is_staff(at):
            yield page.words[at].start, page.words[at + length - 1].end, Kind.NAVN
        at += max(length, 1)


_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_] ){3,11}[^\W\d_](?!\w)")


def _spaced_out(page: Page) -> Iterator[Span]:
    """«J o n a s»."""
    for match in _SPACED.finditer(page.lower):
        if match[0].replace(" ", "") in first_names() - v.COMMON_WORD_NAMES:
            yield match.start(), match.end(), Kind.NAVN


class Sight(Strangers):
    """The words of a page, asked about one at a time. Every rule looks at a bounded number of neighbours."""

    def __init__(self, page: Page, allowed: Allowed) -> None:
        super().__init__(page, allowed)
        self.rules: tuple[Callable[[int], bool], ...] = (
            self.listed, self.surname, self.before_surname, self.introduced, self.related, self.felt, self.signed,
            self.as_pupil, self.acting, self.two_strangers, self.owner, self.opening, self.amid,
        )  # fmt: skip

    def name_at(self, at: int) -> int:
        """How many words the name that begins here has; 0 when none begins."""
        word = self.words[at]
        if len(word.text) < 2 or not self._is_name(at) or self.page.in_url(word.start):
            return 0
        length = self._extent(at)
        return 0 if self._is_place(at, length) else length

    def _is_name(self, at: int) -> bool:
        if self.words[at].text[0].isupper():
            return any(rule(at) for rule in self.rules) or self.odd_case(at)
        return self._is_small_name(at) or self.odd_case(at)

    def _is_small_name(self, at: int) -> bool:
        """Asked of nearly every word there is, so what can be neither is let go at once."""
        if listed_form(self.words[at]) is None:
            return self._is_said_to_be(at)
        return self.small(at) or self.in_pair(at)

    def is_allowed(self, at: int, length: int) -> bool:
        """Whether the plan or the user has allowed it: a full name of staff, or all its words."""
        forms = [word.lower for word in self.words[at : at + length]]
        bare = [*forms[:-1], forms[-1].removesuffix("s")]
        if {" ".join(forms), " ".join(bare)} & (self.allowed.staff_names | {"ola nordmann", "kari nordmann"}):
            return True
        return all({a, b} & self.allowed.words for a, b in zip(forms, bare, strict=True))

    def is_staff(self, at: int) -> bool:
        """A name right after a staff title: «rektor Testfrid»."""
        return at > 0 and self.words[at].gap == " " and self.words[at - 1].lower in v.TITLES

    # -- rules ---------------------------------------------------------------------------------------------------

    def listed(self, at: int) -> bool:
        """A first name of the list, with evidence where it is also a word."""
        word = self.words[at]
        if not (word.capital or (word.shouted and len(word.text) > 3)) or self._before(at) in v.ROYAL:
            return False
        stem = listed_form(word)
        if stem is None:
            return False
        return stem not in v.COMMON_WORD_NAMES or (not word.shouted and self._evident(at, stem))

    def _evident(self, at: int, stem: str) -> bool:
        """Whether something else than its place says that a word is a name."""
        word = self.words[at]
        if self._before(at) in v.PERSON_NOUNS | v.NAMED or self._has_surname(at) or self._acts(at) or self._pupil(at):
            return True
        if stem in v.SURE_WITH_VERB and self._after(at) in v.AUXILIARIES:
            return True
        after = self.page.text[word.end : word.end + 3].strip()
        if word.first or after[:1].isdigit() or (stem in _MONTHLIKE and self._before(at) in ("i", "til", "fra", "frå")):
            return False
        return stem not in v.KNOWN and self._before(at) not in v.PLACE_PREPOSITIONS

    def surname(self, at: int) -> bool:
        """«Testesen», «Testdatter»."""
        word = self.words[at]
        if word.lower.removesuffix("s") in v.COMMON_SURNAMES and word.capital:
            return word.lower.removesuffix("s").endswith("sen") or not word.first
        return word.capital and not word.first and surname_like(word)

    def before_surname(self, at: int) -> bool:
        """A capitalised word right before a surname: «Xyzzar Testesen»."""
        following = self._next(at)
        close = following is not None and following.gap == " " and following.capital and surname_like(following)
        return close and self.words[at].capital and not self._plain_word(at)

    def introduced(self, at: int) -> bool:
        """«eleven X», «heter X», «navnet er X»."""
        word, before = self.words[at], self._before(at)
        if not word.capital or not self.unknown(at) or not _NEAR.fullmatch(word.gap):
            return False
        if before in v.PERSON_NOUNS:
            return not ("," in word.gap and nounish(word))
        return self._named(at) and not self._about_a_thing(at)

    def related(self, at: int) -> bool:
        """«sønnen til X»."""
        word = self.words[at]
        if at < 2 or not word.capital or word.gap != " " or self.words[at - 1].lower not in ("til", "åt"):
            return False
        return self.words[at - 2].lower in v.RELATIVES and self.unknown(at) and not nounish(word)

    def felt(self, at: int) -> bool:
        """«bekymret for X», «snakket med X»."""
        return self._odd(at) and self._after_feeling(at)

    def signed(self, at: int) -> bool:
        """«Hilsen X» at the end of a letter."""
        return self._odd(at) and self._before(at) in ("hilsen", "helsing", "mvh", "vh")

    def as_pupil(self, at: int) -> bool:
        """«X i 9B», «X (14)»."""
        return self._odd(at) and not self.words[at].first and self._pupil(at)

    def acting(self, at: int) -> bool:
        """«at X røyker», «X sin mor»."""
        return self._odd(at) and not self.words[at].first and self._acts(at)

    def two_strangers(self, at: int) -> bool:
        """Two unknown capitalised words in the middle of a sentence, not where a place would stand."""
        word, following = self.words[at], self._next(at)
        if following is None or word.first or not (word.capital and following.capital) or following.gap != " ":
            return False
        place = self._before(at) in v.PLACE_PREPOSITIONS | v.NAMED_THINGS
        known = not self.unknown(at) or not self.unknown(at + 1)
        return not (place or known or nounish(word) or nounish(following))

    def small(self, at: int) -> bool:
        """A name in small letters, with strong context: «han heter jonas», «bekymra for jonas», «jonas i 9b»."""
        word = self.words[at]
        if self._is_said_to_be(at):
            return True
        stem = listed_form(word)
        if stem is None or stem in v.COMMON_WORD_NAMES or len(stem) < 3:
            return False
        named = self._named(at) and not self._about_a_thing(at)
        person = self._before(at) in v.PERSON_NOUNS and word.gap == " "
        return named or person or self._after_feeling(at) or self._pupil(at) or self._sin(at) or self._typed_surname(at)

    def _is_said_to_be(self, at: int) -> bool:
        """«han heter xyzzar»."""
        if self._before(at) not in ("heter", "heiter") or at < 2 or self.words[at - 2].lower not in v.SUBJECTS:
            return False
        return self.words[at].gap == " " and self.words[at].lower not in v.NOT_SMALL_NAMES

    def odd_case(self, at: int) -> bool:
        """«jOnAs»: capitals where no word has them."""
        word = self.words[at]
        odd = any(c.isupper() for c in word.text[1:]) and any(c.islower() for c in word.text)
        return odd and "-" not in word.text and _sure(word) is not None

    def in_pair(self, at: int) -> bool:
        """«emma og sofie», in small letters."""
        if _sure(self.words[at]) is None:
            return False
        after = self._after(at) == "og" and at + 2 < len(self.words) and _sure(self.words[at + 2]) is not None
        return after or (self._before(at) == "og" and at > 1 and _sure(self.words[at - 2]) is not None)

    def _extent(self, at: int) -> int:
        end = at + 1
        while end < min(len(self.words), at + _MOST_WORDS) and self._continues(at, end):
            end += 1
        return end - at

    def _continues(self, at: int, end: int) -> bool:
        first, word = self.words[at], self.words[end]
        if word.gap not in (" ", ". "):
            return False
        if word.gap == " " and word.lower in v.PARTICLES and end + 1 < len(self.words):
            return self.words[end + 1].capital
        if word.gap == ". ":
            return len(self.words[end - 1].text) == 1 and word.capital
        if first.shouted:
            return word.shouted
        initial = len(word.text) == 1 and word.text.isupper() and self.page.text[word.end : word.end + 1] == "."
        return word.capital or initial or (first.text.islower() and surname_like(word))

    def _is_place(self, at: int, length: int) -> bool:
        """«Olav Tryggvasons gate», «Våk skole»: a name in front of what a place is called."""
        last = self.words[at + length - 1].lower if length > 1 else ""
        return (self._after(at + length - 1) in v.PLACE_NEXT or last in v.PLACE_NEXT) and self.words[at].text[
            0
        ].isupper()


def _sure(word: Word) -> str | None:
    """A name of the list that is no word besides, in small letters."""
    stem = listed_form(word)
    sure = stem is not None and len(stem) > 2 and stem not in v.COMMON_WORD_NAMES and stem not in v.KNOWN
    return stem if sure else None


def listed_form(word: Word) -> str | None:
    """The form of a word that stands in the list: itself, without the genitive or its accents, or a part of a double
    name."""
    lower, known = word.lower, first_names()
    if lower in known:
        return lower
    for form in _forms(lower):
        if form in known:
            return form
    return None


def _forms(lower: str) -> Iterator[str]:
    if "'" in lower:
        yield lower.split("'")[0]
    if lower.endswith("s") and len(lower) > 3:
        yield lower[:-1]
    if not lower.isascii():
        yield _bare(lower)
    head, _, tail = lower.partition("-")
    if tail and len(head) > 2:
        yield head


@lru_cache(maxsize=4096)
def _bare(word: str) -> str:
    """Without accents; æ, ø and å are letters of their own: «Máret» as «maret»."""
    return "".join(c if c in "æøå" else unicodedata.normalize("NFD", c)[0] for c in word)
