"""Individual cases and the gate's log, consents and their history, and the forms; joint meetings."""

import sqlalchemy as sa
from alembic import op

from bot.store import mapping

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Forward."""
    joint = sa.Column("joint_with", sa.Text(), nullable=False, server_default="")
    op.add_column("mote", joint)
    op.create_table(
        "enkeltsak",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("organ", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", mapping.Utc(timezone=True), nullable=False),
        sa.Column("varsling", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=True),
        sa.Column("minor", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("basis_recipients", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", mapping.Utc(timezone=True), nullable=True),
        sa.Column("seconded_by", sa.Text(), nullable=False),
        sa.Column("anonymity_by", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", "room"),
    )
    op.create_index("ix_enkeltsak_room_status", "enkeltsak", ["room", "status"], unique=False)
    op.create_index("ix_enkeltsak_room_varsling", "enkeltsak", ["room", "varsling"], unique=False)
    op.create_table(
        "portlogg",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("sak", sa.Text(), nullable=False),
        sa.Column("ledd", sa.Text(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("light", sa.Text(), nullable=False),
        sa.Column("codes", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", mapping.Utc(timezone=True), nullable=False),
        sa.Column("mote", sa.Text(), nullable=False),
        sa.Column("heard", sa.Text(), nullable=False),
        sa.Column("left", sa.Text(), nullable=False),
        sa.Column("young_person", sa.Boolean(), nullable=False),
        sa.Column("guardian", sa.Boolean(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", "room"),
    )
    op.create_index("ix_portlogg_room_mote", "portlogg", ["room", "mote"], unique=False)
    op.create_index("ix_portlogg_room_sak", "portlogg", ["room", "sak"], unique=False)
    op.create_table(
        "samtykke",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("sak", sa.Text(), nullable=False),
        sa.Column("age", sa.Text(), nullable=False),
        sa.Column("ung", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("themes", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("purposes", sa.Text(), nullable=False),
        sa.Column("registered_by", sa.Text(), nullable=False),
        sa.Column("given_at", mapping.Utc(timezone=True), nullable=False),
        sa.Column("verger", sa.Integer(), nullable=False),
        sa.Column("signed", sa.Integer(), nullable=False),
        sa.Column("frivillig", sa.Boolean(), nullable=False),
        sa.Column("uttrykkelig", sa.Boolean(), nullable=False),
        sa.Column("informert", sa.Boolean(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("clarified", sa.Text(), nullable=False),
        sa.Column("ended", sa.Text(), nullable=True),
        sa.Column("ended_at", mapping.Utc(timezone=True), nullable=True),
        sa.Column("form_url", sa.Text(), nullable=False),
        sa.Column("due_at", mapping.Utc(timezone=True), nullable=True),
        sa.Column("due_for", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", "room"),
    )
    op.create_index("ix_samtykke_due_at", "samtykke", ["due_at"], unique=False)
    op.create_index("ix_samtykke_room_number", "samtykke", ["room", "number"], unique=False)
    op.create_index("ix_samtykke_room_sak", "samtykke", ["room", "sak"], unique=False)
    op.create_table(
        "samtykke_hendelse",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("samtykke", sa.Text(), nullable=False),
        sa.Column("slag", sa.Text(), nullable=False),
        sa.Column("at", mapping.Utc(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", "room"),
    )
    op.create_index("ix_samtykke_hendelse_room_samtykke", "samtykke_hendelse", ["room", "samtykke"], unique=False)
    op.create_table(
        "samtykkeskjema",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("issued_at", mapping.Utc(timezone=True), nullable=False),
        sa.Column("web_url", sa.Text(), nullable=False),
        sa.Column("waiting", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", "room"),
    )
    op.create_table(
        "innlevering",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("received_at", mapping.Utc(timezone=True), nullable=False),
        sa.Column("expires_at", mapping.Utc(timezone=True), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("samtykke", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", "room"),
    )
    op.create_index("ix_innlevering_expires_at", "innlevering", ["expires_at"], unique=False)
    op.create_index("ix_innlevering_room_person", "innlevering", ["room", "person"], unique=False)


def downgrade() -> None:
    """Back."""
    op.drop_table("innlevering")
    op.drop_table("samtykkeskjema")
    op.drop_table("samtykke_hendelse")
    op.drop_table("samtykke")
    op.drop_table("portlogg")
    op.drop_table("enkeltsak")
    op.drop_column("mote", "joint_with")
