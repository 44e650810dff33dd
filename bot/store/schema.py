"""The schema's version: brought up to date by Alembic, checked at every start without it."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from bot.store import audit_log
from bot.store.keys import KeyRing

HEAD = "0022"
MIGRATIONS = Path(__file__).parent / "migrations"


def is_current(engine: sa.Engine) -> bool:
    """Is the database's schema the one this code is written for?"""
    try:
        with engine.connect() as connection:
            return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == HEAD
    except DatabaseError:
        return False


def upgrade(engine: sa.Engine, ring: KeyRing) -> None:
    """Bring the schema up to date, and put an audit log from before there was a chain into one. One at a time: whoever
    comes second waits, and finds it done."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7351001)")
        config.attributes["connection"] = connection
        config.attributes["ring"] = ring
        command.upgrade(config, "head")
        audit_log.adopt(connection, ring.chain)
