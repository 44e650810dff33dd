"""The shapes of the year wheel: sectors, numbered marks, lines and text."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, pi, sin
from xml.etree.ElementTree import Element, SubElement

from bot.documents.arshjul import Status
from bot.documents.fonts import width

CENTRE, RADIUS, INNER, NAMES = 600, 206, 88, 186
TITLE, MONTH, TEXT, SMALL, NUMBER = 28, 16, 14, 13, 12
BADGE = 11
INK, BODY, MUTED, LINE = "#1f3a5f", "#1b1f24", "#454f5b", "#8a99ad"
SECTORS = ("#eef2f7", "#dde6f0")
# rings of marks inside a sector: distance from the centre, how many
RINGS = ((156, 3), (131, 2), (106, 2))
CAPACITY = sum(count for _, count in RINGS)


def text(root: Element, x: float, y: float, words: str, size: float, *, bold: bool = False, fill: str = BODY) -> float:
    """A line of text from `x`; returns where it ends."""
    made = SubElement(root, "text", {"x": f"{x:g}", "y": f"{y:g}", "font-size": str(size), "fill": fill})
    if bold:
        made.set("font-weight", "bold")
    made.text = words
    return x + width(words, size, bold=bold)


def centred(root: Element, x: float, y: float, words: str, size: float, *, bold: bool = True, fill: str = BODY) -> None:
    """A line of text around `x`, standing on the middle of `y`."""
    text(root, x - width(words, size, bold=bold) / 2, y + size * 0.36, words, size, bold=bold, fill=fill)


def point(month: float, distance: float, middle: float) -> tuple[float, float]:
    """Where a month is, January starting at the top and the year going clockwise; 1.5 is the middle of January."""
    angle = (month - 1) * pi / 6
    return CENTRE + distance * sin(angle), middle - distance * cos(angle)


def sectors(root: Element, middle: float, names: list[str]) -> None:
    """The twelve months with the first three letters of their names at the rim."""
    for month, name in enumerate(names, 1):
        SubElement(root, "path", {"d": _sector(month, middle), "fill": SECTORS[month % 2], "stroke": "#ffffff"})
        x, y = point(month + 0.5, NAMES, middle)
        centred(root, x, y, name[:3].lower(), TEXT, fill=INK)


def _sector(month: int, middle: float) -> str:
    corners = ((month, INNER), (month, RADIUS), (month + 1, RADIUS), (month + 1, INNER))
    a, b, c, d = (f"{x:.2f} {y:.2f}" for x, y in (point(m, r, middle) for m, r in corners))
    return f"M{a} L{b} A{RADIUS} {RADIUS} 0 0 1 {c} L{d} A{INNER} {INNER} 0 0 0 {a} Z"


def badges(root: Element, middle: float, months: Mapping[int, list[tuple[int, Status]]]) -> None:
    """Each month's numbers in its sector; when they are too many, the last mark says how many more there are."""
    for month, numbers in months.items():
        shown = [(str(number), status) for number, status in numbers]
        if len(shown) > CAPACITY:
            shown[CAPACITY - 1 :] = [(f"+{len(shown) - CAPACITY + 1}", Status.PLANLAGT)]
        for (distance, angle), (label, status) in zip(_places(len(shown)), shown, strict=True):
            badge(root, *point(month + angle, distance, middle), label, status)


def _places(count: int) -> list[tuple[float, float]]:
    """Distance and part of the month for each mark, ring by ring from the rim, spread evenly in its ring."""
    found: list[tuple[float, float]] = []
    for distance, room in RINGS:
        here = min(room, count - len(found))
        found += [
            (distance, (index + 0.5) / here) if here < 3 else (distance, 0.17 + 0.33 * index) for index in range(here)
        ]
    return found


def badge(root: Element, x: float, y: float, label: str, status: Status) -> None:
    """A mark whose shape is its status: ring planned, dashed ring under way, disc done, diamond postponed,
    square late."""
    filled = status is Status.UTFORT
    look = {"fill": INK if filled else "#ffffff", "stroke": INK, "stroke-width": "1.6"}
    if status is Status.PAGAR:
        look["stroke-dasharray"] = "3 2"
    tag, shape = _shape(x, y, status)
    SubElement(root, tag, {**shape, **look})
    centred(root, x, y, label, NUMBER, fill="#ffffff" if filled else BODY)


def _shape(x: float, y: float, status: Status) -> tuple[str, dict[str, str]]:
    if status is Status.UTSATT:
        r = BADGE + 2
        return "path", {"d": f"M{x:.2f} {y - r:.2f} L{x + r:.2f} {y:.2f} L{x:.2f} {y + r:.2f} L{x - r:.2f} {y:.2f} Z"}
    if status is Status.FORSINKET:
        side = 2 * BADGE - 2
        return "rect", {"x": f"{x - side / 2:.2f}", "y": f"{y - side / 2:.2f}", "width": f"{side}", "height": f"{side}"}
    return "circle", {"cx": f"{x:.2f}", "cy": f"{y:.2f}", "r": str(BADGE)}


def leader(root: Element, month: int, middle: float, x: float, y: float) -> None:
    """A line from a sector's rim straight out, then to its month's name."""
    start_x, start_y = point(month + 0.5, RADIUS, middle)
    side = 1 if x > CENTRE else -1
    turn = CENTRE + side * (RADIUS + 6)
    points = f"{start_x:.1f},{start_y:.1f} {turn:.1f},{start_y:.1f} {x - side * 14:.1f},{y:.1f} {x:.1f},{y:.1f}"
    SubElement(root, "polyline", {"points": points, "fill": "none", "stroke": LINE, "stroke-width": "1"})


def rule(root: Element, x: float, to: float, y: float) -> None:
    """A thin line across."""
    SubElement(root, "line", {"x1": f"{x:g}", "x2": f"{to:g}", "y1": f"{y:g}", "y2": f"{y:g}", "stroke": LINE})
