"""What the server programs share."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from typing import Any

from aiohttp import web


def ready(**told: Any) -> None:
    """Tell the parent process that we are ready, and where."""
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def address(runner: web.AppRunner) -> str:
    """Where a started runner listens."""
    host, port = runner.addresses[0][:2]
    return f"http://{host}:{port}"


async def listen(app: web.Application) -> web.AppRunner:
    """A plain aiohttp server on a free port of loopback."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=512).start()
    return runner


async def until_told_to_stop() -> None:
    """Wait for SIGTERM."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await stop.wait()
