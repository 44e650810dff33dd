"""`ports.Telephone` over plain HTTP: one POST to a gateway that sends text messages or calls.

The gateway gets JSON with `id`, `to` and `text`, and the id once more as `Idempotency-Key`, so that a repeat after a
lost answer need not reach anybody twice. No redirect is followed, and the token goes to that one address.
"""

from __future__ import annotations

from datetime import UTC, datetime

import aiohttp

from bot.errors import Doubtful, NotReachable, OutsideError, Refused, TryLater
from bot.ports import TextMessage
from bot.teams.connector import NOT_SENT
from bot.teams.verdicts import retry_after

TOTAL = 8.0
LATER = (429, 503)
NO_SUCH_NUMBER = (400, 404, 410, 422)


class HttpTelephone:
    """A gateway at `url`, opened by `token`. The session begins with the first message, in the running loop."""

    def __init__(self, url: str, token: str, total: float = TOTAL) -> None:
        self._url, self._token = url, token
        self._timeout = aiohttp.ClientTimeout(total=total, sock_connect=min(3.0, total))
        self._session: aiohttp.ClientSession | None = None

    async def send(self, message: TextMessage) -> None:
        """Hand it over. Raises NotReachable, TryLater, Doubtful, Refused."""
        headers = {"Authorization": f"Bearer {self._token}", "Idempotency-Key": message.key, "User-Agent": "slt-bot"}
        body = {"id": message.key, "to": message.to, "text": message.text}
        try:
            async with self._open().post(self._url, json=body, headers=headers, allow_redirects=False) as response:
                after = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
                error = verdict(response.status, after)
        except NOT_SENT as error_:
            raise TryLater(type(error_).__name__) from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error_:
            raise Doubtful(type(error_).__name__) from None
        if error is not None:
            raise error

    async def close(self) -> None:
        """Close the connections."""
        if self._session:
            await self._session.close()
            self._session = None

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=self._timeout, cookie_jar=aiohttp.DummyCookieJar())
        return self._session


def verdict(status: int, after: float | None) -> OutsideError | None:
    """What a gateway's answer means; None for «taken»."""
    code = f"telephone {status}"
    if 200 <= status < 300:
        return None
    if status in LATER:
        return TryLater(code, after)
    if status in NO_SUCH_NUMBER:
        return NotReachable(code)
    return Doubtful(code) if status >= 500 else Refused(code)
