"""A stage for the whole: a bot, two people's seats, and a browser at each."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer, unused_port

from bot.standins.cast import JEVNAKER
from bot.standins.playground import start_seats, stop_seats
from tests.e2e.browser import PHONE, Browser, SeatPage, open_browser
from tests.e2e.echo_bot import EchoBot

KARI = JEVNAKER.person("slt_koordinator")
AASE = JEVNAKER.person("helsesykepleier_jus")


@dataclass(frozen=True)
class Stage:
    """Kari (the coordinator) at a desktop and Åse (the secretary) at a phone's width."""

    bot: EchoBot
    browser: Browser
    kari: SeatPage
    aase: SeatPage


@asynccontextmanager
async def _seated(folder: Path, bot_url: str) -> AsyncIterator[list[str]]:
    seats = await start_seats(folder, bot_url, (KARI, AASE), ports=(unused_port(), unused_port()))
    try:
        yield [seat.url for seat in seats]
    finally:
        await stop_seats(seats)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    bot, folder = EchoBot(), tmp_path_factory.mktemp("seats")
    async with (
        TestServer(bot.app) as server,
        _seated(folder, str(server.make_url("/api/messages"))) as urls,
        open_browser() as browser,
    ):
        kari = await browser.open("kari", urls[0])
        aase = await browser.open("aase", urls[1], size=PHONE)
        yield Stage(bot, browser, kari, aase)
        for seat in (kari, aase):
            assert await seat.console_errors() == []
