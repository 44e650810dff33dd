"""Two municipalities in one database: nothing of one is ever read or written from the other (T4, T12)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa

from bot import registry
from bot.cards.actions import Ink
from bot.dialogs.router import Router
from bot.dialogs.turn import Turn, TurnKind
from bot.domain.room import Room
from bot.ports import UnitOfWork
from bot.store import tables
from bot.store.engine import SqlStore
from tests.tilgang.commands import BUTTON_SUBJECTS
from tests.tilgang.people import COLUMNS
from tests.tilgang.tables import BUTTONS, rows
from tests.tilgang.things import MARKERS
from tests.tilgang.world import NOW, World, open_world, people

NEIGHBOUR = "5a1e0000-0000-4000-8000-0000000000bb"
TEAM = "5a1e0000-0000-4000-8000-00000000bb01"


@dataclass
class Two:
    """Jevnaker with one of everything, and a neighbour with people alone."""

    jevnaker: World
    neighbour: Room
    router: Router

    @property
    def store(self) -> SqlStore:
        """The store of both."""
        return self.jevnaker.bot.store

    def rows(self) -> dict[str, Any]:
        """Every row of Jevnaker's, as SQL has it."""
        kept = [t for t in tables.metadata.sorted_tables if "room" in t.c]
        with self.store.writing.connect() as connection:
            found = {t.name: connection.execute(sa.select(t).where(t.c.room == self.jevnaker.room.id)) for t in kept}
            return {name: result.all() for name, result in found.items()}

    def things(self, room: str) -> list[Any]:
        """Everything that a unit of work finds in a room."""
        return self.store.read_now(room, lambda work: [thing for kind in tables.KINDS for thing in work.find(kind)])


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    """Both in one store. The same people work in both: that gives them nothing of the other."""
    jevnaker = open_world(tmp_path_factory.mktemp("world"))
    room = replace(jevnaker.room, id="nabo", tenant=NEIGHBOUR, team_id=TEAM)
    jevnaker.bot.store.write_now(room.id, lambda work: people(work, room))
    yield Two(jevnaker, room, jevnaker.moved_to(room))
    jevnaker.bot.store.close()


async def test_no_word_and_no_button_reaches_into_the_neighbours_room(two: Two) -> None:
    before = two.rows()
    answers = [await two.router(turn) for turn in everything(two)]
    shown = json.dumps([(a.card, [m.card for m in a.messages]) for a in answers], ensure_ascii=False)
    assert len(shown) > 10_000
    assert [marker for marker, text in MARKERS.items() if text in shown] == []
    assert two.rows() == before


def everything(two: Two) -> Iterator[Turn]:
    """Every word, and every button about the other's things, from the coordinator and the secretary."""
    key, world = two.jevnaker.bot.parts.settings.card_key, two.jevnaker
    for column in (COLUMNS["koordinator"], COLUMNS["sekretær"]):
        for word in registry.TABLES.words:
            yield world.turn(column, TurnKind.TEXT, tenant=NEIGHBOUR, text=word)
        for button in rows(BUTTONS):
            verb, _, about = button.partition(" ")
            payload = Ink(key, column.id, NOW).data(verb, BUTTON_SUBJECTS.get(about, about), 1)
            yield world.turn(column, TurnKind.CARD, tenant=NEIGHBOUR, payload=payload)


def test_a_unit_of_work_finds_nothing_of_another_room(two: Two) -> None:
    theirs = two.things(two.jevnaker.room.id)
    assert len(theirs) > 30
    assert two.things("tomt") == []
    assert not any(two.store.read_now("tomt", partial(get, thing)) for thing in theirs)


@pytest.mark.parametrize("write", ["add", "save", "put"])
def test_a_unit_of_work_writes_nothing_of_another_room(two: Two, write: str) -> None:
    before = two.rows()
    for thing in two.things(two.jevnaker.room.id):
        with pytest.raises(ValueError, match="another room"):
            two.store.write_now("nabo", partial(written, write, thing))
    assert two.rows() == before


def test_a_unit_of_work_removes_nothing_of_another_room(two: Two) -> None:
    before = two.rows()
    for thing in two.things(two.jevnaker.room.id):
        two.store.write_now("nabo", partial(removed, thing))
    assert two.rows() == before


def get(thing: Any, work: UnitOfWork) -> Any:
    """Look for it."""
    return work.get(type(thing), thing.id)


def written(how: str, thing: Any, work: UnitOfWork) -> None:
    """Write it."""
    getattr(work, how)(thing)


def removed(thing: Any, work: UnitOfWork) -> None:
    """Remove what has its id."""
    work.remove(type(thing), thing.id)
