"""The platform's rate limits, and the faults that can be ordered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.standins.cast import JEVNAKER
from bot.standins.connector import (
    CONNECTOR,
    Connector,
    Fault,
    Limits,
    blocked,
    create_connector_app,
    gone,
    hang,
    reset,
    status,
)

KARI = JEVNAKER.person("slt_koordinator")
AASE = JEVNAKER.person("helsesykepleier_jus")
Client = TestClient[web.Request, web.Application]


@pytest.fixture
async def teams(tmp_path: Path) -> AsyncIterator[Client]:
    async with TestClient(TestServer(create_connector_app(tmp_path, JEVNAKER))) as client:
        yield client


def state(teams: Client) -> Connector:
    assert teams.app is not None
    return teams.app[CONNECTOR]


async def post(teams: Client, conversation: str = KARI.chat_id) -> aiohttp.ClientResponse:
    return await teams.post(f"/v3/conversations/{conversation}/activities", json={"text": "hei"})


@pytest.mark.parametrize(
    ("count", "apart", "wait"),
    [(7, 0.0, 1.0), (8, 0.2, 0.4), (60, 0.3, 12.0), (1800, 1.0, 1800.0)],
    ids=["7 in 1 s", "8 in 2 s", "60 in 30 s", "1800 in 1 h"],
)
def test_a_conversation_takes_so_many_and_no_more(count: int, apart: float, wait: float) -> None:
    limits = Limits()
    refused = [limits.admit("send", "a:1", number * apart) for number in range(count)]
    assert refused == [None] * count
    assert limits.admit("send", "a:1", count * apart) == pytest.approx(wait)
    assert limits.violations["a:1"] == 1
    assert limits.admit("send", "a:1", count * apart + wait) is None


def test_all_conversations_together_take_fifty_a_second() -> None:
    limits = Limits()
    assert [limits.admit("send", f"a:{number}", 0) for number in range(50)] == [None] * 50
    assert limits.admit("send", "a:51", 0.5) == 0.5


def test_a_refused_request_does_not_lengthen_the_wait() -> None:
    limits = Limits()
    for _ in range(20):
        limits.admit("send", "a:1", 0)
    assert limits.admit("send", "a:1", 1.01) is None


async def test_too_much_is_refused_with_the_time_to_wait(teams: Client) -> None:
    answers = [await post(teams) for _ in range(8)]
    assert [answer.status for answer in answers] == [201] * 7 + [429]
    assert answers[-1].headers["Retry-After"] == "1"
    assert len(state(teams).ledger.messages()) == 7
    assert (await (await teams.get("/ledger")).json())["violations"] == {KARI.chat_id: 1}


async def test_a_person_who_blocked_the_bot_gets_nothing_and_others_do(teams: Client) -> None:
    state(teams).faults.order(blocked(KARI.chat_id))
    for _ in range(2):
        answer = await post(teams)
        assert (answer.status, (await answer.json())["error"]["code"]) == (403, "MessageWritesBlocked")
    assert (await post(teams, AASE.chat_id)).status == 201


async def test_a_conversation_can_be_gone(teams: Client) -> None:
    state(teams).faults.order(gone(KARI.chat_id))
    assert (await post(teams)).status == 404


async def test_a_fault_happens_as_often_as_ordered(teams: Client) -> None:
    state(teams).faults.order(status(503, times=2, retry_after=3))
    answers = [await post(teams) for _ in range(3)]
    assert [answer.status for answer in answers] == [503, 503, 201]
    assert answers[0].headers["Retry-After"] == "3"


@pytest.mark.parametrize(("done", "posted"), [(False, 0), (True, 1)], ids=["before", "after"])
async def test_a_broken_connection_before_or_after_the_work(teams: Client, done: bool, posted: int) -> None:
    state(teams).faults.order(reset(done=done))
    with pytest.raises(aiohttp.ClientError):
        await post(teams)
    assert len(state(teams).ledger.messages()) == posted


@pytest.mark.parametrize(("done", "posted"), [(False, 0), (True, 1)], ids=["before", "after"])
async def test_a_hanging_answer_with_or_without_the_work(teams: Client, done: bool, posted: int) -> None:
    state(teams).faults.order(hang(30, done=done))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await post(teams)
    assert len(state(teams).ledger.messages()) == posted


async def test_faults_can_be_ordered_and_lifted_from_another_process(teams: Client) -> None:
    await teams.post("/faults", json=[{"kind": "status", "status": 500, "times": None}])
    assert (await post(teams)).status == 500
    await teams.delete("/faults")
    assert (await post(teams)).status == 201


def test_a_fault_for_a_channel_meets_its_threads() -> None:
    fault = Fault("status", "send", "19:kanal")
    assert fault.meets("send", "19:kanal;messageid=1")
    assert not fault.meets("send", "19:annen;messageid=1")
    assert not fault.meets("update", "19:kanal")
