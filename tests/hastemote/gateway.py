"""A gateway for text messages on this machine: a real HTTP server that remembers what it was handed."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web


@dataclass
class Gateway:
    """What it got, and what it answers next: a status, with headers; nothing at all while it is `silent`."""

    url: str = ""
    got: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    next: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    silent: bool = False
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.Response:
        """One message."""
        self.got.append(await request.json())
        self.keys.append(request.headers["Idempotency-Key"])
        self.tokens.add(request.headers["Authorization"])
        if self.silent:
            await self.over.wait()
        status, headers = self.next.pop(0) if self.next else (202, {})
        return web.Response(status=status, headers=headers)


@contextlib.asynccontextmanager
async def open_gateway() -> AsyncIterator[Gateway]:
    """A gateway on a free port."""
    gateway = Gateway()
    app = web.Application()
    app.router.add_post("/send", gateway.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    gateway.url = f"http://127.0.0.1:{runner.addresses[0][1]}/send"
    try:
        yield gateway
    finally:
        gateway.over.set()
        await runner.cleanup()
