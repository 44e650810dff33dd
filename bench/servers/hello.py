"""The edge alone on a given port, as little as can answer: what a start costs before the product is added."""

from __future__ import annotations

import asyncio
import sys

from bench.bodies import APP_ID
from bench.servers.listening import until_told_to_stop
from bot.dialogs.turn import Answer, Turn
from bot.teams.app import create_app, serve
from bot.teams.connector import Connector
from bot.teams.gate import Gate
from bot.teams.keys import SigningKeys
from bot.teams.messenger import TeamsMessenger
from bot.teams.service_urls import ServiceUrls
from bot.teams.tokens import NoTokens


async def handler(turn: Turn) -> Answer:
    return Answer()


async def main(port: int) -> None:
    urls = ServiceUrls()
    gate = Gate(app_id=APP_ID, tenants=frozenset(), keys=SigningKeys(), urls=urls)
    connector = Connector(urls=urls, tokens=NoTokens(), tenants=frozenset())
    messenger = TeamsMessenger(connector, app_id=APP_ID, service_url="https://smba.trafficmanager.net/emea/")
    runner = await serve(create_app(handler=handler, gate=gate, messenger=messenger), "127.0.0.1", port)
    await until_told_to_stop()
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
