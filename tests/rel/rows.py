"""Rows for the tests of durable work: effects in a room, and a clock that stands until it is moved."""

from __future__ import annotations

import asyncio
import functools
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.demo.room import demo_plan, demo_room
from bot.domain.effects import Effect, EffectKind, Repeat
from bot.domain.room import Room
from bot.store.engine import SqlStore

START = datetime(2026, 9, 1, 8, tzinfo=UTC)


@dataclass
class StandingClock:
    """Both clocks: the wall's and the monotonic one."""

    moment: datetime = START

    def now(self) -> datetime:
        """The wall's."""
        return self.moment

    def monotonic(self) -> float:
        """The other."""
        return (self.moment - START).total_seconds()

    def move(self, seconds: float) -> None:
        """Forward, or back."""
        self.moment += timedelta(seconds=seconds)


@functools.cache
def room() -> Room:
    """The demo's."""
    return demo_room(demo_plan(START.date()))


def effect(id: str, **fields: Any) -> Effect:
    """One that is due at the start."""
    made = Effect(id, room().id, EffectKind.TELL, "varsling", id, Repeat.ONCE_MORE, START, START, person="p")
    return replace(made, **fields)


def keep(store: SqlStore, *things: Any) -> None:
    """Store them."""
    for thing in things:
        store.write_now(room().id, lambda work, thing=thing: work.add(thing))  # type: ignore[misc]


def kept(store: SqlStore, id: str = "e1") -> Effect:
    """As it is now."""
    found = store.read_now(room().id, lambda work: work.get(Effect, id))
    assert found is not None
    return found


async def both(*coroutines: Any) -> list[Any]:
    """At the same time."""
    return list(await asyncio.gather(*coroutines))
