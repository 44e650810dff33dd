"""A withdrawal and an agenda at the same moment: whichever comes first, nothing is left to be told (reliability G9)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from bot.errors import UserError
from bot.registry import CASES, VIEWS
from bot.store.engine import SqlStore
from bot.store.keys import KeyRing
from bot.store.tables import metadata
from tests.databases import Databases
from tests.samtykke.examples import S1
from tests.samtykke.machine import KEY, Cases, machine

PAIRS = int(os.environ.get("SLT_SOAK_PAIRS", "25"))


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    """A database of its own."""
    url = f"sqlite:///{tmp_path / 'slt.db'}"
    if request.param == "postgresql":
        databases: Databases = request.getfixturevalue("databases")
        url = databases.fresh()
    made = SqlStore(url, KeyRing(KEY))
    metadata.create_all(made.writing)
    yield made
    made.close()


def asked_for(store: SqlStore) -> Cases:
    """A case with a consent that is asked for; no agenda yet."""
    room = machine(store, CASES, VIEWS)()
    room.opens()
    room.registers(recipients=S1, which=0)
    room.asks_for_it(which=0)
    return room


def at_once(*doings: Any) -> None:
    """Start them at the same moment, and wait for all. One that is refused is refused."""
    gate = Barrier(len(doings))

    def start(doing: Any) -> None:
        gate.wait()
        try:
            doing()
        except UserError:
            return

    with ThreadPoolExecutor(len(doings)) as pool:
        for future in [pool.submit(start, doing) for doing in doings]:
            future.result()


def test_an_agenda_and_a_withdrawal_at_once(store: SqlStore) -> None:
    for _ in range(PAIRS):
        room = asked_for(store)
        other = machine(store, CASES, VIEWS)()
        other.room, other.model, other.count = room.room, room.model, 1000
        at_once(room.approves_an_agenda, lambda other=other: other.withdraws(which=0, nth=0, who="laerer"))
        room.nothing_is_queued_about_a_case_that_is_cut_off()
        room.no_agenda_lists_a_case_that_is_cut_off()
