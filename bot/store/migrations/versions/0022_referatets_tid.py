"""When and where a hastemøte was held, as its referat was written of it: it may be moved afterwards."""

import sqlalchemy as sa
from alembic import op

from bot.store import mapping

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Forward: a referat from before has no time of its own, and shows the meeting's."""
    op.add_column("hastereferat", sa.Column("starts_at", mapping.Utc(timezone=True), nullable=True))
    op.add_column("hastereferat", sa.Column("place", sa.Text(), nullable=True))
    op.add_column("hastereferat", sa.Column("online", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("hastereferat", sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Back."""
    for column in ("turn", "online", "place", "starts_at"):
        op.drop_column("hastereferat", column)
