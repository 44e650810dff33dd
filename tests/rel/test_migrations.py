"""A populated database of every released schema comes to head with its data; five who upgrade at once (F27, G13).

0001 is the first that was released. Every later one is built by the migrations themselves, populated with rows of its
own time, and upgraded from there.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from bot.domain.mote import Mote
from bot.store import mapping
from bot.store.engine import SqlStore
from bot.store.keys import KeyRing
from bot.store.schema import HEAD, MIGRATIONS, is_current, upgrade
from tests.databases import Databases

FIRST = "0001"
AT_ONCE = 5
RING = KeyRing(bytes(32))


def config(connection: sa.Connection | None = None) -> Config:
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    made.attributes["connection"] = connection
    made.attributes["ring"] = RING
    return made


VERSIONS = sorted(revision.revision for revision in ScriptDirectory.from_config(config()).walk_revisions())


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, databases: Databases, tmp_path: Path) -> Iterator[sa.Engine]:
    """An empty database."""
    url = f"sqlite:///{tmp_path / 'slt.db'}" if request.param == "sqlite" else databases.fresh()
    made = sa.create_engine(url)
    yield made
    made.dispose()


def to(engine: sa.Engine, version: str) -> None:
    """Up or down to a version."""
    with engine.begin() as connection:
        now = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() if _has(connection) else ""
        (command.downgrade if version < str(now or "") else command.upgrade)(config(connection), version)


def _has(connection: sa.Connection) -> bool:
    return sa.inspect(connection).has_table("alembic_version")


def populate(engine: sa.Engine) -> dict[str, int]:
    """Three rows in every table, whatever its columns; how many there are in each."""
    tables = reflected(engine)
    with engine.begin() as connection:
        for table in tables.values():
            for n in range(3):
                row = {column.name: _value(column, n) for column in table.columns if not _counts_itself(column)}
                connection.execute(sa.insert(table), row)
    return dict.fromkeys(tables, 3)


def reflected(engine: sa.Engine) -> dict[str, sa.Table]:
    found = sa.MetaData()
    found.reflect(engine)
    return {name: table for name, table in found.tables.items() if name != "alembic_version"}


def _counts_itself(column: sa.Column[Any]) -> bool:
    return column.name == "seq"


def _value(column: sa.Column[Any], n: int) -> Any:
    if column.name == "wrapped":
        return RING.new(str(n))[1]  # of the row with this id, whose text a later version may seal
    kind = column.type.python_type
    if kind.__name__ in ("datetime", "date"):
        return kind(2026, 9, 1 + n)
    is_list = kind is str and column.name in ("roles", "chain", "answers", "asked", "missed")
    return "[]" if is_list else kind(n)


def counted(engine: sa.Engine, tables: dict[str, int]) -> dict[str, int]:
    with engine.connect() as connection:
        return {t: connection.exec_driver_sql(f'SELECT count(*) FROM "{t}"').scalar_one() for t in tables}


def shape(engine: sa.Engine) -> dict[str, Any]:
    """Tables, columns and indexes, without their order."""
    seen = sa.inspect(engine)
    return {
        table: (
            sorted((c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(table)),
            sorted((str(i["name"]), tuple(i["column_names"])) for i in seen.get_indexes(table)),
        )
        for table in seen.get_table_names()
    }


@pytest.mark.parametrize("version", VERSIONS)
def test_a_populated_database_of_every_version_comes_to_head_with_its_data(engine: sa.Engine, version: str) -> None:
    to(engine, version)
    before = populate(engine)
    upgrade(engine, RING)
    assert is_current(engine)
    assert counted(engine, before) == before


def test_up_down_and_up_again_gives_the_same_tables(engine: sa.Engine) -> None:
    upgrade(engine, RING)
    first = shape(engine)
    to(engine, FIRST)
    upgrade(engine, RING)
    assert shape(engine) == first


def test_a_place_in_clear_is_sealed_and_opens_where_it_stood(engine: sa.Engine) -> None:
    to(engine, "0011")
    with engine.begin() as connection:
        mote = sa.Table("mote", sa.MetaData(), autoload_with=connection)
        row = {column.name: _value(column, 1) for column in mote.columns}
        row |= {"place": "1. etg, Rådhuset", "status": "planlagt", "due_for": None, "reason": ""}
        connection.execute(sa.insert(mote).values(row))
    upgrade(engine, RING)
    assert places(engine)[0].startswith("1.")
    assert "Rådhuset" not in places(engine)[0]
    store = SqlStore(engine.url.render_as_string(hide_password=False), RING)
    read = store.read_now("1", lambda work: [mote.place for mote in work.find(Mote)])
    store.close()
    assert read == ["1. etg, Rådhuset"]
    to(engine, "0011")
    assert places(engine) == ["1. etg, Rådhuset"]


def places(engine: sa.Engine) -> list[str]:
    """What the column holds."""
    with engine.connect() as connection:
        return list(connection.exec_driver_sql("SELECT place FROM mote").scalars())


def test_five_who_upgrade_at_once_leave_one_whole_schema(engine: sa.Engine) -> None:
    to(engine, FIRST)
    before = populate(engine)
    url = engine.url.render_as_string(hide_password=False)
    spawned = multiprocessing.get_context("spawn")
    with spawned.Pool(AT_ONCE) as pool:
        assert pool.map(_upgraded, [url] * AT_ONCE) == [HEAD] * AT_ONCE
    assert counted(engine, before) == before


def _upgraded(url: str) -> str:
    store = SqlStore(url, KeyRing(bytes(32)))
    upgrade(store.writing, store.ring)
    current = is_current(store.writing)
    store.close()
    return HEAD if current else "not there"


def test_what_was_noted_from_the_telephone_before_0019_is_newer_than_every_refusal_from_before(
    engine: sa.Engine,
) -> None:
    to(engine, "0018")
    populate(engine)
    before = datetime.now(UTC) - timedelta(seconds=1)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE innkalling SET by_phone = 'k'")
    to(engine, "0019")
    noted_at = sa.table("innkalling", sa.column("by_phone_at", mapping.Utc(timezone=True)))
    with engine.connect() as connection:
        assert all(at > before for at in connection.scalars(sa.select(noted_at.c.by_phone_at)))
