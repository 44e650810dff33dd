"""What the units of work of one transaction share: what is to be written yet, and what has been read.

On PostgreSQL every statement is a journey, and a turn had twenty of them. What needs no answer waits and is written
many rows at a time: before somebody asks for one of those rows, and before the commit. What was read (and is not
sealed) is known to all until one of them writes to that table, and rows that were read ahead until they are written;
what others change meanwhile clashes when it is saved.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from bot.errors import Clash
from bot.store import audit_log, statements
from bot.store.ahead import Ahead, Id
from bot.store.chain import Line

Row = dict[str, Any]


class Transaction:
    """One SQL transaction, from its beginning to just before its commit."""

    def __init__(self, connection: sa.Connection, audit_key: bytes, *, shared: bool = False) -> None:
        self.connection, self.shared = connection, shared
        self._audit_key = audit_key
        self._audited: list[Line] = []
        self.forgot = False
        self._later: dict[sa.Executable, tuple[sa.Table, list[Row]]] = {}
        self._ids: dict[sa.Table, set[Id]] = {}
        self._known: dict[sa.Table, dict[Hashable, Sequence[Any]]] = {}
        self.ahead = Ahead()

    def later(self, table: sa.Table, statement: sa.Executable, row: Row, id: Id | None = None) -> None:
        """Write a row by the commit. A row without `id` is never asked for."""
        if id is not None:
            self.settle(table, id)
            self._ids.setdefault(table, set()).add(id)
        self._known.pop(table, None)
        self.ahead.written(id)
        self._later.setdefault(statement, (table, []))[1].append(row)

    def now(self, table: sa.Table, statement: sa.Executable, row: Row, id: Id | None = None) -> sa.CursorResult[Any]:
        """Write a row whose answer is needed; without `id` it may be any of the table."""
        self.settle(table, id)
        self._known.pop(table, None)
        self.ahead.written(id)
        return self.connection.execute(statement, row)

    def settle(self, table: sa.Table, id: Id | None = None) -> None:
        """Whoever asks for this row, or for any of the table, gets to see what waits to be written."""
        waiting = self._ids.get(table)
        if waiting and (id is None or id in waiting):
            self.flush()

    def known(self, table: sa.Table, question: Hashable, ask: Callable[[], Sequence[Any]]) -> Sequence[Any]:
        """The answer to a question, asked once."""
        answers = self._known.setdefault(table, {})
        if question not in answers:
            answers[question] = ask()
        return answers[question]

    def audit(self, line: Line) -> None:
        """Put a row behind the room's audit log, last of all."""
        self._audited.append(line)

    def finish(self) -> None:
        """Write everything that waits; after this comes the commit and nothing else."""
        self.flush()
        lines, self._audited = self._audited, []
        if lines:
            audit_log.append(self.connection, self._audit_key, lines)

    @property
    def told(self) -> int:
        """How many rows wait for the audit log."""
        return len(self._audited)

    def forget(self, told: int) -> None:
        """What waits is not written after all, nor what was told the audit log since then, and what is known may be
        wrong."""
        self._later, self._ids, self._known = {}, {}, {}
        del self._audited[told:]
        self.ahead.written(None)

    def flush(self) -> None:
        """Write what waits. Raises Clash where a new thing is there already."""
        later, self._later, self._ids = self._later, {}, {}
        for statement, (table, rows) in later.items():
            try:
                self.connection.execute(statement, rows if len(rows) > 1 else rows[0])
            except IntegrityError as error:
                if statement is statements.insert(table):
                    raise Clash("already_there") from error
                raise
