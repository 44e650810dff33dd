"""The state behind the connector: who may be written to, what was posted, what goes wrong."""

from __future__ import annotations

import asyncio
import itertools
import math
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from bot.standins.cast import Actor, Cast
from bot.standins.connector.faults import Fault, FaultPlan
from bot.standins.connector.ledger import Ledger
from bot.standins.connector.limits import Limits

Effect = Callable[[], Awaitable[web.Response]]


class Connector:
    """The state behind the API: what was posted, the limits, the ordered faults."""

    def __init__(self, folder: Path, cast: Cast, limits: Limits, faults: FaultPlan) -> None:
        self.cast = cast
        self.ledger = Ledger(folder)
        self.limits = limits
        self.faults = faults
        self.closing = asyncio.Event()
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

    async def serve(self, op: str, conversation: str, effect: Effect) -> web.Response:
        """One request: limits first, then a fault if one is ordered, else the work itself."""
        wait = self.limits.admit(op, conversation, time.monotonic())
        if wait is not None:
            return error(429, "TooManyRequests", retry_after=wait)
        fault = self.faults.take(op, conversation)
        if fault is None or fault.done:
            response = await effect()
            return response if fault is None else await self._fail(fault, response)
        return await self._fail(fault, error(fault.status, fault.code, fault.retry_after))

    async def _fail(self, fault: Fault, response: web.Response) -> web.Response:
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
