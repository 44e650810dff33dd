"""A room with Jevnaker's plan over a real store, without Teams: for rules that live in the use cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bot.demo.room import demo_plan, demo_room, seat_roles
from bot.domain.moteplan import moment
from bot.domain.people import Standing
from bot.domain.room import Room, RosterEntry
from bot.ports import UnitOfWork
from bot.registry import CASES
from bot.standins.cast import JEVNAKER
from bot.store.engine import SqlStore
from bot.store.keys import KeyRing
from bot.store.tables import metadata
from bot.usecases.command import Context, Outcome
from bot.usecases.dispatch import Door
from bot.usecases.roles import actor

T = TypeVar("T")
NOW = moment(date(2025, 9, 30), time(10))


@dataclass
class Desk:
    """A room and its door. `now` is moved by the test."""

    room: Room
    store: SqlStore
    door: Door
    now: datetime = NOW
    count: int = 0

    def do(self, who: str, command: Any) -> Outcome:
        """Let a person of the cast do something."""
        self.count += 1
        key, person = f"turn-{self.count}", JEVNAKER.person(who).object_id

        def handle(work: UnitOfWork) -> Outcome:
            who_acts = actor(work, self.room, person)
            assert who_acts is not None
            return self.door.handle(work, command, Context(self.room, who_acts, self.now, key))

        return self.store.write_now(self.room.id, handle)

    def read(self, work: Callable[[UnitOfWork], T]) -> T:
        """Look into the store."""
        return self.store.read_now(self.room.id, work)

    def write(self, work: Callable[[UnitOfWork], T]) -> T:
        """Put something there."""
        return self.store.write_now(self.room.id, work)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with the cast at it."""
    room = demo_room(demo_plan(NOW.date()))
    store = SqlStore(f"sqlite:///{tmp_path / 'slt.db'}", KeyRing(b"k" * 32))
    metadata.create_all(store.writing)
    store.write_now(room.id, lambda work: _cast(work, room))
    yield Desk(room, store, Door(store, CASES))
    store.close()


def _cast(work: UnitOfWork, room: Room) -> None:
    seat_roles(work, room)
    for one in JEVNAKER.people:
        standing = Standing.GUEST if one.user_type == "Guest" else Standing.STAFF
        work.put(RosterEntry(one.object_id, room.id, one.name, standing, one.in_team, NOW))
