"""The audit log is a chain: each row has its place and its code, and each room its end (threat T25)."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Forward. What was there before is chained by `store.audit_log.adopt`, which has the key."""
    op.add_column("audit", sa.Column("link", sa.BigInteger(), nullable=True))
    op.add_column("audit", sa.Column("mac", sa.Text(), nullable=True))
    op.create_index("ix_audit_room_link", "audit", ["room", "link"], unique=False)
    op.create_table(
        "audit_head",
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("link", sa.BigInteger(), nullable=False),
        sa.Column("mac", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("room"),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("audit_head")
    op.drop_index("ix_audit_room_link", table_name="audit")
    op.drop_column("audit", "mac")
    op.drop_column("audit", "link")
