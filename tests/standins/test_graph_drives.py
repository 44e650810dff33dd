"""The stand-in is strict where Graph is strict, and keeps what it holds."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.standins.graph import FAULTS, LIBRARIES, UPLOADS, Library, Seed
from tests.standins.graph_server import KARI, Running, running

STEP = 320 * 1024
AUTH = {"Authorization": "Bearer x"}
FELLES = "/v1.0/drives/felles"


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Running]:
    async with running(tmp_path) as it:
        yield it


@pytest.fixture
async def web(server: Running) -> AsyncIterator[ClientSession]:
    async with ClientSession(server.url, headers=AUTH) as session:
        yield session


async def put(web: ClientSession, name: str, data: bytes = b"x", query: str = "", **headers: str) -> tuple[int, Any]:
    url = f"{FELLES}/root:/{name}:/content{query}"
    async with web.put(url, data=data, headers=headers) as response:
        return response.status, await response.json()


async def open_session(web: ClientSession, name: str = "stor.bin", behaviour: str = "fail") -> str:
    body = {"item": {"@microsoft.graph.conflictBehavior": behaviour}}
    async with web.post(f"{FELLES}/root:/{name}:/createUploadSession", json=body) as response:
        return str((await response.json())["uploadUrl"])


async def chunk(url: str, data: bytes, start: int, total: int, **headers: str) -> tuple[int, Any]:
    ranges = {"Content-Range": f"bytes {start}-{start + len(data) - 1}/{total}", **headers}
    async with ClientSession() as bare, bare.put(url, data=BytesIO(data), headers=ranges) as response:
        return response.status, await response.json()


async def test_without_a_token_every_call_is_401_with_graphs_error_body(server: Running) -> None:
    for token in ({}, {"Authorization": "Bearer "}, {"Authorization": "Basic x"}):
        async with ClientSession(server.url, headers=token) as bare, bare.get(FELLES) as response:
            body = await response.json()
            assert (response.status, body["error"]["code"]) == (401, "InvalidAuthenticationToken")
            assert set(body["error"]["innerError"]) == {"date", "request-id", "client-request-id"}


@pytest.mark.parametrize(
    ("behaviour", "status", "names"),
    [
        ("fail", 409, ["a.txt"]),
        ("replace", 200, ["a.txt"]),
        ("rename", 201, ["a 1.txt", "a.txt"]),
        ("x", 400, ["a.txt"]),
    ],
)
async def test_a_taken_name_is_handled_as_asked(
    web: ClientSession, server: Running, behaviour: str, status: int, names: list[str]
) -> None:
    await put(web, "a.txt", b"1")
    assert (await put(web, "A.txt" if behaviour != "rename" else "a.txt", b"2", query(behaviour)))[0] == status
    assert sorted(item.name for item in server.app[LIBRARIES].files("felles")) == names


def query(behaviour: str) -> str:
    return f"?@microsoft.graph.conflictBehavior={behaviour}"


async def test_if_match_is_held_to(web: ClientSession) -> None:
    _, first = await put(web, "a.txt", b"1")
    status, second = await put(web, "a.txt", b"2", **{"If-Match": first["eTag"]})
    assert (status, second["eTag"] != first["eTag"]) == (200, True)
    assert (await put(web, "a.txt", b"3", **{"If-Match": first["eTag"]}))[0] == 412
    assert (await put(web, "ny.txt", b"3", **{"If-Match": first["eTag"]}))[0] == 412


async def test_columns_move_the_etag_and_not_the_ctag(web: ClientSession) -> None:
    _, item = await put(web, "a.txt")
    url = f"{FELLES}/items/{item['id']}"
    async with web.patch(f"{url}/listItem/fields", json={"Organ": "Rådet"}) as response:
        assert response.status == 200
    async with web.get(url) as response:
        after = await response.json()
    assert (after["cTag"] == item["cTag"], after["eTag"] == item["eTag"]) == (True, False)


async def test_a_column_the_library_does_not_have_is_refused(web: ClientSession) -> None:
    _, item = await put(web, "a.txt")
    async with web.patch(f"{FELLES}/items/{item['id']}/listItem/fields", json={"Ukjent": "x"}) as response:
        assert response.status == 400


@pytest.mark.parametrize("name", ["a%3F.txt", "CON.txt", "a%2A.txt", "%7E$a.docx", "slutt.", "..", "x" * 300])
async def test_names_sharepoint_refuses_are_refused(web: ClientSession, server: Running, name: str) -> None:
    assert (await put(web, name))[0] in (400, 404)
    assert server.app[LIBRARIES].files("felles") == []


async def test_a_missing_folder_is_404_and_a_library_without_rights_403(web: ClientSession) -> None:
    assert (await put(web, "borte/a.txt"))[0] == 404
    async with web.get("/v1.0/drives/stengt/root") as response:
        assert (response.status, (await response.json())["error"]["code"]) == (403, "accessDenied")


async def test_chunks_in_order_make_the_file(web: ClientSession, server: Running) -> None:
    url, data = await open_session(web), os.urandom(2 * STEP + 5)
    assert (await chunk(url, data[:STEP], 0, len(data)))[1]["nextExpectedRanges"] == [f"{STEP}-"]
    assert (await chunk(url, data[STEP : 2 * STEP], STEP, len(data)))[0] == 202
    status, item = await chunk(url, data[2 * STEP :], 2 * STEP, len(data))
    assert (status, item["size"]) == (201, len(data))
    assert server.app[LIBRARIES].path(server.app[LIBRARIES].files("felles")[0]).read_bytes() == data


async def test_a_chunk_that_breaks_a_rule_is_refused(web: ClientSession) -> None:
    url, total = await open_session(web), 100 * 1024 * 1024
    assert (await chunk(url, bytes(STEP), 0, total, Authorization="Bearer x"))[0] == 401
    assert (await chunk(url, bytes(STEP - 1), 0, total))[0] == 400
    assert (await chunk(url, bytes(STEP), STEP, total))[0] == 416
    assert (await chunk(url, bytes(60 * 1024 * 1024), 0, total))[0] == 413
    assert (await chunk(url, bytes(STEP), 0, total))[0] == 202
    assert (await chunk(url, bytes(STEP), 0, total))[0] == 416
    assert (await chunk(url, bytes(STEP), STEP, total + 1))[0] == 400


async def test_a_session_that_is_dropped_or_unknown_is_404(web: ClientSession, server: Running) -> None:
    url = await open_session(web)
    async with ClientSession() as bare:
        assert (await bare.delete(url)).status == 204
        assert (await bare.get(url)).status == 404
    assert server.app[UPLOADS].open_sessions() == 0


async def test_a_name_taken_during_the_session_is_409_at_its_end(web: ClientSession) -> None:
    url = await open_session(web)
    await put(web, "stor.bin")
    assert (await chunk(url, b"slutt", 0, 5))[0] == 409


async def test_children_come_in_pages(web: ClientSession) -> None:
    for number in range(3):
        await put(web, f"{number}.txt")
    names, url = [], f"{FELLES}/root/children?$top=2&$select=name"
    while url:
        async with web.get(url) as response:
            body = await response.json()
        names += [row["name"] for row in body["value"]]
        url = body.get("@odata.nextLink", "").removeprefix(str(web._base_url).rstrip("/"))
    assert names == ["0.txt", "1.txt", "2.txt"]


async def test_a_restricted_library_says_who_has_rights(web: ClientSession) -> None:
    async with web.get("/v1.0/drives/samtykker/root/permissions") as response:
        rights = (await response.json())["value"]
    assert [(one["grantedToV2"]["user"]["id"], one["roles"]) for one in rights] == [(KARI, ["write"])]
    invited = {"recipients": [{"objectId": "u"}], "roles": ["read"]}
    async with web.post("/v1.0/drives/samtykker/items/root/invite", json=invited) as response:
        assert response.status == 200
    async with web.get("/v1.0/drives/samtykker/root/permissions") as response:
        assert len((await response.json())["value"]) == 2


async def test_faults_are_planned_over_http_from_this_machine(web: ClientSession, server: Running) -> None:
    plan = {"op": "item.get", "action": "status", "status": 429, "retry_after": "5"}
    assert (await web.post("/_admin/faults", json=plan)).status == 204
    response = await web.get(f"{FELLES}/root")
    assert (response.status, response.headers["Retry-After"]) == (429, "5")
    assert (await web.get(f"{FELLES}/root")).status == 200
    assert (await web.post("/_admin/faults", json={"op": "x", "action": "nei"})).status == 400
    calls = await (await web.get("/_admin/calls")).json()
    assert [call["status"] for call in calls] == [429, 200]
    assert server.app[FAULTS].count("item.get") == 2


async def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    async with running(tmp_path) as server, ClientSession(server.url, headers=AUTH) as web:
        _, item = await put(web, "a.txt", b"innhold")
        url = await open_session(web)
        await chunk(url, bytes(STEP), 0, STEP + 3)
    async with running(tmp_path) as server, ClientSession(server.url, headers=AUTH) as web:
        after = await (await web.get(f"{FELLES}/items/{item['id']}?$select=id,eTag,size")).json()
        assert after == {key: item[key] for key in ("id", "eTag", "size")}
        assert (await chunk(f"{server.url}/_upload/{url.rpartition('/')[2]}", b"end", STEP, STEP + 3))[0] == 201


async def test_a_file_put_in_the_folder_by_hand_becomes_a_document(tmp_path: Path) -> None:
    (tmp_path / "felles" / "Notater").mkdir(parents=True)
    (tmp_path / "felles" / "Notater" / "a.txt").write_bytes(b"for haand")
    async with running(tmp_path) as server, ClientSession(server.url, headers=AUTH) as web:
        item = await (await web.get(f"{FELLES}/root:/Notater/a.txt")).json()
        assert item["size"] == 9
    (tmp_path / "felles" / "Notater" / "a.txt").write_bytes(b"endret")
    async with running(tmp_path) as server, ClientSession(server.url, headers=AUTH) as web:
        after = await (await web.get(f"{FELLES}/items/{item['id']}")).json()
        assert (after["size"], after["eTag"] == item["eTag"]) == (6, False)


SERVE = """
import sys
from io import BytesIO
from pathlib import Path
from aiohttp import web
from bot.standins.graph import Seed, create_graph_app
web.run_app(create_graph_app(Seed(), Path(sys.argv[1])), host="127.0.0.1", port=int(sys.argv[2]), print=None)
"""


@pytest.mark.parametrize("delay", [0.02, 0.05, 0.08])
async def test_a_killed_server_has_whole_files_and_no_ghosts(
    tmp_path: Path, unused_tcp_port: int, delay: float
) -> None:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", SERVE, str(tmp_path), str(unused_tcp_port))
    sent, url = 0, f"http://127.0.0.1:{unused_tcp_port}"
    async with ClientSession(url, headers=AUTH) as web:
        await _up(web)
        killer = asyncio.get_running_loop().call_later(delay, os.kill, process.pid, signal.SIGKILL)
        try:
            while (await put(web, f"{sent}.bin", bytes([sent % 256]) * 50_000))[0] == 201:
                sent += 1
        except OSError:
            killer.cancel()
    await process.wait()
    async with running(tmp_path, Seed(libraries=(Library("felles", "Felles"),))) as server:
        libraries = server.app[LIBRARIES]
        files = libraries.files("felles")
        assert len(files) in (sent, sent + 1)
        assert all(libraries.path(item).stat().st_size == item.size == 50_000 for item in files)


async def _up(web: ClientSession) -> None:
    for _ in range(200):
        try:
            assert (await web.get("/v1.0/drives")).status == 200
        except OSError:
            await asyncio.sleep(0.05)
        else:
            return
    raise AssertionError("the server did not start")
