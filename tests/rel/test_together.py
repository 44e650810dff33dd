"""Writes that wait together are committed together, and fail alone (F25)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from sqlalchemy.exc import DBAPIError

from bot.domain.effects import Effect
from bot.errors import Clash, StoreDown
from bot.ports import UnitOfWork
from bot.store.engine import SqlStore
from bot.store.work import SqlWork
from tests.rel.rows import both, effect, kept, room


def adding(id: str) -> Callable[[UnitOfWork], None]:
    return lambda work: work.add(effect(id))


async def test_many_at_once_are_all_there(store: SqlStore) -> None:
    await both(*(store.write(room().id, adding(f"e{n}")) for n in range(300)))
    assert len(store.read_now(room().id, lambda work: work.find(Effect))) == 300


async def test_one_that_fails_takes_nothing_else_with_it(store: SqlStore) -> None:
    await store.write(room().id, adding("e1"))

    def half(work: UnitOfWork) -> None:
        work.add(effect("e2"))
        work.add(effect("e1"))

    others = [store.write(room().id, adding(f"x{n}")) for n in range(20)]
    failed = store.write(room().id, half)
    outcomes = await asyncio.gather(*others[:10], failed, *others[10:], return_exceptions=True)
    assert [type(one) for one in outcomes if one is not None] == [Clash]
    ids = {e.id for e in store.read_now(room().id, lambda work: work.find(Effect))}
    assert "e2" not in ids
    assert len(ids) == 21


async def test_a_broken_statement_is_that_ones_alone(store: SqlStore) -> None:
    def broken(work: UnitOfWork) -> None:
        assert isinstance(work, SqlWork)
        work._sql.exec_driver_sql("SELECT * FROM ingen_slik_tabell")

    with pytest.raises(DBAPIError if store.writing.dialect.name == "postgresql" else StoreDown):
        await both(store.write(room().id, adding("e1")), store.write(room().id, broken))
    await store.write(room().id, lambda work: None)
    assert kept(store).id == "e1"
