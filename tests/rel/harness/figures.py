"""What a storm was like, in figures: written down while it blows, and told however it ends."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import signal
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.rel.harness.checker import Verdict, check
from tests.rel.harness.people import question_cards
from tests.rel.harness.storm import Storm, blow

FOLDER = Path("build")
EVERY = 20.0  # seconds
SHOWN = 50  # faults


@dataclass
class Figures:
    """The figures of one storm, in a file of their own. `came` is how it ended, `held` the longest that Teams and Graph
    on this machine, which are in this process, answered nobody (seconds)."""

    storm: Storm
    file: Path
    begun: float = field(default_factory=time.monotonic)
    came: str = "under way"
    held: float = 0.0
    _read: int = 0
    _asked: int = 0

    def write(self, **more: Any) -> None:
        """Write down what has been seen so far, and what is known besides."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({**self.seen(), **more}, indent=1, ensure_ascii=False)
        self.file.write_text(text + "\n", encoding="utf-8")

    def seen(self) -> dict[str, Any]:
        """What can be told without looking into the database."""
        storm = self.storm
        return {
            "came": self.came,
            "seconds": round(time.monotonic() - self.begun),
            "calls wanted": storm.plan.calls,
            "calls": storm.confirmed,
            "questions": self._questions(),
            "answers": len(storm.answered),
            "kills": sum(len(replica.kills) for replica in storm.replicas),
            "faults of the weather": dict(storm.weather.met),
            "refused by limits": sum(storm.world.connector.limits.violations.values()),
            "our own loop held": round(self.held, 2),
        }

    def _questions(self) -> int:
        news = self.storm.world.connector.ledger.history(after=self._read)
        self._read += len(news)
        self._asked += sum(len(question_cards(entry)) for entry in news)
        return self._asked


async def blown(storm: Storm, file: Path) -> Verdict:
    """The whole storm. Whatever breaks it off, what was seen until then is checked, written down and told."""
    figures, me = Figures(storm, file), asyncio.current_task()
    assert me is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, me.cancel)
    try:
        async with _kept(figures), _watched(figures):
            await blow(storm)
        figures.came = "to its end"
    except BaseException as error:
        figures.came = f"broken off: {type(error).__name__} {error}"
        raise
    finally:
        figures.write()
        found = await check(storm)
        figures.write(**_verdict(found))
        print(f"\n{figures.came}; {found.told()}", *found.faults[:SHOWN], sep="\n", flush=True)
        asyncio.get_running_loop().remove_signal_handler(signal.SIGTERM)
    return found


@contextlib.asynccontextmanager
async def _kept(figures: Figures) -> AsyncIterator[None]:
    """Write them down now and then: a run that is killed has told what it saw until then."""

    async def write() -> None:
        while True:
            figures.write()
            await asyncio.sleep(EVERY)

    task = asyncio.create_task(write())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@contextlib.asynccontextmanager
async def _watched(figures: Figures) -> AsyncIterator[None]:
    """The instrument must not be slower than what it measures: hundreds of thousands of posted cards take the garbage
    collector seconds to walk, and leave it nothing to find."""

    async def watch() -> None:
        while True:
            before = time.monotonic()
            await asyncio.sleep(0.05)
            figures.held = max(figures.held, time.monotonic() - before - 0.05)

    gc.disable()
    task = asyncio.create_task(watch())
    try:
        yield
    finally:
        gc.enable()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _verdict(found: Verdict) -> dict[str, Any]:
    late = {name: round(found.p(share), 3) for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1))}
    promise = {"p99 promised": found.promised, "promise on this machine": round(found.promise, 2), "boot": found.boot}
    return {"counted": found.counts, "late": {**late, "of": len(found.late), **promise}, "faults": found.faults}
