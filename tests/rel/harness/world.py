"""The local Microsoft 365 of a run, in the test's own process, and the people who use it."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from bot.demo.office import PREFIX
from bot.standins import activities
from bot.standins.activities import Place
from bot.standins.card_reading import cards_of, fill, find_action, inputs
from bot.standins.cast import Actor
from bot.standins.connector.app import create_connector_app
from bot.standins.connector.faults import FaultPlan
from bot.standins.connector.state import CONNECTOR, Connector
from bot.standins.graph.app import Neighbour, create_graph_app
from tests.rel.harness.proc import Replica
from tests.rel.harness.town import AGENCIES, Town, cast_of, seed_of

Json = dict[str, Any]
PATIENCE = 300.0


@dataclass
class World:
    """Everything around the bot."""

    towns: tuple[Town, ...]
    connector: Connector
    url: str
    http: aiohttp.ClientSession
    replicas: list[Replica] = field(default_factory=list)

    @property
    def service_url(self) -> str:
        """Where the connector answers."""
        return self.url + PREFIX

    def place(self, actor: Actor) -> Place:
        """Somebody's chat with the bot."""
        return Place(self.connector.cast, actor, self.service_url)

    async def deliver(self, activity: Json, choose: random.Random) -> Any:
        """As Teams does it: the same body again, to whichever replica answers, until it is taken."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            alive = [replica for replica in self.replicas if replica.alive]
            if alive:
                with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                    async with self.http.post(choose.choice(alive).url, json=activity) as response:
                        if response.status < 300:
                            return await response.json(content_type=None)
            await asyncio.sleep(0.2)
        raise AssertionError("nobody took the activity")


@contextlib.asynccontextmanager
async def open_world(folder: Path, all_: tuple[Town, ...], faults: FaultPlan) -> AsyncIterator[World]:
    """Open it on loopback."""
    connector = create_connector_app(folder / "teams", cast_of(all_), faults=faults)
    app = create_graph_app(
        seed_of(all_), folder / "sharepoint", neighbours=[Neighbour(PREFIX, connector, "Teams", PREFIX + "/")]
    )
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=512).start()
    timeout = aiohttp.ClientTimeout(total=15)
    try:
        async with aiohttp.ClientSession(timeout=timeout) as http:
            yield World(all_, connector[CONNECTOR], f"http://127.0.0.1:{runner.addresses[0][1]}", http)
    finally:
        await runner.cleanup()


async def call(world: World, town: Town, chosen: random.Random) -> None:
    """The coordinator calls, as somebody does who wants it to go out: what gets no answer is written again."""
    preview, ends = None, time.monotonic() + PATIENCE
    roles = chosen.sample(AGENCIES, chosen.choice((1, 2, 2, 3)))
    while preview is None and time.monotonic() < ends:
        preview = await _preview(world, town, roles, chosen)
    assert preview is not None, "the preview never came"
    await press(world, town.coordinator, preview, "Kall inn nå", {}, chosen)


async def _preview(world: World, town: Town, roles: list[str], chosen: random.Random) -> Json | None:
    """None where no form came, or only the word that the preview takes its time."""
    before = world.connector.ledger.last
    await world.deliver(activities.text(world.place(town.coordinator), "hastemøte"), chosen)
    form = await _card(world, town.coordinator, before, "Se over")
    if form is None:
        return None
    given: Json = {"roles": roles}
    if any(one.get("id") == "separate" for one in inputs(form)):
        given["separate"] = "ja"
    shown = (await press(world, town.coordinator, form, "Se over", given, chosen))["value"]
    return shown if isinstance(shown, dict) else None


async def press(
    world: World, actor: Actor, card: Json, button: str, given: Json, chosen: random.Random, message: str | None = None
) -> Any:
    """Fill in a card and press a button of it; `message` is the activity it stands in."""
    action = find_action(card, button)
    data = {**action.get("data", {}), **fill(card, given)}
    return await world.deliver(activities.execute(world.place(actor), action, data, message), chosen)


async def _card(world: World, actor: Actor, after: int, button: str) -> Json | None:
    ends = time.monotonic() + 4
    while time.monotonic() < ends:
        for entry in world.connector.ledger.history(actor.chat_id, after):
            for card in cards_of(entry.activity):
                with contextlib.suppress(Exception):
                    find_action(card, button)
                    return card
        await asyncio.sleep(0.05)
    return None
