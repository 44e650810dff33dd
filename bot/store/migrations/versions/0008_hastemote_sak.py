"""A hastemøte names the case it concerns; a chat that is blocked is told from one that cannot be opened."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Forward."""
    op.execute("ALTER TABLE hastemote RENAME COLUMN consent TO sak")
    op.add_column("reach_check", sa.Column("blocked", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Back."""
    op.drop_column("reach_check", "blocked")
    op.execute("ALTER TABLE hastemote RENAME COLUMN sak TO consent")
