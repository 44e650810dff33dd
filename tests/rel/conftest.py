"""A store on each of the two databases, with an empty room in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.engine import SqlStore
from bot.store.keys import KeyRing
from bot.store.schema import upgrade
from tests.databases import Databases


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, databases: Databases, tmp_path: Path) -> str:
    """A fresh, empty database."""
    return f"sqlite:///{tmp_path / 'slt.db'}" if request.param == "sqlite" else databases.fresh()


@pytest.fixture
def store(database_url: str) -> Iterator[SqlStore]:
    """The store over it."""
    made = SqlStore(database_url, KeyRing(bytes(32)))
    upgrade(made.writing, made.ring)
    yield made
    made.close()
