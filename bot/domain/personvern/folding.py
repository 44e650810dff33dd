"""One way of writing: digits, dashes, spaces and letters of any script form are folded before they are read.

NFKC makes full-width and styled letters plain, every decimal digit becomes 0-9, every dash «-», every space « »;
what cannot be seen (zero-width, soft hyphen, variation selector) is dropped. Positions lead back to the given text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_MOST_MARKS = 4
_QUOTES = dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u00b4`", "'")
_DASHES = dict.fromkeys("\u2212\u02d7", "-")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `lower` has the same length, `starts` and `ends` are positions in the given text."""

    text: str
    lower: str
    starts: Sequence[int]
    ends: Sequence[int]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the folded text stands in the given text."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Fold a text. Linear in its length."""
    alphabet = {ord(char): _plain(char) for char in set(text)}
    if all(len(plain) == 1 and not unicodedata.combining(chr(char)) for char, plain in alphabet.items()):
        folded = text.translate(alphabet)
        return Folded(folded, _lower(folded), range(len(text)), range(1, len(text) + 1))
    clusters = list(_clusters(text))
    pieces = [_plain(cluster[: 1 + _MOST_MARKS]) for cluster in clusters]
    folded = "".join(pieces)
    return Folded(folded, _lower(folded), *_positions(clusters, pieces))


def _positions(clusters: list[str], pieces: list[str]) -> tuple[list[int], list[int]]:
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    for cluster, piece in zip(clusters, pieces, strict=True):
        starts.extend([position] * len(piece))
        position += len(cluster)
        ends.extend([position] * len(piece))
    return starts, ends


def _clusters(text: str) -> Iterator[str]:
    """The characters of a text, each with its combining marks."""
    if not text or max(text) < "\u0300":
        yield from text
        return
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not (text[at] >= "\u0300" and unicodedata.combining(text[at])):
            yield text[start:at]
            start = at


@lru_cache(maxsize=4096)
def _plain(cluster: str) -> str:
    return "".join(_plain_char(char) for char in unicodedata.normalize("NFKC", cluster))


def _plain_char(char: str) -> str:
    category = unicodedata.category(char)
    if char == "\n" or char in "\u2028\u2029":
        return "\n"
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category == "Pd" or char in _DASHES:
        return "-"
    if category == "Zs" or char in "\t\r":
        return " "
    return "" if category in ("Cf", "Cc", "Me", "Mn") else _QUOTES.get(char, char)


def _lower(text: str) -> str:
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
