"""The load driver, a process of its own: 16 keep-alive connections, raw HTTP, the same for every server.

Reads one JSON job from standard input and writes one JSON result.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit


@dataclass
class Tally:
    """What has come back in the measured time."""

    begins: float
    ends: float
    expects: bytes = b""
    times: list[float] = field(default_factory=list)
    failed: int = 0

    def add(self, status: int, body: bytes, sent: float, now: float) -> None:
        """Count one answer, if it came in the measured time."""
        if status // 100 != 2 or self.expects not in body:
            self.failed += 1
        elif self.begins <= now < self.ends:
            self.times.append(now - sent)


class Connection(asyncio.Protocol):
    """One keep-alive connection that sends the next request when the last is answered."""

    def __init__(self, requests: Iterator[bytes], tally: Tally) -> None:
        self._requests, self._tally = requests, tally
        self._buffer = b""
        self._sent = 0.0
        self.closed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._send()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, found, body = self._buffer.partition(b"\r\n\r\n")
        if not found or len(body) < _content_length(head):
            return
        now = time.perf_counter()
        self._tally.add(int(head[9:12]), body, self._sent, now)
        self._buffer = b""
        if now < self._tally.ends:
            self._send()
        else:
            self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if time.perf_counter() < self._tally.ends:
            self._tally.failed += 1
        if not self.closed.done():
            self.closed.set_result(None)

    def _send(self) -> None:
        request = next(self._requests, None)
        if request is None:
            self._tally.failed += 1
            self._transport.close()
            return
        self._sent = time.perf_counter()
        self._transport.write(request)


def _content_length(head: bytes) -> int:
    lower = head.lower()
    at = lower.find(b"content-length:")
    return int(lower[at + 15 :].split(b"\r", 1)[0]) if at >= 0 else 0


def requests_of(job: dict[str, Any]) -> Iterator[bytes]:
    """The job's requests as bytes: over and over, unless each must be its own."""
    module, _, name = job["bodies"].partition(":")
    bodies: list[bytes] = getattr(import_module(module), name)(job)
    url = urlsplit(job["url"])
    head = (
        f"POST {url.path} HTTP/1.1\r\nHost: {url.netloc}\r\nAuthorization: Bearer {job['token']}\r\n"
        "Content-Type: application/json; charset=utf-8\r\nContent-Length: "
    ).encode()
    requests = [b"%s%d\r\n\r\n%s" % (head, len(body), body) for body in bodies]
    return iter(requests) if job["expects"] else itertools.cycle(requests)


async def run(job: dict[str, Any]) -> dict[str, float]:
    """Warm up, measure, and sum up."""
    requests = requests_of(job)
    begins = time.perf_counter() + job["warm_up"]
    tally = Tally(begins, begins + job["seconds"], job["expects"].encode())
    url, loop = urlsplit(job["url"]), asyncio.get_running_loop()
    connections = [
        (await loop.create_connection(lambda: Connection(requests, tally), url.hostname, url.port))[1]
        for _ in range(job["at_once"])
    ]
    await asyncio.wait({one.closed for one in connections}, timeout=job["warm_up"] + job["seconds"] + 15)
    times = sorted(tally.times) or [0.0]
    return {
        "rps": len(tally.times) / job["seconds"],
        "p50_ms": statistics.median(times) * 1000,
        "p99_ms": times[int(len(times) * 0.99)] * 1000,
        "failed": tally.failed,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(run(json.loads(sys.stdin.read())))))
