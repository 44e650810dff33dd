"""A call-out to two hundred: each is asked once, the live cards bear their answers, and Teams refuses nothing.

The connector keeps Teams' limits, for each conversation and for the whole tenant, refuses what is over them and counts
it (issue 4, «Shown by» 3; platform, "Limits").
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from bot.domain.innkalling import Innkalling
from bot.domain.people import Where
from bot.domain.room import Reach
from bot.ports import UnitOfWork
from bot.standins.card_reading import cards_of, visible_text
from bot.standins.cast import Actor
from bot.standins.connector.ledger import Entry
from bot.standins.connector.state import CONNECTOR
from bot.standins.crowd import crowd, with_crowd
from bot.workflows.carry import CALM
from tests.databases import Databases
from tests.scenarios.house import House, open_house
from tests.scenarios.test_hastemote import called

ROLE = "sosiallaerer_jus"
CROWD = crowd(199, ROLE)
CAST = with_crowd(CROWD)
ASKED = (CAST.person(ROLE), *CROWD)
LEADS = ("slt_koordinator", "stedfortreder")
PATIENCE = 120.0  # seconds
QUESTION, LIVE = "Du kalles inn til hastemøte", "virksomheter er dekket"


@pytest.fixture(params=["sqlite", "postgresql"])
async def house(request: pytest.FixtureRequest, databases: Databases, tmp_path: Path) -> AsyncIterator[House]:
    """A house of more than two hundred, all of whom know the bot."""
    url = "" if request.param == "sqlite" else databases.fresh()
    async with open_house(tmp_path, url, cast=CAST) as opened:
        await opened.bot.store.write(opened.room.id, lambda work: know(work, opened))
        yield opened


def know(work: UnitOfWork, house: House) -> None:
    tenant, url, now = house.room.tenant, house.office.service_url, house.clock.now()
    for who in CAST.members:
        place = (tenant, url, who.chat_id, Where.PERSONAL)
        work.put(Reach(f"person:{who.object_id}", house.room.id, *place, who.object_id, who.teams_id, now))


def posts(house: House, containing: str, op: str = "send", chat: str | None = None, after: int = 0) -> list[Entry]:
    """What was posted whose card says this."""
    history = house.office.connector[CONNECTOR].ledger.history(chat, after)
    return [entry for entry in history if entry.op == op and containing in text_of(entry)]


def text_of(entry: Entry) -> str:
    return "\n".join(line for card in cards_of(entry.activity) for line in visible_text(card))


async def until_asked(house: House) -> list[Entry]:
    """Wait until there are as many questions as people, and nothing more is to be sent."""
    ledger, found, seen = house.office.connector[CONNECTOR].ledger, list[Entry](), 0
    async with asyncio.timeout(PATIENCE):
        while len(found) < len(ASKED):
            await ledger.changed_since(seen, 1.0)
            found, seen = found + posts(house, QUESTION, after=seen), ledger.last
    await house.settled()
    return found + posts(house, QUESTION, after=seen)


async def answer(house: House, who: Actor, card: dict[str, Any]) -> None:
    reply = await house.seat(who.key).client.press(card, "Kommer")
    assert reply.status == 200


async def test_two_hundred_are_asked_once_each_and_their_answers_are_borne(house: House) -> None:
    await called(house, ROLE)
    asked = await until_asked(house)
    assert Counter(entry.conversation for entry in asked) == {who.chat_id: 1 for who in ASKED}
    card = {entry.conversation: cards_of(entry.activity)[0] for entry in asked}
    await asyncio.gather(*(answer(house, who, card[who.chat_id]) for who in ASKED))
    await house.settled()
    (row,) = await house.read(lambda work: work.find(Innkalling))
    assert len(row.answers) == len(ASKED)
    for lead in LEADS:
        follows_in_place(house, CAST.person(lead))
    assert not house.office.connector[CONNECTOR].limits.violations


def follows_in_place(house: House, lead: Actor) -> None:
    """One live card, brought up to date in its place, at its pace, and in the end with everybody's answer on it."""
    (live,), updates = (posts(house, LIVE, op, lead.chat_id) for op in ("send", "update"))
    assert {entry.activity_id for entry in updates} == {live.activity_id}
    times = [datetime.fromisoformat(entry.at) for entry in updates]
    assert all(after - before >= timedelta(seconds=CALM) for before, after in pairwise(times))
    assert not [who.name for who in ASKED if who.name not in text_of(updates[-1])]
