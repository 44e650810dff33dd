"""A call-out, or the request for one, may be part of another."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Forward."""
    op.add_column("hastemote", sa.Column("joins", sa.Text(), nullable=False, server_default=""))
    op.create_index("ix_hastemote_room_joins", "hastemote", ["room", "joins"], unique=False)


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_hastemote_room_joins", table_name="hastemote")
    op.drop_column("hastemote", "joins")
