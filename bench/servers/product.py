"""The whole product as it runs in production: its database, its durable work, tokens checked, Teams' limits kept.

`bench.servers.served` starts it. Teams and Graph are the world's, in another process. At the end it tells the longest
time its event loop was held (DBOS and the Graph SDK are loaded meanwhile) and the memory it takes.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr

from bench.bodies import APP_ID
from bench.servers.listening import ready, until_told_to_stop
from bench.servers.ours import longest_stall
from bench.varsling import tenant
from bot.bootstrap import Bot, Parts, SystemClock
from bot.demo.room import demo_plan, demo_room
from bot.domain.room import Room
from bot.edge import Edge
from bot.logs import set_up
from bot.ports import Json
from bot.settings import Settings
from bot.workflows.health import memory
from tests.databases import Databases


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The URL of a fresh database."""
    databases = Databases(folder / "postgres")
    try:
        yield "" if kind == "sqlite" else databases.fresh()
    finally:
        databases.stop()


def rooms_of(count: int) -> dict[str, Room]:
    """So many municipalities, each in a tenant of its own, by id."""
    room = demo_room(demo_plan(datetime.now(UTC).date()))
    rooms = (replace(room, id=f"{room.id}-{number}", tenant=tenant(number, count)) for number in range(count))
    return {one.id: one for one in rooms}


def bot_of(folder: Path, url: str, rooms: int, graph_url: str, service_url: str, key_server: str = "") -> Bot:
    """The product over a database, for so many municipalities; an empty URL is SQLite in the folder."""
    settings = Settings.for_demo(
        folder,
        app_id=APP_ID,
        port=0,
        graph_base_url=graph_url,
        database_url=SecretStr(url),
        executor_id="bench",
        allowed_tenants=frozenset(tenant(number, rooms) for number in range(rooms)),
    )
    edge = Edge(settings, service_url, key_server) if key_server else None
    return Bot(Parts(settings, rooms_of(rooms), SystemClock(), service_url=service_url, edge=edge))


async def prepared(folder: Path, url: str, rooms: int, rounds: int, service_url: str) -> Json:
    """Make the database ready, in another process."""
    arguments = (str(folder), url, str(rooms), str(rounds), service_url)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.servers.prepare", *arguments, stdout=asyncio.subprocess.PIPE
    )
    told, _ = await process.communicate()
    payload: Json = json.loads(told)
    return payload


async def main(kind: str, rooms: int, rounds: int, metadata: str, service_url: str, graph_url: str) -> None:
    set_up("ERROR", "console")
    with tempfile.TemporaryDirectory() as name, database(kind, Path(name)) as url:
        payload = await prepared(Path(name), url, rooms, rounds, service_url)
        bot = bot_of(Path(name), url, rooms, graph_url, service_url, metadata)
        worst = [0.0]
        watch = asyncio.create_task(longest_stall(worst))
        async with bot.running():
            await bot.ready.wait()
            ready(url=f"http://127.0.0.1:{bot.port}/api/messages", payload=payload, rooms=rooms)
            await until_told_to_stop()
            told = {"stall_ms": worst[0] * 1000, "memory_mb": memory() / 2**20}
        watch.cancel()
        ready(**told)
