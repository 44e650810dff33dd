"""The store over SQLite or PostgreSQL.

Turns are written by the writers of `store.writer`: one on SQLite, where all else is written by it too, so that nobody
fights for the lock; a few on PostgreSQL, where durable work writes from its own threads beside them. Either way the
event loop is never held (decision 0003).
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import Clash, StoreDown
from bot.ports import Question, UnitOfWork
from bot.store import across, audit_log
from bot.store.chain import Audited
from bot.store.keys import KeyRing
from bot.store.transaction import Transaction
from bot.store.work import SqlWork
from bot.store.writer import Job, Writer

log = structlog.get_logger(__name__)
T = TypeVar("T")
TRIES = 5
CLASHES = 3
"""A whole new try sees what the winner did; what clashes then too is for the caller."""
POSTGRES_WRITERS = 2
POSTGRES_CONNECTIONS = 8
READERS = 2
ALL = ""
"""What stands for the room where a question is about many."""
EMPTIED_EVERY = 60.0
"""Seconds between two times that SQLite's log is emptied of keys that were destroyed."""


class SqlStore:
    """The `ports.Store`. `url` is a SQLAlchemy URL: `sqlite:///…` or `postgresql+psycopg://…`."""

    def __init__(self, url: str, ring: KeyRing) -> None:
        self.ring = ring
        self._sqlite = sqlite = url.startswith("sqlite")
        self.writing = _sqlite(url, writer=True) if sqlite else _postgres(url)
        self._reading = _sqlite(url, writer=False) if sqlite else self.writing
        self._writer = Writer(self._alone, self._together, 1 if sqlite else POSTGRES_WRITERS)
        self._readers = ThreadPoolExecutor(READERS, "store-read")
        self._forgot, self._emptied = False, time.monotonic()

    async def write(self, room: str, work: Callable[[UnitOfWork], T], ahead: Sequence[tuple[type[Any], str]] = ()) -> T:
        """Run `work` in a transaction and commit."""
        return await asyncio.wrap_future(self._writer.submit(room, work, ahead))

    async def read(self, room: str, work: Callable[[UnitOfWork], T]) -> T:
        """Run `work` on a reading transaction."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self.read_now, room, work)

    async def beat(self, holder: str) -> set[str]:
        """See `ports.Store`. On PostgreSQL in a commit of its own: it holds every watch, and a turn beside it that
        waits for another's row would hold them all."""
        return await asyncio.to_thread(self.write_now, ALL, lambda work: across.beat(_transaction(work), holder))

    async def watches(self) -> dict[str, tuple[str, int]]:
        """See `ports.Store`."""
        return await self.read(ALL, lambda work: across.watches(_transaction(work)))

    async def rooms_with(self, holder: str, questions: Sequence[Question]) -> list[set[str]]:
        """See `ports.Store`."""
        return await self.read(ALL, lambda work: across.rooms_with(_transaction(work), holder, questions))

    def write_now(self, room: str, work: Callable[[UnitOfWork], T]) -> T:
        """The same from a thread that may wait."""
        return self._writer.submit(room, work).result() if self._sqlite else self._tried(self.writing, room, work)

    def read_now(self, room: str, work: Callable[[UnitOfWork], T]) -> T:
        """The same from a thread that may wait."""
        return self._tried(self._reading, room, work)

    def audited(self, anchors: Mapping[str, Sequence[str]]) -> list[Audited]:
        """The audit log of every room, looked through from its first row to its last. `anchors` by room."""
        with self._reading.connect() as connection:
            if not self._sqlite:  # which sees one moment all through a transaction anyway
                connection.execution_options(isolation_level="REPEATABLE READ")
            rooms = sorted({*audit_log.rooms_of(connection), *anchors})
            return [audit_log.audited(connection, self.ring.chain, room, anchors.get(room, ())) for room in rooms]

    def close(self) -> None:
        """Finish what is under way and let go of every connection."""
        self._writer.close()
        self._readers.shutdown(wait=True)
        self.writing.dispose()
        self._reading.dispose()

    def _alone(self, job: Job) -> Any:
        return self._tried(self.writing, job.room, job.work)

    def _together(self, jobs: Sequence[Job]) -> list[Any]:
        with self.writing.begin() as connection:
            transaction = Transaction(connection, self.ring.chain, shared=True)
            transaction.ahead.read(connection, [(job.room, kind, id) for job in jobs for kind, id in job.ahead])
            results = [job.work(SqlWork(transaction, job.room, self.ring)) for job in jobs]
            transaction.finish()
        self._cleared(transaction)
        return results

    def _cleared(self, transaction: Transaction) -> None:
        """A key that was destroyed lies on in SQLite's log of changes until that is written over: it is emptied soon
        after, by whoever writes next. Where somebody reads just then, or it fails, the next one tries again: what was
        committed is committed, and nothing after it may say otherwise."""
        self._forgot = self._forgot or transaction.forgot
        if not (self._sqlite and self._forgot) or time.monotonic() - self._emptied < EMPTIED_EVERY:
            return
        self._emptied = time.monotonic()
        try:
            self._forgot = not self._emptied_log()
        except (sqlite3.Error, sa.exc.SQLAlchemyError) as error:
            log.warning("log_not_emptied", code=type(error).__name__)

    def _emptied_log(self) -> bool:
        with contextlib.closing(self.writing.raw_connection()) as connection:
            (busy, _, _) = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def _tried(self, engine: sa.Engine, room: str, work: Callable[[UnitOfWork], T]) -> T:
        for attempt in range(1, TRIES + 1):
            try:
                with engine.begin() as connection:
                    transaction = Transaction(connection, self.ring.chain)
                    result = work(SqlWork(transaction, room, self.ring))
                    transaction.finish()
                if engine is self.writing:
                    self._cleared(transaction)
                return result
            except Clash:
                if attempt == CLASHES:
                    raise
                time.sleep(0.005 * attempt)
            except (OperationalError, InterfaceError, PoolTimeout) as error:
                if attempt == TRIES or not _passing(error):
                    raise StoreDown(type(error).__name__) from None
                time.sleep(0.02 * 2**attempt)
        raise AssertionError("unreachable")


def _transaction(work: UnitOfWork) -> Transaction:
    assert isinstance(work, SqlWork)
    return work.transaction


def _passing(error: Exception) -> bool:
    """Clashes that a whole new try may get past (failure F25), and a connection that was cut (F24)."""
    if isinstance(error, PoolTimeout):
        return False
    state = getattr(getattr(error, "orig", None), "sqlstate", None)
    text = str(getattr(error, "orig", ""))
    cut = isinstance(error, DBAPIError) and error.connection_invalidated
    return cut or state in {"40001", "40P01", "57P01", "57P02"} or "locked" in text


def _sqlite(url: str, *, writer: bool) -> sa.Engine:
    engine = sa.create_engine(
        url,
        pool_size=1 if writer else READERS,
        max_overflow=0 if writer else 1,
        connect_args={"check_same_thread": False, "timeout": 5, "isolation_level": None},
    )
    sa.event.listen(engine, "connect", _sqlite_pragmas)
    sa.event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN"))
    return engine


def _sqlite_pragmas(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}")


def _postgres(url: str) -> sa.Engine:
    return sa.create_engine(
        url, pool_size=POSTGRES_CONNECTIONS, max_overflow=2, pool_timeout=3, connect_args={"connect_timeout": 3}
    )
