"""Makes the product's database ready, in a process of its own so that its memory is not counted with the product's.

One person goes through `meld` up to its last button, and that conversation is copied once for every request that will
come, into the municipality it comes from. Tells the payload of that button.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from bench.servers.product import bot_of
from bench.varsling import PER_ROUND, draft_id, person, tenant
from bot.bootstrap import Bot
from bot.cards.actions import FIELD
from bot.demo.room import seat_roles
from bot.dialogs.turn import Answer, Turn, TurnKind
from bot.domain.people import Person, Standing, Where
from bot.domain.room import Draft, Room, RosterEntry
from bot.logs import set_up
from bot.ports import Conversation, Json, UnitOfWork
from bot.standins.card_reading import fill, find_action
from bot.store.schema import upgrade

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

    def __init__(self, bot: Bot, room: Room, service_url: str) -> None:
        self._bot, self._who = bot, Person(room.tenant, person(0))
        self._where = Conversation(room.tenant, service_url, "a:0", Where.PERSONAL, self._who)
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
        return await self._bot.router(Turn(kind, f"walk-{self._turns}", self._who, "", "", self._where, **fields))


def _card(answer: Answer) -> Json:
    found = answer.card if answer.card is not None else answer.messages[0].card
    assert found is not None
    return dict(found)


def settle(work: UnitOfWork, room: Room, numbers: range) -> None:
    """The roles are held, and everybody who will report is on the staff, and not in the team."""
    seat_roles(work, room)
    for number in numbers:
        work.put(RosterEntry(person(number), room.id, f"Ansatt {number}", Standing.STAFF, False, datetime.now(UTC)))


def copy(work: UnitOfWork, room: Room, original: Draft, rounds: int, numbers: range) -> None:
    """The same conversation for every request of every round that comes from here."""
    for round_ in range(rounds):
        for number in numbers:
            work.add(replace(original, id=draft_id(round_, number), room=room.id, person=person(number)))


async def main(folder: Path, url: str, count: int, rounds: int, service_url: str) -> None:
    set_up("ERROR", "console")
    bot = bot_of(folder, url, count, "http://127.0.0.1:9/v1.0", service_url)
    store, rooms = bot.store, {room.tenant: room for room in bot.rooms.values()}
    theirs = [(rooms[tenant(first, count)], range(first, PER_ROUND, count)) for first in range(count)]
    upgrade(store.writing, store.ring)
    for room, numbers in theirs:
        store.write_now(room.id, partial(settle, room=room, numbers=numbers))
    first = theirs[0][0]
    payload = await Walker(bot, first, service_url).meld()
    original = store.write_now(first.id, lambda work: work.get(Draft, payload["on"]))
    assert original is not None
    for room, numbers in theirs:
        store.write_now(room.id, partial(copy, room=room, original=original, rounds=rounds, numbers=numbers))
    store.close()
    sys.stdout.write(json.dumps(payload))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]))
