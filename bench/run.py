"""One run: every server up, rounds of load in turn, the medians judged."""

from __future__ import annotations

import asyncio
import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass, field
from typing import Any

from bench import called, due, rows, startup, varsling
from bench.programs import Program, drive, program
from bench.rows import Ceiling, Ratio, Server, Target

START = 2.5
TOLD = (("stall_ms", "event loop held at most (ms)", 100.0), ("memory_mb", "memory at the end (MB)", 150.0))


@dataclass(frozen=True, slots=True)
class Load:
    """How hard and how long."""

    rounds: int = 5
    seconds: float = 2.0
    warm_up: float = 0.5
    at_once: int = 16
    very_many: bool = True


@dataclass(frozen=True, slots=True)
class Judged:
    """One line of the result."""

    name: str
    ours: float
    peer: float
    ratio: float
    promise: float
    held: bool

    def as_json(self) -> dict[str, Any]:
        """With the key that `held` has in the file."""
        found = asdict(self)
        found["pass"] = found.pop("held")
        return found


@dataclass
class Measured:
    """Everything the rounds gave, per target."""

    rps: dict[Target, list[float]] = field(default_factory=lambda: defaultdict(list))
    p99: dict[Target, list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, target: Target, result: Mapping[str, float]) -> None:
        """One round. A server that failed requests has no figure."""
        if result["failed"] or not result["rps"]:
            raise RuntimeError(f"{target.server} failed {result['failed']:.0f} requests of {target.bodies}")
        self.rps[target].append(result["rps"])
        self.p99[target].append(result["p99_ms"])


def at_least(name: str, ours: float, peer: float, promise: float) -> Judged:
    """More is better."""
    return Judged(name, ours, peer, ours / peer, promise, ours / peer >= promise)


def at_most(name: str, ours: float, peer: float, promise: float) -> Judged:
    """Less is better."""
    return Judged(name, ours, peer, ours / peer, promise, ours / peer <= promise)


def judge(row: Ratio | Ceiling, measured: Measured) -> Judged:
    """A row of the table with its figures."""
    if isinstance(row, Ratio):
        ours, peer = (statistics.median(measured.rps[target]) for target in (row.ours, row.peer))
        return at_least(row.name, ours, peer, row.promise)
    return at_most(f"{row.name} (ms)", statistics.median(measured.p99[row.ours]), row.promise, 1.0)


async def measure(load: Load) -> list[Judged]:
    """The whole benchmark."""
    table = (*rows.ROWS, *varsling.ROWS)
    servers = {**rows.SERVERS, **varsling.SERVERS}
    targets = targets_of(table)
    measured = Measured()
    async with AsyncExitStack() as stack:
        world = (await stack.enter_async_context(program(Server("bench.servers.world"), {}))).told
        world["rounds"] = load.rounds
        async with program(next(iter(varsling.SERVERS.values())), world):
            pass  # once before: the byte code of all that it loads is there, as in the image
        running = {
            name: await stack.enter_async_context(program(servers[name], world))
            for name in dict.fromkeys(target.server for target in targets)
        }
        for round_ in range(load.rounds):
            for target in targets:
                measured.add(target, await drive(_job(target, running, world, load, round_)))
    judged = [*(judge(row, measured) for row in table), *at_the_end(running)]
    judged += [await _startup(), *[await _called(kind) for kind in varsling.DATABASES]]
    return [*judged, *[await _due(kind) for kind in varsling.DATABASES if load.very_many]]


def targets_of(table: Iterable[Ratio | Ceiling]) -> list[Target]:
    """What must be measured, each once, peers next to ours."""
    found = [target for row in table for target in (row.ours, getattr(row, "peer", row.ours))]
    return list(dict.fromkeys(found))


def at_the_end(programs: Mapping[str, Program]) -> list[Judged]:
    """What a server tells when it stops: the longest time its event loop was held under all that load, and from its
    very start where the server is the product; and the memory it takes then."""
    found = []
    for name, running in programs.items():
        for key, what, promise in TOLD:
            if key in running.told:
                found.append(at_most(f"{name}: {what}", running.told[key], promise, 1.0))
    return found


async def _called(kind: str) -> Judged:
    took, allowed = await called.measure(kind)
    return at_most(called.NAME.format(varsling.DATABASES[kind]), took, allowed, called.PROMISE)


async def _due(kind: str) -> Judged:
    many, few = await asyncio.to_thread(due.measure, kind)
    return at_most(due.NAME.format(varsling.DATABASES[kind]), many, few, due.PROMISE)


async def _startup() -> Judged:
    ours, peer = await startup.measure()
    return at_most("process start to first answer / importing botbuilder (s)", ours, peer, START)


def _job(
    target: Target, running: Mapping[str, Program], world: Mapping[str, Any], load: Load, round_: int
) -> dict[str, Any]:
    told = running[target.server].told
    where = {"url": told["url"], "service_url": world["service_url"], "token": world["token"]}
    return {**asdict(target), **where, **asdict(load), "round": round_, "told": told}
