"""The product's edge as it runs in production, authentication and Teams' limits on, with a handler that answers.

At the end it tells the longest time its event loop was held.
"""

from __future__ import annotations

import asyncio
import sys
import time

from bench.bodies import APP_ID, TENANTS
from bench.card import CARD, REPLY
from bench.servers.listening import address, ready, until_told_to_stop
from bot.dialogs.turn import Answer, Turn, TurnKind
from bot.ports import Message
from bot.teams.app import create_app, serve, settle_memory
from bot.teams.connector import Connector
from bot.teams.gate import Gate
from bot.teams.keys import SigningKeys
from bot.teams.messenger import TeamsMessenger
from bot.teams.service_urls import ServiceUrls
from bot.teams.tokens import NoTokens

TICK = 0.005


async def handler(turn: Turn) -> Answer:
    if turn.kind is TurnKind.CARD:
        return Answer(card=CARD)
    return Answer(messages=[Message(summary="Kvittering", text=REPLY)])


async def longest_stall(worst: list[float]) -> None:
    """Note how late the loop comes back to us, at the worst."""
    while True:
        before = time.monotonic()
        await asyncio.sleep(TICK)
        worst[0] = max(worst[0], time.monotonic() - before - TICK)


async def main(metadata: str, service_url: str) -> None:
    tenants, urls = frozenset(TENANTS), ServiceUrls(loopback=True)
    gate = Gate(app_id=APP_ID, tenants=tenants, keys=SigningKeys(metadata), urls=urls)
    connector = Connector(urls=urls, tokens=NoTokens(), tenants=tenants)
    messenger = TeamsMessenger(connector, app_id=APP_ID, service_url=service_url)
    runner = await serve(create_app(handler=handler, gate=gate, messenger=messenger), "127.0.0.1", 0)
    settle_memory()
    worst = [0.0]
    watch = asyncio.create_task(longest_stall(worst))
    ready(url=address(runner) + "/api/messages")
    await until_told_to_stop()
    watch.cancel()
    await runner.cleanup()
    ready(stall_ms=worst[0] * 1000)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
