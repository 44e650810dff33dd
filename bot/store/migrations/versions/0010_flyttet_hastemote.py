"""The latest time a hastemøte has had: its event is found again, whenever it was made."""

import sqlalchemy as sa
from alembic import op

from bot.store import mapping

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Forward."""
    op.add_column("hastemote", sa.Column("latest_at", mapping.Utc(timezone=True), nullable=True))


def downgrade() -> None:
    """Back."""
    op.drop_column("hastemote", "latest_at")
