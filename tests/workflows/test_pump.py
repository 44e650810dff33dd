"""The heartbeat of durable work."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from bot.workflows.pump import REST, Pump


class Wall:
    """Now."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def pump() -> Pump:
    anything: Any = SimpleNamespace()
    return Pump({"r": anything}, anything, anything, anything, anything, Wall(), ())


async def nothing(room: Any) -> None:
    """A round in which nothing is due."""


async def test_it_ends_when_it_is_woken_and_stopped_in_the_same_moment() -> None:
    for _ in range(5):
        beating = pump()
        beating.once = nothing  # type: ignore[method-assign]
        task = asyncio.create_task(beating.run())
        await asyncio.sleep(REST * 1.5)
        beating.wake()
        await asyncio.sleep(0)
        task.cancel()
        done, _ = await asyncio.wait({task}, timeout=2)
        assert task in done


async def test_many_wakes_are_one_round() -> None:
    beating, rounds = pump(), 0

    async def once(room: Any) -> None:
        nonlocal rounds
        rounds += 1
        beating.wake()

    beating.once = once  # type: ignore[method-assign]
    task = asyncio.create_task(beating.run())
    await asyncio.sleep(REST * 4)
    task.cancel()
    assert 2 <= rounds <= 5
