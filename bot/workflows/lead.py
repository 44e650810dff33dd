"""Who has the watch over a room: one replica sweeps, claims and sends; the others stand by.

One sender keeps the tenant's pace exactly (50 requests a second are counted per app and tenant, not per replica),
and whatever a taker-over finds under way belongs to somebody who is gone. A replica that starts again takes its own
watch back at once; another's when its beat has stood still for `SILENT` seconds of our own monotonic clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bot.domain.room import Room
from bot.domain.watch import WATCH, Watch
from bot.errors import Conflict
from bot.ports import Clock, Store, UnitOfWork
from bot.workflows.claim import adopt

BEAT = 2.0  # seconds between beats
SOONER = 0.5  # so much sooner all of them beat together
NOBODY = ""
SILENT = 7.0  # seconds without a beat after which the holder is taken for dead


@dataclass
class _Seen:
    """The newest beat of somebody else's, and when we saw it first."""

    holder: str
    beat: int
    since: float


class Lead:
    """The watches as one process sees them. `replica` is its lasting name, `start` this very start of it."""

    def __init__(
        self, store: Store, clock: Clock, replica: str, start: str, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.me = f"{replica}:{start}"
        self._clock = clock
        self._store = store
        self._replica = replica
        self._monotonic = monotonic
        self._beaten: dict[str, float] = {}
        self._all_beaten = -BEAT
        self._seen: dict[str, _Seen] = {}

    async def keep_all(self, rooms: Iterable[Room]) -> list[Room]:
        """Beat for all that are ours in one statement, before any single one would; the rooms whose watch can be taken
        (`keep` does that, each by itself). Of the others only the beats are read."""
        now = self._monotonic()
        if now - self._all_beaten >= BEAT - SOONER:
            mine = await self._store.beat(self.me)
            self._all_beaten = now
            for room in rooms:
                self._note(room, room.id in mine, now)
        others = [room for room in rooms if room.id not in self._beaten]
        watches = await self._store.watches() if others else {}
        return [room for room in others if self._can_be_taken(room, watches.get(room.id), now)]

    def has(self, room: Room) -> bool:
        """Was it ours when we looked last?"""
        return room.id in self._beaten

    async def keep(self, room: Room) -> bool:
        """Beat, or take the watch that nobody keeps. True when it is ours now."""
        now = self._monotonic()
        if now - self._beaten.get(room.id, -BEAT) < BEAT:
            return True
        try:
            mine = await self._store.write(room.id, lambda work: self._keep(work, room, now))
        except Conflict:
            mine = False
        self._note(room, mine, now)
        return mine

    async def leave(self, room: Room) -> None:
        """We stop: whoever comes next need not wait."""
        await self._store.write(room.id, self._leave)

    async def seize(self, room: Room) -> None:
        """Take the watch from a holder that beats and does not work."""
        now = self._monotonic()
        await self._store.write(room.id, lambda work: self._take(work, room, work.get(Watch, WATCH)))
        self._note(room, True, now)

    def holds(self, work: UnitOfWork) -> bool:
        """Is the watch ours in this transaction? For whoever claims."""
        watch = work.get(Watch, WATCH)
        return watch is not None and watch.holder == self.me

    def _keep(self, work: UnitOfWork, room: Room, now: float) -> bool:
        watch = work.get(Watch, WATCH)
        if watch is not None and watch.holder == self.me:
            work.save(replace(watch, beat=watch.beat + 1))
            return True
        if watch is not None and not self._free(room, watch, now):
            return False
        self._take(work, room, watch)
        return True

    def _can_be_taken(self, room: Room, seen: tuple[str, int] | None, now: float) -> bool:
        if seen is None:
            return True
        holder, beat = seen
        return holder == self.me or self._free(room, Watch(WATCH, room.id, holder, beat), now)

    def _leave(self, work: UnitOfWork) -> None:
        watch = work.get(Watch, WATCH)
        if watch is not None and watch.holder == self.me:
            work.save(replace(watch, holder=NOBODY, beat=watch.beat + 1))

    def _take(self, work: UnitOfWork, room: Room, watch: Watch | None) -> None:
        if watch is None:
            work.add(Watch(WATCH, room.id, self.me))
        else:
            work.save(replace(watch, holder=self.me, beat=watch.beat + 1))
        adopt(work, self._clock.now())

    def _free(self, room: Room, watch: Watch, now: float) -> bool:
        """Nobody's, ours from before we started again, or that of somebody who has fallen silent."""
        return watch.holder == NOBODY or watch.held_by(self._replica) or self._silent(room, watch, now)

    def _silent(self, room: Room, watch: Watch, now: float) -> bool:
        seen = self._seen.get(room.id)
        if seen is None or (seen.holder, seen.beat) != (watch.holder, watch.beat):
            # the moment after it was read: while we waited for the answer its holder may have beaten all the time
            self._seen[room.id] = _Seen(watch.holder, watch.beat, self._monotonic())
            return False
        return now - seen.since >= SILENT

    def _note(self, room: Room, mine: bool, now: float) -> None:
        if mine:
            self._beaten[room.id] = now
            self._seen.pop(room.id, None)
        else:
            self._beaten.pop(room.id, None)
