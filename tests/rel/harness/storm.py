"""A storm: many call-outs in many municipalities, while replicas die and the connector fails."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.domain.effects import Effect, EffectState
from bot.domain.hastemote import Hastemote, HastemoteStatus
from bot.domain.innkalling import Innkalling
from bot.ports import Among
from bot.settings import Settings
from bot.standins.connector.faults import Fault
from bot.store.engine import SqlStore
from bot.store.keys import KeyRing
from bot.store.schema import upgrade
from tests.rel.harness import people
from tests.rel.harness.clock import SharedClock
from tests.rel.harness.proc import Replica
from tests.rel.harness.town import Town, towns
from tests.rel.harness.weather import FAULTS, Weather
from tests.rel.harness.world import World, call, open_world

OPEN = Among((EffectState.PENDING, EffectState.UNDER_WAY))
QUIET = 150.0  # seconds that the tail may take


@dataclass(frozen=True)
class Plan:
    """How hard it blows. `pace` is how fast the run's time goes; `kill_every` seconds, 0 for never, but not before a
    replica has lived `spared` times as long as it needs to start; `closed` is the
    share of people who cannot be written to, `silent` the share of those who never answer."""

    calls: int
    seed: int
    replicas: int = 1
    database: str = ""
    towns: int = 12
    pace: float = 10.0
    kill_every: float = 7.0
    spared: float = 0.0
    between: float = 2.0
    closed: float = 0.08
    silent: float = 0.35
    faults: Sequence[tuple[float, Fault]] = FAULTS
    quiet: float = QUIET
    waits: tuple[tuple[str, int], ...] = ()
    bug: str = ""


@dataclass
class Storm:
    """A storm that is under way, and afterwards what the checker looks at."""

    plan: Plan
    clock: SharedClock
    world: World
    weather: Weather
    store: SqlStore
    confirmed: int = 0
    answered: set[tuple[str, str]] = field(default_factory=set)
    live: dict[str, dict[str, tuple[dict[str, Any], str]]] = field(default_factory=lambda: defaultdict(dict))
    """In each coordinator's chat for each call-out the newest card of it, and its message."""

    @property
    def towns(self) -> tuple[Town, ...]:
        """The municipalities."""
        return self.world.towns

    @property
    def replicas(self) -> list[Replica]:
        """The bot's processes."""
        return self.world.replicas

    async def read(self, town: Town, kind: type[Any], **criteria: Any) -> list[Any]:
        """Rows as they are now."""
        return await self.store.read(town.room.id, lambda work: work.find(kind, **criteria))


@contextlib.asynccontextmanager
async def open_storm(folder: Path, plan: Plan) -> AsyncIterator[Storm]:
    """Everything up and ready; the replicas are alive."""
    clock = SharedClock(folder / "clock", time.time(), plan.pace)
    all_ = towns(plan.towns, clock.now(), **dict(plan.waits))
    weather = Weather(plan.seed, faults=plan.faults)
    weather.close([actor for town in all_ for actor in town.people[2:]], plan.closed)
    async with open_world(folder / "office", all_, weather) as world:
        job = _job(folder, plan, clock, world)
        store = _prepared(job, all_, world, clock)
        names = [f"replika{n}" for n in range(1, plan.replicas + 1)]
        world.replicas = [Replica(name, job, folder / f"{name}.log") for name in names]
        await asyncio.gather(*(replica.start() for replica in world.replicas))
        for replica in world.replicas:
            replica.down.clear()
        try:
            yield Storm(plan, clock, world, weather, store)
        finally:
            await asyncio.gather(*(replica.kill() for replica in world.replicas))
            store.close()


def _job(folder: Path, plan: Plan, clock: SharedClock, world: World) -> dict[str, Any]:
    where = {"graph_url": f"{world.url}/v1.0", "service_url": world.service_url, "database": plan.database}
    time_ = {"clock": str(clock.file), "begins": clock.begins, "pace": clock.pace}
    return {
        "folder": str(folder / "bot"),
        "towns": plan.towns,
        "waits": dict(plan.waits),
        "bug": plan.bug,
        **where,
        **time_,
    }


def _prepared(job: dict[str, Any], all_: Sequence[Town], world: World, clock: SharedClock) -> SqlStore:
    """The database as an operator leaves it: upgraded, and everybody in their role."""
    Path(job["folder"]).mkdir(parents=True)
    settings = Settings.for_demo(Path(job["folder"]), database_url=job["database"])
    store = SqlStore(settings.store_url, KeyRing(settings.master))
    upgrade(store.writing, store.ring)
    for town in all_:
        store.write_now(town.room.id, lambda work, town=town: town.settle(work, world.service_url, clock.now()))  # type: ignore[misc]
    return store


async def blow(storm: Storm) -> None:
    """The whole of it: call, answer, kill; then fine weather until everything has been done that will be."""
    answering = asyncio.create_task(people.answer(storm))
    closing = [asyncio.create_task(people.close(storm, town)) for town in storm.towns]
    calm = asyncio.Event()
    killing = asyncio.create_task(_kill(storm, calm))
    try:
        await asyncio.gather(*(_calls(storm, town) for town in storm.towns))
        await _calmed(killing, calm)
        storm.weather.fine = True
        await asyncio.gather(*(replica.start() for replica in storm.replicas if not replica.alive))
        await until_quiet(storm)
    finally:
        await _calmed(killing, calm)
        await asyncio.gather(*(_ended(task) for task in (answering, *closing)))


async def _calls(storm: Storm, town: Town) -> None:
    """One after the other, the next when the coordinator has seen the last. In the end the deputies leave their roles:
    the chains that stand are not moved by it."""
    plan, chosen = storm.plan, random.Random(f"{storm.plan.seed}:{town.number}")
    share = plan.calls // plan.towns + (town.number <= plan.calls % plan.towns)
    await asyncio.sleep(chosen.uniform(0, plan.between))
    for _ in range(share):
        before = len(storm.live[town.coordinator.chat_id])
        await call(storm.world, town, chosen)
        storm.confirmed += 1
        await asyncio.sleep(chosen.uniform(0, 2 * plan.between))
        await people.seen_by_the_coordinator(storm, town, before)
    await storm.store.write(town.room.id, town.deputies_leave)


async def _kill(storm: Storm, calm: asyncio.Event) -> None:
    """One replica at a time, at random moments; sometimes all of them. It ends with all of them up, uncancelled:
    a start that is broken off would leave a process that nobody knows."""
    plan, chosen = storm.plan, random.Random(f"{storm.plan.seed}:kill")
    while plan.kill_every and not calm.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(calm.wait(), chosen.uniform(0.5, 1.5) * _lives(storm))
            return
        hit = storm.replicas if chosen.random() < 0.2 else [chosen.choice(storm.replicas)]
        await asyncio.gather(*(replica.kill() for replica in hit))
        await asyncio.sleep(chosen.uniform(0.1, 1.5))
        await asyncio.gather(*(replica.start() for replica in hit))


async def until_quiet(storm: Storm) -> None:
    """Wait until no effect is due or under way and every agency is covered, or its chain is at the telephone, or the
    call-out is over."""
    ends = time.monotonic() + storm.plan.quiet
    left: list[str] = ["?"]
    while left and time.monotonic() < ends:
        await asyncio.sleep(0.5)
        left = [what for town in storm.towns for what in await _left(storm, town)]
    assert not left, f"not done: {left[:10]}"


async def _left(storm: Storm, town: Town) -> list[str]:
    effects = await storm.read(town, Effect, state=OPEN)
    over = {mote.id for mote in await storm.read(town, Hastemote, status=HastemoteStatus.AVSLUTTET)}
    rows = await storm.read(town, Innkalling)
    now = storm.clock.now()
    open_ = [f"{e.view} {e.state} {e.reason} {e.attempts}" for e in effects if (e.due_at - now).total_seconds() < 60]
    waiting = [row.id for row in rows if row.hastemote not in over and not people.is_done(row)]
    return [*(one for one in open_ if "ring" not in one), *waiting]


def _lives(storm: Storm) -> float:
    """How long a replica lives on average, in seconds."""
    return max(storm.plan.kill_every, *(storm.plan.spared * replica.boots[-1] for replica in storm.replicas))


async def _calmed(killing: asyncio.Task[None], calm: asyncio.Event) -> None:
    calm.set()
    await killing


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
