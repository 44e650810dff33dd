"""A text as the detectors read it: folded, in words, in sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from bot.domain.personvern.folding import Folded, fold
from bot.domain.personvern.vocabulary import ABBREVIATIONS

_WORD = re.compile(r"[^\W\d_]++(?:['-][^\W\d_]++)*+")
_STARTS_ANEW = re.compile(r"[.!?:;\n\d•·*|>/«\"“”(…]|\s-\s|^-|\A\Z")
_URL = re.compile(r"(?:https?://|www\.)\S++")
_ENDS_SENTENCE = re.compile(r"[!?\n]|\.(?=\s)|…")


class Word(NamedTuple):
    """A word and where it stands. `first`: it may be capitalised for its place alone; `gap`: what stands before."""

    text: str
    lower: str
    start: int
    end: int
    first: bool
    gap: str

    @property
    def capital(self) -> bool:
        """Written with a capital and then at least one small letter («Jonas», «McTest»)."""
        return self.text[0].isupper() and not self.text[1:2].isupper() and len(self.text) > 1

    @property
    def shouted(self) -> bool:
        """Written in capitals only."""
        return len(self.text) > 1 and self.text.isupper()


class Page:
    """A folded text with its words and sentences, found once."""

    def __init__(self, text: str) -> None:
        self.folded: Folded = fold(text)
        self.text = self.folded.text
        self.lower = self.folded.lower

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Every word in order."""
        return tuple(self._words())

    def _words(self) -> Iterator[Word]:
        before = 0
        for match in _WORD.finditer(self.text):
            start, end = match.span()
            gap = self.text[before:start]
            first = before == 0 or bool(_STARTS_ANEW.search(gap))
            yield Word(match[0], self.lower[start:end], start, end, first, gap)
            before = end

    @cached_property
    def _urls(self) -> tuple[tuple[int, int], ...]:
        return tuple(match.span() for match in _URL.finditer(self.lower))

    def in_url(self, position: int) -> bool:
        """Whether a position stands inside a link."""
        at = bisect_right(self._urls, (position, len(self.text) + 1)) - 1
        return at >= 0 and self._urls[at][1] > position

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Spans of sentences. «10. klasse», «kl. 18» and «J.H.» do not end one."""
        marks = [0, *self._breaks(), len(self.text)]
        return tuple((a, b) for a, b in pairwise(marks) if a < b)

    def _breaks(self) -> Iterator[int]:
        previous: Word | None = None
        for word in self.words:
            if previous and _ENDS_SENTENCE.search(word.gap) and self._is_break(previous, word):
                yield word.start
            previous = word

    def _is_break(self, previous: Word, word: Word) -> bool:
        if any(mark in word.gap for mark in "!?\n…"):
            return True
        number_dot = self.text[previous.end : word.start].rstrip().endswith(".") and word.gap.strip(" .") != ""
        return word.text[0].isupper() and not number_dot and previous.lower not in ABBREVIATIONS

    def sentence_of(self, position: int) -> int:
        """The index of the sentence a position stands in."""
        return bisect_right(self.sentences, (position, len(self.text) + 1)) - 1

    def words_of(self, span: tuple[int, int]) -> tuple[Word, ...]:
        """The words inside a span."""
        return self.words[bisect_right(self.starts, span[0] - 1) : bisect_right(self.starts, span[1] - 1)]

    @cached_property
    def starts(self) -> list[int]:
        """Where every word begins."""
        return [word.start for word in self.words]
