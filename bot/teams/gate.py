"""Who may speak to us (reliability T1–T5).

A token is accepted when it is signed with RS256 by a key of the Bot Connector, was issued by it for our app, and has
not expired (5 min leeway). Then the activity must fit the token: its service URL is the `serviceurl` claim and on the
allow-list, the key is endorsed for its channel, and its tenant is one of ours. No emulator and no skill tokens.
A verified token is remembered, never past its `exp` and never past the life of its key: 62 µs become 1.
"""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jwt

from bot.teams.denied import Forbidden, Unauthenticated
from bot.teams.keys import SigningKey, SigningKeys
from bot.teams.service_urls import ServiceUrls

ISSUER = "https://api.botframework.com"
CHANNEL = "msteams"
LEEWAY = 300
REMEMBERED = 1024
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})

# What a hostile token can raise inside PyJWT beside its own errors: odd numbers, odd types, deep nesting.
BAD_TOKEN = (jwt.PyJWTError, ValueError, TypeError, ArithmeticError, LookupError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Ticket:
    """A verified token: what it says that the activity must fit. `open` is the demo's: no token was asked for."""

    service_url: str
    kid: str
    expires: float
    key: SigningKey | None = None
    open: bool = False


OPEN = Ticket(service_url="", kid="", expires=0.0, open=True)


class Gate:
    """Checks tokens and what they are used for."""

    def __init__(
        self,
        *,
        app_id: str,
        tenants: frozenset[str],
        keys: SigningKeys,
        urls: ServiceUrls,
        open_on_loopback: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        if not app_id and not open_on_loopback:
            raise ValueError("app_id is empty")
        self.keys = keys
        self._app_id, self._tenants, self._urls = app_id, tenants, urls
        self._open, self._clock = open_on_loopback, clock
        self._tickets: dict[str, Ticket] = {}

    async def ticket(self, authorization: str | None, remote: str | None, host: str) -> Ticket:
        """What the Authorization header is good for. Raises Unauthenticated."""
        if authorization is None and self._open and is_local(remote, host):
            return OPEN
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Unauthenticated("header")
        return self._remembered(token) or await self._verify(token)

    def admit(self, ticket: Ticket, *, tenant: str, service_url: str, channel: str) -> None:
        """Check that the activity fits its ticket. Raises Forbidden."""
        if tenant not in self._tenants and not (ticket.open and not self._tenants):
            raise Forbidden("tenant")
        if channel != CHANNEL:
            raise Forbidden("channel")
        if not self._urls.allows(service_url):
            raise Forbidden("service url")
        if ticket.key and service_url != ticket.service_url:
            raise Forbidden("serviceurl claim")
        if ticket.key and channel not in ticket.key.endorsements:
            raise Forbidden("endorsement")

    def _remembered(self, token: str) -> Ticket | None:
        ticket = self._tickets.get(token)
        if ticket is None:
            return None
        if ticket.expires > self._clock() and self.keys.known(ticket.kid) is ticket.key:
            return ticket
        del self._tickets[token]
        return None

    async def _verify(self, token: str) -> Ticket:
        try:
            kid = _key_id(token)
        except BAD_TOKEN:
            raise Unauthenticated("token header") from None
        key = await self.keys.find(kid)
        if key is None:
            raise Unauthenticated("key id")
        try:
            ticket = self._read(token, kid, key)
        except BAD_TOKEN as error:
            raise Unauthenticated(type(error).__name__) from None
        self._remember(token, ticket)
        return ticket

    def _read(self, token: str, kid: str, key: SigningKey) -> Ticket:
        """The claims of a token with a good signature. Raises one of BAD_TOKEN."""
        claims: dict[str, Any] = jwt.decode(
            token,
            key.key,
            algorithms=["RS256"],
            audience=self._app_id,
            issuer=ISSUER,
            leeway=LEEWAY,
            options={"require": ["exp", "iss", "aud", "serviceurl"], "strict_aud": True},
        )
        if not isinstance(claims["serviceurl"], str):
            raise TypeError("serviceurl")
        return Ticket(claims["serviceurl"], kid, float(claims["exp"]), key)

    def _remember(self, token: str, ticket: Ticket) -> None:
        if ticket.expires > self._clock():
            if len(self._tickets) >= REMEMBERED:
                del self._tickets[next(iter(self._tickets))]
            self._tickets[token] = ticket


def _key_id(token: str) -> str:
    header = jwt.get_unverified_header(token)
    kid = header.get("kid")
    if header.get("alg") != "RS256" or not isinstance(kid, str) or not kid:
        raise ValueError("header")
    return kid


def is_local(remote: str | None, host: str) -> bool:
    """Whether the caller sits on this machine and means this machine: a page that points its own name at
    127.0.0.1 sends its own name as Host."""
    try:
        near = ipaddress.ip_address(remote or "").is_loopback
    except ValueError:
        return False
    name = host[: host.rindex(":")] if ":" in host and not host.endswith("]") else host
    return near and name.lower() in LOCAL_HOSTS
