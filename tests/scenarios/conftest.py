"""Every scenario runs twice: on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, time
from pathlib import Path

import pytest

from bot.domain.moteplan import moment
from tests.databases import Databases
from tests.scenarios.house import House, MovableClock, open_house


@pytest.fixture
async def house(tmp_path: Path, database_url: str) -> AsyncIterator[House]:
    """A house on one of the two databases."""
    async with open_house(tmp_path, database_url) as opened:
        yield opened


NOVEMBER = moment(date(2025, 11, 10), time(10))


@pytest.fixture
async def november(tmp_path: Path, database_url: str) -> AsyncIterator[House]:
    """A house ten days before a meeting of the Fagteam, on Thursday 20 November 2025."""
    clock = MovableClock()
    clock.set(NOVEMBER)
    async with open_house(tmp_path, database_url, clock=clock) as opened:
        yield opened


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, databases: Databases) -> str:
    """A fresh, empty database: "" for SQLite in the test's own folder."""
    return "" if request.param == "sqlite" else databases.fresh()
