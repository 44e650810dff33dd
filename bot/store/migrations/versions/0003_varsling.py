"""A varsling's way to its end: what was asked for, how it ended, when it is due and when it is erased; who is away."""

import sqlalchemy as sa
from alembic import op

from bot.store import mapping

revision = "0003"
down_revision = "0002"

TEXTS = ("ground", "talked", "question", "more", "referred_to", "closing_reason", "closing", "merged_into", "due_for")
MOMENTS = ("opened_at", "due_at", "expires_at", "proposed_at", "erased_at")


def upgrade() -> None:
    """Forward."""
    for name in TEXTS:
        op.add_column("varsling", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("varsling", sa.Column("duty_shown", sa.Boolean(), nullable=False, server_default=sa.false()))
    for name in MOMENTS:
        op.add_column("varsling", sa.Column(name, mapping.Utc(timezone=True), nullable=True))
    op.create_index("ix_varsling_room_due_at", "varsling", ["room", "due_at"], unique=False)
    op.create_index("ix_varsling_room_expires_at", "varsling", ["room", "expires_at"], unique=False)
    op.create_table(
        "absence",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", "room"),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("absence")
    for name in ("expires_at", "due_at"):
        op.drop_index(f"ix_varsling_room_{name}", table_name="varsling")
    for name in (*TEXTS, *MOMENTS, "duty_shown"):
        op.drop_column("varsling", name)
