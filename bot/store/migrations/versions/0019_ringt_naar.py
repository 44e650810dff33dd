"""When it was noted that somebody comes to a hastemøte who said so on the telephone: a later answer is newer."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from bot.store import mapping

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Forward: what was noted before counts from now. Nobody knows when it was, and a refusal from before must not
    become newer than it: the agency would be open with nobody asked and nobody reminded."""
    op.add_column("innkalling", sa.Column("by_phone_at", mapping.Utc(timezone=True), nullable=True))
    now = sa.bindparam("now", datetime.now(UTC), mapping.Utc(timezone=True))
    op.execute(sa.text("UPDATE innkalling SET by_phone_at = :now WHERE by_phone <> ''").bindparams(now))


def downgrade() -> None:
    """Back."""
    op.drop_column("innkalling", "by_phone_at")
