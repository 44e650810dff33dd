"""What every card that anybody is shown obeys, whoever built it: readable, labelled, small, neutral (platform,
"Cards"; WCAG: no meaning by colour alone)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from bot.cards.kit import MARKERS
from bot.standins.card_reading import visible_text
from bot.texts import LANGUAGES

Json = dict[str, Any]
MOST_BYTES = 25 * 1024
MOST_COLUMNS = 3
MOST_BUTTONS = 6
COLOURED = {"attention", "good", "warning", "accent"}
SIGNS = (*(sign.strip() for sign in MARKERS.values()), "⚠", "✓", "ℹ", "○", "◐", "↷", "●", "✗", "?")
RAW = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-|\b[0-9a-f]{32}\b"  # ids of ours
    r"|(?<![\w/.:-])[a-z]+(?:_[a-z]+)+(?![\w/.])"  # ids of the plan
    r"|\bNone\b|\bTrue\b|\bFalse\b|\{\w*\}|<[a-z/]"  # what a program says
)


def faults(card: Json) -> list[str]:
    """Everything that is wrong with a card, in words."""
    found = [*_whole(card), *(fault for part in parts(card) for fault in _part(part))]
    return [*found, *(f"raw text: {text!r}" for text in visible_text(card) if RAW.search(text))]


def parts(node: Any) -> Iterator[Json]:
    """Every element and action of a card, fallbacks too; what is inside a button's data is not one."""
    if isinstance(node, list):
        for each in node:
            yield from parts(each)
    elif isinstance(node, dict):
        if "type" in node:
            yield node
        for key, value in node.items():
            if key != "data":
                yield from parts(value)


def _whole(card: Json) -> Iterator[str]:
    if card.get("version") != "1.5":
        yield f"version {card.get('version')}"
    if card.get("lang") not in LANGUAGES:
        yield f"language {card.get('lang')}"
    size = len(json.dumps(card, ensure_ascii=False).encode())
    if size > MOST_BYTES:
        yield f"{size} bytes"
    if len(card.get("actions", [])) > MOST_BUTTONS:
        yield f"{len(card['actions'])} buttons in a row"


def _part(part: Json) -> Iterator[str]:
    kind = str(part["type"])
    if kind.startswith("Input.") and not part.get("label"):
        yield f"{kind} {part.get('id')} has no label"
    if kind.startswith("Action.") and not part.get("title"):
        yield f"{kind} has no title"
    if kind == "Image" and not part.get("altText"):
        yield "an image has no alternative text"
    if kind in ("ColumnSet", "Table") and len(part.get("columns", [])) > MOST_COLUMNS:
        yield f"{len(part['columns'])} columns"
    if kind == "ActionSet" and len(part.get("actions", [])) > MOST_BUTTONS:
        yield f"{len(part['actions'])} buttons in a row"
    if _coloured(part) and not " ".join(visible_text(part)).strip().startswith(SIGNS):
        yield f"colour alone: {visible_text(part)[:1]}"


def _coloured(part: Json) -> bool:
    colour = str(part.get("color") or (part.get("style") if part["type"] == "Container" else "") or "")
    return colour.lower() in COLOURED
