"""A conversation that is promised more than it bears holds up nobody, and none of what waits for it counts as tried."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import registry
from bot.domain.effects import Effect, EffectState, Repeat
from bot.ports import Message, UnitOfWork
from bot.standins.connector.state import CONNECTOR
from bot.usecases.deliveries import Late, Show
from bot.workflows.outside import SENDING
from tests.rel.rows import effect
from tests.scenarios.house import House, open_house

MANY = 24


def numbered(work: UnitOfWork, late: Late) -> Message | None:
    return Message("Hei", text=f"Hei {late.effect.id}")


@pytest.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    """A house with one more view."""
    monkeypatch.setitem(registry.VIEWS, "numbered", Show(numbered))
    async with open_house(tmp_path) as opened:
        yield opened


def promise(house: House, id: str, key: str) -> Effect:
    person, now = house.seat(key).client.actor.object_id, house.clock.now()
    fields = {"room": house.room.id, "view": "numbered", "person": person, "created_at": now, "due_at": now}
    return effect(id, repeat=Repeat.LABELLED, **fields)


async def keep(house: House, *effects: Effect) -> None:
    for one in effects:
        await house.bot.store.write(house.room.id, lambda work, one=one: work.add(one))  # type: ignore[misc]


async def effects_of(house: House) -> list[Effect]:
    found: list[Effect] = await house.read(lambda work: work.find(Effect, view="numbered"))
    return found


async def test_who_gets_more_than_the_chat_bears_keeps_nobody_waiting(house: House) -> None:
    many = [promise(house, f"m{n:02}", "laerer") for n in range(MANY)]
    await keep(house, *many)
    await house.posted(None, "Hei m03")
    await keep(house, promise(house, "other", "barnevern_leder"))
    await house.seat("barnevern_leder").newest("Hei other")
    left = [one for one in await effects_of(house) if one.state is not EffectState.DONE]
    assert len(left) > MANY // 4
    assert sum(one.reason == SENDING for one in left) <= 1
    await house.settled()
    got = [text.splitlines()[0] for text in house.texts(house.seat("laerer").client.actor.chat_id) if text]
    assert got == [f"Hei {one.id}" for one in many]
    assert not house.office.connector[CONNECTOR].limits.violations
    assert {one.attempts for one in await effects_of(house)} == {1}
