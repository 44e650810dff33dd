"""The state behind the connector: who may be written to, what was posted, what goes wrong."""

from __future__ import annotations

import asyncio
import itertools
import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.standins.cast import Actor, Cast
from bot.standins.connector.faults import Fault, FaultPlan
from bot.standins.connector.ledger import Ledger
from bot.standins.connector.limits import Limits

Effect = Callable[[], Awaitable[web.Response]]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A request within the limits: when it came (seconds since 1970), the newest entry of the ledger before it, and
    the fault that met it. Kept for tests; the ledger has only what took effect."""

    at: float
    op: str
    conversation: str
    after: int
    fault: Fault | None


class HalfOpen(web.StreamResponse):
    """An answer that begins and never ends, on a connection that stays open."""

    def __init__(self, closing: asyncio.Event, seconds: float) -> None:
        super().__init__(status=201, headers={"Content-Type": "application/json"})
        self._closing = closing
        self._seconds = seconds

    async def write_eof(self, data: bytes = b"") -> None:
        """Not before it has hung for so long."""
        await self.write(b'{"id"')
        await _first_of(self._closing, self._seconds)
        await super().write_eof(data)


class Connector:
    """The state behind the API: what was posted, the limits, the ordered faults."""

    def __init__(self, folder: Path, cast: Cast, limits: Limits, faults: FaultPlan) -> None:
        self.cast = cast
        self.ledger = Ledger(folder)
        self.limits = limits
        self.faults = faults
        self.closing = asyncio.Event()
        self.attempts: list[Attempt] = []
        self._numbers = itertools.count(time.time_ns() // 1_000_000)

    def next_id(self) -> str:
        """A new activity id: milliseconds, as Teams gives them."""
        return str(next(self._numbers))

    def actor_of(self, conversation: str) -> Actor | None:
        """Whose chat with the bot it is."""
        return next((actor for actor in self.cast.people if actor.chat_id == conversation), None)

    def is_channel(self, conversation: str) -> bool:
        """Whether it is a channel of the team, or a thread in one."""
        return any(conversation.partition(";")[0] == channel.id for channel in self.cast.team.channels)

    def knows(self, conversation: str) -> bool:
        """Whether there is such a conversation."""
        return self.is_channel(conversation) or self.actor_of(conversation) is not None

    def roster(self, conversation: str) -> list[Actor]:
        """Who is in it."""
        actor = self.actor_of(conversation)
        return [actor] if actor else list(self.cast.members)

    async def serve(self, op: str, conversation: str, effect: Effect) -> web.StreamResponse:
        """One request: limits first, then a fault if one is ordered, else the work itself."""
        actor = self.actor_of(conversation)
        wait = self.limits.admit(op, conversation, time.monotonic(), actor.tenant if actor else self.cast.tenant)
        if wait is not None:
            return error(429, "TooManyRequests", retry_after=wait)
        fault = self.faults.take(op, conversation)
        self.attempts.append(Attempt(time.time(), op, conversation, self.ledger.last, fault))
        if fault is None or fault.done:
            response = await effect()
            return response if fault is None else await self._fail(fault, response)
        return await self._fail(fault, error(fault.status, fault.code, fault.retry_after))

    async def _fail(self, fault: Fault, response: web.Response) -> web.StreamResponse:
        if fault.kind == "half_open":
            return HalfOpen(self.closing, fault.seconds)
        if fault.kind == "hang":
            await _first_of(self.closing, fault.seconds)
            return response
        if fault.kind == "reset":
            raise ConnectionResetError
        return error(fault.status, fault.code, fault.retry_after)


CONNECTOR = web.AppKey("connector", Connector)


async def _first_of(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return


def error(status: int, code: str, retry_after: float | None = None) -> web.Response:
    """An error as the connector words it."""
    headers = {} if retry_after is None else {"Retry-After": str(max(1, math.ceil(retry_after)))}
    return web.json_response({"error": {"code": code, "message": code}}, status=status, headers=headers)
