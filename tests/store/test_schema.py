"""The migrations make exactly the tables that the code is written for, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.store.keys import KeyRing
from bot.store.schema import is_current, upgrade
from bot.store.tables import metadata
from tests.databases import Databases


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, databases: Databases, tmp_path: Path) -> sa.Engine:
    """An empty database."""
    url = f"sqlite:///{tmp_path / 'slt.db'}" if request.param == "sqlite" else databases.fresh()
    return sa.create_engine(url)


def test_the_migrations_end_where_the_code_begins(engine: sa.Engine) -> None:
    upgrade(engine, KeyRing(bytes(32)))
    assert is_current(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()
