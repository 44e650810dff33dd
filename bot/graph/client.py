"""One Graph client for the process: msgraph-sdk's adapter, kiota's authentication, and nothing of the SDK's models.

Why: reading one object through the models costs 2,388 imports, seconds at first use and some 17 MB more (performance,
"Graph"); raw JSON through the same adapter costs nothing of it. The SDK's own retries are off, because the durable work
retries (platform, "msgraph-sdk").
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from bot.errors import Doubtful, OutsideError, Refused, TryLater
from bot.graph.addresses import GRAPH, checked_base, is_file_address, is_loopback
from bot.graph.failures import Answer, Json, failure

if TYPE_CHECKING:
    from bot.graph.sdk import Session

CredentialFactory = Callable[[], Any]
_PAGES = 100


class Graph:
    """Calls Graph. `credential` makes an azure-identity credential and is called off the event loop; a base URL on
    this machine needs none. Errors: OutsideError; SettingError for a base URL that is not Graph's."""

    def __init__(
        self, credential: CredentialFactory | None = None, *, base_url: str = GRAPH, timeout: float = 10.0
    ) -> None:
        self.base_url = checked_base(base_url)
        self._credential = None if is_loopback(self.base_url) else credential
        self._timeout = timeout
        self._session: Session | None = None
        self._opening = asyncio.Lock()
        for name in ("httpx", "httpcore"):  # they log addresses, and an upload address is a secret (T16)
            logging.getLogger(name).setLevel(logging.WARNING)

    async def warm_up(self) -> None:
        """Import the SDK and build its client in a thread, so that the event loop is not held."""
        await self._opened()

    async def aclose(self) -> None:
        """Close every connection and the credential."""
        session, self._session = self._session, None
        if session is not None:
            await session.aclose()

    async def ask(
        self,
        op: str,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        body: Json | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Call Graph and give its answer, whatever its status. Raises when there was none, or a throttled one."""
        tail = "?" + urlencode(query, quote_via=quote, safe="$,'@.") if query else ""
        data = content if body is None else json.dumps(body).encode()
        kind = "application/json" if body is not None else "application/octet-stream"
        given = {**(headers or {}), **({} if data is None else {"Content-Type": kind})}
        session = await self._opened()
        return await self._asked(op, method, session.graph(method, self.base_url + path + tail, data, given))

    async def ask_file_address(
        self, op: str, method: str, url: str, *, content: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Call a pre-authenticated address (an upload session, a download): never with our token (T6)."""
        if not is_file_address(url, self.base_url):
            raise Refused(f"{op}: the address given is not SharePoint's")
        session = await self._opened()
        return await self._asked(op, method, session.bare(method, url, content, dict(headers or {})))

    async def read(self, op: str, path: str, query: Mapping[str, str] | None = None) -> Json | None:
        """Read one object; None when it is not there."""
        answer = await self.ask(op, "GET", path, query=query)
        if answer.status == 404:
            return None
        if not answer.ok:
            raise failure(op, answer, reading=True)
        return answer.body

    async def pages(self, op: str, path: str, query: Mapping[str, str]) -> AsyncIterator[Json]:
        """Read all rows of a collection. Raises Refused when it is not there, is no collection, or its next page is
        elsewhere."""
        body = await self.read(op, path, query)
        for _ in range(_PAGES):
            if body is None:
                raise Refused(f"{op}: not found")
            rows = body.get("value")
            if not isinstance(rows, list):
                raise Refused(f"{op}: no collection")
            for row in rows:
                yield row
            link = body.get("@odata.nextLink")
            if link is None:
                return
            if not str(link).startswith(self.base_url + "/"):
                raise Refused(f"{op}: the next page is not Graph's")
            body = await self.read(op, str(link).removeprefix(self.base_url))
        raise Refused(f"{op}: too many pages")

    async def _asked(self, op: str, method: str, call: Any) -> Answer:
        reading = method == "GET"
        try:
            async with asyncio.timeout(3 * self._timeout):
                answer: Answer = await call
        except TimeoutError:
            raise (TryLater if reading else Doubtful)(f"{op}: no answer in time") from None
        except OutsideError as error:
            raise _about(op, error, reading) from None
        later = failure(op, answer, reading=reading) if answer.status >= 400 else None
        if isinstance(later, TryLater):
            raise later
        return answer

    async def _opened(self) -> Session:
        async with self._opening:
            if self._session is None:
                self._session = await asyncio.to_thread(_open, self.base_url, self._credential, self._timeout)
        return self._session


def _about(op: str, error: OutsideError, reading: bool) -> OutsideError:
    """The same error with the operation's name; what only read was surely not done."""
    kind = TryLater if reading and isinstance(error, Doubtful) else type(error)
    return kind(f"{op}: {error}")


def _open(base_url: str, credential: CredentialFactory | None, timeout: float) -> Session:
    import anyio

    from bot.graph.sdk import Session

    anyio.run(anyio.sleep, 0)  # httpcore has it load its backend at the first request: a quarter of a second
    return Session(base_url, credential, timeout)
