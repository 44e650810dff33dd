"""Reading an Adaptive Card as a person does: its visible text, its buttons, its fields to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Json = dict[str, Any]

ADAPTIVE = "application/vnd.microsoft.card.adaptive"
_INSIDE = ("body", "items", "columns", "rows", "cells", "inlines", "facts", "choices", "images", "actions", "card")
_WORDS = ("title", "text", "label", "placeholder")
_SHOWS_VALUE = ("Input.Text", "Input.Date", "Input.Time", "Input.Number")


class CannotPress(Exception):
    """The client would not send this: the message says what a person would see."""


def cards_of(activity: Mapping[str, Any]) -> list[Json]:
    """The Adaptive Cards attached to an activity."""
    return [part["content"] for part in activity.get("attachments") or () if part.get("contentType") == ADAPTIVE]


def visible_text(card: Mapping[str, Any]) -> list[str]:
    """Every text a person sees on the card, from the top: headings, facts, labels, choices, buttons."""
    return [text for text in _texts(card, "") if text]


def _texts(node: Any, under: str) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for part in node:
            yield from _texts(part, under)
    elif not isinstance(node, dict) or node.get("isVisible") is False:
        return
    elif node.get("type") == "RichTextBlock":
        yield "".join(run if isinstance(run, str) else run.get("text", "") for run in node.get("inlines", ()))
    else:
        yield from _own_words(node, under)
        for key in _INSIDE:
            yield from _texts(node.get(key, []), key)


def _own_words(node: Json, under: str) -> Iterator[str]:
    yield from (node[key] for key in _WORDS if isinstance(node.get(key), str))
    if (under == "facts" or node.get("type") in _SHOWS_VALUE) and node.get("value") is not None:
        yield str(node["value"])
    if str(node.get("type")).startswith("Chart."):
        yield from (str(part["legend"]) for part in node.get("data", ()) if "legend" in part)


def elements(node: Any) -> Iterator[Json]:
    """Every element, action and cell of a card, outermost first."""
    if isinstance(node, list):
        for part in node:
            yield from elements(part)
    elif isinstance(node, dict):
        yield node
        for key in (*_INSIDE, "selectAction"):
            yield from elements(node.get(key, []))


def actions(card: Mapping[str, Any]) -> list[Json]:
    """Every button of the card, also those inside containers and folded cards."""
    return [part for part in elements(dict(card)) if str(part.get("type")).startswith("Action.")]


def find_action(card: Mapping[str, Any], wanted: str) -> Json:
    """The button with that title, verb or id."""
    for action in actions(card):
        if wanted in (action.get("title"), action.get("verb"), action.get("id")):
            return action
    raise CannotPress(f"no button {wanted!r}; there are {[part.get('title') for part in actions(card)]}")


def inputs(card: Mapping[str, Any]) -> list[Json]:
    """Every field to fill in."""
    return [part for part in elements(dict(card)) if str(part.get("type")).startswith("Input.")]


def fill(card: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, str]:
    """What the client sends for the card's fields when a person gives these answers, by label or id.

    Choices are given by the text that is shown. A field left empty is not sent at all. Raises CannotPress as
    the client would hold the card back: a required field left empty, a pattern not met, too many characters.
    """
    fields = inputs(card)
    unknown = [name for name in answers if not any(name in _names(field) for field in fields)]
    if unknown:
        raise CannotPress(f"no field {unknown}; there are {[_names(field) for field in fields]}")
    sent = {field["id"]: _checked(field, _value(field, answers)) for field in fields}
    return {name: value for name, value in sent.items() if value}


def _names(field: Json) -> list[str]:
    return [field[key] for key in ("id", "label", "title") if key in field]


def _value(field: Json, answers: Mapping[str, Any]) -> str:
    given = next((answers[name] for name in _names(field) if name in answers), None)
    if given is None:
        return str(field.get("value", field.get("valueOff", "false") if field["type"] == "Input.Toggle" else ""))
    if isinstance(given, bool):
        return str(field.get("valueOn", "true") if given else field.get("valueOff", "false"))
    if field["type"] == "Input.ChoiceSet":
        return _choice(field, [given] if isinstance(given, str) else given)
    return str(given)


def _choice(field: Json, given: Sequence[str]) -> str:
    offered = {choice["title"]: choice["value"] for choice in field.get("choices", ())}
    picked = [offered.get(text, text) for text in given]
    free = "choices.data" in field
    if not free and not set(picked) <= set(offered.values()):
        raise CannotPress(f"no choice {list(given)} in {_names(field)}; there are {list(offered)}")
    return ",".join(picked)


def _checked(field: Json, value: str) -> str:
    empty_toggle = field["type"] == "Input.Toggle" and value == field.get("valueOff", "false")
    if field.get("isRequired") and (not value or empty_toggle):
        raise CannotPress(f"{field.get('errorMessage', 'required')} ({field['id']})")
    if value and "regex" in field and not re.search(field["regex"], value):
        raise CannotPress(f"{field.get('errorMessage', 'pattern')} ({field['id']})")
    if len(value) > field.get("maxLength", len(value)):
        raise CannotPress(f"more than {field['maxLength']} characters ({field['id']})")
    return value
