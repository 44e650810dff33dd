"""A card that was sent is found by what it is about, and a question to a reporter by when it was asked."""

import sqlalchemy as sa
from alembic import op

from bot.store import mapping

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Forward. A card's id is its view, its subject (the thing, and what tells it from others), and whose it is."""
    op.add_column("varsling", sa.Column("asked_at", mapping.Utc(timezone=True), nullable=True))
    op.add_column("sent_card", sa.Column("about", sa.Text(), nullable=False, server_default=""))
    op.create_index("ix_sent_card_room_about", "sent_card", ["room", "about"], unique=False)
    cards, connection = sa.table("sent_card", sa.column("room"), sa.column("id"), sa.column("about")), op.get_bind()
    for room, id in connection.execute(sa.select(cards.c.room, cards.c.id)).all():
        about = id.partition(":")[2].rpartition(":")[0].partition("|")[0]
        connection.execute(sa.update(cards).where(cards.c.room == room, cards.c.id == id).values(about=about))


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_sent_card_room_about", table_name="sent_card")
    op.drop_column("sent_card", "about")
    op.drop_column("varsling", "asked_at")
