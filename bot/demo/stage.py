"""Where the scripted day is played: the demo's bot, its local Microsoft 365, and people in front of Teams."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import aiohttp

from bot.bootstrap import Bot
from bot.demo.office import Office
from bot.domain.moteplan import local
from bot.standins.card_reading import cards_of, visible_text
from bot.standins.cast import JEVNAKER
from bot.standins.client import Reply, TeamsClient, shown
from bot.standins.connector.ledger import Entry
from bot.standins.connector.state import CONNECTOR

PATIENCE = 90.0
"""Seconds: what a crash left under way is taken up again within a minute (decision 0002)."""
T = TypeVar("T")


class Failed(Exception):
    """A step of the day did not go as it should. The message says what was missing."""


@dataclass
class Player:
    """Somebody in front of Teams. `card` is what they look at, `at` the message it is in."""

    client: TeamsClient
    card: dict[str, Any] | None = None
    at: str = ""

    @property
    def chat(self) -> str:
        """Their 1:1 chat with the bot."""
        return self.client.actor.chat_id

    @property
    def sees(self) -> str:
        """All the text of the card they look at."""
        return "\n".join(visible_text(self.card or {}))

    async def say(self, text: str) -> str:
        """Write to the bot."""
        return self._look(await self.client.send_text(text))

    async def press(self, button: str, **answers: Any) -> str:
        """Fill in the card and press a button."""
        if self.card is None:
            raise Failed(f"ingen kort å trykke «{button}» på")
        return self._look(await self.client.press(self.card, button, answers, reply_to=self.at or None))

    def look(self, entry: Entry) -> None:
        """Look at the card of something that was posted to them."""
        self.card, self.at = next(reversed(cards_of(entry.activity)), None), entry.activity_id

    def _look(self, reply: Reply) -> str:
        if reply.status not in (200, 201, 202):
            raise Failed(f"boten svarte {reply.status}")
        self.card = reply.card or self.card
        posted = [entry for entry in reply.answers if cards_of(entry.activity)]
        self.at = posted[-1].activity_id if posted and not reply.replaces else self.at
        return reply.text


@dataclass
class Stage:
    """Where the day is played."""

    bot: Bot
    office: Office
    http: aiohttp.ClientSession
    port: int

    @property
    def room(self) -> str:
        """The demo's only room."""
        return next(iter(self.bot.rooms))

    @property
    def today(self) -> date:
        """The demo's day, in Norway."""
        return local(self.bot.parts.clock.now()).date()

    def player(self, key: str) -> Player:
        """A person of the cast."""
        url = f"http://127.0.0.1:{self.port}/api/messages"
        actor, landed = JEVNAKER.person(key), self.bot.edge.landed
        return Player(TeamsClient(self.http, url, self.office.service_url, actor, landed=landed))

    async def find(self, kind: type[T], **criteria: Any) -> list[T]:
        """What is stored of a kind: so that a step that was begun before goes on where it was."""
        return await self.bot.store.read(self.room, lambda work: work.find(kind, **criteria))

    async def until(self, kind: type[T], holds: Callable[[T], bool], missing: str) -> None:
        """Wait until something that is stored of a kind is as it should be. Raises Failed with what is `missing`."""
        ends = time.monotonic() + PATIENCE
        while not any(map(holds, await self.find(kind))):
            if time.monotonic() > ends:
                raise Failed(missing)
            await asyncio.sleep(0.1)

    async def posted(self, conversation: str, text: str) -> Entry:
        """Wait for a post that contains a text. Raises Failed."""
        ledger, ends = self.office.connector[CONNECTOR].ledger, time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            for entry in reversed(ledger.history(conversation)):
                if text in shown(entry):
                    return entry
            await asyncio.sleep(0.1)
        raise Failed(f"«{text}» kom aldri fram")


def expect(wanted: str, text: str) -> None:
    """What somebody sees must have this in it. Raises Failed."""
    if wanted not in text:
        raise Failed(f"ventet «{wanted}»")
