"""A seat's process: reached from this machine only, and gone when it is ended."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest
from aiohttp.test_utils import unused_port

from bot.standins.cast import JEVNAKER
from bot.standins.playground import PlaygroundMissing, Seat, start_seats, stop_seats

pytestmark = pytest.mark.e2e
KARI = JEVNAKER.person("slt_koordinator")
BOT = "http://127.0.0.1:1/api/messages"


def answers(address: str, port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((address, port)) == 0


async def test_a_seat_listens_on_loopback_only_and_ends_when_told(tmp_path: Path) -> None:
    seats: list[Seat] = await start_seats(tmp_path, BOT, [KARI], ports=[unused_port()])
    try:
        assert answers("127.0.0.1", seats[0].port)
        assert not answers("127.0.0.2", seats[0].port)
    finally:
        async with asyncio.timeout(10):
            await stop_seats(seats)
    assert not answers("127.0.0.1", seats[0].port)
    assert seats[0].process.returncode is not None


async def test_a_seat_that_ends_by_itself_is_told(tmp_path: Path) -> None:
    cli = tmp_path / "node_modules/@microsoft/m365agentsplayground/cli.js"
    cli.parent.mkdir(parents=True)
    cli.write_text("process.exit(1)", encoding="utf-8")
    with pytest.raises(PlaygroundMissing, match="Kari Eksempel stoppet"):
        await start_seats(tmp_path, BOT, [KARI], ports=[unused_port()], root=tmp_path)
