"""Which addresses may be called at all: Graph's own, and the pre-authenticated ones SharePoint hands out.

Source of the rules: reliability T5 and T6: https, a host of the list, no user info, no port, no redirect; the token
goes to Graph alone. On one machine the stand-in on loopback takes the place of both.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, quote, urlsplit

from bot.errors import SettingError

GRAPH = "https://graph.microsoft.com/v1.0"
GRAPH_HOSTS = frozenset({"graph.microsoft.com", "graph.microsoft.us", "dod-graph.microsoft.us"})
FILE_HOSTS = (".sharepoint.com", ".svc.ms")


def is_loopback(url: str) -> bool:
    """Whether the address is on this machine."""
    host = (split(url) or urlsplit("")).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def checked_base(url: str) -> str:
    """The base URL without its last slash. Raises SettingError for one that is neither Graph nor on this machine."""
    parts = split(url)
    good = parts is not None and parts.username is None and not parts.query and not parts.fragment
    if parts is None or not good or not (is_loopback(url) or _https(parts, parts.hostname in GRAPH_HOSTS)):
        raise SettingError("graph: the base address is neither Microsoft Graph nor on this machine")
    return url.rstrip("/")


def is_file_address(url: str, base: str) -> bool:
    """Whether a pre-authenticated address may be called: SharePoint's, or the local stand-in's own origin."""
    parts = split(url)
    if parts is None or parts.username is not None or parts.password is not None:
        return False
    if is_loopback(base):
        here = urlsplit(base)
        return (parts.scheme, parts.netloc) == (here.scheme, here.netloc)
    return _https(parts, (parts.hostname or "").endswith(FILE_HOSTS))


def segment(text: str) -> str:
    """One part of a path, quoted whole."""
    return quote(text, safe="")


def file_path(folder: str, name: str) -> str:
    """A path in a library, quoted name by name."""
    return "/".join(segment(part) for part in (*folder.split("/"), name) if part)


def _https(parts: SplitResult, host_fits: bool) -> bool:
    return parts.scheme == "https" and host_fits and parts.port in (None, 443)


def split(url: str) -> SplitResult | None:
    """The parts, or None for what two readers could read in two ways."""
    if any(character in url for character in "\\\t\r\n @") or not url.isascii():
        return None
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.hostname else None
