"""A hastemøte names the case it concerns; the consents are the case's."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Forward."""
    op.execute("ALTER TABLE hastemote RENAME COLUMN consent TO sak")


def downgrade() -> None:
    """Back."""
    op.execute("ALTER TABLE hastemote RENAME COLUMN sak TO consent")
