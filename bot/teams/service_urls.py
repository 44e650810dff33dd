"""Which service URLs we talk to, and which of them get our token (reliability T5).

An allow-list by shape: what does not match the whole pattern is refused, so user info, ports, percent signs,
trailing dots, punycode, IP addresses and dot segments need no rule of their own. `trafficmanager.net` is a domain
anybody can have a name in: the Teams host in it is listed whole, never as a suffix.
"""

from __future__ import annotations

import re

from bot.errors import Refused

TEAMS_HOSTS = ("smba.trafficmanager.net", ".botframework.com")
"""A host as it is, or with a leading dot every host under it."""

_PATH = r"(?:/(?!\.+(?:/|$))[A-Za-z0-9._~-]{1,80}){0,6}/?"
_PUBLIC = re.compile(r"https://((?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,6}[a-z]{2,24})(?::443)?" + _PATH, re.ASCII)
_LOOPBACK = re.compile(r"https?://(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]{1,5})?" + _PATH, re.ASCII)
_REMEMBERED = 4096


class ServiceUrls:
    """The rule, with its answers remembered. `loopback` is for the demo, the tests and the benchmark only."""

    def __init__(self, hosts: tuple[str, ...] = TEAMS_HOSTS, *, loopback: bool = False) -> None:
        self._exact = frozenset(host for host in hosts if not host.startswith("."))
        self._suffixes = tuple(host for host in hosts if host.startswith("."))
        self._loopback = loopback
        self._answers: dict[str, bool | None] = {}

    def allows(self, url: str) -> bool:
        """Whether we may call this URL at all."""
        return self._judge(url) is not None

    def gets_token(self, url: str) -> bool:
        """Whether our token may go there: allow-listed hosts over TLS, never loopback."""
        return self._judge(url) is True

    def base(self, url: str) -> str:
        """The URL without its last slash. Raises Refused when it is not allowed; asked before every send."""
        if self._judge(url) is None:
            raise Refused("service url")
        return url.rstrip("/")

    def _judge(self, url: str) -> bool | None:
        """True: allowed with token. False: allowed without. None: not allowed."""
        try:
            return self._answers[url]
        except KeyError:
            if len(self._answers) >= _REMEMBERED:
                self._answers.clear()
            return self._answers.setdefault(url, self._decide(url))

    def _decide(self, url: str) -> bool | None:
        found = _PUBLIC.fullmatch(url)
        if found and "xn--" not in url:
            return self._known(found[1]) or None
        return False if self._loopback and _LOOPBACK.fullmatch(url) else None

    def _known(self, host: str) -> bool:
        return host in self._exact or host.endswith(self._suffixes)
