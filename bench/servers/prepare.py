"""Makes the product's database ready, in a process of its own so that its memory is not counted with the product's.

One person goes through `meld` up to its last button, and that conversation is copied once for every request that will
come. Tells the payload of that button.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.servers.product import bot_of
from bench.varsling import PER_ROUND, draft_id, person
from bot.bootstrap import Bot
from bot.cards.actions import FIELD
from bot.demo.room import seat_roles
from bot.dialogs.turn import Answer, Turn, TurnKind
from bot.domain.people import Person, Standing, Where
from bot.domain.room import Draft, Room, RosterEntry
from bot.logs import set_up
from bot.ports import Conversation, Json, UnitOfWork
from bot.standins.card_reading import fill, find_action
from bot.standins.cast import TENANT
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


async def main(folder: Path, url: str, rounds: int, service_url: str) -> None:
    set_up("ERROR", "console")
    bot = bot_of(folder, url, "http://127.0.0.1:9/v1.0", service_url)
    (room,) = bot.rooms.values()
    upgrade(bot.store.writing, bot.store.ring)
    bot.store.write_now(room.id, lambda work: seat_roles(work, room))
    bot.store.write_now(room.id, lambda work: employ(work, room))
    payload = await Walker(bot, service_url).meld()
    bot.store.write_now(room.id, lambda work: copy(work, payload["on"], rounds))
    bot.store.close()
    sys.stdout.write(json.dumps(payload))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]))
