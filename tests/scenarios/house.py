"""A whole house for a scenario: a real bot behind its real front door, a local Microsoft 365, and people.

Everything goes over HTTP on loopback: what a person says or presses reaches the bot as Teams sends it, and what
they see is read from the connector's ledger.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import aiohttp
from pydantic import SecretStr

from bot.bootstrap import Bot, Parts
from bot.demo.office import Office, open_office
from bot.demo.room import demo_plan, demo_room, seat_roles
from bot.dialogs.plan_svar import own_words
from bot.domain import personvern
from bot.domain.effects import Effect, EffectState
from bot.domain.room import RoleHolder, Room
from bot.ports import Among, UnitOfWork
from bot.settings import Settings
from bot.standins.card_reading import cards_of, visible_text
from bot.standins.cast import JEVNAKER, Cast
from bot.standins.client import Reply, TeamsClient
from bot.standins.connector.ledger import Entry, Ledger
from bot.standins.connector.state import CONNECTOR
from bot.standins.graph import PEOPLE
from bot.store.tables import metadata
from bot.usecases.varslinger import allowed_words
from tests.language.catalogues import pairs
from tests.scenarios.card_rules import faults

OPEN = Among((EffectState.PENDING, EffectState.UNDER_WAY))
PATIENCE = 30.0
TURN = 25.0  # seconds; a slow disk shall not turn an answer into «received»
PUBLIC = "https://slt.example"
TUESDAY = datetime(2026, 11, 24, 9, 2, tzinfo=UTC)
NO_CHOICES: Mapping[str, object] = {}
read_once = cache(demo_plan)


@dataclass
class MovableClock:
    """The machine's clock, moved by as much as the scenario says."""

    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        """Now, as the scenario has it."""
        return datetime.now(UTC) + self.ahead

    def move(self, **by: float) -> None:
        """Move it forward: minutes=10."""
        self.ahead += timedelta(**by)

    def set(self, moment: datetime) -> None:
        """Let it be this moment now."""
        self.ahead = moment - datetime.now(UTC)


def a_tuesday() -> MovableClock:
    """Where a scenario begins that says nothing else: in the working day, however late it is played, and two minutes
    after a quarter, where what is set to a whole quarter is furthest off."""
    clock = MovableClock()
    clock.set(TUESDAY)
    return clock


@dataclass
class Seat:
    """A person in front of Teams. `reply` is the newest answer; `card` what they look at, `at` the message it is in."""

    client: TeamsClient
    house: House
    reply: Reply | None = None
    card: dict[str, Any] | None = None
    at: str = ""

    async def say(self, text: str) -> str:
        """Write to the bot and read what comes back."""
        return self._look(await self.client.send_text(text))

    async def press(self, button: str, **answers: Any) -> str:
        """Fill in the card they look at and press one of its buttons."""
        assert self.card is not None, "there is no card to press"
        before = self._ledger.last
        reply = await self.client.press(self.card, button, answers, reply_to=self.at or None)
        if reply.replaces and self.at:
            self._ledger.shown(self.client.actor.chat_id, self.at, reply.replaces, before)
        return self._look(reply)

    async def press_in_an_old_client(self, button: str, **answers: Any) -> str:
        """The same where Action.Execute is not known: its fallback is sent, as a message."""
        assert self.card is not None, "there is no card to press"
        pressed = self.client.press(self.card, button, answers, reply_to=self.at or None, fallback=True)
        return self._look(await pressed)

    async def install(self) -> str:
        """Install the bot."""
        return self._look(await self.client.install())

    async def newest(self, containing: str) -> str:
        """Wait for a message to this person that contains a text, and look at its card."""
        return self.look(await self.house.posted(self.client.actor.chat_id, containing))

    def look(self, entry: Entry) -> str:
        """Look at a message that was posted to them, and at its card."""
        cards = cards_of(entry.activity)
        self.card, self.at = (cards[-1] if cards else None), entry.activity_id
        return "\n".join([entry.activity.get("text") or "", *(visible_text(self.card) if self.card else [])])

    @property
    def sees(self) -> str:
        """All the text of the card they look at."""
        return "\n".join(visible_text(self.card)) if self.card else ""

    def _look(self, reply: Reply) -> str:
        assert reply.status in (200, 201, 202), reply.status
        self.reply = reply
        self.house.shown += [card for card in (reply.card, reply.dialog) if card]
        self.card = reply.card or reply.dialog or self.card
        posted = [entry for entry in reply.answers if cards_of(entry.activity)]
        self.at = posted[-1].activity_id if posted and not reply.replaces else self.at
        return reply.text

    @property
    def _ledger(self) -> Ledger:
        return self.house.office.connector[CONNECTOR].ledger


@dataclass
class House:
    """Everything that runs in a scenario."""

    bot: Bot
    office: Office
    room: Room
    clock: MovableClock
    http: aiohttp.ClientSession
    port: int
    seats: dict[str, Seat] = field(default_factory=dict)
    shown: list[dict[str, Any]] = field(default_factory=list)
    cast: Cast = JEVNAKER

    def seat(self, key: str, *, locale: str = "nb-NO") -> Seat:
        """The seat of a person of the cast."""
        if key not in self.seats:
            url = f"http://127.0.0.1:{self.port}/api/messages"
            actor = self.cast.person(key)
            landed = self.bot.edge.landed
            client = TeamsClient(self.http, url, self.office.service_url, actor, locale=locale, landed=landed)
            self.seats[key] = Seat(client, self)
        return self.seats[key]

    async def posted(self, conversation: str | None, containing: str) -> Any:
        """Wait for the newest post in a conversation that contains a text."""
        ledger = self.office.connector[CONNECTOR].ledger
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            for entry in reversed(ledger.history(conversation)):
                if containing in text_of(entry.activity):
                    return entry
            await asyncio.sleep(0.05)
        raise AssertionError(f"nothing with «{containing}» was posted; there is: {self.texts(conversation)}")

    def texts(self, conversation: str | None = None) -> list[str]:
        """Every text that was posted, in order."""
        return [text_of(e.activity) for e in self.office.connector[CONNECTOR].ledger.history(conversation)]

    def channel(self, name: str) -> str:
        """The conversation id of a channel."""
        return JEVNAKER.team.channel(name).id

    def every_card(self) -> list[dict[str, Any]]:
        """Every card that anybody was shown: posted, or as the answer to a press."""
        posted = [e.activity for e in self.office.connector[CONNECTOR].ledger.history(None)]
        return [*self.shown, *(card for activity in posted for card in cards_of(activity))]

    def notifications(self) -> list[str]:
        """What a telephone would show of every message: the summary, or where there is none, the text."""
        posted = [e.activity for e in self.office.connector[CONNECTOR].ledger.history(None)]
        return [str(a.get("summary") or a.get("text") or "") for a in posted]

    async def read(self, work: Callable[[UnitOfWork], Any]) -> Any:
        """Look into the store."""
        return await self.bot.store.read(self.room.id, work)

    def holds(self, role: str, key: str, rank: int = 0) -> None:
        """From now on this person holds a role, or is the deputy for it."""
        person = JEVNAKER.person(key).object_id
        holder = RoleHolder(f"{role}:{person}", self.room.id, role, person, rank)
        self.bot.store.write_now(self.room.id, lambda work: work.put(holder))

    async def rings(self, key: str, phone: str) -> None:
        """The directory has this number for them."""
        users, id = self.office.app[PEOPLE].users, JEVNAKER.person(key).object_id
        users[id] = replace(users[id], phone=phone)
        await self.bot.roster.read(self.room)

    def loses(self, role: str, key: str) -> None:
        """From now on they do not."""
        id = f"{role}:{JEVNAKER.person(key).object_id}"
        self.bot.store.write_now(self.room.id, lambda work: work.remove(RoleHolder, id))

    async def until(self, holds: Callable[[list[Effect]], bool]) -> None:
        """Wait until this is true of what is promised."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            if holds(await self.read(lambda work: work.find(Effect))):
                return
            await asyncio.sleep(0.05)
        raise AssertionError("it never became true of the effects")

    async def settled(self) -> None:
        """Wait until no effect is due or under way."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            effects = await self.read(lambda work: work.find(Effect, state=OPEN))
            if not [e for e in effects if e.due_at <= self.clock.now() + timedelta(seconds=90)]:
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"effects are still open: {[(e.view, e.state, e.reason) for e in effects]}")

    async def swept(self) -> None:
        """Run every sweep now and wait until what it promised is carried out."""
        pump = self.bot.pump
        assert pump is not None
        await pump.sweep(self.room)
        await pump.start_due(self.room)
        await self.settled()


def points_at_somebody(text: str, room: Room) -> bool:
    """Does a notification hold anything that identifies somebody? Neither the plan's words nor ours do (threat T15)."""
    allowed = allowed_words(room, (*own_words(room.plan), *ours()))
    return any(finding.blocks for finding in personvern.check(text, allowed=allowed))


@cache
def ours() -> frozenset[str]:
    """Every word of our own texts in nynorsk and English, which the guard knows less well than bokmål."""
    return frozenset(
        word.strip(".,:!?") for language in ("nn", "en") for _, said in pairs(language) for word in said.split()
    )


def text_of(activity: Mapping[str, Any]) -> str:
    """All the visible text of an activity."""
    cards = [a["content"] for a in activity.get("attachments", []) if "card" in a.get("contentType", "")]
    lines = [activity.get("text") or "", activity.get("summary") or "", *(x for c in cards for x in visible_text(c))]
    return "\n".join(line for line in lines if line)


@contextlib.asynccontextmanager
async def open_house(
    folder: Path,
    database: str = "",
    *,
    clock: MovableClock | None = None,
    plan: str = "jevnaker-2025.yaml",
    choices: Mapping[str, object] = NO_CHOICES,
    sms_url: str = "",
    cast: Cast = JEVNAKER,
) -> AsyncIterator[House]:
    """Open a house over a folder. `database` is a PostgreSQL URL; empty means SQLite in the folder. `choices` are the
    municipality's own; `sms_url` its gateway for text messages; `cast` everybody who works there."""
    clock = clock or a_tuesday()
    async with open_office(folder / "office", 0, cast) as office, aiohttp.ClientSession() as http:
        settings = Settings.for_demo(
            folder, port=0, graph_base_url=office.graph_url, database_url=SecretStr(database), executor_id="test",
            sms_url=sms_url, sms_token=SecretStr("hemmelig"), public_url=PUBLIC,
        )  # fmt: skip
        chosen = read_once(clock.now().date(), plan)
        room = demo_room(chosen.model_copy(update={"choices": chosen.choices.model_copy(update=dict(choices))}))
        room = replace(room, answer_url=settings.answer_url)
        bot = Bot(Parts(settings, {room.id: room}, clock, service_url=office.service_url, budget=TURN))
        metadata.create_all(bot.store.writing)
        bot.store.write_now(room.id, lambda work: seat_roles(work, room, cast))
        async with bot.running():
            await bot.roster.read(room)
            await asyncio.wait_for(bot.ready.wait(), PATIENCE)
            house = House(bot, office, room, clock, http, bot.port, cast=cast)
            yield house
            assert not {fault for card in house.every_card() for fault in faults(card)}
            assert not [text for text in house.notifications() if points_at_somebody(text, room)]
