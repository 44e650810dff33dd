"""One turn of a conversation: what came in, who said it and where, and what is answered.

These two values are the whole border between `bot.teams` (Bot Framework) and the product.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from bot.domain.people import Person
from bot.ports import Conversation, Message


class TurnKind(StrEnum):
    """What a person (or Teams) did."""

    TEXT = "text"  # words written to the bot; in a channel the mention is already taken away
    CARD = "card"  # a button: Action.Execute (an invoke) or its Action.Submit fallback (a message with a value)
    DIALOG_OPEN = "dialog_open"  # composeExtension/fetchTask or task/fetch
    DIALOG_SUBMIT = "dialog_submit"  # composeExtension/submitAction or task/submit
    INSTALLED = "installed"  # the bot was added for a person or to a team
    UNINSTALLED = "uninstalled"
    MEMBERS_ADDED = "members_added"
    MEMBERS_REMOVED = "members_removed"
    FILE = "file"  # a message with a file or an image attached


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that came in, authenticated.

    `key` identifies the activity for ever (tenant, conversation, activity id): a re-sent activity has the
    same key. `payload` is what a card or dialog sent: attacker-controlled, a hint and no more. `answerable`
    says that the sender waits for the answer in the HTTP response (an invoke). `command` is the command id
    of a message extension. `members` are the persons that were added or removed.
    """

    kind: TurnKind
    key: str
    person: Person
    person_name: str
    teams_user_id: str
    conversation: Conversation
    locale: str = "nb-NO"
    text: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict)
    answerable: bool = False
    command: str = ""
    team_id: str | None = None
    channel_id: str | None = None
    reply_to: str | None = None
    members: Sequence[Person] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back. `messages` are sent to the same conversation, in order. `card` answers a card
    invoke: it replaces the card that was pressed. `dialog` is the next card of an open Teams dialog (with
    `dialog_title`); `toast` a short text that a card or dialog invoke is answered with when there is no card.
    """

    messages: Sequence[Message] = ()
    card: Mapping[str, Any] | None = None
    dialog: Mapping[str, Any] | None = None
    dialog_title: str = ""
    toast: str | None = None


class TurnHandler(Protocol):
    """The product, seen from the edge."""

    async def __call__(self, turn: Turn) -> Answer:
        """Handle one turn. Never raises for what a user did; anything raised is a fault of ours."""
