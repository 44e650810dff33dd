"""The roster is read again whatever failed, and nobody is held up by an account that cannot be read."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.people import Member, Person, Standing
from bot.domain.room import Room, RosterEntry
from bot.errors import Refused, StoreDown, TryLater
from bot.store.engine import SqlStore
from bot.store.keys import KeyRing
from bot.store.tables import metadata
from bot.workflows import roster
from bot.workflows.roster import AGAIN, Roster
from tests.rel.rows import StandingClock, keep, room

KARI = Member(Person(room().tenant, "kari"), "Kari", Standing.STAFF, True)


class Directory:
    """Kari is in the team; of anybody else it says what it is told to."""

    def __init__(self, **says: Exception | None) -> None:
        self.says, self.asked = says, list[str]()

    async def members(self, team_id: str) -> Sequence[Member]:
        return [KARI]

    async def person(self, person_id: str) -> Member | None:
        self.asked.append(person_id)
        if error := self.says.get(person_id):
            raise error
        return None


class Failing:
    """A store whose first writes fail. `written` is set by the first that does not."""

    def __init__(self, store: SqlStore, *errors: Exception) -> None:
        self._store, self._errors, self.written = store, list(errors), asyncio.Event()

    async def write(self, *asked: Any) -> Any:
        if self._errors:
            raise self._errors.pop(0)
        done = await self._store.write(*asked)
        self.written.set()
        return done

    async def read(self, *asked: Any) -> Any:
        return await self._store.read(*asked)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    made = SqlStore(f"sqlite:///{tmp_path / 'slt.db'}", KeyRing(bytes(32)))
    metadata.create_all(made.writing)
    yield made
    made.close()


async def read_on(store: Failing, rooms: Sequence[Room]) -> None:
    """Keep the rosters of these rooms until something has been written."""
    roster: Any = Roster(store, Directory(), StandingClock())  # type: ignore[arg-type]
    reading = asyncio.create_task(roster.run(rooms))
    async with asyncio.timeout(20):
        await store.written.wait()
    reading.cancel()
    await asyncio.gather(reading, return_exceptions=True)


def known(store: SqlStore, id: str) -> RosterEntry:
    found = store.read_now(room().id, lambda work: work.get(RosterEntry, id))
    assert found is not None
    return found


def outside(clock: StandingClock, *ids: str) -> list[RosterEntry]:
    """People of the municipality who are not in the team, looked up more than a day ago; the first longest ago."""
    ages = enumerate(reversed(ids))
    return [
        RosterEntry(id, room().id, id, Standing.STAFF, False, clock.now() - AGAIN - timedelta(hours=age + 1))
        for age, id in ages
    ]


async def test_a_database_that_was_away_for_a_moment_does_not_end_the_reading(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster, "EVERY", 0.01)
    await read_on(Failing(store, StoreDown("OperationalError")), [room()])
    assert known(store, "kari").in_team


@pytest.mark.logs_errors
async def test_a_mistake_in_one_room_holds_up_no_other(store: SqlStore) -> None:
    await read_on(Failing(store, KeyError("id")), [replace(room(), id="other"), room()])
    assert known(store, "kari").in_team


async def test_an_account_we_may_not_read_keeps_nobody_behind_it_waiting(store: SqlStore) -> None:
    clock, directory = StandingClock(), Directory(a=Refused("403"))
    keep(store, *outside(clock, "a", "b"))
    await Roster(store, directory, clock).read(room())
    assert directory.asked == ["a", "b"]
    assert (known(store, "a").standing, known(store, "b").standing) == (Standing.STAFF, Standing.STRANGER)
    assert known(store, "a").seen_at == clock.now()


async def test_where_the_directory_is_busy_the_rest_waits(store: SqlStore) -> None:
    clock, directory = StandingClock(), Directory(a=TryLater("429"))
    keep(store, *outside(clock, "a", "b"))
    await Roster(store, directory, clock).read(room())
    assert directory.asked == ["a"]
    assert known(store, "b").standing is Standing.STAFF
