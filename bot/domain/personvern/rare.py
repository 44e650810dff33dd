"""Names that stand in no list and have no word beside them that gives them away: cheap rules, and far from all.

A capital in the middle of a sentence, where no place and no organisation would stand; somebody's mother, bag or phone;
a first word that is built like a name and does what people do. Ordinary words are known from `ord.txt`. What they
find and what they miss is measured and said in `docs/personvern-vakt.md`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from bot.domain.personvern import vocabulary as v
from bot.domain.personvern.neighbours import Neighbours

_LONGEST = 11
_PLURAL = ("er", "ar", "ene", "ane", "else", "isme")
_BUILT_LIKE_A_NAME = re.compile(
    r"[cqwxz]|sz|kh|gh|dh|bh|mb[aeiou]|nw|(?:trud|hild|frid|gunn|veig|dis|run|vor|mund|ulf|leif|geir|bjørg|aja|ija|ayn)$"
)


@cache
def ordinary_words() -> frozenset[str]:
    """Ordinary words, in small letters."""
    return frozenset(files(__package__).joinpath("ord.txt").read_text("utf-8").split())


class Strangers(Neighbours):
    """The rules for words that nobody knows."""

    def amid(self, at: int) -> bool:
        """«I går var X på stasjonen»: a capital that its place does not explain."""
        word, following = self.words[at], self._next(at)
        if word.first or word.gap not in (" ", ", ") or not self._unheard_of(at) or self._proper(at - 1):
            return False
        if following is not None and following.gap == " " and following.capital:
            return False
        return not self._placed(at)

    def _proper(self, at: int) -> bool:
        """A capital that is not there for its place: «Trygg Trafikk»."""
        word = self.words[at]
        return word.capital and not (word.first and word.lower in ordinary_words())

    def _placed(self, at: int) -> bool:
        """Where a place, or what something is called, might stand."""
        before = self._before(at)
        earlier = self.words[at - 2].lower if at > 1 else ""
        if before == "på" and self._at_somebody(at):
            return False
        if before == "til" and earlier in v.BELONGINGS:
            return False
        if before == "rundt" and earlier in v.AROUND:
            return False
        if before == "hos":
            return earlier not in v.AT_HOME
        called = {before, earlier} & (v.NAMED_THINGS - {"det", "dette"})
        return bool(called) or before in v.PLACE_PREPOSITIONS or before in v.TITLES

    def _at_somebody(self, at: int) -> bool:
        """«følge med på X», «tenker mye på X»."""
        earlier = {word.lower for word in self.words[max(0, at - 3) : at - 1]}
        return bool(earlier & v.AT_SOMEBODY) or ("med" in earlier and bool(earlier & v.FOLLOWED))

    def owner(self, at: int) -> bool:
        """«Xs mor ringte»."""
        return self.words[at].lower.endswith("s") and self._unheard_of(at) and self._after(at) in v.OWNED

    def opening(self, at: int) -> bool:
        """«X mobber de yngre», «X har mye fravær»: the first word, where it can hardly be anything else."""
        word = self.words[at]
        if not word.first or not self._unheard_of(at) or word.lower.endswith(_PLURAL):
            return False
        if self._after(at) in v.PERSON_VERBS | v.PERSON_DEEDS:
            return True
        built = len(word.text) > 3 and bool(_BUILT_LIKE_A_NAME.search(word.lower))
        return built and self._after(at) in v.AUXILIARIES | {"og", "som", "virker", "verkar"}

    def _unheard_of(self, at: int) -> bool:
        """A capitalised word of a name's length that no table knows, in any of its forms."""
        word = self.words[at]
        if not self._odd(at) or not 2 < len(word.text) <= _LONGEST or not word.text[1:].islower():
            return False
        forms = {word.lower, word.lower.removesuffix("s"), word.lower.removesuffix("e"), word.lower.removesuffix("t")}
        return not forms & ordinary_words()
