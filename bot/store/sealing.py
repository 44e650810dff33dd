"""Sealing one column of one row by hand, for migrations: what a column held in clear before it was sealed."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from bot.store import keys, statements, tables
from bot.store.keys import KeyRing

Place = tuple[str, str, str, str]
"""Room, table, column, row."""
Opened = Callable[[sa.Connection, KeyRing, Place, str], str]


def sealed(connection: sa.Connection, ring: KeyRing, place: Place, text: str) -> str:
    """A text, encrypted with its row's own key, which is made where there is none."""
    room, _, _, owner = place
    row = {"room": room, "owner": owner, "wrapped": ring.new(owner)[1]}
    statement = statements.key_of(tables.case_key, connection.dialect.name)
    wrapped: str = connection.execute(statement, row).scalar_one()
    return keys.seal(ring.unwrap(wrapped, owner), text, "|".join(place))


def opened(connection: sa.Connection, ring: KeyRing, place: Place, text: str) -> str:
    """The text again; empty where its key is destroyed."""
    room, _, _, owner = place
    mine = sa.and_(tables.case_key.c.room == room, tables.case_key.c.owner == owner)
    wrapped = connection.execute(sa.select(tables.case_key.c.wrapped).where(mine)).scalar()
    return keys.unseal(ring.unwrap(wrapped, owner), text, "|".join(place)) if wrapped else ""
