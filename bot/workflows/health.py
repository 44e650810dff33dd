"""Is this replica well? Asked by the platform every few seconds, and by whoever watches it (reliability T28, F24)."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.domain.effects import Effect, EffectState
from bot.errors import StoreDown
from bot.ports import Among, Before, Clock, Store, UnitOfWork

if TYPE_CHECKING:
    from bot.workflows.auditor import Auditor
    from bot.workflows.pump import Pump

T = TypeVar("T")
PATIENCE = 2.0  # seconds for the database to answer
LATE = 15.0  # seconds without a heartbeat
MOST = 1000
OPEN = Among((EffectState.PENDING, EffectState.UNDER_WAY))
STUCK = Among((EffectState.HELD, EffectState.FAILED))


class Health:
    """The state of one process. `pump` is set when durable work runs, `stopping` when it is told to end; `watch` tells
    what there is to look at, and until then the replica is not ready."""

    def __init__(self) -> None:
        self._rooms: Sequence[str] = ()
        self._store: Store | None = None
        self._clock: Clock | None = None
        self._began = time.monotonic()
        self.pump: Pump | None = None
        self.auditor: Auditor | None = None
        self.stopping = False

    def watch(self, rooms: Sequence[str], store: Store, clock: Clock) -> None:
        """The product is loaded: this is its database."""
        self._rooms, self._store, self._clock = rooms, store, clock

    async def checks(self) -> dict[str, bool]:
        """What must hold for the replica to get work."""
        return {
            "database": await self._asked(lambda work: True) is not None,
            "durable_work": self.pump is not None,
            "heartbeat": self._since_beat() < LATE,
            "not_stopping": not self.stopping,
        }

    async def figures(self) -> dict[str, float]:
        """Numbers to watch. Those of the database are left out when it does not answer."""
        process = {
            "up_seconds": time.monotonic() - self._began,
            "memory_bytes": memory(),
            "heartbeat_age_seconds": min(self._since_beat(), 1e9),
            "all_well_age_seconds": time.monotonic() - (self.auditor.well if self.auditor else self._began),
        }
        found = await asyncio.gather(*(self._asked(self._waiting, room) for room in self._rooms))
        known = [each for each in found if each is not None]
        if not known:
            return process
        return {
            **process,
            "effects_open": sum(number for number, _, _ in known),
            "effects_oldest_seconds": max(age for _, age, _ in known),
            "effects_stuck": sum(stuck for _, _, stuck in known),
        }

    def _waiting(self, work: UnitOfWork) -> tuple[int, float, int]:
        """How many effects are due and not done, how late the oldest is, and how many wait for a human."""
        assert self._clock
        now = self._clock.now()
        due = work.find(Effect, order="due_at", limit=MOST, state=OPEN, due_at=Before(now))
        age = (now - due[0].due_at).total_seconds() if due else 0.0
        return len(due), age, len(work.find(Effect, limit=MOST, state=STUCK))

    async def _asked(self, question: Callable[[UnitOfWork], T], room: str = "") -> T | None:
        if self._store is None:
            return None
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._store.read(room or self._rooms[0], question)
        except (StoreDown, TimeoutError):
            return None

    def _since_beat(self) -> float:
        beat = self.pump.beat if self.pump else None
        return float("inf") if beat is None else time.monotonic() - beat


def memory() -> float:
    """What the process holds now, in bytes; 0 where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()[1]
    except OSError:
        return 0.0
    return float(pages) * os.sysconf("SC_PAGE_SIZE")
