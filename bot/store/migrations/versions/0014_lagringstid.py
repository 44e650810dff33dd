"""The reason of a legal basis expires when its case is over, and cards that were sent are cleared away by their age."""

import sqlalchemy as sa
from alembic import op

from bot.store import mapping

revision = "0014"
down_revision = "0013"

MOMENTS = ("expires_at", "proposed_at", "erased_at")


def upgrade() -> None:
    """Forward."""
    for name in MOMENTS:
        op.add_column("enkeltsak", sa.Column(name, mapping.Utc(timezone=True), nullable=True))
    op.create_index("ix_enkeltsak_room_expires_at", "enkeltsak", ["room", "expires_at"], unique=False)
    op.create_index("ix_sent_card_room_sent_at", "sent_card", ["room", "sent_at"], unique=False)


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_sent_card_room_sent_at", table_name="sent_card")
    op.drop_index("ix_enkeltsak_room_expires_at", table_name="enkeltsak")
    for name in MOMENTS:
        op.drop_column("enkeltsak", name)
