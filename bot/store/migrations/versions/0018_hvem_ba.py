"""Who asked for the hastemøte that somebody else called."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Forward."""
    op.add_column("hastemote", sa.Column("asker", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Back."""
    op.drop_column("hastemote", "asker")
