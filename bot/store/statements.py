"""The SQL of the units of work, each statement built once.

Building a statement anew costs four times what running it does, and a turn runs twenty. So a statement is kept by its
shape (which table, which fields, which kinds of criteria), with a parameter for every value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.ports import Among, Before, Except

Shape = tuple[tuple[str, str, int], ...]
"""For each criterion: the field, what kind of criterion it is, and how many values it has."""

KEPT = 1024
UPSERTS: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True, slots=True)
class Asked:
    """Criteria, taken apart into their shape and their values."""

    shape: Shape
    values: dict[str, Any]


def asked(criteria: Mapping[str, Any]) -> Asked:
    """Take criteria apart."""
    shape: list[tuple[str, str, int]] = []
    values: dict[str, Any] = {}
    for name, wanted in criteria.items():
        kind, found = _taken_apart(wanted)
        shape.append((name, kind, len(found)))
        values.update({_parameter(name, number): _plain(value) for number, value in enumerate(found)})
    return Asked(tuple(shape), values)


@lru_cache(KEPT)
def select(table: sa.Table, shape: Shape, order: str, limited: bool, keys: sa.Table | None) -> sa.Select[Any]:
    """Rows that fit, in order of a column; last in each row its wrapped key, where `keys` is the table of them.

    The first few of those with one of several values are the first few of each value's first few: an index finds those
    in their order, where it would have to read and sort everything that has any of the values."""
    query = _with_keys(table, keys)
    among = next(((name, count) for name, kind, count in shape if kind == "among" and count > 1), None)
    fits = [_fits(table.c[name], kind, count) for name, kind, count in shape if not limited or (name, count) != among]
    query = query.where(*fits).order_by(table.c[order])
    if not limited:
        return query
    most = sa.bindparam("the_limit", type_=sa.Integer)
    if among is None:
        return query.limit(most)
    wanted = (_value(table.c[among[0]], n) for n in range(among[1]))
    firsts = (query.where(table.c[among[0]] == value).limit(most).subquery() for value in wanted)
    together = sa.union_all(*(sa.select(first) for first in firsts)).subquery()
    return sa.select(together).order_by(together.c[order]).limit(most)


@lru_cache(KEPT)
def these(table: sa.Table, keys: sa.Table | None) -> sa.Select[Any]:
    """Rows by room and id, the pairs as the parameter `these`; last in each row its wrapped key."""
    wanted: sa.BindParameter[Any] = sa.bindparam("these", expanding=True)
    return _with_keys(table, keys).where(sa.tuple_(table.c.room, table.c.id).in_(wanted))


def _with_keys(table: sa.Table, keys: sa.Table | None) -> sa.Select[Any]:
    if keys is None:
        return sa.select(table)
    mine = sa.and_(keys.c.room == table.c.room, keys.c.owner == table.c.id)
    return sa.select(table, keys.c.wrapped).outerjoin_from(table, keys, mine)


@lru_cache(KEPT)
def insert(table: sa.Table) -> sa.Insert:
    """A new row."""
    return sa.insert(table)


@lru_cache(KEPT)
def update(table: sa.Table) -> sa.Update:
    """A row in the version that was read. Its own room, id and version come as parameters `old_…`."""
    old = (table.c[name] == sa.bindparam(f"old_{name}") for name in ("room", "id", "version"))
    return sa.update(table).where(*old).values({c.name: sa.bindparam(c.name) for c in table.c})


@lru_cache(KEPT)
def upsert(table: sa.Table, dialect: str) -> Any:
    """A row, whatever was there before."""
    statement = UPSERTS[dialect](table)
    new = {column.name: statement.excluded[column.name] for column in table.c}
    return statement.on_conflict_do_update(index_elements=["room", "id"], set_=new)


@lru_cache(KEPT)
def next_of(table: sa.Table, dialect: str) -> Any:
    """One more in a series, from one on, in a single statement: two at once get two numbers."""
    statement = UPSERTS[dialect](table)
    more = {"last": table.c.last + 1, "version": table.c.version + 1}
    return statement.on_conflict_do_update(index_elements=["room", "id"], set_=more).returning(table.c.last)


@lru_cache(KEPT)
def held_ends(heads: sa.Table) -> sa.Select[Any]:
    """The ends of the chains of some rooms, held until the transaction is over, in one order for all. SQLite has one
    writer and needs no lock."""
    mine = heads.c.room.in_(sa.bindparam("in_rooms", expanding=True))
    return sa.select(heads.c.room, heads.c.link, heads.c.mac).where(mine).order_by(heads.c.room).with_for_update()


@lru_cache(KEPT)
def taken_end(heads: sa.Table, dialect: str) -> Any:
    """The end of a room's chain, held until the transaction is over; this new one where there is none."""
    statement = UPSERTS[dialect](heads)
    same = {"room": statement.excluded.room}
    return statement.on_conflict_do_update(index_elements=["room"], set_=same).returning(heads.c.link, heads.c.mac)


@lru_cache(KEPT)
def new_end(heads: sa.Table) -> sa.Update:
    """The end of a room's chain, moved on."""
    moved: dict[str, Any] = {name: sa.bindparam(name) for name in ("link", "mac", "seal")}
    return sa.update(heads).where(heads.c.room == sa.bindparam("in_room")).values(moved)


@lru_cache(KEPT)
def insert_and_end(log: sa.Table, heads: sa.Table) -> sa.Insert:
    """One new row and the end it makes, in one journey, where the database can (PostgreSQL). The row's own values come
    as parameters `new_…`."""
    row: dict[str, Any] = {column.name: sa.bindparam(f"new_{column.name}") for column in log.c if column.name != "seq"}
    return sa.insert(log).values(row).add_cte(new_end(heads).cte("ended"))


@lru_cache(KEPT)
def key_of(keys: sa.Table, dialect: str) -> Any:
    """The wrapped key of an owner: the one that is there, or else this new one."""
    statement = UPSERTS[dialect](keys)
    same = {"owner": statement.excluded.owner}
    return statement.on_conflict_do_update(index_elements=["room", "owner"], set_=same).returning(keys.c.wrapped)


@lru_cache(KEPT)
def delete(table: sa.Table, *keys: str) -> sa.Delete:
    """The row with these values."""
    return sa.delete(table).where(*(table.c[key] == sa.bindparam(key) for key in keys))


@lru_cache(KEPT)
def anywhere(table: sa.Table, shape: Shape, order: str, watches: sa.Table) -> sa.Select[Any]:
    """The rooms of a holder's watches that have any row that fits. The first of each room is looked up by index as
    `select` finds it: one value at a time, and in order, so that no planner reads the whole table for one row."""
    among = next(((name, count) for name, kind, count in shape if kind == "among" and count), None)
    fits = [_fits(table.c[name], kind, count) for name, kind, count in shape if (name, count) != among]
    first = sa.select(sa.literal(1)).where(table.c.room == watches.c.room, *fits).order_by(table.c[order]).limit(1)
    of_each = (
        [first]
        if among is None
        else [first.where(table.c[among[0]] == _value(table.c[among[0]], number)) for number in range(among[1])]
    )
    found = (one.correlate(watches).scalar_subquery().is_not(None) for one in of_each)
    return sa.select(watches.c.room).where(watches.c.holder == sa.bindparam("the_holder"), sa.or_(*found))


@lru_cache(KEPT)
def beaten(watches: sa.Table) -> Any:
    """One more beat of every watch that a holder has; the rooms."""
    more = {"beat": watches.c.beat + 1, "version": watches.c.version + 1}
    mine = watches.c.holder == sa.bindparam("the_holder")
    return sa.update(watches).where(mine).values(more).returning(watches.c.room)


def _value(column: sa.Column[Any], number: int) -> sa.BindParameter[Any]:
    return sa.bindparam(_parameter(column.name, number), type_=column.type)


def _taken_apart(wanted: Any) -> tuple[str, tuple[Any, ...]]:
    match wanted:
        case None:
            return "none", ()
        case Before(moment):
            return "before", (moment,)
        case Among(values):
            return "among", tuple(values)
        case Except(values):
            return "except", tuple(values)
    return "is", (wanted,)


def _fits(column: sa.Column[Any], kind: str, count: int) -> sa.ColumnElement[bool]:
    values = [_value(column, number) for number in range(count)]
    match kind:
        case "none":
            return column.is_(None)
        case "before":
            return column <= values[0]
        case "among":
            return column.in_(values)
        case "except":
            return sa.or_(column.is_(None), column.not_in(values))
    return column == values[0]


def _parameter(name: str, number: int) -> str:
    return f"wanted_{name}_{number}"


def _plain(value: Any) -> Any:
    return getattr(value, "value", value)
