"""A unit of work: one SQL transaction seen as the domain's things."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from bot.errors import Conflict
from bot.ports import Among, Before
from bot.store import keys, tables
from bot.store.mapping import Kind, Seal

T = TypeVar("T")


class SqlWork:
    """The `ports.UnitOfWork` over one connection. Lives for one transaction, in one thread."""

    def __init__(self, connection: sa.Connection, room: str, ring: keys.KeyRing) -> None:
        self.room = room
        self._sql = connection
        self._ring = ring
        self._keys: dict[str, bytes] = {}

    def get(self, kind: type[T], id: str) -> T | None:
        """The thing with this id, or None."""
        found = self.find(kind, id=id)
        return found[0] if found else None

    def find(self, kind: type[T], *, order: str = "id", limit: int | None = None, **criteria: Any) -> list[T]:
        """Things that fit, in order of a field."""
        mapped = tables.KINDS[kind]
        columns = mapped.table.c
        query = sa.select(mapped.table).where(columns.room == self.room)
        for name, wanted in criteria.items():
            query = query.where(_fits(columns[name], wanted))
        rows = self._sql.execute(query.order_by(columns[order]).limit(limit)).all()
        return [mapped.thing(row, self._unsealer(mapped, row)) for row in rows]

    def add(self, thing: Any) -> None:
        """Store a new thing."""
        mapped = tables.KINDS[type(thing)]
        try:
            self._sql.execute(sa.insert(mapped.table), mapped.row(thing, self._sealer(mapped, thing)))
        except IntegrityError as error:
            raise Conflict("already_there") from error

    def save(self, thing: Any) -> None:
        """Store a changed thing, if nobody changed it since it was read."""
        mapped = tables.KINDS[type(thing)]
        columns = mapped.table.c
        row = mapped.row(replace(thing, version=thing.version + 1), self._sealer(mapped, thing))
        mine = (columns.room == thing.room, columns.id == thing.id, columns.version == thing.version)
        if self._sql.execute(sa.update(mapped.table).where(*mine).values(row)).rowcount != 1:
            raise Conflict("changed_meanwhile")

    def put(self, thing: Any) -> None:
        """Store a thing whatever was there before."""
        mapped = tables.KINDS[type(thing)]
        row = mapped.row(thing, self._sealer(mapped, thing))
        insert = postgresql.insert if self._sql.dialect.name == "postgresql" else sqlite.insert
        statement = insert(mapped.table).values(row)
        self._sql.execute(statement.on_conflict_do_update(index_elements=["room", "id"], set_=row))

    def remove(self, kind: type[Any], id: str) -> None:
        """Delete a thing and its key."""
        table = tables.KINDS[kind].table
        self._sql.execute(sa.delete(table).where(table.c.room == self.room, table.c.id == id))
        if tables.KINDS[kind].seals:
            self.forget_key(id)

    def forget_key(self, owner: str) -> None:
        """Destroy a case's key: its sealed text is gone for good."""
        table = tables.case_key
        self._sql.execute(sa.delete(table).where(table.c.room == self.room, table.c.owner == owner))
        self._keys.pop(owner, None)

    def audit(self, at: datetime, actor: str, action: str, subject: str, outcome: str = "ok") -> None:
        """Append to the audit log."""
        row = {"room": self.room, "at": at, "actor": actor, "action": action, "subject": subject, "outcome": outcome}
        self._sql.execute(sa.insert(tables.audit), row)

    def _sealer(self, mapped: Kind, thing: Any) -> Seal:
        return self._with_key(mapped, thing.id, keys.seal, make=True)

    def _unsealer(self, mapped: Kind, row: Any) -> Seal:
        return self._with_key(mapped, row.id, keys.unseal, make=False)

    def _with_key(self, mapped: Kind, owner: str, use: Callable[[bytes, str, str], str], *, make: bool) -> Seal:
        def apply(column: str, text: str) -> str:
            if not text:
                return ""
            key = self._key(owner, make=make)
            return use(key, text, f"{self.room}|{mapped.table.name}|{column}|{owner}") if key else ""

        return apply

    def _key(self, owner: str, *, make: bool) -> bytes | None:
        if owner not in self._keys:
            found = self._stored_key(owner)
            if found is None and not make:
                return None
            self._keys[owner] = self._ring.unwrap(found, owner) if found else self._new_key(owner)
        return self._keys[owner]

    def _stored_key(self, owner: str) -> str | None:
        table = tables.case_key
        query = sa.select(table.c.wrapped).where(table.c.room == self.room, table.c.owner == owner)
        return self._sql.execute(query).scalar_one_or_none()

    def _new_key(self, owner: str) -> bytes:
        key, wrapped = self._ring.new(owner)
        self._sql.execute(sa.insert(tables.case_key), {"room": self.room, "owner": owner, "wrapped": wrapped})
        return key


def _fits(column: sa.Column[Any], wanted: Any) -> sa.ColumnElement[bool]:
    if isinstance(wanted, Before):
        return column <= wanted.moment
    if isinstance(wanted, Among):
        return column.in_([_plain(v) for v in wanted.values])
    return column.is_(None) if wanted is None else column == _plain(wanted)


def _plain(value: Any) -> Any:
    return getattr(value, "value", value)
