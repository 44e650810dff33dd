"""The font the year wheel is drawn with, shipped with the product: a fresh machine may have no fonts at all.

Only what is needed to know how wide a text becomes: the `cmap` (format 4), `hmtx` and `head` tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from struct import unpack_from

FAMILY = "DejaVu Sans Condensed"
FOLDER = Path(__file__).parent / "fonts"
FILES = {False: FOLDER / "DejaVuSansCondensed-latin.ttf", True: FOLDER / "DejaVuSansCondensed-Bold-latin.ttf"}


@dataclass(frozen=True, slots=True)
class Metrics:
    """How far each character moves the pen, as parts of the font size."""

    advances: dict[int, float]
    unknown: float

    def width(self, text: str, size: float) -> float:
        """The width of a line. A character the font does not have counts as the widest it has."""
        return size * sum(self.advances.get(ord(char), self.unknown) for char in text)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of the shipped font."""
    return _metrics(bold).width(text, size)


def wrap(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The text in lines no wider than `room`; a word too wide for a line of its own is broken."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines += _broken(word, size, room, bold)
    return [line for line in lines if line]


def _broken(word: str, size: float, room: float, bold: bool) -> list[str]:
    pieces = [""]
    for char in word:
        if pieces[-1] and width(pieces[-1] + char, size, bold=bold) > room:
            pieces.append("")
        pieces[-1] += char
    return pieces


@cache
def _metrics(bold: bool) -> Metrics:
    data = FILES[bold].read_bytes()
    tables = _tables(data)
    (em,) = unpack_from(">H", data, tables["head"] + 18)
    (count,) = unpack_from(">H", data, tables["hhea"] + 34)
    steps = [unpack_from(">H", data, tables["hmtx"] + 4 * glyph)[0] / em for glyph in range(count)]
    glyphs = _characters(data, tables["cmap"])
    return Metrics({char: steps[min(glyph, count - 1)] for char, glyph in glyphs.items()}, max(steps))


def _tables(data: bytes) -> dict[str, int]:
    (count,) = unpack_from(">H", data, 4)
    records = (unpack_from(">4sIII", data, 12 + 16 * index) for index in range(count))
    return {tag.decode(): offset for tag, _, offset, _ in records}


def _characters(data: bytes, cmap: int) -> dict[int, int]:
    """Character → glyph, from the first subtable (Unicode, format 4): four arrays, one place a segment."""
    start = cmap + unpack_from(">I", data, cmap + 8)[0]
    count = unpack_from(">H", data, start + 6)[0] // 2
    arrays = (start + 14, *(start + 16 + 2 * count * part for part in (1, 2, 3)))
    found: dict[int, int] = {}
    for place in range(0, 2 * count, 2):
        last, first, delta, offset = (unpack_from(">H", data, array + place)[0] for array in arrays)
        glyphs = arrays[3] + place + offset if offset else None
        found |= {char: _glyph(data, glyphs, char - first, char, delta) for char in range(first, min(last, 0xFFFE) + 1)}
    return {char: glyph for char, glyph in found.items() if glyph}


def _glyph(data: bytes, glyphs: int | None, index: int, char: int, delta: int) -> int:
    base = char if glyphs is None else unpack_from(">H", data, glyphs + 2 * index)[0]
    return (base + delta) & 0xFFFF if base else 0
