"""The whole product as it runs in production: its database, its durable work, tokens checked, Teams' limits kept.

`python -m bench.servers.product DATABASE ROUNDS METADATA SERVICE_URL GRAPH_URL`. Teams and Graph are the world's, in
another process. Before the port opens, one person goes through `meld` up to its last button, and that conversation is
copied once for every request that will come. At the end it tells the longest time its event loop was held (DBOS and
the Graph SDK are loaded meanwhile) and the memory it takes.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bench.bodies import APP_ID
from bench.servers.listening import ready, until_told_to_stop
from bench.servers.ours import longest_stall
from bench.varsling import PER_ROUND, draft_id, person
from bot.bootstrap import Bot, Parts, SystemClock
from bot.cards.actions import FIELD
from bot.demo.room import demo_plan, demo_room, seat_roles
from bot.dialogs.turn import Answer, Turn, TurnKind
from bot.domain.people import Person, Standing, Where
from bot.domain.room import Draft, Room, RosterEntry
from bot.logs import set_up
from bot.ports import Conversation, Json, UnitOfWork
from bot.settings import Settings
from bot.standins.card_reading import fill, find_action
from bot.standins.cast import TENANT
from bot.store.schema import upgrade
from bot.workflows.health import memory
from tests.databases import Databases

WALK: tuple[tuple[str, dict[str, str]], ...] = (
    ("Nei, gå videre", {}),
    ("Nei, gå videre", {}),
    ("Neste", {"about": "miljo"}),
    (
        "Se over",
        {
            "category": "Rusbruk",
            "seen": "Flere samles ved idrettsanlegget sent på kvelden, og det luktes hasj.",
            "place": "idrettsanlegget",
            "since": "siden høstferien",
            "urgency": "snart",
        },
    ),
)


class Walker:
    """One person with the bot, without HTTP."""

    def __init__(self, bot: Bot, service_url: str) -> None:
        self._bot = bot
        self._where = Conversation(TENANT, service_url, "a:0", Where.PERSONAL, Person(TENANT, person(0)))
        self._turns = 0

    async def meld(self) -> Json:
        """Go through `meld` up to its last card; the payload of that card's button."""
        card = _card(await self._turn(TurnKind.TEXT, text="meld"))
        for button, answers in WALK:
            data = {**find_action(card, button)["data"], **fill(card, answers)}
            card = _card(await self._turn(TurnKind.CARD, payload=data, answerable=True))
        payload: Json = find_action(card, "Send")["data"][FIELD]
        return payload

    async def _turn(self, kind: TurnKind, **fields: Any) -> Answer:
        self._turns += 1
        who = Person(TENANT, person(0))
        return await self._bot.router(Turn(kind, f"walk-{self._turns}", who, "", "", self._where, **fields))


def _card(answer: Answer) -> Json:
    found = answer.card if answer.card is not None else answer.messages[0].card
    assert found is not None
    return dict(found)


def employ(work: UnitOfWork, room: Room) -> None:
    """Everybody who will report is on the staff, and not in the team."""
    for number in range(PER_ROUND):
        work.put(RosterEntry(person(number), room.id, f"Ansatt {number}", Standing.STAFF, False, datetime.now(UTC)))


def copy(work: UnitOfWork, draft: str, rounds: int) -> None:
    """The same conversation for every request of every round."""
    original = work.get(Draft, draft)
    assert original is not None
    for round_ in range(rounds):
        for number in range(PER_ROUND):
            work.add(replace(original, id=draft_id(round_, number), person=person(number)))


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The URL of a fresh database."""
    databases = Databases(folder / "postgres")
    try:
        yield "" if kind == "sqlite" else databases.fresh()
    finally:
        databases.stop()


def settings_of(folder: Path, url: str, graph_url: str) -> Settings:
    return Settings.for_demo(
        folder, app_id=APP_ID, port=0, graph_base_url=graph_url, database_url=SecretStr(url), executor_id="bench"
    )


async def main(kind: str, rounds: int, metadata: str, service_url: str, graph_url: str) -> None:
    set_up("ERROR", "console")
    with tempfile.TemporaryDirectory() as name, database(kind, Path(name)) as url:
        settings = settings_of(Path(name), url, graph_url)
        room = demo_room(demo_plan(datetime.now(UTC).date()))
        bot = Bot(Parts(settings, {room.id: room}, SystemClock(), service_url=service_url, key_server=metadata))
        upgrade(bot.store.writing)
        bot.store.write_now(room.id, lambda work: seat_roles(work, room))
        bot.store.write_now(room.id, lambda work: employ(work, room))
        payload = await Walker(bot, service_url).meld()
        bot.store.write_now(room.id, lambda work: copy(work, payload["on"], rounds))
        worst = [0.0]
        watch = asyncio.create_task(longest_stall(worst))
        async with bot.running():
            await bot.ready.wait()
            ready(url=f"http://127.0.0.1:{bot.port}/api/messages", payload=payload)
            await until_told_to_stop()
        watch.cancel()
        ready(stall_ms=worst[0] * 1000, memory_mb=memory() / 2**20)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:]))
