"""A call-out on the telephone: a number in the roster, and links that are used once."""

import sqlalchemy as sa
from alembic import op

from bot.store import mapping

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Forward."""
    op.add_column("roster", sa.Column("phone", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "answer_link",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("innkalling", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("expires_at", mapping.Utc(timezone=True), nullable=False),
        sa.Column("used_at", mapping.Utc(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", "room"),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("answer_link")
    op.drop_column("roster", "phone")
