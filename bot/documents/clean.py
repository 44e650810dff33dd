"""Text that goes into a document is text and nothing else (threat T19).

`plain` takes out what no document may carry: characters XML forbids, halves of surrogate pairs, control
characters and the invisible marks that turn the reading direction. `fields` prepares a whole view for a Word
template: every text becomes `Field`, which writes its own markup characters, so that neither Jinja nor XML can
read a command in what somebody wrote.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

_LINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
_MARKUP = frozenset("<>&\"'{}%")


def plain(text: str) -> str:
    """The text in composed form, with every kind of line break as a newline and nothing forbidden left."""
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", _LINES.sub("\n", text)))


def one_line(text: str) -> str:
    """The text on one line, spaces collapsed: for titles, labels and properties."""
    return " ".join(plain(text).split())


class Field(str):
    """A text as a template shows it. Jinja asks `__html__` instead of looking into the text."""

    __slots__ = ()

    def __html__(self) -> str:
        return "".join(map(_reference, self))


def _reference(char: str) -> str:
    return f"&#{ord(char)};" if char in _MARKUP else char


def fields(value: object) -> object:
    """The value with every text in it, however deep, made a `Field`."""
    match value:
        case str():
            return Field(plain(value))
        case Mapping():
            return {key: fields(inner) for key, inner in value.items()}
        case Sequence():
            return [fields(inner) for inner in value]
        case _:
            return value
