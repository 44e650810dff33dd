"""Who had said that they are away when a hastemøte was called: asked, and not waited for."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Forward."""
    op.add_column("innkalling", sa.Column("away", sa.Text(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Back."""
    op.drop_column("innkalling", "away")
