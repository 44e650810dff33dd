"""The port Downloads: the bytes of a file that somebody sent, from the tenant's own SharePoint and nowhere else.

Source of the rules: reliability T6 and platform, "Files and SharePoint": https, a host of the list, no redirect, no
private address, 20 MB, 10 s, and never our token. The name is looked up once and the address that was looked at is
the one that is called, so that a name cannot change its answer in between.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import SplitResult, urlsplit

import httpx

from bot.errors import NotReachable, Refused, TryLater
from bot.graph.addresses import is_loopback, split

LARGEST: Final = 20 * 1024 * 1024
PATIENCE: Final = 10.0
BRIDGE: Final = ".svc.ms"
Lookup = Callable[[str], Awaitable[list[str]]]


async def look_up(host: str) -> list[str]:
    """Every address of a host."""
    found = await asyncio.get_running_loop().getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


class SharePointDownloads:
    """Fetches files. `name` is what stands before `.sharepoint.com` in the tenant's addresses; `local` the stand-in's
    base address on this machine, in the demo alone; `look_up` asks for a host's addresses. Errors: Refused for what
    may not be fetched, NotReachable for what is gone, TryLater."""

    def __init__(
        self,
        name: str,
        *,
        local: str = "",
        look_up: Lookup = look_up,
        patience: float = PATIENCE,
        largest: int = LARGEST,
    ) -> None:
        self._hosts = frozenset({f"{name}.sharepoint.com", f"{name}-my.sharepoint.com"} if name else ())
        self._local = urlsplit(local) if local and is_loopback(local) else None
        self._look_up = look_up
        self._patience = patience
        self._largest = largest
        self._trust: ssl.SSLContext | None = None

    async def fetch(self, url: str) -> bytes:
        """The file's bytes, whole or not at all."""
        parts = self._allowed(url)
        if self._trust is None:  # reading the certificates takes a while: once, and not on the event loop
            self._trust = await asyncio.to_thread(httpx.create_ssl_context, trust_env=False)
        try:
            async with asyncio.timeout(self._patience):
                return await self._fetched(parts, self._trust)
        except TimeoutError:
            raise TryLater("download: no answer in time") from None
        except (httpx.TransportError, OSError) as error:
            raise TryLater(f"download: {type(error).__name__}") from None

    def _allowed(self, url: str) -> SplitResult:
        parts = split(url)
        if parts is None or parts.username is not None or parts.password is not None:
            raise Refused("download: not an address")
        if self._local is not None and (parts.scheme, parts.netloc) == (self._local.scheme, self._local.netloc):
            return parts
        host = parts.hostname or ""
        ours = host in self._hosts or (bool(self._hosts) and host.endswith(BRIDGE))
        if parts.scheme != "https" or parts.port not in (None, 443) or not ours:
            raise Refused("download: not the tenant's SharePoint")
        return parts

    async def _fetched(self, parts: SplitResult, trust: ssl.SSLContext) -> bytes:
        at, extensions = await self._pinned(parts)
        headers = {"Host": parts.netloc, "Accept-Encoding": "identity"}
        async with httpx.AsyncClient(verify=trust, trust_env=False, timeout=self._patience) as http:
            request = http.build_request("GET", at, headers=headers, extensions=extensions)
            response = await http.send(request, stream=True)
            try:
                return await self._read(response)
            finally:
                await response.aclose()

    async def _pinned(self, parts: SplitResult) -> tuple[str, dict[str, str]]:
        """The address with the host's number in it; the certificate is still checked against its name."""
        if self._local is not None and parts.netloc == self._local.netloc:
            return parts.geturl(), {}
        host = parts.hostname or ""
        numbers = await self._look_up(host)
        if not numbers or not all(ipaddress.ip_address(number).is_global for number in numbers):
            raise Refused("download: a private address")
        number = f"[{numbers[0]}]" if ":" in numbers[0] else numbers[0]
        return parts._replace(netloc=number).geturl(), {"sni_hostname": host}

    async def _read(self, response: httpx.Response) -> bytes:
        status = response.status_code
        if status == 429 or status >= 500:
            raise TryLater(f"download: {status}")
        if 300 <= status < 400:
            raise Refused("download: a redirect")
        if status != 200:
            raise NotReachable(f"download: {status}")
        if int(response.headers.get("Content-Length", "0")) > self._largest:
            raise Refused("download: too large")
        content = bytearray()
        async for chunk in response.aiter_raw():
            content += chunk
            if len(content) > self._largest:
                raise Refused("download: too large")
        return bytes(content)
