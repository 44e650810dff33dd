"""The Bot Connector's REST interface on one shared aiohttp session.

Every call: the tenant is ours and the service URL is allowed now, whatever was stored (T4, T5); the pace is kept;
no redirect is followed; 8 s in all; the answer becomes one of `errors.OutsideError` or nothing.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote

import aiohttp
import orjson
from yarl import URL

from bot.errors import Doubtful, NoPlace, Refused, TryLater
from bot.teams.limits import Limits
from bot.teams.service_urls import ServiceUrls
from bot.teams.tokens import Tokens
from bot.teams.verdicts import retry_after, verdict

TOTAL = 8.0
LONGEST_QUEUE = 15.0
LONGEST_OF_WORK = 1.0
"""Seconds that durable work waits here. Its gate was asked when it was rendered, so it is soon rendered anew: nobody is
asked long after somebody else has come."""
LOOK_UP = 0.5  # seconds: how often one who waits sees that the process stops
JSON_HEADERS = {"Content-Type": "application/json", "User-Agent": "slt-bot"}

NOT_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)

Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Call:
    """One request. `thread` is what the pace is counted on; a `repeatable` one does no harm when done twice; `begun`
    is called when it goes out."""

    method: str
    service_url: str
    path: str
    tenant: str
    thread: str
    body: bytes
    repeatable: bool = False
    begun: Callable[[], None] | None = None


def new_connection_pool() -> aiohttp.TCPConnector:
    """Connections are kept a short while: a stale one that is cut leaves a send in doubt."""
    return aiohttp.TCPConnector(limit=100, keepalive_timeout=15, ttl_dns_cache=300)


class Connector:
    """Calls the Bot Connector. Create it anywhere; the session begins with the first call, in the running loop."""

    def __init__(
        self,
        *,
        urls: ServiceUrls,
        tokens: Tokens,
        tenants: frozenset[str],
        limits: Limits | None = None,
        total: float = TOTAL,
        pool: Callable[[], aiohttp.TCPConnector] = new_connection_pool,
        clock: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._urls, self._tokens, self._tenants = urls, tokens, tenants
        self._limits = limits or Limits()
        self._pool, self._clock, self._sleep = pool, clock, sleep
        self._timeout = aiohttp.ClientTimeout(total=total, sock_connect=min(3.0, total))
        self._session: aiohttp.ClientSession | None = None
        self._hurried = False

    def hurry(self) -> None:
        """The process stops: from now on nothing waits for its turn; it is work for later."""
        self._hurried = True

    async def call(self, call: Call) -> str:
        """Make the call and return the id it answers with ("" when there is none). Raises OutsideError."""
        if self._tenants and call.tenant not in self._tenants:
            raise Refused("tenant")
        base = self._urls.base(call.service_url)
        taken = await self._keep_pace(call)
        if call.begun is not None:
            call.begun()
        try:
            return await self._with_token(call, base)
        finally:
            self._limits.arrived(call.tenant, call.thread, taken, self._clock())

    async def _with_token(self, call: Call, base: str) -> str:
        url = URL(base + call.path, encoded=True)
        if not self._urls.gets_token(call.service_url):
            return await self._request(call, url, None)
        token = await self._tokens.bearer()
        try:
            return await self._request(call, url, token)
        except _TokenRefused:
            return await self._request(call, url, await self._tokens.bearer(not_this=token))

    def places(self, tenant: str) -> tuple[int, float]:
        """How many calls the tenant's pace lets through now, and the seconds until there is one more."""
        return self._limits.places(tenant, self._clock())

    def wait(self, tenant: str, thread: str) -> float:
        """Seconds until a conversation takes one more call."""
        return self._limits.free_in(tenant, thread, self._clock())

    async def close(self) -> None:
        """Close the connections."""
        if self._session:
            await self._session.close()
            self._session = None

    async def _keep_pace(self, call: Call) -> float:
        """Wait for a place, but not for long: a queue that does not move is work for later. When it was taken."""
        start = now = self._clock()
        longest = LONGEST_QUEUE if call.begun is None else LONGEST_OF_WORK
        while wait := self._limits.wait(call.tenant, call.thread, now):
            if self._hurried or now + wait - start > longest:
                raise NoPlace("pace", after=wait)
            await self._sleep(min(wait, LOOK_UP))
            now = self._clock()
        return now

    async def _request(self, call: Call, url: URL, token: str | None) -> str:
        headers = {**JSON_HEADERS, "Authorization": f"Bearer {token}"} if token else JSON_HEADERS
        try:
            async with self._open().request(
                call.method, url, data=call.body, headers=headers, allow_redirects=False
            ) as response:
                return self._read(call, response, await response.read())
        except NOT_SENT as error:
            raise TryLater(type(error).__name__) from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise (TryLater if call.repeatable else Doubtful)(type(error).__name__) from None

    def _read(self, call: Call, response: aiohttp.ClientResponse, body: bytes) -> str:
        if 200 <= response.status < 300:
            return _id(body)
        after = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        error = verdict(response.status, body, after, repeatable=call.repeatable)
        if after:
            self._limits.hold(call.tenant, call.thread, self._clock() + after)
        if response.status == 401 and "Authorization" in response.request_info.headers:
            raise _TokenRefused(str(error))
        raise error

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=self._pool(), timeout=self._timeout, cookie_jar=aiohttp.DummyCookieJar()
            )
        return self._session


class _TokenRefused(Refused):
    """401 with our token: a new one is tried once (F9)."""


def activities_path(conversation: str, activity: str = "") -> str:
    """The path of a conversation's activities, or of one of them."""
    path = f"/v3/conversations/{quote(conversation, safe='')}/activities"
    return f"{path}/{quote(activity, safe='')}" if activity else path


def _id(body: bytes) -> str:
    """The `id` of an answer; Teams answers some calls with nothing."""
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError:
        return ""
    value = found.get("id") if isinstance(found, dict) else None
    return value if isinstance(value, str) else ""
