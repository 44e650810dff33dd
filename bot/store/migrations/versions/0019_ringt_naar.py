"""When it was noted that somebody comes to a hastemøte who said so on the telephone: a later answer is newer."""

import sqlalchemy as sa
from alembic import op

from bot.store import mapping

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Forward: an agency is covered since what was noted."""
    op.add_column("innkalling", sa.Column("by_phone_at", mapping.Utc(timezone=True), nullable=True))
    op.execute("UPDATE innkalling SET by_phone_at = covered_at WHERE by_phone <> ''")


def downgrade() -> None:
    """Back."""
    op.drop_column("innkalling", "by_phone_at")
