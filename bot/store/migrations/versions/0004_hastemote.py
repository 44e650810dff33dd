"""A hastemøte is covered agency by agency, along a chain that is frozen when the call goes out."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.store import mapping

revision = "0004"
down_revision = "0003"

NEW = {
    "hastemote": (
        ("number", sa.Text(), ""),
        ("roles", sa.Text(), "[]"),
        ("online", sa.Boolean(), sa.true()),
        ("exercise", sa.Boolean(), sa.false()),
        ("ground", sa.Text(), "anonymisert"),
        ("consent", sa.Text(), ""),
        ("left_out", sa.Text(), "[]"),
        ("turn", sa.Integer(), "0"),
        ("merged", sa.Integer(), "0"),
        ("event", sa.Text(), ""),
        ("join_url", sa.Text(), ""),
        ("due_at", mapping.Utc(timezone=True), None),
        ("due_for", sa.Text(), None),
        ("covered_at", mapping.Utc(timezone=True), None),
        ("closed_at", mapping.Utc(timezone=True), None),
    ),
    "innkalling": (
        ("name", sa.Text(), ""),
        ("roles", sa.Text(), "[]"),
        ("chain", sa.Text(), "[]"),
        ("called_at", mapping.Utc(timezone=True), sa.text("'2026-01-01 00:00:00+00:00'")),
        ("position", sa.Integer(), "0"),
        ("answers", sa.Text(), "[]"),
        ("covered_at", mapping.Utc(timezone=True), None),
        ("phoned", sa.Integer(), "0"),
    ),
}
OLD = (
    ("role", sa.Text(), ""),
    ("answer", sa.Text(), ""),
    ("answered_by", sa.Text(), ""),
    ("answered_at", mapping.Utc(timezone=True), None),
    ("rung", sa.Text(), "telefon"),
)


def upgrade() -> None:
    """Forward. A call that is under way goes on by telephone: what it had asked is not known by agency."""
    for table, columns in NEW.items():
        _add(table, columns)
    op.execute("UPDATE innkalling SET name = role, roles = '[\"' || role || '\"]'")
    for name, _, _ in OLD:
        op.drop_column("innkalling", name)
    op.create_index("ix_hastemote_room_due_at", "hastemote", ["room", "due_at"], unique=False)
    _create_new_tables()


def _create_new_tables() -> None:
    op.create_table(
        "hastereferat",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("hastemote", sa.Text(), nullable=False),
        sa.Column("secretary", sa.Text(), nullable=False),
        sa.Column("written_at", mapping.Utc(timezone=True), nullable=False),
        sa.Column("present", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("decisions", sa.Text(), nullable=False),
        sa.Column("tasks", sa.Text(), nullable=False),
        sa.Column("web_url", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", "room"),
    )
    op.create_index("ix_hastereferat_room_hastemote", "hastereferat", ["room", "hastemote"], unique=False)
    op.create_table(
        "reach_check",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("checked_at", mapping.Utc(timezone=True), nullable=False),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", "room"),
    )
    op.create_table(
        "beredskap_pulse",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("at", mapping.Utc(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", "room"),
    )


def downgrade() -> None:
    """Back."""
    for table in ("beredskap_pulse", "reach_check"):
        op.drop_table(table)
    op.drop_index("ix_hastereferat_room_hastemote", table_name="hastereferat")
    op.drop_table("hastereferat")
    op.drop_index("ix_hastemote_room_due_at", table_name="hastemote")
    _add("innkalling", OLD)
    op.execute("UPDATE innkalling SET role = name")
    for table, columns in NEW.items():
        for name, _, _ in columns:
            op.drop_column(table, name)


def _add(table: str, columns: tuple[tuple[str, Any, Any], ...]) -> None:
    for name, type_, default in columns:
        op.add_column(table, sa.Column(name, type_, nullable=default is None, server_default=default))
