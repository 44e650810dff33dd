"""What is due is found in its order, however much is due."""

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Forward."""
    op.create_index("ix_effect_room_state_due_at", "effect", ["room", "state", "due_at"], unique=False)
    op.create_index("ix_effect_room_repeat_state_due_at", "effect", ["room", "repeat", "state", "due_at"], unique=False)
    op.drop_index("ix_effect_state_due_at", table_name="effect")


def downgrade() -> None:
    """Back."""
    op.create_index("ix_effect_state_due_at", "effect", ["state", "due_at"], unique=False)
    op.drop_index("ix_effect_room_repeat_state_due_at", table_name="effect")
    op.drop_index("ix_effect_room_state_due_at", table_name="effect")
