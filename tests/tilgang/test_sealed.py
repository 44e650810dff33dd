"""Sealed text opens in its own place alone (T12): moved to another row, column, table or key, it does not open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from cryptography.exceptions import InvalidTag

from bot.domain.oppgave import Oppgave
from bot.domain.varsling import Varsling
from bot.store.engine import SqlStore
from bot.store.tables import case_key, metadata
from tests.tilgang.things import MARKERS
from tests.tilgang.world import World, open_world

VARSLING, OPPGAVE = metadata.tables["varsling"], metadata.tables["oppgave"]


@pytest.fixture
def own(tmp_path: Path) -> Iterator[World]:
    """A world whose rows are tampered with."""
    made = open_world(tmp_path)
    yield made
    made.bot.store.close()


def column(store: SqlStore, table: sa.Table, id: str, name: str) -> str:
    """What stands in the row."""
    with store.writing.connect() as connection:
        return str(connection.execute(sa.select(table.c[name]).where(table.c.id == id)).scalar_one())


def overwrite(store: SqlStore, table: sa.Table, id: str, **values: str) -> None:
    """Somebody with write access to the database."""
    with store.writing.begin() as connection:
        connection.execute(sa.update(table).where(table.c.id == id).values(**values))


def read(world: World, kind: type, id: str) -> object:
    """The thing as the product reads it."""
    return world.bot.store.read_now(world.room.id, lambda work: work.get(kind, id))


def test_it_opens_where_it_was_sealed(own: World) -> None:
    assert MARKERS["varslingens tekst"] in repr(read(own, Varsling, "v1"))
    assert MARKERS["varslingens tekst"] not in column(own.bot.store, VARSLING, "v1", "seen")


def test_not_in_another_column(own: World) -> None:
    overwrite(own.bot.store, VARSLING, "v1", place=column(own.bot.store, VARSLING, "v1", "seen"))
    with pytest.raises(InvalidTag):
        read(own, Varsling, "v1")


def test_not_in_another_table(own: World) -> None:
    overwrite(own.bot.store, OPPGAVE, "o1", what=column(own.bot.store, VARSLING, "v1", "seen"))
    with pytest.raises(InvalidTag):
        read(own, Oppgave, "o1")


def test_not_with_another_things_key(own: World) -> None:
    with own.bot.store.writing.begin() as connection:
        theirs = sa.select(case_key.c.wrapped).where(case_key.c.owner == "v1").scalar_subquery()
        connection.execute(sa.update(case_key).where(case_key.c.owner == "o1").values(wrapped=theirs))
    with pytest.raises(InvalidTag):
        read(own, Oppgave, "o1")


def test_not_when_a_letter_is_changed(own: World) -> None:
    sealed = column(own.bot.store, OPPGAVE, "o1", "what")
    changed = sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:]
    overwrite(own.bot.store, OPPGAVE, "o1", what=changed)
    with pytest.raises(InvalidTag):
        read(own, Oppgave, "o1")


def test_and_nowhere_when_its_key_is_destroyed(own: World) -> None:
    own.bot.store.write_now(own.room.id, lambda work: work.forget_key("o1"))
    assert MARKERS["medlemmets oppgave"] not in repr(read(own, Oppgave, "o1"))
