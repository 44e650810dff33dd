"""A call-out to many: from the coordinator's tap to the last person's message, beside what Teams' limits allow.

50 requests a second are allowed for each app and tenant; a second is granted for everything else. The connector is
a process of its own that refuses what is over the limits and counts it: one refusal and there is no figure.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import aiohttp

from bench.programs import program
from bench.rows import Server
from bot.standins.card_reading import visible_text
from bot.standins.cast import JEVNAKER
from bot.standins.client import TeamsClient

PEOPLE = 200
PER_SECOND = 50
PROMISE = 1.2
LONGEST = 60.0
ROLE = "sosiallaerer_jus"
NAME = f"call-out to {PEOPLE} people on {{}} / (n ÷ 50 per s + 1 s) (s)"


async def measure(kind: str, people: int = PEOPLE) -> tuple[float, float]:
    """Seconds from the tap to the last message on a kind of database, and the seconds that the limits allow."""
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(f"{folder}/bot")
        world = {"office": f"{folder}/office", "bot": f"{folder}/bot", "people": str(people)}
        office = Server("bench.servers.office", ("office", "people"))
        bot = Server("bench.servers.called", ("bot", "graph_url", "service_url", "people"), (kind,))
        async with program(office, world) as there, program(bot, {**world, **there.told}) as ours:
            took = await _call(ours.told["url"], there.told["service_url"], people)
    return took, people / PER_SECOND + 1


async def _call(url: str, service_url: str, people: int) -> float:
    async with aiohttp.ClientSession() as http:
        coordinator = TeamsClient(http, url, service_url, JEVNAKER.person("slt_koordinator"))
        form = (await coordinator.send_text("hastemøte")).card
        assert form is not None
        preview = (await coordinator.press(form, "Se over", {"roles": [ROLE]})).card
        assert preview is not None
        before = (await _ledger(http, service_url, 0))["last"]
        tapped = time.time()
        await coordinator.press(preview, "Kall inn nå")
        return await _last(http, service_url, before, people) - tapped


async def _last(http: aiohttp.ClientSession, service_url: str, before: int, people: int) -> float:
    """When the last of so many people was asked."""
    ends = time.monotonic() + LONGEST
    while time.monotonic() < ends:
        await asyncio.sleep(0.5)
        ledger = await _ledger(http, service_url, before)
        asked = {e["conversation"]: e["at"] for e in ledger["entries"] if _question(e)}
        if len(asked) >= people:
            if ledger["violations"]:
                raise RuntimeError(f"over the limits: {ledger['violations']}")
            return max(datetime.fromisoformat(at).timestamp() for at in asked.values())
    raise RuntimeError(f"only {len(asked)} of {people} were asked")


def _question(entry: Mapping[str, Any]) -> bool:
    cards = [part["content"] for part in entry["activity"].get("attachments", ())]
    return entry["op"] == "send" and any("Du kalles inn til hastemøte" in visible_text(card) for card in cards)


async def _ledger(http: aiohttp.ClientSession, service_url: str, after: int) -> dict[str, Any]:
    async with http.get(f"{service_url}/ledger", params={"after": str(after)}) as response:
        found: dict[str, Any] = await response.json()
        return found
