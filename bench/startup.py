"""From process start to the first answer, beside the import of botbuilder alone.

`APP` is the command that starts the product; the port it must listen on is put in place of `{port}`.
"""

from __future__ import annotations

import asyncio
import socket
import statistics
import sys
import time

ROUNDS = 5
APP: tuple[str, ...] = (sys.executable, "-m", "bench.servers.hello", "{port}")
"""To be replaced by the real start command when there is one; until then the edge with an empty handler."""
PEER = (sys.executable, "-c", "import botbuilder.core")


async def first_answer() -> float:
    """Seconds until GET /healthz is answered by a fresh process."""
    port = _free_port()
    start = time.perf_counter()
    process = await asyncio.create_subprocess_exec(*(part.format(port=port) for part in APP))
    try:
        while not await _answers(port):
            if process.returncode is not None or time.perf_counter() - start > 60:
                raise RuntimeError("the app did not start")
            await asyncio.sleep(0.01)
        return time.perf_counter() - start
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def import_alone() -> float:
    """Seconds for a process that only imports the SDK."""
    start = time.perf_counter()
    process = await asyncio.create_subprocess_exec(*PEER)
    await process.wait()
    return time.perf_counter() - start


async def measure() -> tuple[float, float]:
    """Medians of interleaved rounds: ours, the peer's."""
    rounds = [(await first_answer(), await import_alone()) for _ in range(ROUNDS)]
    return statistics.median(ours for ours, _ in rounds), statistics.median(peer for _, peer in rounds)


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
