"""The icons: the sizes and the transparency Teams asks for."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator

import pytest

from bot.manifest import ICONS, SOURCES, icon

Pixel = tuple[int, int, int, int]
SAFE = 36  # Teams rounds the colour icon's corners: the drawing keeps to the middle 120 pixels


def read(png: bytes) -> list[list[Pixel]]:
    """The pixels of an 8-bit RGBA picture, row by row."""
    width, height, depth, colour, _, _, interlace = struct.unpack(">IIBBBBB", png[16:29])
    assert (png[:8], depth, colour, interlace) == (b"\x89PNG\r\n\x1a\n", 8, 6, 0)
    raw = zlib.decompress(b"".join(body for kind, body in _chunks(png) if kind == b"IDAT"))
    rows, above, stride = [], bytes(width * 4), width * 4 + 1
    for at in range(0, height * stride, stride):
        above = _unfilter(raw[at], raw[at + 1 : at + stride], above)
        rows.append([(above[i], above[i + 1], above[i + 2], above[i + 3]) for i in range(0, width * 4, 4)])
    return rows


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _unfilter(kind: int, line: bytes, above: bytes) -> bytes:
    done = bytearray(line)
    for i in range(len(line)):
        left, corner = (done[i - 4], above[i - 4]) if i >= 4 else (0, 0)
        guess = (0, left, above[i], (left + above[i]) // 2, _paeth(left, above[i], corner))[kind]
        done[i] = (line[i] + guess) % 256
    return bytes(done)


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda value: abs(guess - value))


@pytest.mark.parametrize(("name", "size"), [("color", 192), ("outline", 32)])
def test_an_icon_has_the_size_teams_asks_for(name: str, size: int) -> None:
    rows = read(icon(name))
    assert (len(rows), {len(row) for row in rows}) == (size, {size})
    assert ICONS[name] == size


def test_the_outline_is_white_on_nothing() -> None:
    pixels = [pixel for row in read(icon("outline")) for pixel in row]
    assert {pixel[:3] for pixel in pixels if pixel[3]} == {(255, 255, 255)}
    assert any(pixel[3] == 0 for pixel in pixels)
    assert any(pixel[3] == 255 for pixel in pixels)


def test_the_colour_icon_is_solid_in_the_apps_own_colour_with_its_drawing_in_the_middle() -> None:
    template = json.loads((SOURCES / "manifest.template.json").read_text(encoding="utf-8"))
    rows = read(icon("color"))
    red, green, blue, _ = background = rows[0][0]
    assert f"#{red:02x}{green:02x}{blue:02x}" == template["accentColor"]
    assert {pixel[3] for row in rows for pixel in row} == {255}
    drawn = [(x, y) for y, row in enumerate(rows) for x, pixel in enumerate(row) if pixel != background]
    assert {SAFE <= place < 192 - SAFE for at in drawn for place in at} == {True}
