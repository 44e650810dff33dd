"""Patterns of words in order, the way `danger` reads a sentence. Linear in the length of the sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from bot.domain.personvern.page import Word


class Sign(StrEnum):
    """Whom a person must call themselves, at once: the police (112), health (113), barnevernet."""

    FARE_POLITI = "fare_politi"
    FARE_HELSE = "fare_helse"
    MELDEPLIKT = "meldeplikt"


@dataclass(frozen=True)
class Pattern:
    """Groups of words that stand in this order, at most `reach` words apart, in one sentence.

    A word that ends with * is a beginning. `single`: only in a sentence about one person. `unless`: words of the
    sentence that explain it otherwise. `not_next`: words that, right after it, make it an idiom («slår alarm»).
    """

    sign: Sign
    groups: tuple[str, ...]
    reach: int = 4
    single: bool = False
    unless: str = ""
    not_next: str = ""

    @cached_property
    def parsed(self) -> tuple[tuple[frozenset[str], tuple[str, ...]], ...]:
        """The groups as whole words and beginnings."""
        return tuple(_group(text) for text in self.groups)

    def met_by(self, words: Sequence[Word], index: Mapping[str, list[int]], *, about_one: bool) -> bool:
        """Whether a sentence fits. `index` says where each of its words stands."""
        if (self.single and not about_one) or (self.unless and any(_places(index, _group(self.unless)))):
            return False
        reachable = _places(index, self.parsed[0])
        for group in self.parsed[1:]:
            if not reachable:
                return False
            reachable = _steps(reachable, _places(index, group), self.reach)
        return any(not self._idiom(words, at) for at in reachable)

    def has_words_in(self, index: Mapping[str, list[int]]) -> bool:
        """Whether a text has a word of every group at all; most patterns need no closer look."""
        return all(_places(index, group) for group in self.parsed)

    def _idiom(self, words: Sequence[Word], at: int) -> bool:
        return at + 1 < len(words) and words[at + 1].lower in self.not_next.split()


def _group(text: str) -> tuple[frozenset[str], tuple[str, ...]]:
    words = text.split()
    return frozenset(w for w in words if w[-1] != "*"), tuple(w[:-1] for w in words if w[-1] == "*")


def _places(index: Mapping[str, list[int]], group: tuple[frozenset[str], tuple[str, ...]]) -> list[int]:
    whole, beginnings = group
    words = whole & index.keys()
    if beginnings:
        words |= {word for word in index if word.startswith(beginnings) and not _prevents(word)}
    return sorted(at for word in words for at in index[word])


def _prevents(word: str) -> bool:
    """«selvmordsforebygging» is no sign."""
    return "forebygg" in word or "førebygg" in word


def _steps(reachable: list[int], places: list[int], reach: int) -> list[int]:
    """Those of `places` that stand after something reachable, and near enough. Both lists are sorted."""
    met: list[int] = []
    last, following = None, iter([*reachable, None])
    ahead = next(following)
    for place in places:
        while ahead is not None and ahead < place:
            last, ahead = ahead, next(following)
        if last is not None and place - last <= reach:
            met.append(place)
    return met
