"""The rules for every card find what they look for."""

from __future__ import annotations

from typing import Any

import pytest

from bot.cards import kit
from tests.scenarios.card_rules import faults


def card(*body: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "AdaptiveCard", "version": "1.5", "lang": "nb", "body": list(body), **more}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (card(version="1.6"), "version 1.6"),
        (card(lang="xx"), "language xx"),
        (card({"type": "Input.Text", "id": "a"}), "no label"),
        (card({"type": "Image", "url": "u"}), "alternative text"),
        (card({"type": "ColumnSet", "columns": [{"type": "Column"}] * 4}), "4 columns"),
        (card({"type": "TextBlock", "text": "Avlyst", "color": "Attention"}), "colour alone"),
        (card({"type": "Container", "style": "good", "items": [{"type": "TextBlock", "text": "Ja"}]}), "colour alone"),
        (card({"type": "TextBlock", "text": "x" * 26_000}), "bytes"),
        (card({"type": "TextBlock", "text": "Ansvarlig: slt_koordinator"}), "raw text"),
        (card({"type": "TextBlock", "text": "Frist: None"}), "raw text"),
        (card({"type": "TextBlock", "text": "Hei {name}"}), "raw text"),
        (card(actions=[{"type": "Action.Submit", "title": str(n)} for n in range(7)]), "7 buttons"),
        (card(actions=[{"type": "Action.Submit"}]), "no title"),
    ],
)
def test_a_fault_is_seen(wrong: dict[str, Any], said: str) -> None:
    assert any(said in fault for fault in faults(wrong))


def test_a_good_card_has_none() -> None:
    made = kit.card([kit.heading("Varsling V-2026-1"), kit.notice("Haster"), kit.ask_text("a", "Hva?")])
    assert faults(made) == []
