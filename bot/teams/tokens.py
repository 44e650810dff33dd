"""The bot's own token towards the Bot Connector.

One token for the whole process, fetched in a thread (azure-identity is synchronous there) and renewed in the
background well before it runs out, so that no turn waits for it. The stock SDK fetches one every turn and blocks the
event loop while it does (platform.md, defect 1).
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from bot.errors import OutsideError, Refused, TryLater

CONNECTOR_SCOPE = "https://api.botframework.com/.default"
RENEW_BEFORE = 600.0
USELESS_BEFORE = 30.0
WAIT = 8.0

log = logging.getLogger(__name__)


class Tokens(Protocol):
    """Where the connector gets its token."""

    async def bearer(self, *, not_this: str | None = None) -> str:
        """A token that is good now; another than `not_this`, which was just refused. Raises OutsideError."""


class Credential(Protocol):
    """What azure-identity's synchronous credentials have in common."""

    def get_token(self, *scopes: str) -> Any:
        """An object with `token` and `expires_on`."""


@dataclass(frozen=True, slots=True)
class _Held:
    token: str
    expires: float


class CredentialTokens:
    """Tokens of one azure-identity credential. `make` is called once, in the thread: imports are slow too."""

    def __init__(self, make: Callable[[], Credential], *, clock: Callable[[], float] = time.time) -> None:
        self._make, self._clock = make, clock
        self._credential: Credential | None = None
        self._held: _Held | None = None
        self._renewing: asyncio.Task[_Held] | None = None

    async def bearer(self, *, not_this: str | None = None) -> str:
        held, now = self._held, self._clock()
        if held is None or held.token == not_this or held.expires - USELESS_BEFORE <= now:
            return (await self._wait()).token
        if held.expires - RENEW_BEFORE <= now:
            self._renew()
        return held.token

    async def warm(self) -> None:
        """Fetch the token before the first reply needs it; a failure is only logged."""
        try:
            await self.bearer()
        except OutsideError as error:
            log.warning("no bot token yet", extra={"code": type(error).__name__})

    async def _wait(self) -> _Held:
        """Wait for the renewal; a hung endpoint costs the caller 8 s and the event loop nothing."""
        try:
            async with asyncio.timeout(WAIT):
                return await asyncio.shield(self._renew())
        except TimeoutError:
            raise TryLater("token timeout") from None

    def _renew(self) -> asyncio.Task[_Held]:
        if self._renewing is None or self._renewing.done():
            self._renewing = asyncio.create_task(self._fetch(), name="bot-token")
            self._renewing.add_done_callback(_heard)
        return self._renewing

    async def _fetch(self) -> _Held:
        try:
            found = await asyncio.to_thread(self._ask)
        except Exception as error:
            raise _as_ours(error) from None
        self._held = _Held(found.token, float(found.expires_on))
        return self._held

    def _ask(self) -> Any:
        if self._credential is None:
            self._credential = self._make()
        return self._credential.get_token(CONNECTOR_SCOPE)


class NoTokens:
    """The demo's: there is no account, and nothing that would be sent one is called."""

    async def bearer(self, *, not_this: str | None = None) -> str:
        raise Refused("no credential")


def _as_ours(error: Exception) -> OutsideError:
    """azure-identity's errors by name: importing azure to name them costs half a second."""
    code = type(error).__name__
    if code in {"ClientAuthenticationError", "CredentialUnavailableError", "ValueError", "FileNotFoundError"}:
        return Refused(code)
    return TryLater(code)


def _heard(task: asyncio.Task[_Held]) -> None:
    """A renewal in the background that fails is logged; whoever waits gets the error too."""
    if not task.cancelled() and (error := task.exception()):
        log.warning("bot token not renewed", extra={"code": str(error)})
