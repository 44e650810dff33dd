"""The audit log in the database: rows are put behind the last one of their room, and the whole is looked through.

A room's end of chain is one row, which is taken last before a commit and held until it is over: two at once go one
after the other, and nobody who holds it asks for anything else, so that they cannot wait for each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from bot.store import chain, statements, tables
from bot.store.chain import Audited, Head, Line, Linked

AT_A_TIME = 2000


def append(connection: sa.Connection, key: bytes, lines: Sequence[Line]) -> None:
    """Put rows behind the last of their rooms, in as few journeys for many rooms as for one."""
    by_room: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_room[line.room].append(line)
    heads = _taken(connection, sorted(by_room))
    rows: list[dict[str, Any]] = []
    ends: list[dict[str, Any]] = []
    for room, head in heads.items():
        places, end = chain.continued(key, room, head, by_room[room])
        placed = zip(by_room[room], places, strict=True)
        rows += ({**line._asdict(), "link": link, "mac": mac} for line, (link, mac) in placed)
        ends.append({"in_room": room, **end._asdict()})
    if len(rows) == 1 and connection.dialect.name == "postgresql":
        both = statements.insert_and_end(tables.audit, tables.audit_head)
        connection.execute(both, {**{f"new_{name}": value for name, value in rows[0].items()}, **ends[0]})
        return
    connection.execute(statements.new_end(tables.audit_head), ends if len(ends) > 1 else ends[0])
    connection.execute(statements.insert(tables.audit), rows if len(rows) > 1 else rows[0])


def _taken(connection: sa.Connection, rooms: Sequence[str]) -> dict[str, Head]:
    """The ends of these rooms' chains, held until this transaction is over; a new one where there is none."""
    found = connection.execute(statements.held_ends(tables.audit_head), {"in_rooms": rooms}).all()
    heads = {row.room: Head(row.link, row.mac) for row in found}
    return {room: heads.get(room) or _begun(connection, room) for room in rooms}


def _begun(connection: sa.Connection, room: str) -> Head:
    new = statements.taken_end(tables.audit_head, connection.dialect.name)
    found = connection.execute(new, {"room": room, "link": 0, "mac": "", "seal": ""}).one()
    return Head(found.link, found.mac)


def adopt(connection: sa.Connection, key: bytes) -> None:
    """Chain what was written before there was a chain: rooms that have rows and no end yet, in the rows' order."""
    known = sa.select(tables.audit_head.c.room)
    rooms = sa.select(tables.audit.c.room).where(tables.audit.c.room.not_in(known)).distinct()
    for room in connection.execute(rooms).scalars().all():
        head = _taken(connection, [room])[room]
        for rows in _pages(connection, room):
            places, head = chain.continued(key, room, head, [row.line for row in rows])
            new = [{"at_seq": row.seq, "link": link, "mac": mac} for row, (link, mac) in zip(rows, places, strict=True)]
            connection.execute(_PLACED, new)
        connection.execute(statements.new_end(tables.audit_head), {"in_room": room, **head._asdict()})


def _pages(connection: sa.Connection, room: str) -> Iterator[list[Linked]]:
    """A room's rows in the order they were written. No page is open while the one before it is changed."""
    page = sa.select(tables.audit).where(tables.audit.c.room == room).order_by(tables.audit.c.seq).limit(AT_A_TIME)
    last = 0
    while rows := [_linked(row) for row in connection.execute(page.where(tables.audit.c.seq > last))]:
        yield rows
        last = rows[-1].seq


_PLACED = (
    sa.update(tables.audit)
    .where(tables.audit.c.seq == sa.bindparam("at_seq"))
    .values(link=sa.bindparam("link"), mac=sa.bindparam("mac"))
)


def rooms_of(connection: sa.Connection) -> list[str]:
    """Every room that has a log, or once had one."""
    named = sa.union(sa.select(tables.audit.c.room), sa.select(tables.audit_head.c.room))
    return sorted(connection.execute(named).scalars().all())


def end_of(connection: sa.Connection, room: str) -> Head | None:
    """Where a room's chain ends, as the database has it."""
    row = connection.execute(sa.select(tables.audit_head).where(tables.audit_head.c.room == room)).one_or_none()
    return Head(row.link, row.mac, row.seal) if row else None


def audited(connection: sa.Connection, key: bytes, room: str, anchors: Sequence[str] = ()) -> Audited:
    """A room's log, looked through. Reads every row of it, some at a time."""
    place = sa.case((tables.audit.c.link.is_(None), 0), else_=tables.audit.c.link)
    query = sa.select(tables.audit).where(tables.audit.c.room == room).order_by(place, tables.audit.c.seq)
    end = end_of(connection, room)
    with connection.execute(query.execution_options(yield_per=AT_A_TIME)) as rows:
        fault = chain.first_fault(key, room, (_linked(row) for row in rows), end, anchors)
    return Audited(room, end.link if end else 0, chain.anchor(end.link, end.mac) if end else "", fault)


def _linked(row: Any) -> Linked:
    line = Line(row.room, row.at, row.actor, row.action, row.subject, row.outcome)
    return Linked(row.seq, line, row.link, row.mac)
