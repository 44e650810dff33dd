"""Fetching a sent file: which addresses are called at all, and what comes of what is there (reliability T6)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from bot.errors import NotReachable, OutsideError, Refused, TryLater
from bot.graph.downloads import SharePointDownloads

REFUSED = [
    "http://jevnaker.sharepoint.com/x",
    "https://jevnaker.sharepoint.com:8443/x",
    "https://jevnaker.sharepoint.com@evil.example/x",
    "https://user:pass@jevnaker.sharepoint.com/x",
    "https://evil-jevnaker.sharepoint.com/x",
    "https://hole.sharepoint.com/x",
    "https://jevnaker.sharepoint.com.evil.example/x",
    "https://jevnaker.sharepoint.com./x",
    "https://evilsvc.ms/x",
    "https://169.254.169.254/latest/meta-data",
    "https://127.0.0.1/x",
    "https://[::1]/x",
    "http://127.0.0.1:1/x",
    "ftp://jevnaker.sharepoint.com/x",
    "file:///etc/passwd",
    "https://jevnaker.sharepoint.com\\@evil.example/x",
    "https://jevnåker.sharepoint.com/x",
    "",
]
PRIVATE = ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00::1", "192.168.1.1", "100.64.0.1", "0.0.0.0"]
OURS = "https://jevnaker-my.sharepoint.com/personal/x/skjema.pdf"


@dataclass
class Lookup:
    """A name server that answers what it is told to. `asked` are the names it was asked for."""

    numbers: Sequence[str] = ("93.184.216.34",)
    asked: list[str] = field(default_factory=list)

    async def __call__(self, host: str) -> list[str]:
        self.asked.append(host)
        return list(self.numbers)


@pytest.mark.parametrize("url", REFUSED)
async def test_an_address_that_is_not_the_tenants_own_is_not_even_looked_up(url: str) -> None:
    lookup = Lookup()
    with pytest.raises(Refused):
        await SharePointDownloads("jevnaker", look_up=lookup).fetch(url)
    assert lookup.asked == []


@pytest.mark.parametrize("number", PRIVATE)
async def test_a_name_that_leads_to_a_private_address_is_not_called(number: str) -> None:
    lookup = Lookup(("93.184.216.34", number))
    with pytest.raises(Refused, match="private"):
        await SharePointDownloads("jevnaker", look_up=lookup).fetch(OURS)


async def test_without_the_tenants_name_nothing_is_fetched() -> None:
    for url in (OURS, "https://eu.svc.ms/x"):
        with pytest.raises(Refused):
            await SharePointDownloads("", look_up=Lookup()).fetch(url)


@pytest.mark.parametrize("host", ["jevnaker.sharepoint.com", "jevnaker-my.sharepoint.com", "westeurope1.svc.ms"])
async def test_the_tenants_own_hosts_are_looked_up_once(host: str) -> None:
    lookup = Lookup(())
    with pytest.raises(Refused, match="private"):
        await SharePointDownloads("jevnaker", look_up=lookup).fetch(f"https://{host}/x")
    assert lookup.asked == [host]


@dataclass
class Server:
    """A file server on this machine that behaves badly in every way. `seen` are the headers of every call."""

    url: str
    seen: list[dict[str, str]]


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    seen: list[dict[str, str]] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        seen.append(dict(request.headers))
        what = request.match_info["what"]
        if what == "redirect":
            raise web.HTTPFound("/secret")
        if what == "slow":
            await asyncio.sleep(60)
        if what.isdigit():
            return web.Response(status=int(what))
        if what == "endless":
            response = web.StreamResponse()
            await response.prepare(request)
            for _ in range(64):
                await response.write(b"x" * 1024)
            return response
        return web.Response(body=b"x" * (64 * 1024 if what == "large" else 10))

    app = web.Application()
    app.add_routes([web.get("/{what}", answer)])
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield Server(f"http://127.0.0.1:{runner.addresses[0][1]}", seen)
    await runner.cleanup()


BAD: list[tuple[str, type[OutsideError]]] = [
    ("redirect", Refused),
    ("large", Refused),
    ("endless", Refused),
    ("slow", TryLater),
    ("404", NotReachable),
    ("403", NotReachable),
    ("410", NotReachable),
    ("429", TryLater),
    ("503", TryLater),
]


@pytest.mark.parametrize(("what", "error"), BAD)
async def test_what_comes_of_it(server: Server, what: str, error: type[OutsideError]) -> None:
    patience = 3.0 if what == "slow" else 20.0
    downloads = SharePointDownloads("", local=server.url, patience=patience, largest=16 * 1024)
    with pytest.raises(error):
        await downloads.fetch(f"{server.url}/{what}")
    assert len(server.seen) == 1


async def test_the_file_comes_whole_and_no_token_goes_out(server: Server) -> None:
    assert await SharePointDownloads("", local=server.url).fetch(f"{server.url}/fil") == b"x" * 10
    assert "Authorization" not in server.seen[0]
    assert server.seen[0]["Accept-Encoding"] == "identity"


async def test_this_machine_is_called_in_the_demo_alone(server: Server) -> None:
    with pytest.raises(Refused):
        await SharePointDownloads("jevnaker").fetch(f"{server.url}/fil")
    with pytest.raises(Refused):
        await SharePointDownloads("", local="http://127.0.0.1:1").fetch(f"{server.url}/fil")
    assert server.seen == []
