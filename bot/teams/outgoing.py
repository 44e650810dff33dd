"""What we send: messages as botbuilder activities, and the bodies that invokes are answered with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botbuilder.schema import Activity, ActivityTypes, Attachment

from bot.dialogs.turn import Answer, Turn, TurnKind
from bot.ports import Json, Message

CARD = "application/vnd.microsoft.card.adaptive"
TOAST = "application/vnd.microsoft.activity.message"


def activity_of(message: Message) -> Activity:
    """A fresh activity each time: it is addressed in place, never copied."""
    card = message.card
    return Activity(
        type=ActivityTypes.message,
        text=message.text,
        summary=message.summary,
        attachments=[Attachment(content_type=CARD, content=card)] if card is not None else None,
    )


def invoke_body(turn: Turn, answer: Answer, otherwise: str) -> Json:
    """The body that answers an invoke. `otherwise` is said where an answer must say something and ours does not."""
    if turn.kind is TurnKind.CARD:
        return _card_body(answer, otherwise)
    return _dialog_body(answer)


def _card_body(answer: Answer, otherwise: str) -> Json:
    if answer.card is not None:
        return {"statusCode": 200, "type": CARD, "value": answer.card}
    return {"statusCode": 200, "type": TOAST, "value": answer.toast or otherwise}


def _dialog_body(answer: Answer) -> Json:
    """The next step, a last word, or nothing, which closes the dialog."""
    card = answer.dialog if answer.dialog is not None else answer.card
    if card is not None:
        return {"task": {"type": "continue", "value": _dialog(card, answer.dialog_title)}}
    return {"task": {"type": "message", "value": answer.toast}} if answer.toast else {}


def _dialog(card: Mapping[str, Any], title: str) -> Json:
    return {
        "title": title,
        "width": "medium",
        "height": "large",
        "card": {"contentType": CARD, "content": card},
    }
