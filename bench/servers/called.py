"""The product over a fresh database, where one role has very many holders, all of whom know the bot."""

from __future__ import annotations

import asyncio
import sys
from datetime import date
from pathlib import Path

from pydantic import SecretStr

from bench.servers.listening import ready, until_told_to_stop
from bench.servers.product import database
from bot.bootstrap import Bot, Parts, SystemClock
from bot.demo.room import demo_plan, demo_room, seat_roles
from bot.domain.people import Where
from bot.domain.room import Reach, Room
from bot.logs import set_up
from bot.ports import UnitOfWork
from bot.settings import Settings
from bot.standins.cast import Cast
from bot.standins.crowd import crowd, with_crowd
from bot.store.schema import upgrade

ROLE = "sosiallaerer_jus"


async def main(kind: str, folder: str, graph_url: str, service_url: str, count: str) -> None:
    set_up("ERROR", "console")
    with database(kind, Path(folder)) as url:
        await serve(Path(folder), url, graph_url, service_url, int(count))


async def serve(folder: Path, url: str, graph_url: str, service_url: str, count: int) -> None:
    """Until told to stop."""
    cast, clock = with_crowd(crowd(count, ROLE)), SystemClock()
    settings = Settings.for_demo(
        folder, port=0, graph_base_url=graph_url, database_url=SecretStr(url), executor_id="bench"
    )
    room = demo_room(demo_plan(date.today()), cast)
    bot = Bot(Parts(settings, {room.id: room}, clock, service_url=service_url))
    upgrade(bot.store.writing, bot.store.ring)
    bot.store.write_now(room.id, lambda work: seat_roles(work, room, cast))
    bot.store.write_now(room.id, lambda work: know(work, room, cast, service_url, clock))
    async with bot.running():
        await bot.roster.read(room)
        await bot.ready.wait()
        ready(url=f"http://127.0.0.1:{bot.port}/api/messages")
        await until_told_to_stop()


def know(work: UnitOfWork, room: Room, cast: Cast, url: str, clock: SystemClock) -> None:
    """Everybody has installed the bot."""
    for who in cast.members:
        id = f"person:{who.object_id}"
        place = (room.tenant, url, who.chat_id, Where.PERSONAL)
        work.put(Reach(id, room.id, *place, who.object_id, who.teams_id, clock.now()))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
