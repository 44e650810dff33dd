"""What the platform is told on the private port, and how a bot stops (T30, F24, F31)."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path

import pytest

from bot import bootstrap
from bot.standins.cast import JEVNAKER
from bot.standins.connector.faults import hang
from bot.standins.connector.state import CONNECTOR
from bot.store.engine import SqlStore
from bot.store.keys import KeyRing
from bot.workflows.health import LATE, Health
from tests.scenarios.house import House, MovableClock, open_house
from tests.scenarios.test_varsling import described


async def asked(house: House, path: str, port: int) -> tuple[int, str]:
    async with house.http.get(f"http://127.0.0.1:{port}{path}") as response:
        return response.status, await response.text()


async def test_a_bot_that_runs_is_ready(house: House) -> None:
    for _ in range(600):
        found = await asked(house, "/readyz", house.bot.edge.private_port)
        if found[0] == 200:
            break
        await asyncio.sleep(0.05)
    assert found == (200, '{"database":true,"durable_work":true,"heartbeat":true,"not_stopping":true}')


async def test_one_that_stops_is_not(house: House) -> None:
    house.bot.edge.health.stopping = True
    assert (await asked(house, "/readyz", house.bot.edge.private_port))[0] == 503
    assert (await asked(house, "/healthz", house.port))[0] == 200


@pytest.mark.parametrize("path", ["/readyz", "/metrics"])
async def test_the_public_port_tells_nothing(house: House, path: str) -> None:
    assert await asked(house, path, house.port) == (404, "")


async def test_metrics_count_and_name_nobody(house: House) -> None:
    await described(house.seat("laerer"))
    await house.seat("laerer").press("Send")
    await house.settled()
    _, text = await asked(house, "/metrics", house.bot.edge.private_port)
    assert 'slt_turns_total{kind="card"} 5' in text
    assert "slt_effects_stuck 0" in text
    known = [word for p in JEVNAKER.people for word in (p.object_id, p.surname, p.mail, p.chat_id)]
    assert not [word for word in (*known, JEVNAKER.tenant, "Jevnaker", "jevnaker", "stasjon", "V-20") if word in text]


def unreachable(folder: Path) -> SqlStore:
    return SqlStore(f"sqlite:///{folder / 'no' / 'such' / 'folder.db'}", KeyRing(os.urandom(32)))


async def test_a_database_that_does_not_answer_makes_it_not_ready(tmp_path: Path) -> None:
    store = unreachable(tmp_path)
    health = Health()
    health.watch(["r"], store, MovableClock())
    assert (await health.checks())["database"] is False
    assert "effects_open" not in await health.figures()
    store.close()


async def test_a_heart_that_stands_still_makes_it_not_ready(house: House) -> None:
    pump, health = house.bot.pump, house.bot.edge.health
    assert pump
    task = next(task for task in house.bot._tasks if "_work" in repr(task))
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    pump.beat = time.monotonic()
    assert (await health.checks())["heartbeat"] is True
    pump.beat = time.monotonic() - LATE - 1
    assert (await health.checks())["heartbeat"] is False


async def test_a_stop_breaks_off_what_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "FINISHING", 0.5)
    async with open_house(tmp_path) as house:
        await described(house.seat("laerer"))
        house.office.connector[CONNECTOR].faults.order(hang(30, op="send", times=None))
        await house.seat("laerer").press("Send")
        carrier = house.bot._carrier
        for _ in range(1000):
            if carrier and carrier.carrying:
                break
            await asyncio.sleep(0.01)
        else:
            pytest.fail("nothing was begun")
        began = time.monotonic()
    assert time.monotonic() - began < 15
