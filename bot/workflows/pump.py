"""Finds what is due and starts it: after every commit, every second, and once at start for what a crash left.

Nothing that matters is remembered here. What is due is a question to the database, and ids make a second start
harmless.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import structlog

from bot.domain.effects import Effect, EffectState
from bot.domain.room import Room, RosterEntry
from bot.errors import Conflict, StoreDown
from bot.ports import Among, Before, Clock, Except, Store, UnitOfWork
from bot.workflows.durable import Durable

log = structlog.get_logger(__name__)
Sweep = Callable[[UnitOfWork, Room, datetime], None]
EVERY = 1.0  # seconds
REST = 0.05  # seconds between two rounds at the least: many commits at once are one round
SWEEP_EVERY = 5.0  # seconds
OPEN = Among((EffectState.PENDING, EffectState.UNDER_WAY))


class Pump:
    """The heartbeat of durable work in one process."""

    def __init__(
        self, rooms: Mapping[str, Room], store: Store, durable: Durable, clock: Clock, sweeps: Sequence[Sweep]
    ) -> None:
        self._rooms = rooms
        self._store = store
        self._durable = durable
        self._clock = clock
        self._sweeps = sweeps
        self._woken = asyncio.Event()
        self._sweep_at = 0.0
        self._peopled: set[str] = set()
        self.beat: float | None = None

    def wake(self) -> None:
        """Something was committed, or there is room for more."""
        self._woken.set()

    async def run(self) -> None:
        """Until cancelled. `beat` is the monotonic moment of the last round that went well."""
        while True:
            self._woken.clear()
            try:
                await self.once()
                self.beat = time.monotonic()
            except StoreDown as error:
                log.warning("pump_waits", code=str(error))
            await asyncio.sleep(REST)
            await self._pause()

    async def _pause(self) -> None:
        """Until woken. `asyncio.wait_for` is not used: in Python 3.11 it swallows a cancellation that comes in the
        same moment as the waking, and then the process never ends."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(EVERY - REST):
                await self._woken.wait()

    async def once(self) -> None:
        """One round: sweep now and then, and start what is due."""
        sweeping = time.monotonic() >= self._sweep_at
        if sweeping:
            self._sweep_at = time.monotonic() + SWEEP_EVERY
        for room in self._rooms.values():
            if sweeping and await self._knows_people(room):
                await self.sweep(room)
            await self.start_due(room)

    async def _knows_people(self, room: Room) -> bool:
        """Has the roster been read once? Before that nobody holds a role, and what is due would be told to nobody."""
        if room.id not in self._peopled:
            known = await self._store.read(room.id, lambda work: work.find(RosterEntry, limit=1))
            self._peopled |= {entry.room for entry in known}
        return room.id in self._peopled

    async def sweep(self, room: Room) -> None:
        """Turn rows that are due into effects. Each sweep is a transaction of its own; where another replica got to
        the same rows first, it is theirs (failure F20) and the next round looks again."""
        for sweep in self._sweeps:
            now = self._clock.now()
            try:
                await self._store.write(room.id, lambda work, sweep=sweep, now=now: sweep(work, room, now))  # type: ignore[misc]
            except Conflict:
                log.info("swept_elsewhere", code=sweep.__name__)

    async def start_due(self, room: Room) -> None:
        """Start effects that are due now, the oldest first, as many as there is room for."""
        busy = self._durable.busy()
        if not busy.room_for:
            return
        now = self._clock.now()
        people, organs, ids = Except(busy.people), Except(busy.organs), Except(busy.ids)
        due = await self._store.read(
            room.id,
            lambda work: work.find(
                Effect,
                order="due_at",
                limit=busy.room_for,
                state=OPEN,
                due_at=Before(now),
                person=people,
                organ=organs,
                id=ids,
            ),
        )
        if due:
            await asyncio.to_thread(self._durable.start, due, now)
