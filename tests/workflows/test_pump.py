"""The heartbeat of durable work."""

from __future__ import annotations

import asyncio
import math
from datetime import UTC, datetime
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

from bot.workflows.pump import REST, Pump


class Wall:
    """Now."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def pump(*rooms: str) -> Pump:
    anything: Any = SimpleNamespace()
    there: Any = {id: SimpleNamespace(id=id) for id in rooms or ("r",)}
    made = Pump(there, anything, anything, anything, anything, Wall(), ())

    async def all_of_them() -> set[str]:
        return set(there)

    made._due = all_of_them  # type: ignore[method-assign]
    return made


async def nothing(room: Any) -> None:
    """A round in which nothing is due."""


async def test_it_ends_when_it_is_woken_and_stopped_in_the_same_moment() -> None:
    for _ in range(5):
        beating = pump()
        beating.once = nothing  # type: ignore[method-assign]
        task = asyncio.create_task(beating.run())
        await asyncio.sleep(REST * 1.5)
        beating.wake("r")
        await asyncio.sleep(0)
        task.cancel()
        done, _ = await asyncio.wait({task}, timeout=2)
        assert task in done


async def test_many_wakes_are_one_round() -> None:
    beating, rounds = pump(), list[float]()

    async def once(room: Any) -> None:
        rounds.append(asyncio.get_running_loop().time())
        beating.wake("r")
        if len(rounds) == 4:
            task.cancel()

    beating.once = once  # type: ignore[method-assign]
    task = asyncio.create_task(beating.run())
    await asyncio.wait({task}, timeout=30)
    assert len(rounds) == 4
    assert min(after - before for before, after in pairwise(rounds)) >= REST * 0.9


async def test_a_room_that_wakes_goes_before_those_where_nothing_happened() -> None:
    beating, rounds = pump(*"abcd"), list[str]()

    async def once(room: Any) -> None:
        rounds.append(room.id)
        if rounds == ["a"]:
            beating.wake("d")

    beating.once = once  # type: ignore[method-assign]
    await beating._rounds()
    assert rounds == ["a", "d", "b", "c"]
    beating._all_at = math.inf
    beating.wake("c")
    await beating._rounds()
    assert rounds[4:] == ["c"]
