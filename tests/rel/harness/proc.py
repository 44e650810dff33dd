"""Starting replicas, killing them, and starting them again."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

READY = 180.0


@dataclass
class Replica:
    """A replica that may be dead. `down` is when it was not there: (from, to), seconds since 1970."""

    name: str
    job: dict[str, Any]
    log: Path
    process: asyncio.subprocess.Process | None = None
    port: int = 0
    down: list[tuple[float, float]] = field(default_factory=list)
    died: float = field(default_factory=time.time)
    kills: list[float] = field(default_factory=list)
    boots: list[float] = field(default_factory=list)

    @property
    def alive(self) -> bool:
        """Is it up and ready?"""
        return self.process is not None and bool(self.port)

    @property
    def url(self) -> str:
        """Where it takes activities."""
        return f"http://127.0.0.1:{self.port}/api/messages"

    async def start(self) -> None:
        """Start it and wait until it is ready."""
        begun = time.time()
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "tests.rel.harness.replica",
                json.dumps({**self.job, "name": self.name}),
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                env={**os.environ, "PYTHONWARNINGS": "ignore"},
            )
        assert self.process.stdout is not None
        line = await asyncio.wait_for(self.process.stdout.readline(), READY)
        assert line, f"{self.name} did not start: {self.log.read_text()[-2000:]}"
        self.port = json.loads(line)["port"]
        self.down.append((self.died, time.time()))
        self.boots.append(time.time() - begun)

    async def kill(self) -> None:
        """SIGKILL, by its process id."""
        if self.process is None:
            return
        self.died, self.port = time.time(), 0
        self.kills.append(self.died)
        os.kill(self.process.pid, signal.SIGKILL)
        await self.process.wait()
        self.process = None

    async def stop(self) -> None:
        """SIGTERM, and wait until it has gone."""
        if self.process is None:
            return
        self.port = 0
        self.process.terminate()
        await self.process.wait()
        self.process = None

    def errors(self) -> list[str]:
        """Every line of its log that is an ERROR, or not of our logging at all (a traceback)."""
        lines = self.log.read_text("utf-8").splitlines() if self.log.exists() else []
        return [line for line in lines if '"level": "error"' in line or not line.startswith("{")]


def outages(replicas: list[Replica]) -> list[tuple[float, float]]:
    """When nobody was there: the overlap of everybody's downtimes."""
    common = replicas[0].down
    for replica in replicas[1:]:
        pairs = ((max(a, c), min(b, d)) for a, b in common for c, d in replica.down)
        common = [(a, b) for a, b in pairs if a < b]
    return common
