"""Draws the year wheel as SVG, 1200 wide: twelve sectors with numbered marks, and what the numbers mean beside it.

January to June read downwards at the right, December to July at the left, each month beside its sector, so no line
crosses another and no text another text: every line is measured with the shipped font before it is placed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from bot.documents import wheel_parts as part
from bot.documents.arshjul import (
    STATUS_TEXTS,
    ArshjulView,
    Entry,
    Status,
    alt_text,
    heading,
    month_name,
    when_and_what,
    who_and_status,
)
from bot.documents.fonts import FAMILY, wrap
from bot.texts import Texts

WIDTH, EDGE, TOP = 1200, 24, 104
COLUMN, BESIDE_COLUMN = 336, 368
LEFT, RIGHT = EDGE, WIDTH - EDGE - COLUMN
BADGE_ROOM = 32
LINE, META_LINE, GAP, MONTH_LINE = 18, 17, 8, 32


@dataclass(frozen=True, slots=True)
class Item:
    """One entry as lines of text. Without a number it is one without a month."""

    number: int | None
    status: Status
    title: list[str]
    meta: list[str]

    @property
    def height(self) -> int:
        """What it takes, the gap below it included."""
        return LINE * len(self.title) + META_LINE * len(self.meta) + GAP


@dataclass(frozen=True, slots=True)
class Block:
    """A month's items under its name."""

    month: int
    items: list[Item]

    @property
    def height(self) -> int:
        """What it takes, its name included."""
        return MONTH_LINE + sum(item.height for item in self.items) + GAP


def svg(view: ArshjulView, t: Texts) -> str:
    """The whole picture."""
    blocks = _blocks(view, t)
    right = [block for block in blocks if block.month <= 6]
    left = [block for block in reversed(blocks) if block.month > 6]
    height = max(2 * part.RADIUS + 40, _height(left), _height(right))
    middle = TOP + height / 2
    beside = [_item(None, entry, view, t, BESIDE_COLUMN) for entry in view.undated]
    root = _canvas(view, t, TOP + height + _beside_height(beside) + EDGE)
    part.centred(root, part.CENTRE, middle, str(view.year), part.TITLE, fill=part.INK)
    part.sectors(root, middle, [month_name(month, t) for month in range(1, 13)])
    for column, x in ((left, LEFT), (right, RIGHT)):
        _column(root, column, x, middle - _height(column) / 2, middle, t)
    part.badges(root, middle, {block.month: [(i.number or 0, i.status) for i in block.items] for block in blocks})
    _beside(root, beside, TOP + height + 28, t)
    return tostring(root, encoding="unicode")


def _blocks(view: ArshjulView, t: Texts) -> list[Block]:
    found: dict[int, Block] = {}
    for number, entry in enumerate(view.dated, 1):
        block = found.setdefault(entry.month or 0, Block(entry.month or 0, []))
        block.items.append(_item(number, entry, view, t, COLUMN))
    return list(found.values())


def _item(number: int | None, entry: Entry, view: ArshjulView, t: Texts, column: int) -> Item:
    room = column - BADGE_ROOM
    title = wrap(when_and_what(entry, view.year, t), part.TEXT, room)
    return Item(number, entry.status, title, wrap(who_and_status(entry, t), part.SMALL, room))


def _height(blocks: Iterable[Block]) -> int:
    return sum(block.height for block in blocks)


def _canvas(view: ArshjulView, t: Texts, height: float) -> Element:
    size = {"width": str(WIDTH), "height": f"{height:g}", "viewBox": f"0 0 {WIDTH} {height:g}"}
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "font-family": FAMILY, **size})
    SubElement(root, "title").text = heading(view, t)
    SubElement(root, "desc").text = alt_text(view, t)
    lines = wrap(heading(view, t), part.TITLE, WIDTH - 2 * EDGE, bold=True)
    part.text(root, EDGE, 46, lines[0] + ("…" if lines[1:] else ""), part.TITLE, bold=True, fill=part.INK)
    x = float(EDGE + part.BADGE)
    for status, word in STATUS_TEXTS.items():
        part.badge(root, x, 74, "", status)
        x = part.text(root, x + 18, 79, t(word), part.TEXT) + 34
    return root


def _column(root: Element, blocks: list[Block], x: float, y: float, middle: float, t: Texts) -> None:
    for block in blocks:
        part.text(root, x, y + 16, month_name(block.month, t), part.MONTH, bold=True, fill=part.INK)
        part.rule(root, x, x + COLUMN, y + 23)
        part.leader(root, block.month, middle, x + COLUMN if x == LEFT else x, y + 23)
        _items(root, block.items, x, y + MONTH_LINE)
        y += block.height


def _items(root: Element, items: Iterable[Item], x: float, y: float) -> None:
    for item in items:
        part.badge(root, x + part.BADGE, y + 10, str(item.number or ""), item.status)
        for index, line in enumerate(item.title):
            part.text(root, x + BADGE_ROOM, y + 15 + LINE * index, line, part.TEXT)
        below = y + LINE * len(item.title) + 13
        for index, line in enumerate(item.meta):
            part.text(root, x + BADGE_ROOM, below + META_LINE * index, line, part.SMALL, fill=part.MUTED)
        y += item.height


def _beside_height(items: list[Item]) -> int:
    return 28 + MONTH_LINE + 10 + max(_height_of(column) for column in _thirds(items)) if items else 0


def _beside(root: Element, items: list[Item], y: float, t: Texts) -> None:
    if not items:
        return
    part.rule(root, EDGE, WIDTH - EDGE, y - 10)
    part.text(root, EDGE, y + 18, t("Uten måned i planen"), part.MONTH, bold=True, fill=part.INK)
    for index, column in enumerate(_thirds(items)):
        _items(root, column, EDGE + index * (BESIDE_COLUMN + 24), y + MONTH_LINE + 6)


def _height_of(items: Iterable[Item]) -> int:
    return sum(item.height for item in items)


def _thirds(items: list[Item]) -> list[list[Item]]:
    """Three columns read downwards, of about the same height."""
    columns: list[list[Item]] = [[], [], []]
    room = _height_of(items) / 3
    filled = 0.0
    for item in items:
        columns[min(int((filled + item.height / 2) / room), 2)].append(item)
        filled += item.height
    return columns
