"""What is finished and lies still is not read through by the questions about what is due."""

from alembic import op

revision = "0021"
down_revision = "0020"
KEPT = ("varsling", "enkeltsak")


def upgrade() -> None:
    """Forward."""
    for table in KEPT:
        op.drop_index(f"ix_{table}_room_expires_at", table_name=table)
        op.create_index(f"ix_{table}_room_expires_at_erased_at", table, ["room", "expires_at", "erased_at"])
    op.create_index("ix_mote_room_status_starts_at", "mote", ["room", "status", "starts_at"])


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_mote_room_status_starts_at", table_name="mote")
    for table in KEPT:
        op.drop_index(f"ix_{table}_room_expires_at_erased_at", table_name=table)
        op.create_index(f"ix_{table}_room_expires_at", table, ["room", "expires_at"])
