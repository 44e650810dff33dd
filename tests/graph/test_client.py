"""The client: its token stays with Graph, it says nothing in the log, and it never holds the event loop."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys
import time
from collections.abc import Mapping

import pytest
from aiohttp import web
from azure.core.credentials import AccessToken
from azure.core.exceptions import ClientAuthenticationError

from bot.errors import Doubtful, Refused, SettingError, TryLater
from bot.graph import Graph, GraphDirectory, SharePointFiling
from bot.ports import Document
from bot.standins.graph import Faults
from tests.standins.graph_server import TEAM, Running

WARM = """
import asyncio, sys
from bot.graph import Graph
heavy = {"msgraph", "kiota_http", "httpx", "azure.core"}
assert not heavy & set(sys.modules), "importing bot.graph is cheap"

async def main():
    graph = Graph(base_url="http://127.0.0.1:9/v1.0")
    await graph.warm_up()
    needed = {"kiota_http", "httpx", "anyio._backends._asyncio"}
    assert needed <= set(sys.modules), "what a first call needs is there before it"
    await graph.aclose()

asyncio.run(main())
"""


def test_what_graph_needs_is_loaded_by_warming_up_and_not_by_the_import() -> None:
    """How long the loop is held meanwhile is a row of the benchmark."""
    _python(WARM)


def _python(code: str, env: Mapping[str, str] | None = None) -> str:
    given = {**os.environ, **(env or {})}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False, env=given
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


async def test_the_models_of_the_sdk_are_never_loaded(server: Running) -> None:
    code = f"""
import asyncio, sys
from bot.graph import Graph, GraphDirectory
async def main():
    graph = Graph(base_url={server.graph!r})
    assert len(await GraphDirectory(graph, "t").members({TEAM!r})) == 4
    await graph.aclose()
asyncio.run(main())
print(sum(name.startswith("msgraph.generated.models") for name in sys.modules))
"""
    assert int(await asyncio.to_thread(_python, code)) <= 1


async def test_the_token_goes_to_graph_and_upload_addresses_get_none(graph: Graph, faults: Faults) -> None:
    with pytest.raises(Refused):
        await graph.ask_file_address("test", "GET", "http://127.0.0.1:1/_upload/1")
    with pytest.raises(Refused):
        await graph.ask_file_address("test", "GET", "https://evil.example/")
    assert list(faults.calls) == []


async def test_a_redirect_is_not_followed() -> None:
    async def away(_: web.Request) -> web.Response:
        raise web.HTTPFound("http://127.0.0.1:1/metadata")

    app = web.Application()
    app.router.add_get("/v1.0/me", away)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    graph = Graph(base_url=f"http://127.0.0.1:{runner.addresses[0][1]}/v1.0")
    assert (await graph.ask("me", "GET", "/me")).status == 302
    await graph.aclose()
    await runner.cleanup()


async def test_a_server_that_is_not_there_was_surely_not_asked() -> None:
    graph = Graph(base_url="http://127.0.0.1:9/v1.0")
    with pytest.raises(TryLater):
        await graph.ask("write", "PUT", "/x", content=b"x")
    await graph.aclose()


async def test_a_write_without_an_answer_is_doubtful_and_a_read_is_not(graph: Graph, faults: Faults) -> None:
    faults.add("*", "hang_before", times=0)
    with pytest.raises(Doubtful):
        await graph.ask("write", "PATCH", "/drives/felles/root", body={})
    with pytest.raises(TryLater):
        await graph.ask("read", "GET", "/drives/felles/root")


async def test_nothing_is_sent_again_behind_our_back(graph: Graph, faults: Faults) -> None:
    faults.add("*", "status", status=503, times=0)
    with pytest.raises(TryLater):
        await graph.ask("read", "GET", "/drives/felles/root")
    assert len(faults.calls) == 1


def test_another_host_than_graph_is_a_wrong_setting() -> None:
    with pytest.raises(SettingError):
        Graph(base_url="https://graph.microsoft.com.evil.example/v1.0")


async def test_graph_itself_needs_a_credential() -> None:
    with pytest.raises(SettingError):
        await Graph().warm_up()


async def test_no_credential_that_fails_tells_its_secret() -> None:
    class Broken:
        def get_token(self, *_: str, **__: object) -> None:
            raise ClientAuthenticationError("the secret is hemmelig")

        def close(self) -> None:
            return None

    graph = Graph(Broken)
    with pytest.raises(Refused) as caught:
        await graph.ask("read", "GET", "/me")
    await graph.aclose()
    assert "hemmelig" not in str(caught.value)


async def test_addresses_and_names_are_never_logged(
    filing: SharePointFiling, referat: Document, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        await filing.file(referat)
    assert "referat" not in caplog.text


async def test_a_team_of_many_is_read_page_by_page(graph: Graph, faults: Faults) -> None:
    rows = [row async for row in graph.pages("members", f"/teams/{TEAM}/members", {"$top": "2"})]
    assert (len(rows), faults.count("members.get")) == (4, 2)


async def test_a_team_that_is_not_there_is_refused(graph: Graph) -> None:
    with pytest.raises(Refused):
        await GraphDirectory(graph, "t").members("borte")


class Slow:
    """A synchronous credential of azure-identity's kind, whose token endpoint takes its time."""

    closed = False

    def get_token(self, *scopes: str, **more: object) -> AccessToken:
        time.sleep(0.5)
        raise ClientAuthenticationError("the endpoint says no")

    def close(self) -> None:
        self.closed = True


async def test_a_slow_token_endpoint_holds_only_the_call_that_needs_it() -> None:
    """As in production the credential is synchronous: kiota would call it on the event loop."""
    slow = Slow()
    graph = Graph(lambda: slow)
    await graph.warm_up()
    call = asyncio.create_task(graph.read("op", "/me"))
    ticks = 0
    while not call.done():
        await asyncio.sleep(0.01)
        ticks += 1
    with pytest.raises(Refused):
        await call
    assert ticks > 15
    await graph.aclose()
    assert slow.closed
