"""What may come back from a card: nothing that it does not offer (threat T7: everything in a payload is a hint).

A client sends what it likes. A field that the card does not have, a choice that it does not offer, and a date that is
none, are as if nothing was filled in: they are never a way past the guard for free text. A text is no longer than its
field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.cards.guarded import QUESTIONS
from bot.errors import UserError
from bot.ports import Json

FORMS = {
    "Input.Date": re.compile(r"\d{4}-\d\d-\d\d"),
    "Input.Time": re.compile(r"\d\d?[:.]\d\d"),
    "Input.Number": re.compile(r"-?\d{1,6}([.,]\d{1,6})?"),
    "Input.Toggle": re.compile(r"\w{0,20}"),
}
_INSIDE = ("body", "items", "columns", "rows", "cells", "actions", "card")


def held_to(card: Json, inputs: Mapping[str, str]) -> dict[str, str]:
    """The inputs as the card allows them. Raises UserError for a text that is too long for its field.

    `card` is the step without what was to be mended, so the guard's questions may be answered beside it.
    """
    fields = [*_fields(card), *QUESTIONS] if inputs else []
    return {field["id"]: _held(field, inputs[field["id"]]) for field in fields if field["id"] in inputs}


def _held(field: Json, value: str) -> str:
    if field["type"] == "Input.ChoiceSet":
        return _offered(field, value)
    if field["type"] in FORMS:
        return value if FORMS[field["type"]].fullmatch(value) else ""
    if len(value) > field.get("maxLength", len(value)):
        raise UserError("text_too_long")
    return value


def _offered(field: Json, value: str) -> str:
    offered = {choice["value"] for choice in field.get("choices", ())}
    if not field.get("isMultiSelect"):
        return value if value in offered else ""
    return ",".join(one for one in value.split(",") if one in offered)


def _fields(node: Any) -> Iterator[Json]:
    if isinstance(node, list):
        for part in node:
            yield from _fields(part)
    elif isinstance(node, dict):
        if str(node.get("type")).startswith("Input."):
            yield node
        for key in _INSIDE:
            if key in node:
                yield from _fields(node[key])
