"""A meeting's place, which people write, is sealed as all they write is. What stood there in clear is sealed here."""

import sqlalchemy as sa
from alembic import context, op

from bot.store.sealing import Opened, opened, sealed

revision = "0012"
down_revision = "0011"

PLACES = sa.table("mote", sa.column("room"), sa.column("id"), sa.column("place"))


def upgrade() -> None:
    """Forward."""
    _each(sealed)


def downgrade() -> None:
    """Back, in clear."""
    _each(opened)


def _each(turn: Opened) -> None:
    connection = op.get_bind()
    for room, id, place in connection.execute(sa.select(PLACES).where(PLACES.c.place != "")).all():
        text = turn(connection, context.config.attributes["ring"], (room, "mote", "place", id), place)
        mine = sa.and_(PLACES.c.room == room, PLACES.c.id == id)
        connection.execute(sa.update(PLACES).where(mine).values(place=text))
