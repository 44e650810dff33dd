"""Faults on demand, and a ledger of every call: what the tests of the product's failure model need.

A fault names an operation (or "*"), which call of it, how many in a row, and what happens instead.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from aiohttp import web

from bot.standins.graph.answers import GraphFault, error_response

Action = Literal["status", "hang_before", "hang_after", "drop_before", "drop_after", "corrupt"]
_CORRUPT = web.RequestKey("corrupt", bool)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

# (method, pattern of the path) → operation; the first that fits
OPERATIONS = tuple(
    (method, re.compile(pattern), name)
    for method, pattern, name in (
        ("PUT", r"/_upload/.*", "upload.put"),
        ("GET", r"/_upload/.*", "upload.get"),
        ("DELETE", r"/_upload/.*", "upload.delete"),
        ("PUT", r".*/content", "content.put"),
        ("GET", r".*/content", "content.get"),
        ("POST", r".*/createUploadSession", "upload.create"),
        ("PATCH", r".*/listItem/fields", "fields.patch"),
        ("GET", r".*/listItem(/fields)?", "fields.get"),
        ("POST", r"/v1.0/drives/.*/children", "folder.create"),
        ("GET", r"/v1.0/drives/.*/children", "children.get"),
        ("GET", r"/v1.0/drives/.*", "item.get"),
        ("PATCH", r"/v1.0/drives/.*", "item.patch"),
        ("DELETE", r"/v1.0/drives/.*", "item.delete"),
        ("POST", r"/v1.0/users/[^/]+/(calendar/)?events", "event.create"),
        ("PATCH", r"/v1.0/users/[^/]+/events/.*", "event.patch"),
        ("POST", r"/v1.0/users/.*/cancel", "event.cancel"),
        ("GET", r"/v1.0/users/.*/(calendarView|events.*)", "event.get"),
        ("GET", r"/v1.0/groups/.*/members.*", "accounts.get"),
        ("GET", r"/v1.0/teams/.*/members.*", "members.get"),
        ("GET", r"/v1.0/users/[^/]+", "user.get"),
    )
)


@dataclass(slots=True)
class Fault:
    """From call number `nth` of `op`, `times` times: do `action`. `times` 0 means for ever."""

    op: str
    action: Action
    nth: int = 1
    times: int = 1
    status: int = 503
    code: str = "serviceNotAvailable"
    retry_after: str | None = None
    seconds: float = 60.0
    seen: int = 0

    def __post_init__(self) -> None:
        if self.action not in get_args(Action):
            raise ValueError("unknown action")

    def hits(self, op: str) -> bool:
        """Count this call if it is ours, and say whether it is to fail."""
        if self.op not in ("*", op):
            return False
        self.seen += 1
        return self.seen >= self.nth and (self.times == 0 or self.seen < self.nth + self.times)


@dataclass(frozen=True, slots=True)
class Call:
    """One call that came in. `status` 0 means the connection was dropped or left hanging."""

    op: str
    method: str
    path: str
    status: int
    authorised: bool
    at: float
    headers: dict[str, str]


@dataclass
class Faults:
    """The plan, and the ledger of calls. `over` ends everything that hangs."""

    plan: list[Fault] = field(default_factory=list)
    calls: deque[Call] = field(default_factory=lambda: deque(maxlen=10_000))
    over: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, op: str, action: Action, **values: Any) -> Fault:
        """Plan one more fault."""
        fault = Fault(op, action, **values)
        self.plan.append(fault)
        return fault

    def clear(self) -> None:
        """No more faults."""
        self.plan.clear()

    def next(self, op: str) -> Fault | None:
        """What is to happen to this call; every fault of the plan counts it."""
        hits = [fault for fault in self.plan if fault.hits(op)]
        return hits[0] if hits else None

    def count(self, op: str) -> int:
        """How many calls of an operation came in."""
        return sum(call.op == op for call in self.calls)

    def ops(self) -> list[str]:
        """The operations that were called, in order."""
        return [call.op for call in self.calls]


def operation(request: web.Request) -> str:
    """The operation's name, for the plan and the ledger."""
    for method, pattern, name in OPERATIONS:
        if request.method == method and pattern.fullmatch(request.path):
            return name
    return f"{request.method} {request.path}"


async def served(request: web.Request, handler: Handler, faults: Faults) -> web.StreamResponse:
    """Serve a call under the plan and write it down."""
    op = operation(request)
    response = await _under(faults.next(op), request, handler, faults)
    status = 0 if response is None else response.status
    headers = {name: request.headers[name] for name in ("If-Match", "Content-Range") if name in request.headers}
    authorised = "Authorization" in request.headers
    faults.calls.append(Call(op, request.method, request.path, status, authorised, time.monotonic(), headers))
    return response or _dropped(request)


async def _under(
    fault: Fault | None, request: web.Request, handler: Handler, faults: Faults
) -> web.StreamResponse | None:
    if fault is None:
        return await _answered(request, handler)
    if fault.action == "status":
        headers = {} if fault.retry_after is None else {"Retry-After": fault.retry_after}
        return error_response(GraphFault(fault.status, fault.code, headers=headers))
    if fault.action == "corrupt":
        request[_CORRUPT] = True
        return await _answered(request, handler)
    if fault.action.endswith("_after"):
        await _answered(request, handler)
    if fault.action.startswith("hang"):
        await _hang(faults.over, fault.seconds)
    return None


async def _answered(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except GraphFault as fault:
        return error_response(fault)
    except ConnectionResetError:  # whoever asked was killed before their body was here
        return _dropped(request)


async def _hang(over: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(over.wait(), seconds)
    except TimeoutError:
        return


def _dropped(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def body_bytes(request: web.Request) -> bytes:
    """The request's body; with the fault "corrupt" its first byte is another."""
    data = await request.read()
    if request.get(_CORRUPT) and data:
        return bytes([data[0] ^ 0xFF]) + data[1:]
    return data
