"""Starting and stopping the programs of a run."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from bench.rows import Server

READY = 300.0


class Program:
    """A server process: what it told when it was ready, and what it tells at its end."""

    def __init__(self, process: asyncio.subprocess.Process, told: dict[str, Any]) -> None:
        self._process = process
        self.told = told

    async def stop(self) -> None:
        """SIGTERM; then read its last words."""
        if self._process.returncode is None:
            self._process.terminate()
        last, _ = await self._process.communicate()
        for line in last.splitlines():
            self.told.update(json.loads(line))


@asynccontextmanager
async def program(server: Server, world: Mapping[str, Any]) -> AsyncIterator[Program]:
    """The server, listening, until the block ends."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        server.module,
        *server.first,
        *(str(world[name]) for name in server.args),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, **dict(server.environment)},
    )
    assert process.stdout
    running = Program(process, {})
    try:
        line = await asyncio.wait_for(process.stdout.readline(), READY)
        if not line:
            raise RuntimeError(f"{server.module} did not start")
        running.told.update(json.loads(line))
        yield running
    finally:
        await running.stop()


async def drive(job: Mapping[str, Any]) -> dict[str, float]:
    """One round of load, in the driver's own process."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.driver", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    result, _ = await process.communicate(json.dumps(job).encode())
    found: dict[str, float] = json.loads(result)
    return found
