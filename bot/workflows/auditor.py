"""The auditor: looks every minute, whatever the pump says, whether anything that is promised is overdue.

While nothing is, it gives a sign of life: a line in the log, `well_at` on the watch, a figure among the metrics. When
something is, the sign is withheld, so that whoever waits for it is alarmed, and the work is driven again: by us where
the watch is ours, and where its holder beats but does not work, by taking the watch from it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

import structlog

from bot.domain.effects import Effect
from bot.domain.hastemote import OPEN as GOING_ON
from bot.domain.hastemote import Hastemote
from bot.domain.innkalling import Innkalling
from bot.domain.room import Room
from bot.domain.watch import WATCH, Watch
from bot.errors import Conflict, StoreDown
from bot.ports import Before, Clock, Store, UnitOfWork
from bot.workflows.claim import OPEN
from bot.workflows.lead import Lead
from bot.workflows.pump import Pump

log = structlog.get_logger(__name__)
EVERY = 60.0  # seconds
ANCHORED = 60
"""How many looks there are between two anchors: one an hour."""
MARGIN = timedelta(seconds=45)
"""How late a step may be before it is overdue: more than a large call-out's queue, less than anybody would wait."""
MOST = 1000


def overdue(work: UnitOfWork, now: datetime) -> int:
    """How many promises, steps of call-outs, and call-outs and requests as a whole should have been looked at by now
    and were not."""
    late = Before(now - MARGIN)
    effects = work.find(Effect, order="due_at", limit=MOST, state=OPEN, due_at=late)
    steps = work.find(Innkalling, order="next_at", limit=MOST, next_at=late)
    whole = work.find(Hastemote, order="due_at", limit=MOST, due_at=late)
    return len(effects) + len(whole) + sum(_counts(work, step) for step in steps)


def _counts(work: UnitOfWork, step: Innkalling) -> bool:
    mote = work.get(Hastemote, step.hastemote)
    return mote is not None and mote.status in GOING_ON and not step.covered


class Auditor:
    """The auditor of one process. Every replica has one: also the one that stands by looks."""

    def __init__(self, store: Store, pump: Pump, lead: Lead, clock: Clock) -> None:
        self._store, self._pump, self._lead, self._clock = store, pump, lead, clock
        self._seen_late: set[str] = set()
        self.well = time.monotonic()

    async def run(self, rooms: Sequence[Room]) -> None:
        """Until cancelled."""
        for look in count():
            await asyncio.sleep(EVERY)
            late = [await self.looked(room) for room in rooms]
            if look % ANCHORED == 0:
                await self.anchored(rooms)
            if not any(late):
                self.well = time.monotonic()
                log.info("all_is_well", count=len(rooms))

    async def anchored(self, rooms: Sequence[Room]) -> None:
        """Say in the log, which is kept elsewhere, where each audit log ends: whoever cuts it off later is found out,
        also when they can set everything in the database back (threat T25)."""
        for room in rooms:
            try:
                end = await self._store.read(room.id, lambda work: work.anchor())
            except StoreDown as error:
                log.warning("not_audited", room=room.id, code=type(error).__name__)
                continue
            log.info("audit_anchor", room=room.id, state=end)

    async def looked(self, room: Room) -> int:
        """Look at one room; how much is overdue. A room that cannot be looked at counts as one."""
        try:
            return await self._look(room)
        except (StoreDown, Conflict) as error:
            log.warning("not_audited", room=room.id, code=type(error).__name__)
        except Exception as error:
            log.error("audit_failed", room=room.id, code=type(error).__name__)
        return 1

    async def _look(self, room: Room) -> int:
        now = self._clock.now()
        late = await self._store.read(room.id, lambda work: overdue(work, now))
        if not late:
            self._seen_late.discard(room.id)
            await self._store.write(room.id, lambda work: self._sign(work, now))
            return 0
        log.warning("overdue", room=room.id, count=late)
        await self._drive(room)
        self._seen_late.add(room.id)
        return late

    def _sign(self, work: UnitOfWork, now: datetime) -> None:
        watch = work.get(Watch, WATCH)
        if watch is not None:
            work.save(replace(watch, well_at=now))

    async def _drive(self, room: Room) -> None:
        """Do it ourselves. The second time it is found, its holder has had a minute: the watch is taken from it."""
        if room.id in self._seen_late and not await self._lead.keep(room):
            log.warning("watch_seized", room=room.id)
            await self._lead.seize(room)
        await self._pump.again(room)
