"""A person's Teams client without a window: sends what Teams would send, and reads what the person would see.

Used where a browser is too much: the demo's self-check and the scenario tests.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import aiohttp

from bot.standins import activities
from bot.standins.activities import Place
from bot.standins.card_reading import CannotPress, cards_of, fill, find_action, visible_text
from bot.standins.cast import JEVNAKER, Actor, Cast
from bot.standins.connector.ledger import Entry

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: the HTTP answer, and what the bot posted in this place during the turn.

    `activity` is what was sent; `TeamsClient.deliver` sends it again, as Teams does after a lost answer.
    """

    activity: Json
    status: int
    body: Any = None
    posted: tuple[Entry, ...] = ()

    @property
    def card(self) -> Json | None:
        """The card that replaces the pressed one, or the newest posted card."""
        if self.replaces:
            return self.replaces
        cards = [card for entry in self.answers for card in cards_of(entry.activity)]
        return cards[-1] if cards else None

    @property
    def replaces(self) -> Json | None:
        """The card that a press was answered with, and that takes the place of the pressed one."""
        body = self.body if isinstance(self.body, dict) else {}
        return dict(body["value"]) if str(body.get("type", "")).endswith("card.adaptive") else None

    @property
    def answers(self) -> Sequence[Entry]:
        """The messages that answer what was sent, and not what happened to come here meanwhile; all of them where
        none says which it answers, and the answer was not a short text."""
        mine = [entry for entry in self.posted if entry.activity.get("replyToId") == self.activity["id"]]
        return mine or (() if self.toast else self.posted)

    @property
    def toast(self) -> str | None:
        """The short text a card or a dialog was answered with."""
        body = self.body if isinstance(self.body, dict) else {}
        task = body.get("task", {})
        said = body.get("value") if body.get("type") == activities.MESSAGE_ANSWER else task.get("value")
        return said if isinstance(said, str) else None

    @property
    def dialog(self) -> Json | None:
        """The card of the open dialog, when the answer continues it."""
        body = self.body if isinstance(self.body, dict) else {}
        value = body.get("task", {}).get("value")
        return dict(value["card"]["content"]) if isinstance(value, dict) else None

    @property
    def text(self) -> str:
        """Everything the person now sees of this answer."""
        cards = [card for card in (self.card, self.dialog) if card is not None]
        said = [entry.activity.get("text") or "" for entry in self.posted]
        lines = [*said, self.toast or "", *(line for card in cards for line in visible_text(card))]
        return "\n".join(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class TeamsClient:
    """One person in one place (their chat with the bot, unless `in_channel`).

    `bot_url` is the bot's messaging endpoint and `connector_url` the connector's service URL as the bot
    sees it. `headers` carry a token where the bot demands one. A card's press is answered before its messages are
    posted: `landed` waits for those, where the one who plays can know.
    """

    http: aiohttp.ClientSession
    bot_url: str
    connector_url: str
    actor: Actor
    cast: Cast = JEVNAKER
    headers: Mapping[str, str] = field(default_factory=dict)
    locale: str = "nb-NO"
    channel: str | None = None
    chat: str = ""
    landed: Callable[[], Awaitable[None]] | None = None

    def in_channel(self, name: str) -> TeamsClient:
        """The same person, writing in a channel of the team."""
        return replace(self, channel=name)

    def in_chat(self, id: str) -> TeamsClient:
        """The same person in a chat between people, where the bot is not."""
        return replace(self, chat=id)

    @property
    def place(self) -> Place:
        """Where this client writes."""
        return Place(self.cast, self.actor, self.connector_url, self.locale, self.channel, self.chat)

    async def install(self) -> Reply:
        """The bot is added: for the person, or (in a channel) to the team."""
        await self.deliver(activities.installed(self.place, "add"))
        return await self.deliver(activities.members_changed(self.place, "membersAdded", [self.cast.bot_id]))

    async def uninstall(self) -> Reply:
        """The bot is taken away again."""
        return await self.deliver(activities.installed(self.place, "remove"))

    async def add_to_team(self, actor: Actor) -> Reply:
        """Somebody joins the team."""
        return await self.deliver(activities.members_changed(self.place, "membersAdded", [actor.teams_id]))

    async def remove_from_team(self, actor: Actor) -> Reply:
        """Somebody leaves the team."""
        return await self.deliver(activities.members_changed(self.place, "membersRemoved", [actor.teams_id]))

    async def send_text(self, text: str) -> Reply:
        """Write to the bot; in a channel the bot is mentioned first, as it must be."""
        return await self.deliver(activities.text(self.place, text))

    async def send_file(self, name: str, content: bytes) -> Reply:
        """Attach a file: it is put in the person's own OneDrive, and the bot is told where it can be fetched."""
        office = self.connector_url.rpartition("/")[0]
        async with self.http.post(f"{office}/_onedrive", params={"name": name}, data=content) as response:
            made = await response.json()
        return await self.deliver(activities.file(self.place, name, made["downloadUrl"], made["uniqueId"]))

    async def press(
        self, card: Json, button: str, answers: Mapping[str, Any] | None = None, *,
        reply_to: str | None = None, fallback: bool = False,
    ) -> Reply:  # fmt: skip
        """Press a button by title, verb or id after filling in the card. Old clients use the `fallback`."""
        action = find_action(card, button)
        action = action["fallback"] if fallback else action
        data = {**_data(action), **fill(card, answers or {})}
        build = {"Action.Execute": activities.execute, "Action.Submit": activities.submit}.get(action["type"])
        if build is None:
            raise CannotPress(f"{action['type']} sends nothing")
        return await self.deliver(build(self.place, action, data, reply_to))

    async def refresh(self, card: Json, *, reply_to: str | None = None) -> Reply:
        """What the client sends by itself when it shows a card that has a refresh for this person."""
        action = card["refresh"]["action"]
        if self.actor.teams_id not in card["refresh"].get("userIds", [self.actor.teams_id]):
            raise CannotPress("the card has no refresh for this person")
        return await self.deliver(activities.execute(self.place, action, _data(action), reply_to, trigger="automatic"))

    async def open_extension(self, command: str) -> Reply:
        """Open a message extension's dialog."""
        return await self.deliver(activities.fetch_dialog(self.place, command))

    async def open_dialog(self, card: Json, button: str) -> Reply:
        """Press a button that opens a dialog (Action.Submit with msteams task/fetch)."""
        data = _data(find_action(card, button))
        if data.get("msteams", {}).get("type") != "task/fetch":
            raise CannotPress(f"{button!r} opens no dialog")
        return await self.deliver(activities.open_dialog(self.place, data))

    async def submit_dialog(
        self, command: str, card: Json, button: str, answers: Mapping[str, Any] | None = None
    ) -> Reply:
        """Fill in the open dialog and press one of its buttons; `command` is empty where a card opened it."""
        data = {**_data(find_action(card, button)), **fill(card, answers or {})}
        return await self.deliver(activities.submit_dialog(self.place, command, data))

    async def deliver(self, activity: Json) -> Reply:
        """Send one activity to the bot and gather what it answered and posted here meanwhile."""
        before = (await self._ledger({}))["last"]
        async with self.http.post(self.bot_url, json=activity, headers=dict(self.headers)) as response:
            content = await response.read()
        if self.landed is not None:
            await self.landed()
        body = json.loads(content) if content else None
        return Reply(activity, response.status, body, tuple(await self.received(after=before)))

    async def received(self, after: int = 0) -> list[Entry]:
        """What stands in this place (in a channel: also in its threads), as the connector remembers it."""
        answer = await self._ledger({"conversation": self.place.conversation, "after": str(after)})
        return [Entry(**entry) for entry in answer["entries"] if entry["op"] in ("send", "update")]

    async def wait_for(self, words: str, *, after: int = 0, seconds: float = 10) -> Entry:
        """The first message here that shows these words; waits for it to come."""
        async with asyncio.timeout(seconds):
            while True:
                for entry in await self.received(after):
                    if words in shown(entry):
                        return entry
                    after = max(after, entry.seq)
                last = (await self._ledger({}))["last"]
                await self._ledger({"after": str(last), "wait": "1"})

    async def _ledger(self, query: Mapping[str, str]) -> Json:
        async with self.http.get(f"{self.connector_url}/ledger", params=query) as response:
            answer: Json = await response.json()
            return answer


def shown(entry: Entry) -> str:
    """Everything a message shows: its text and its cards."""
    cards = [line for card in cards_of(entry.activity) for line in visible_text(card)]
    return "\n".join([entry.activity.get("text") or "", *cards])


def _data(action: Mapping[str, Any]) -> Json:
    data = action.get("data")
    return dict(data) if isinstance(data, dict) else {}
