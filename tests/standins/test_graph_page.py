"""The stand-in's page: what was filed can be found and opened, and what is restricted says so in words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from aiohttp import ClientSession, web

from bot.standins.graph import Neighbour
from tests.standins.graph_server import KARI, Running, running

AUTH = {"Authorization": "Bearer x"}


async def _hello(_: web.Request) -> web.Response:
    return web.Response(text="nabo")


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Running]:
    neighbour = web.Application()
    neighbour.router.add_get("/page", _hello)
    async with running(tmp_path, neighbours=(Neighbour("/connector", neighbour, "Teams", "/connector/page"),)) as it:
        yield it


@pytest.fixture
async def client(server: Running) -> AsyncIterator[ClientSession]:
    async with ClientSession(server.url) as session:
        yield session


class _Read(HTMLParser):
    """The page's texts and links, and that every tag that is opened is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in ("meta", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(data.strip())


async def page(client: ClientSession) -> _Read:
    response = await client.get("/")
    read = _Read(await response.text())
    assert read.open == []
    return read


async def file(client: ClientSession, drive: str, name: str, data: bytes, columns: dict[str, str]) -> None:
    url = f"/v1.0/drives/{drive}"
    async with client.put(f"{url}/root:/{name}:/content", data=data, headers=AUTH) as response:
        item = (await response.json())["id"]
    async with client.patch(f"{url}/items/{item}/listItem/fields", json=columns, headers=AUTH) as response:
        assert response.status == 200


async def test_a_document_just_filed_is_listed_with_its_columns_and_opens(client: ClientSession) -> None:
    await file(client, "felles", "referat.docx", b"PK", {"Organ": "Styringsgruppa", "Status": "Godkjent"})
    read = await page(client)
    assert {"referat.docx", "Styringsgruppa", "Godkjent", "Organ", "Status"} <= set(read.texts)
    response = await client.get(next(link for link in read.links if link.startswith("/_files/")))
    assert await response.read() == b"PK"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "wordprocessingml" in response.headers["Content-Type"]


async def test_a_restricted_library_says_so_in_words_and_names_its_readers(client: ClientSession) -> None:
    texts = (await page(client)).texts
    assert any(text.startswith("Begrenset tilgang") for text in texts)
    assert "Har tilgang: Kari Koordinator" in texts


async def test_people_are_shown_with_roles_and_guests_as_guests(client: ClientSession) -> None:
    texts = (await page(client)).texts
    assert {"Kari Koordinator", "SLT-koordinator", "Grete Politi", "Gjest", "Medlem, sperret"} <= set(texts)


async def test_the_calendar_shows_norways_time_and_what_is_cancelled(client: ClientSession) -> None:
    times = {
        edge: {"dateTime": f"2026-07-01T{hour}:00:00", "timeZone": "UTC"}
        for edge, hour in (("start", "08"), ("end", "09"))
    }
    url = f"/v1.0/users/{KARI}/events"
    made = await client.post(url, json={"subject": "SLT: møte", "isOnlineMeeting": True, **times}, headers=AUTH)
    assert {"01.07.2026 kl. 10.00", "SLT: møte", "Teams", "Innkalt"} <= set((await page(client)).texts)
    await client.post(f"{url}/{(await made.json())['id']}/cancel", json={}, headers=AUTH)
    assert "Avlyst" in (await page(client)).texts


async def test_what_was_typed_is_shown_as_text_and_never_run(client: ClientSession) -> None:
    await file(client, "felles", "a.txt", b"x", {"Mote": "<script>alert(1)</script>"})
    response = await client.get("/")
    assert "script" not in (await page(client)).tags
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


async def test_the_page_has_a_language_headings_and_captions(client: ClientSession) -> None:
    html, read = await (await client.get("/")).text(), await page(client)
    assert '<html lang="nb">' in html
    assert 'name="viewport"' in html
    assert read.tags.count("h1") == 1
    assert read.tags.count("table") == read.tags.count("caption") > 0
    assert (await client.get("/_page.css")).status == 200


async def test_a_neighbour_lives_on_the_same_port_and_is_linked(client: ClientSession) -> None:
    assert "/connector/page" in (await page(client)).links
    assert await (await client.get("/connector/page")).text() == "nabo"
