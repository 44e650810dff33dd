"""Who came to a hastemøte that had begun when it was moved."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Forward."""
    op.add_column("innkalling", sa.Column("came", sa.Text(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Back."""
    op.drop_column("innkalling", "came")
