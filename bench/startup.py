"""From process start to the first answer, beside the import of botbuilder alone.

The product is started as in production: `slt-bot serve` with a database, a plan and secrets in files. What it says to
Microsoft meanwhile comes to nothing here, and it must not wait for it.
"""

from __future__ import annotations

import asyncio
import base64
import os
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

ROUNDS = 5
ROOT = Path(__file__).parent.parent
APP = (sys.executable, "-m", "bot", "serve")
UPGRADE = (sys.executable, "-m", "bot", "db", "upgrade")
PEER = (sys.executable, "-c", "import botbuilder.core")
Environment = Mapping[str, str]


def production(folder: Path) -> Environment:
    """An installation's settings, with ids and keys that nobody has."""
    secrets = folder / "secrets"
    secrets.mkdir()
    for name in ("SLT_MASTER_KEY", "SLT_CARD_SIGNING_KEY", "SLT_APP_SECRET"):
        (secrets / name).write_text(base64.b64encode(os.urandom(32)).decode(), "ascii")
    people = folder / "people.yaml"
    people.write_text(f"slt_koordinator: [{uuid4()}]\n", "utf-8")
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("SLT_")},
        **{name: str(uuid4()) for name in ("SLT_APP_ID", "SLT_TENANT_ID", "SLT_TEAM_ID")},
        "SLT_APP_AUTH": "secret",
        "SLT_SECRETS_DIR": str(secrets),
        "SLT_STATE_DIR": str(folder),
        "SLT_PLAN_FILE": str(ROOT / "plans/jevnaker-2025.yaml"),
        "SLT_PEOPLE_FILE": str(people),
        "SLT_ORGANISER": "slt@bench.localhost",
        "SLT_LIBRARIES": '{"felles": "b!bench-1", "samtykker": "b!bench-2"}',
        "SLT_PRIVATE_PORT": "0",
        "SLT_LOG_LEVEL": "ERROR",
    }


async def first_answer(environment: Environment) -> float:
    """Seconds until GET /healthz is answered by a fresh process."""
    port = _free_port()
    start = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *APP, env={**environment, "SLT_PORT": str(port)}, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        while not await _answers(port):
            if process.returncode is not None or time.perf_counter() - start > 60:
                raise RuntimeError("the app did not start")
            await asyncio.sleep(0.01)
        return time.perf_counter() - start
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def run(*command: str, environment: Environment | None = None) -> float:
    """Seconds for a process from start to end. Raises RuntimeError when it fails."""
    start = time.perf_counter()
    process = await asyncio.create_subprocess_exec(*command, env=environment, stdout=asyncio.subprocess.DEVNULL)
    if await process.wait():
        raise RuntimeError(f"{command[-1]} failed")
    return time.perf_counter() - start


async def measure(rounds: int = ROUNDS) -> tuple[float, float]:
    """Medians of interleaved rounds: ours, the peer's."""
    with tempfile.TemporaryDirectory() as folder:
        environment = production(Path(folder))
        await run(*UPGRADE, environment=environment)
        found = [(await first_answer(environment), await run(*PEER)) for _ in range(rounds)]
    return statistics.median(ours for ours, _ in found), statistics.median(peer for _, peer in found)


async def _answers(port: int) -> bool:
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.write(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    status = await reader.readline()
    writer.close()
    return status.startswith(b"HTTP/1.1 200")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
