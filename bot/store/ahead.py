"""What those who share a transaction will surely ask for, read at once before they begin: each kind in one journey.

Rows and not things are kept: each unit of work opens with its own keys what is sealed. A row that is written, or whose
key is, is not known any more.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from bot.store import statements, tables

Id = tuple[str, str]
"""The room, and the id in it."""


class Ahead:
    """The rows that one transaction has read ahead; None where there was none."""

    def __init__(self) -> None:
        self._rows: dict[sa.Table, dict[Id, Any]] = {}

    def read(self, connection: sa.Connection, wanted: Iterable[tuple[str, type[Any], str]]) -> None:
        """Read these things: room, kind and id."""
        by_kind: dict[type[Any], list[Id]] = {}
        for room, kind, id in wanted:
            by_kind.setdefault(kind, []).append((room, id))
        for kind, ids in by_kind.items():
            mapped = tables.KINDS[kind]
            query = statements.these(mapped.table, tables.case_key if mapped.seals else None)
            rows = {(row.room, row.id): row for row in connection.execute(query, {"these": ids})}
            self._rows[mapped.table] = {id: rows.get(id) for id in ids}

    def known(self, table: sa.Table, id: Id | None) -> tuple[bool, Any]:
        """Was this row read, and has nobody written it since? And the row."""
        rows = self._rows.get(table, {})
        return (True, rows[id]) if id in rows else (False, None)

    def written(self, id: Id | None) -> None:
        """A row, or its key, which has the same id; without `id` it may be any."""
        if id is None:
            self._rows = {}
        else:
            for rows in self._rows.values():
                rows.pop(id, None)
