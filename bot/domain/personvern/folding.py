"""One way of writing: digits, dashes, spaces and letters of any script form are folded before they are read.

NFKC makes full-width and styled letters plain, every decimal digit becomes 0-9, every dash «-», every space « »;
what cannot be seen (zero-width, soft hyphen, variation selector) is dropped. Positions lead back to the given text.
"""

from __future__ import annotations

import unicodedata
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
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the folded text stands in the given text."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Fold a text. Linear in its length."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    while position < len(text):
        end = _cluster_end(text, position)
        plain = _plain(text[position : min(end, position + 1 + _MOST_MARKS)])
        out.append(plain)
        starts.extend([position] * len(plain))
        ends.extend([end] * len(plain))
        position = end
    folded = "".join(out)
    return Folded(folded, _lower(folded), tuple(starts), tuple(ends))


def _cluster_end(text: str, start: int) -> int:
    """The end of a character with its combining marks."""
    end = start + 1
    while end < len(text) and text[end] >= "\u0300" and unicodedata.combining(text[end]):
        end += 1
    return end


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
