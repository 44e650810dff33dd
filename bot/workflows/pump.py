"""Finds what is due and starts it: after every commit, every second, and once at start for what a crash left.

Nothing is remembered here. What is due is a question to the database, and ids make a second start harmless.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import structlog

from bot.domain.effects import Effect, EffectState
from bot.domain.room import Room, RosterEntry
from bot.errors import Conflict, StoreDown
from bot.ports import Among, Before, Clock, Store, UnitOfWork
from bot.workflows.durable import Durable

log = structlog.get_logger(__name__)
Sweep = Callable[[UnitOfWork, Room, datetime], None]
EVERY = 1.0  # seconds
SWEEP_EVERY = 5  # rounds
AT_ONCE = 50
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
        self._round = 0
        self._peopled: set[str] = set()

    def wake(self) -> None:
        """Something was committed."""
        self._woken.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.once()
            except StoreDown as error:
                log.warning("pump_waits", code=str(error))
            self._woken.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), EVERY)

    async def once(self) -> None:
        """One round: sweep now and then, and start what is due."""
        self._round += 1
        for room in self._rooms.values():
            if self._round % SWEEP_EVERY == 1 and await self._knows_people(room):
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
        """Start every effect that is due now."""
        now = self._clock.now()
        due = await self._store.read(
            room.id, lambda work: work.find(Effect, order="due_at", limit=AT_ONCE, state=OPEN, due_at=Before(now))
        )
        if due:
            await asyncio.to_thread(self._durable.start, due, now)
