"""A unit of work: one SQL transaction seen as the domain's things."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa

from bot.domain.room import Counter
from bot.errors import Clash
from bot.store import audit_log, keys, statements, tables
from bot.store.chain import Line, anchor
from bot.store.mapping import Kind, Seal
from bot.store.transaction import Transaction

T = TypeVar("T")


class SqlWork:
    """The `ports.UnitOfWork` in one transaction, which it may share with others. Lives for it, in one thread. Outside
    the store nobody sees the `transaction`.

    Every question is a journey to the database, so that a thing is read once (what somebody else has changed since
    then clashes when it is saved), and its key comes with it.
    """

    def __init__(self, transaction: Transaction, room: str, ring: keys.KeyRing) -> None:
        self.room = room
        self.touched = False
        self.transaction = transaction
        self._sql = transaction.connection
        self._ring = ring
        self._seen: dict[tuple[type[Any], str], Any] = {}
        self._wrapped: dict[str, str] = {}
        self._keys: dict[str, bytes] = {}

    def get(self, kind: type[T], id: str) -> T | None:
        """The thing with this id, or None."""
        if (kind, id) not in self._seen:
            self.find(kind, id=id)
        return self._seen.get((kind, id))

    def find(self, kind: type[T], *, order: str = "id", limit: int | None = None, **criteria: Any) -> list[T]:
        """Things that fit, in order of a field."""
        mapped = tables.KINDS[kind]
        wanted = statements.asked({"room": self.room, **criteria})
        id = (self.room, criteria["id"]) if isinstance(criteria.get("id"), str) else None
        self.transaction.settle(mapped.table, id)
        if mapped.seals:
            self.transaction.settle(tables.case_key, id)
        known, row = self.transaction.ahead.known(mapped.table, id if len(criteria) == 1 else None)
        if known:
            return [self._read(mapped, row)] if row is not None else []
        if mapped.seals:
            return self._asked(mapped, wanted, order, limit)
        question = (wanted.shape, tuple(wanted.values.values()), order, limit)
        found = self.transaction.known(mapped.table, question, lambda: self._asked(mapped, wanted, order, limit))
        self._seen.update({(kind, thing.id): thing for thing in found})
        return list(found)

    def add(self, thing: Any) -> None:
        """Store a new thing. Where it is there already, the transaction clashes."""
        self.touched = True
        mapped = self._kind(thing)
        row = mapped.row(thing, self._sealer(mapped, thing))
        self.transaction.later(mapped.table, statements.insert(mapped.table), row, (self.room, thing.id))
        self._seen[type(thing), thing.id] = thing

    def save(self, thing: Any) -> None:
        """Store a changed thing, if nobody changed it since it was read."""
        self.touched = True
        mapped = self._kind(thing)
        newer = replace(thing, version=thing.version + 1)
        row = mapped.row(newer, self._sealer(mapped, thing))
        old = {"old_room": thing.room, "old_id": thing.id, "old_version": thing.version}
        statement = statements.update(mapped.table)
        if self.transaction.now(mapped.table, statement, {**row, **old}, (self.room, thing.id)).rowcount != 1:
            raise Clash("changed_meanwhile")
        self._seen[type(thing), thing.id] = newer

    def put(self, thing: Any) -> None:
        """Store a thing whatever was there before."""
        self.touched = True
        mapped = self._kind(thing)
        statement = statements.upsert(mapped.table, self._sql.dialect.name)
        row = mapped.row(thing, self._sealer(mapped, thing))
        self.transaction.later(mapped.table, statement, row, (self.room, thing.id))
        self._seen[type(thing), thing.id] = thing

    def count(self, series: str) -> int:
        """The next number of a series."""
        table = tables.KINDS[Counter].table
        first = {"id": series, "room": self.room, "last": 1, "version": 0}
        statement = statements.next_of(table, self._sql.dialect.name)
        number: int = self.transaction.now(table, statement, first, (self.room, series)).scalar_one()
        return number

    def remove(self, kind: type[Any], id: str) -> None:
        """Delete a thing and its key."""
        self.touched = True
        table = tables.KINDS[kind].table
        row = {"room": self.room, "id": id}
        self.transaction.later(table, statements.delete(table, "room", "id"), row, (self.room, id))
        self._seen.pop((kind, id), None)
        if tables.KINDS[kind].seals:
            self.forget_key(id)

    @contextmanager
    def apart(self) -> Iterator[None]:
        """A savepoint around what is done inside."""
        self.transaction.flush()
        seen, keys, wrapped = dict(self._seen), dict(self._keys), dict(self._wrapped)
        told, savepoint = self.transaction.told, self._sql.begin_nested()
        try:
            yield
            self.transaction.flush()
        except BaseException:
            self.transaction.forget(told)
            self._seen, self._keys, self._wrapped = seen, keys, wrapped
            savepoint.rollback()
            raise
        savepoint.commit()

    def forget_key(self, owner: str) -> None:
        """Destroy a case's key: its sealed text is gone for good."""
        self.transaction.forgot = True
        statement = statements.delete(tables.case_key, "room", "owner")
        row = {"room": self.room, "owner": owner}
        self.transaction.later(tables.case_key, statement, row, (self.room, owner))
        self._keys.pop(owner, None)
        self._wrapped.pop(owner, None)
        self._seen = {(kind, id): thing for (kind, id), thing in self._seen.items() if id != owner}

    def naming(self, person: str) -> Mapping[str, int]:
        """How many rows of each table name a person, the audit log's too. Reads every row: only on request."""
        self.transaction.flush()
        named = {table.name: self._naming(table, person) for table in tables.metadata.sorted_tables}
        return {table: count for table, count in named.items() if count}

    def _naming(self, table: sa.Table, person: str) -> int:
        texts = [column for column in table.c if isinstance(column.type, sa.Text)]
        hit = sa.or_(*(column.contains(person, autoescape=True) for column in texts))
        query = sa.select(sa.func.count()).select_from(table).where(table.c.room == self.room, hit)
        return int(self._sql.execute(query).scalar_one())

    def audit(self, at: datetime, actor: str, action: str, subject: str, outcome: str = "ok") -> None:
        """Append to the audit log."""
        self.transaction.audit(Line(self.room, at, actor, action, subject, outcome))

    def anchor(self) -> str:
        """Where the audit log ends, as it was committed last."""
        head = audit_log.end_of(self._sql, self.room)
        return anchor(head.link, head.mac) if head else ""

    def _asked(self, mapped: Kind, wanted: statements.Asked, order: str, limit: int | None) -> list[Any]:
        keys_too = tables.case_key if mapped.seals else None
        query = statements.select(mapped.table, wanted.shape, order, limit is not None, keys_too)
        values = wanted.values if limit is None else {**wanted.values, "the_limit": limit}
        return [self._read(mapped, row) for row in self._sql.execute(query, values).all()]

    def _read(self, mapped: Kind, row: Any) -> Any:
        if mapped.seals and row.wrapped:
            self._wrapped[row.id] = row.wrapped
        thing = mapped.thing(row, self._unsealer(mapped, row))
        self._seen[mapped.type, row.id] = thing
        return thing

    def _kind(self, thing: Any) -> Kind:
        """Its table. A thing of another room is a mistake of ours, and is never written (threat T4)."""
        if thing.room != self.room:
            raise ValueError("another room")
        return tables.KINDS[type(thing)]

    def _sealer(self, mapped: Kind, thing: Any) -> Seal:
        return self._with_key(mapped, thing.id, keys.seal, self._key_to_write)

    def _unsealer(self, mapped: Kind, row: Any) -> Seal:
        return self._with_key(mapped, row.id, keys.unseal, self._key_to_read)

    def _with_key(
        self, mapped: Kind, owner: str, use: Callable[[bytes, str, str], str], find: Callable[[str], bytes | None]
    ) -> Seal:
        def apply(column: str, text: str) -> str:
            if not text:
                return ""
            key = find(owner)
            return use(key, text, f"{self.room}|{mapped.table.name}|{column}|{owner}") if key else ""

        return apply

    def _key_to_read(self, owner: str) -> bytes | None:
        if owner not in self._keys and owner in self._wrapped:
            self._keys[owner] = self._ring.unwrap(self._wrapped[owner], owner)
        return self._keys.get(owner)

    def _key_to_write(self, owner: str) -> bytes:
        return self._key_to_read(owner) or self._new_key(owner)

    def _new_key(self, owner: str) -> bytes:
        """A key for what has none: ours, or the one that came first. Who shares a transaction does not ask which: where
        there is one already it clashes, and each is run again by itself."""
        key, wrapped = self._ring.new(owner)
        row = {"room": self.room, "owner": owner, "wrapped": wrapped}
        if self.transaction.shared:
            statement = statements.insert(tables.case_key)
            self.transaction.later(tables.case_key, statement, row, (self.room, owner))
            self._wrapped[owner], self._keys[owner] = wrapped, key
            return key
        statement = statements.key_of(tables.case_key, self._sql.dialect.name)
        stored = self.transaction.now(tables.case_key, statement, row, (self.room, owner))
        self._wrapped[owner] = stored.scalar_one()
        self._keys[owner] = self._ring.unwrap(self._wrapped[owner], owner)
        return self._keys[owner]
