"""Finds what is due and starts it: in a room after every commit there, and wherever something is due, which is asked
of all rooms at once twice a second (`sweeping`). A room where nothing is due costs nothing of its own (decision 0014).

Nothing is remembered here that a crash could lose. What is due is a question to the database, and one replica at a time
asks it for a room (`lead`).
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import time
from collections.abc import Mapping, Sequence

import structlog

from bot.domain.effects import Effect
from bot.domain.room import Room, RosterEntry
from bot.errors import Conflict, StoreDown
from bot.ports import Before, Clock, Question, Store, UnitOfWork
from bot.workflows.carry import Carrier
from bot.workflows.claim import OPEN
from bot.workflows.durable import Durable
from bot.workflows.lead import Lead
from bot.workflows.sweeping import Sweep, Sweeping

log = structlog.get_logger(__name__)
REST = 0.05  # seconds between two rounds at the least: many commits at once are one round
EVERY = 0.5  # seconds between two times that all rooms are asked for what is due
SWEEP_EVERY = 2.0  # seconds between two times that they are asked for what a sweep would find
SWEEP_AGAIN = 0.25  # seconds between two sweeps of a room while they find something
AT_ONCE = 25  # effects claimed together
IN_HAND = 100  # effects of one room carried at a time: no room waits for another's


class Pump:
    """The heartbeat of durable work in one process."""

    def __init__(
        self,
        rooms: Mapping[str, Room],
        store: Store,
        carrier: Carrier,
        durable: Durable,
        lead: Lead,
        clock: Clock,
        sweeps: Sequence[Sweep],
    ) -> None:
        self._rooms = rooms
        self._store = store
        self._carrier = carrier
        self._durable = durable
        self._lead = lead
        self._clock = clock
        self._sweeps = sweeps
        self._sweeping = Sweeping(sweeps)
        self._woken = asyncio.Event()
        self._awake: dict[str, None] = {}
        self._all_at = self._sweeps_at = 0.0
        self._sweep_at = dict.fromkeys(rooms, 0.0)
        self._more: set[str] = set()
        self.beat: float | None = None
        self._peopled: set[str] = set()
        carrier.freed = self._freed

    def wake(self, room: str) -> None:
        """Something was committed in a room."""
        self._awake[room] = None
        self._woken.set()

    async def run(self) -> None:
        """Until cancelled. A round that fails is told of and followed by the next. `beat` is the monotonic moment of
        the last."""
        while True:
            await self._rounds()
            self.beat = time.monotonic()
            await asyncio.sleep(REST)
            with contextlib.suppress(TimeoutError):
                # `wait_for` may swallow a cancellation that comes with a wake
                async with asyncio.timeout(max(0.0, self._all_at - time.monotonic())):
                    await self._woken.wait()

    async def _rounds(self) -> None:
        """Once in each room that is awake, or where something is due: those first that wake meanwhile."""
        self._woken.clear()
        left = dict(self._awake)
        if time.monotonic() >= self._all_at:
            self._all_at = time.monotonic() + EVERY
            due = await self._due()
            left |= {room: None for room in self._rooms if room in due}
        while left:
            room = next((room for room in self._awake if room in left), next(iter(left)))
            del left[room]
            self._awake.pop(room, None)
            await self._round(self._rooms[room])

    async def _round(self, room: Room) -> None:
        try:
            await self.once(room)
        except StoreDown as error:
            log.warning("pump_waits", code=str(error))
        except Exception as error:
            log.error("pump_round_failed", code=type(error).__name__)

    async def _due(self) -> set[str]:
        """The rooms to go through now: those whose watch can be taken, where an effect is due, or where a sweep would
        find something. A mistake of ours in asking, and every room is gone through by itself."""
        try:
            free = {room.id for room in await self._lead.keep_all(self._rooms.values())}
            return free | await self._with_effects() | await self._to_sweep()
        except StoreDown as error:
            log.warning("pump_waits", code=str(error))
            return set()
        except Exception as error:
            log.error("pump_question_failed", code=type(error).__name__)
            self._sweep_at = dict.fromkeys(self._rooms, 0.0)
            return set(self._rooms)

    async def _with_effects(self) -> set[str]:
        due = Question(Effect, {"state": OPEN, "due_at": Before(self._clock.now())}, "due_at")
        (found,) = await self._store.rooms_with(self._lead.me, [due])
        return found & self._rooms.keys()

    async def _to_sweep(self) -> set[str]:
        now = time.monotonic()
        if now >= self._sweeps_at:
            self._sweep_at |= dict.fromkeys(await self._sweepable(), 0.0)
            self._sweeps_at = now + SWEEP_EVERY
        return {room for room, at in self._sweep_at.items() if at <= now and self._lead.has(self._rooms[room])}

    async def _sweepable(self) -> set[str]:
        """Where a sweep would find something. A question that the database does not answer keeps no effect waiting."""
        try:
            return await self._sweeping.rooms(self._rooms.values(), self._clock.now(), self._asked)
        except StoreDown as error:
            log.warning("sweeps_wait", code=str(error))
            return set()

    async def _asked(self, questions: Sequence[Question]) -> list[set[str]]:
        return await self._store.rooms_with(self._lead.me, questions)

    async def once(self, room: Room) -> None:
        """One round: where the watch is ours, sweep if there is something to find, and start what is due."""
        if not await self._lead.keep(room):
            self._sweep_at[room.id] = 0.0  # when it is ours one day, everything is looked at
            return
        if time.monotonic() >= self._sweep_at.get(room.id, 0.0):
            self._sweep_at[room.id] = time.monotonic() + await self._swept_for(room)
        await self.start_due(room)

    async def _swept_for(self, room: Room) -> float:
        """Sweep; in how many seconds to sweep again, whatever is asked until then."""
        if not await self._knows_people(room):
            return SWEEP_EVERY
        return SWEEP_AGAIN if await self.sweep(room) else math.inf

    async def again(self, room: Room) -> None:
        """A round at once, with every sweep: the auditor found something that should have been done."""
        self._sweep_at[room.id] = 0.0
        await self.once(room)

    async def _knows_people(self, room: Room) -> bool:
        """Has the roster been read once? Before that nobody holds a role, and what is due would be told to nobody."""
        if room.id not in self._peopled:
            known = await self._store.read(room.id, lambda work: work.find(RosterEntry, limit=1))
            self._peopled |= {entry.room for entry in known}
        return room.id in self._peopled

    async def sweep(self, room: Room) -> bool:
        """Turn rows that are due into effects; True when any sweep found something to do. All in one transaction; when
        that fails each in its own, so that none holds up the others."""
        try:
            return await self._together(room, self._sweeps)
        except StoreDown:
            raise
        except Exception:
            found = [await self._swept(room, sweep) for sweep in self._sweeps]
        return any(found)

    async def _together(self, room: Room, sweeps: Sequence[Sweep]) -> bool:
        now = self._clock.now()

        def run(work: UnitOfWork) -> bool:
            for sweep in sweeps:
                sweep(work, room, now)
            return work.touched

        return await self._store.write(room.id, run)

    async def _swept(self, room: Room, sweep: Sweep) -> bool:
        """One by itself. Where another replica got to the same rows first, it is theirs (failure F20)."""
        try:
            return await self._together(room, [sweep])
        except Conflict:
            log.info("swept_elsewhere", code=sweep.__name__)
            return False
        except StoreDown:
            raise
        except Exception as error:
            log.error("sweep_failed", code=sweep.__name__, reason=type(error).__name__)
            return False

    async def start_due(self, room: Room) -> None:
        """Start every effect that is due now, as far as our hands reach; what is left follows as they come free."""
        while True:
            limit = min(AT_ONCE, IN_HAND - self._carrier.in_hand(room.id))
            if limit <= 0:
                break
            taken = await self._carrier.claim(room, limit, self._lead.holds)
            if taken:
                await self._start(taken)
            if len(taken) < limit:
                self._more.discard(room.id)
                return
        self._more.add(room.id)

    async def _start(self, effects: list[Effect]) -> None:
        try:
            await asyncio.to_thread(self._durable.start, effects)
        except Exception as error:
            log.error("effects_not_started", code=type(error).__name__)
            self._carrier.drop(effects)

    def _freed(self, room: str, full: bool) -> None:
        """Something left our hand; `full` says that its conversation had its share of it."""
        if full or (room in self._more and self._carrier.in_hand(room) <= IN_HAND - AT_ONCE):
            self.wake(room)
