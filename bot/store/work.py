"""A unit of work: one SQL transaction seen as the domain's things."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from bot.domain.room import Counter
from bot.errors import Clash
from bot.store import keys, statements, tables
from bot.store.mapping import Kind, Seal

T = TypeVar("T")
STORED_KEY = sa.select(tables.case_key.c.wrapped).where(
    tables.case_key.c.room == sa.bindparam("room"), tables.case_key.c.owner == sa.bindparam("owner")
)


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
        wanted = statements.asked({"room": self.room, **criteria})
        query = statements.select(mapped.table, wanted.shape, order, limit is not None)
        values = wanted.values if limit is None else {**wanted.values, "the_limit": limit}
        return [mapped.thing(row, self._unsealer(mapped, row)) for row in self._sql.execute(query, values).all()]

    def add(self, thing: Any) -> None:
        """Store a new thing."""
        mapped = tables.KINDS[type(thing)]
        try:
            self._sql.execute(statements.insert(mapped.table), mapped.row(thing, self._sealer(mapped, thing)))
        except IntegrityError as error:
            raise Clash("already_there") from error

    def save(self, thing: Any) -> None:
        """Store a changed thing, if nobody changed it since it was read."""
        mapped = tables.KINDS[type(thing)]
        row = mapped.row(replace(thing, version=thing.version + 1), self._sealer(mapped, thing))
        old = {"old_room": thing.room, "old_id": thing.id, "old_version": thing.version}
        if self._sql.execute(statements.update(mapped.table), {**row, **old}).rowcount != 1:
            raise Clash("changed_meanwhile")

    def put(self, thing: Any) -> None:
        """Store a thing whatever was there before."""
        mapped = tables.KINDS[type(thing)]
        statement = statements.upsert(mapped.table, self._sql.dialect.name)
        self._sql.execute(statement, mapped.row(thing, self._sealer(mapped, thing)))

    def count(self, series: str) -> int:
        """The next number of a series."""
        table = tables.KINDS[Counter].table
        first = {"id": series, "room": self.room, "last": 1, "version": 0}
        number: int = self._sql.execute(statements.next_of(table, self._sql.dialect.name), first).scalar_one()
        return number

    def remove(self, kind: type[Any], id: str) -> None:
        """Delete a thing and its key."""
        table = tables.KINDS[kind].table
        self._sql.execute(statements.delete(table, "room", "id"), {"room": self.room, "id": id})
        if tables.KINDS[kind].seals:
            self.forget_key(id)

    def forget_key(self, owner: str) -> None:
        """Destroy a case's key: its sealed text is gone for good."""
        statement = statements.delete(tables.case_key, "room", "owner")
        self._sql.execute(statement, {"room": self.room, "owner": owner})
        self._keys.pop(owner, None)

    def audit(self, at: datetime, actor: str, action: str, subject: str, outcome: str = "ok") -> None:
        """Append to the audit log."""
        row = {"room": self.room, "at": at, "actor": actor, "action": action, "subject": subject, "outcome": outcome}
        self._sql.execute(statements.insert(tables.audit), row)

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
        return self._sql.execute(STORED_KEY, {"room": self.room, "owner": owner}).scalar_one_or_none()

    def _new_key(self, owner: str) -> bytes:
        key, wrapped = self._ring.new(owner)
        self._sql.execute(statements.insert(tables.case_key), {"room": self.room, "owner": owner, "wrapped": wrapped})
        return key
