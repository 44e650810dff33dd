"""What the stand-in remembers beside the files: one SQLite database, in the hidden folder `.graph`.

Every change is one transaction in WAL mode, so a killed process leaves either the old state or the new.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_SCHEMA = """
CREATE TABLE IF NOT EXISTS items (
  id TEXT PRIMARY KEY, drive TEXT NOT NULL, parent TEXT, name TEXT NOT NULL, folded TEXT NOT NULL,
  folder INTEGER NOT NULL, size INTEGER NOT NULL, hash TEXT NOT NULL, version INTEGER NOT NULL,
  content_version INTEGER NOT NULL, created TEXT NOT NULL, modified TEXT NOT NULL, mtime INTEGER NOT NULL,
  locked INTEGER NOT NULL DEFAULT 0, fields TEXT NOT NULL DEFAULT '{}');
CREATE UNIQUE INDEX IF NOT EXISTS items_name ON items (drive, ifnull(parent, ''), folded);
CREATE TABLE IF NOT EXISTS sessions (
  id TEXT PRIMARY KEY, drive TEXT NOT NULL, parent TEXT NOT NULL, name TEXT NOT NULL, behaviour TEXT NOT NULL,
  if_match TEXT, total INTEGER, received INTEGER NOT NULL, expires TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS events (
  id TEXT PRIMARY KEY, mailbox TEXT NOT NULL, transaction_id TEXT, given TEXT NOT NULL, cancelled INTEGER NOT NULL,
  UNIQUE (mailbox, transaction_id));
CREATE TABLE IF NOT EXISTS grants (
  id TEXT PRIMARY KEY, drive TEXT NOT NULL, item TEXT NOT NULL, user TEXT NOT NULL, roles TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS installs (scope TEXT NOT NULL, app TEXT NOT NULL, PRIMARY KEY (scope, app));
CREATE TABLE IF NOT EXISTS marks (name TEXT PRIMARY KEY);
"""


class State:
    """The database. Calls may come from several threads; one at a time gets in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.hidden = folder / ".graph"
        self.parts = self.hidden / "parts"
        self.parts.mkdir(parents=True, exist_ok=True)
        for left in self.parts.glob("put-*"):
            left.unlink()
        self.lock = threading.RLock()
        self._db = sqlite3.connect(self.hidden / "state.sqlite", isolation_level=None, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.executescript(_SCHEMA)

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing. May be nested; the outermost commits."""
        with self.lock:
            if self._db.in_transaction:
                yield self._db
                return
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.rollback()
                raise
            self._db.commit()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """Read all rows."""
        with self.lock:
            return self._db.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Row | None:
        """Read one row or None."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def close(self) -> None:
        """Let go of the database."""
        with self.lock:
            self._db.close()
