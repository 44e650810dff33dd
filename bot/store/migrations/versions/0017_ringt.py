"""Who has noted that somebody comes to a hastemøte who said so on the telephone."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Forward."""
    op.add_column("innkalling", sa.Column("by_phone", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Back."""
    op.drop_column("innkalling", "by_phone")
