"""Finding what is due among very many promises, beside few: what the pump asks in every round, and what it takes.

Every promise of the large table is due: a backlog, as after a long absence. So is every one of the small.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from bench.servers.product import database
from bot import registry
from bot.demo.room import demo_plan, demo_room
from bot.domain.effects import Effect, EffectKind, Repeat
from bot.domain.room import Room
from bot.ports import UnitOfWork
from bot.store.engine import SqlStore
from bot.store.keys import KeyRing
from bot.store.schema import upgrade
from bot.store.tables import KINDS
from bot.workflows.claim import Hand, claim

FEW, MANY = 1_000, 1_000_000
PROMISE = 1.5
ROUNDS = 30
AT_ONCE = 25
NAME = f"sweep and claim on {{}} at {MANY:,} rows due / at {FEW:,} (ms)"


def measure(kind: str, many: int = MANY) -> tuple[float, float]:
    """Medians of a round in ms, interleaved: with many rows, with few."""
    room, now = demo_room(demo_plan(datetime.now(UTC).date())), datetime.now(UTC)
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        large, small = (stack.enter_context(opened(kind, Path(name) / size)) for size in ("large", "small"))
        fill(large, room, now, many)
        fill(small, room, now, FEW)
        took = [(one_round(large, room, now), one_round(small, room, now)) for _ in range(ROUNDS)]
    return statistics.median(many for many, _ in took), statistics.median(few for _, few in took)


@contextmanager
def opened(kind: str, folder: Path) -> Iterator[SqlStore]:
    """A store over a fresh database."""
    folder.mkdir()
    with database(kind, folder) as url:
        ring = KeyRing(bytes(32))
        store = SqlStore(url or f"sqlite:///{folder / 'slt.db'}", ring)
        upgrade(store.writing, ring)
        try:
            yield store
        finally:
            store.close()


def fill(store: SqlStore, room: Room, now: datetime, count: int) -> None:
    """So many promises that are due, each to somebody else, by doubling the first thousand."""
    store.write_now(room.id, lambda work: first(work, room, now))
    table = KINDS[Effect].table
    copied = [column for column in table.c if column.name not in ("id", "person")]
    with store.writing.begin() as connection:
        for n in range((count // FEW).bit_length()):
            left = count - FEW * 2**n
            if left > 0:
                others = ((column + f"-{n}").label(column.name) for column in (table.c.id, table.c.person))
                copy = sa.select(*others, *copied).limit(left)
                connection.execute(sa.insert(table).from_select(["id", "person", *(c.name for c in copied)], copy))
    with store.writing.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


def first(work: UnitOfWork, room: Room, now: datetime) -> None:
    for n in range(FEW):
        due = now - timedelta(seconds=FEW - n)
        work.add(Effect(f"e{n}", room.id, EffectKind.TELL, "v", f"s{n}", Repeat.ONCE_MORE, due, due, person=f"p{n}"))


def one_round(store: SqlStore, room: Room, now: datetime) -> float:
    """What one round of the pump takes, in ms."""
    begun = time.perf_counter()
    store.write_now(room.id, lambda work: _round(work, room, now))
    return (time.perf_counter() - begun) * 1000


def _round(work: UnitOfWork, room: Room, now: datetime) -> None:
    for sweep in registry.SWEEPS:
        sweep(work, room, now)
    assert len(claim(work, now, Hand(), AT_ONCE)) == AT_ONCE
