"""Pictures of the year wheel that somebody asked for."""

import sqlalchemy as sa
from alembic import op

from bot.store import mapping

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "arshjul_bilde",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_at", mapping.Utc(timezone=True), nullable=False),
        sa.Column("web_url", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", "room"),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("arshjul_bilde")
