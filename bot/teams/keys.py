"""The Bot Connector's signing keys (reliability T2).

Fetched with aiohttp (3 s), one fetch at a time and never two within a second; used stale while a new set is fetched
in the background after 24 h, and not at all after five days. A key id that the newest set lacks is remembered as
unknown for a minute, in a bounded list, so that a flood of invented ids costs at most one fetch a second.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import jwt

from bot.ports import Json

BOT_CONNECTOR_METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A public key and the channels it may sign for."""

    key: Any
    endorsements: frozenset[str]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long each thing may take or last, in seconds."""

    fetch: float = 3.0
    between: float = 1.0
    fresh: float = 24 * 3600.0
    stale: float = 5 * 24 * 3600.0
    unknown: float = 60.0
    unknown_kept: int = 1024


class SigningKeys:
    """The key set of one pinned metadata URL."""

    def __init__(
        self,
        metadata_url: str = BOT_CONNECTOR_METADATA,
        *,
        patience: Patience | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url = metadata_url
        self._patience = patience or Patience()
        self._clock = clock
        self._keys: Mapping[str, SigningKey] = {}
        self._fetched: float | None = None
        self._asked: float | None = None
        self._unknown: dict[str, float] = {}
        self._fetching: asyncio.Task[None] | None = None

    async def find(self, kid: str) -> SigningKey | None:
        """The key with this id, or None. Waits for the network only when the id is new to us."""
        now = self._clock()
        found = self.known(kid)
        if found is None and self._may_ask(kid, now):
            await asyncio.shield(self._fetch(now))
            found = self.known(kid)
            if found is None and self._fetched is not None and self._fetched >= now:
                self._remember_unknown(kid, now)
        elif self._old(now) and self._rested(now):
            self._fetch(now)
        return found

    def known(self, kid: str) -> SigningKey | None:
        """The key, if it is in a set that is still good."""
        if self._fetched is None or self._clock() - self._fetched > self._patience.stale:
            return None
        return self._keys.get(kid)

    async def warm(self) -> None:
        """Fetch the keys before the first request needs them."""
        await asyncio.shield(self._fetch(self._clock()))

    async def close(self) -> None:
        """Stop a fetch that is under way."""
        if self._fetching:
            self._fetching.cancel()
            await asyncio.gather(self._fetching, return_exceptions=True)

    def _may_ask(self, kid: str, now: float) -> bool:
        if self._unknown.get(kid, 0.0) > now:
            return False
        return self._rested(now) or self._running

    def _rested(self, now: float) -> bool:
        return self._asked is None or now - self._asked >= self._patience.between

    def _old(self, now: float) -> bool:
        return self._fetched is None or now - self._fetched > self._patience.fresh

    @property
    def _running(self) -> bool:
        return self._fetching is not None and not self._fetching.done()

    def _remember_unknown(self, kid: str, now: float) -> None:
        if len(self._unknown) >= self._patience.unknown_kept:
            del self._unknown[next(iter(self._unknown))]
        self._unknown[kid] = now + self._patience.unknown

    def _fetch(self, now: float) -> asyncio.Task[None]:
        """The one fetch that is under way, started if there is none."""
        if self._fetching is None or self._fetching.done():
            self._asked = now
            self._fetching = asyncio.create_task(self._refresh(), name="signing-keys")
        return self._fetching

    async def _refresh(self) -> None:
        """Replace the set; a failure leaves the old one."""
        try:
            self._keys = await self._download()
            self._fetched = self._clock()
            self._unknown.clear()
        except (aiohttp.ClientError, TimeoutError, ValueError, LookupError, TypeError, AttributeError) as error:
            log.warning("signing keys not fetched", extra={"code": type(error).__name__})

    async def _download(self) -> Mapping[str, SigningKey]:
        timeout = aiohttp.ClientTimeout(total=self._patience.fetch)
        async with asyncio.timeout(self._patience.fetch), aiohttp.ClientSession(timeout=timeout) as session:
            keys_url = (await _json(session, self._url))["jwks_uri"]
            if not _same_origin(keys_url, self._url):
                raise ValueError("jwks_uri")
            return read_keys(await _json(session, keys_url))


def read_keys(document: Json) -> Mapping[str, SigningKey]:
    """The RSA signing keys of a JWKS document. A key we cannot read is skipped; none at all is an error."""
    keys: dict[str, SigningKey] = {}
    for item in document["keys"]:
        if item.get("kty") == "RSA" and item.get("use", "sig") == "sig" and isinstance(item.get("kid"), str):
            key = jwt.PyJWK(item, algorithm="RS256").key
            keys[item["kid"]] = SigningKey(key, frozenset(item.get("endorsements") or ()))
    if not keys:
        raise ValueError("no keys")
    return keys


async def _json(session: aiohttp.ClientSession, url: str) -> Json:
    async with session.get(url, allow_redirects=False) as response:
        if response.status != 200:
            raise ValueError("status")
        found: Json = await response.json(content_type=None)
        return found


def _same_origin(one: str, other: str) -> bool:
    a, b = urlsplit(one), urlsplit(other)
    return (a.scheme, a.netloc) == (b.scheme, b.netloc)
