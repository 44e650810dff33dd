"""Writes that wait together are committed together, and fail alone (F25)."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy.exc import DBAPIError

from bot.domain.effects import Effect
from bot.domain.hastemote import Hastemote
from bot.domain.innkalling import Innkalling, Rung, chain
from bot.domain.room import Room
from bot.domain.sealed import NO_TEXT
from bot.errors import Clash, Conflict, StoreDown
from bot.ports import UnitOfWork
from bot.store.engine import SqlStore
from bot.store.keys import KeyRing
from bot.store.work import SqlWork
from bot.usecases.hastemote_reaching import QUESTION
from bot.usecases.hastemote_sweeps import climb
from tests.rel.rows import START, both, effect, keep, kept, room

ROWS = 20
AGENCY = Innkalling("h-0", room().id, "h", "Politiet", ("politi",), (), START, next_at=START)


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


def test_two_who_sweep_at_once_take_each_step_once(store: SqlStore, database_url: str) -> None:
    other = SqlStore(database_url, KeyRing(bytes(32)))
    mote = Hastemote("h", room().id, "caller", NO_TEXT, START, NO_TEXT, START)
    links = chain(("z",), (("y",),), ("x",), 4, 8, 60)
    keep(store, mote, *(replace(AGENCY, id=f"h-{n}", chain=links) for n in range(ROWS)))
    for minute in (0, 2, 4, 8):
        at_once(climb, (store, other), START + timedelta(minutes=minute))
    other.close()
    asked = store.read_now(room().id, lambda work: work.find(Effect, view=QUESTION))
    assert Counter(effect.subject for effect in asked) == {
        f"h-{n}:0:{rung}": 1 for n in range(ROWS) for rung in (Rung.SPOR, Rung.PURRING, Rung.VARA, Rung.LEDER)
    }


def at_once(sweep: Callable[[UnitOfWork, Room, datetime], None], stores: Sequence[SqlStore], now: datetime) -> None:
    """The same sweep from each store in the same moment; who meets the other every time leaves it to them (F20)."""
    together = Barrier(len(stores))

    def run(store: SqlStore) -> None:
        together.wait()
        with contextlib.suppress(Conflict):
            store.write_now(room().id, lambda work: sweep(work, room(), now))

    with ThreadPoolExecutor(len(stores)) as pool:
        list(pool.map(run, stores))
