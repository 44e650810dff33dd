"""What the store promises, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from bot.domain.effects import Effect, EffectKind, EffectState, Repeat
from bot.domain.mote import Mote
from bot.domain.people import Standing
from bot.domain.room import RosterEntry
from bot.domain.sealed import Sealed
from bot.domain.varsling import About, Status, Urgency, Varsling
from bot.errors import Clash
from bot.ports import Among, Before, Except, UnitOfWork
from bot.store.engine import CLASHES, SqlStore
from bot.store.keys import KeyRing
from bot.store.tables import metadata
from bot.store.work import SqlWork
from tests.databases import Databases

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
KARI = RosterEntry("kari", "r", "Kari", Standing.STAFF, True, NOW)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, databases: Databases, tmp_path: Path) -> Iterator[SqlStore]:
    """An empty store."""
    url = f"sqlite:///{tmp_path / 'slt.db'}" if request.param == "sqlite" else databases.fresh()
    opened = SqlStore(url, KeyRing(os.urandom(32)))
    metadata.create_all(opened.writing)
    yield opened
    opened.close()


def effect(id: str, **fields: object) -> Effect:
    plain = Effect(id, "r", EffectKind.TELL, "v", "s", Repeat.ONCE_MORE, NOW, NOW, person="kari")
    return replace(plain, **fields)  # type: ignore[arg-type]


def add_all(work: UnitOfWork, things: Sequence[Any]) -> None:
    for thing in things:
        work.add(thing)


def found(store: SqlStore, **criteria: Any) -> list[str]:
    return [e.id for e in store.read_now("r", lambda work: work.find(Effect, **criteria))]


def test_sixteen_at_once_get_sixteen_numbers(store: SqlStore) -> None:
    """Two who report at the same moment both get through, each with a number of their own."""
    start = Barrier(16)

    def one(_: int) -> int:
        start.wait()
        return store.write_now("r", lambda work: work.count("V-2026"))

    with ThreadPoolExecutor(16) as pool:
        assert sorted(pool.map(one, range(16))) == list(range(1, 17))


def test_a_number_of_a_transaction_that_failed_comes_again(store: SqlStore) -> None:
    def fails(work: UnitOfWork) -> None:
        work.count("V-2026")
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        store.write_now("r", fails)
    assert store.write_now("r", lambda work: work.count("V-2026")) == 1


def test_rooms_count_for_themselves(store: SqlStore) -> None:
    assert [store.write_now(room, lambda work: work.count("V-2026")) for room in ("a", "b", "a")] == [1, 1, 2]


def test_the_loser_of_a_clash_is_run_again_on_what_the_winner_wrote(store: SqlStore) -> None:
    store.write_now("r", lambda work: work.put(KARI))
    start = Barrier(CLASHES)

    def longer(work: UnitOfWork) -> None:
        entry = work.get(RosterEntry, "kari")
        assert entry
        work.save(replace(entry, name=entry.name + "x"))

    def one(_: int) -> None:
        start.wait()
        store.write_now("r", longer)

    with ThreadPoolExecutor(CLASHES) as pool:
        list(pool.map(one, range(CLASHES)))
    entry = store.read_now("r", lambda work: work.get(RosterEntry, "kari"))
    assert entry
    assert (entry.name, entry.version) == ("Kari" + "x" * CLASHES, CLASHES)


def test_what_clashes_every_time_is_told(store: SqlStore) -> None:
    store.write_now("r", lambda work: work.add(KARI))
    with pytest.raises(Clash, match="already_there"):
        store.write_now("r", lambda work: work.add(KARI))
    with pytest.raises(Clash, match="changed_meanwhile"):
        store.write_now("r", lambda work: work.save(replace(KARI, version=7)))


def test_criteria(store: SqlStore) -> None:
    rows = [
        effect("a"),
        effect("b", person="ola", state=EffectState.UNDER_WAY),
        effect("c", person=None, organ="fagteam", due_at=NOW + timedelta(minutes=1)),
        effect("d", state=EffectState.DONE),
    ]
    store.write_now("r", lambda work: add_all(work, rows))
    assert found(store) == ["a", "b", "c", "d"]
    assert found(store, person=None) == ["c"]
    assert found(store, person="kari", limit=1) == ["a"]
    assert found(store, state=Among((EffectState.PENDING, EffectState.UNDER_WAY))) == ["a", "b", "c"]
    assert found(store, due_at=Before(NOW)) == ["a", "b", "d"]
    assert found(store, person=Except(("kari",))) == ["b", "c"]
    assert found(store, person=Except(())) == ["a", "b", "c", "d"]
    assert found(store, state=Among(())) == []


def test_the_first_few_of_several_states_are_the_first_of_all(store: SqlStore) -> None:
    states = (EffectState.PENDING, EffectState.UNDER_WAY, EffectState.DONE)
    for n in range(12):
        at = NOW + timedelta(seconds=n)
        made = Effect(f"e{n}", "r", EffectKind.TELL, "v", "s", Repeat.FREELY, at, at, state=states[n % 3])
        store.write_now("r", lambda work, made=made: work.add(made))  # type: ignore[misc]
    wanted: dict[str, Any] = {
        "order": "due_at",
        "limit": 5,
        "state": Among(states[:2]),
        "due_at": Before(NOW + timedelta(seconds=9)),
    }
    found = store.read_now("r", lambda work: work.find(Effect, **wanted))
    assert [effect.id for effect in found] == ["e0", "e1", "e3", "e4", "e6"]


def test_a_room_never_sees_another(store: SqlStore) -> None:
    store.write_now("r", lambda work: work.put(KARI))
    assert store.read_now("other", lambda work: work.find(RosterEntry)) == []
    store.write_now("other", lambda work: work.remove(RosterEntry, "kari"))
    assert store.read_now("r", lambda work: work.get(RosterEntry, "kari")) == KARI
    assert store.read_now("r", lambda work: work.find(Mote)) == []


VARSLING = Varsling(
    "v", "r", "V-2026-1", About.MILJO, "rus", Urgency.SNART, "kari", Status.MOTTATT, NOW, seen=Sealed("Flere samles.")
)


def test_a_sealed_text_is_read_again_and_stands_nowhere(store: SqlStore) -> None:
    store.write_now("r", lambda work: work.add(VARSLING))
    assert store.read_now("r", lambda work: work.find(Varsling)) == [VARSLING]
    with store.writing.connect() as connection:
        rows = [connection.exec_driver_sql(f"SELECT * FROM {name}").all() for name in ("varsling", "case_key")]
    assert "samles" not in str(rows)


def test_a_changed_text_keeps_its_key(store: SqlStore) -> None:
    store.write_now("r", lambda work: work.add(VARSLING))
    store.write_now("r", lambda work: work.save(replace(VARSLING, seen=Sealed("Nå færre."))))
    found = store.read_now("r", lambda work: work.get(Varsling, "v"))
    assert found
    assert found.seen == "Nå færre."


def test_what_is_removed_leaves_no_key(store: SqlStore) -> None:
    store.write_now("r", lambda work: work.add(VARSLING))
    store.write_now("r", lambda work: work.remove(Varsling, "v"))
    with store.writing.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM case_key").scalar() == 0


def test_a_unit_of_work_sees_what_it_has_written(store: SqlStore) -> None:
    def work_through(work: UnitOfWork) -> list[object]:
        seen: list[object] = [work.get(RosterEntry, "kari")]
        work.add(KARI)
        seen.append(work.get(RosterEntry, "kari"))
        work.save(replace(KARI, name="Kari N"))
        seen.append([(e.name, e.version) for e in work.find(RosterEntry)])
        work.save(replace(KARI, name="Kari M", version=1))
        work.put(replace(KARI, name="Kari P", version=9))
        seen.append(work.get(RosterEntry, "kari"))
        work.remove(RosterEntry, "kari")
        seen.append(work.get(RosterEntry, "kari"))
        return seen

    put = replace(KARI, name="Kari P", version=9)
    assert store.write_now("r", work_through) == [None, KARI, [("Kari N", 1)], put, None]


def test_a_text_whose_key_is_destroyed_is_gone_at_once(store: SqlStore) -> None:
    def erase(work: UnitOfWork) -> str:
        assert work.get(Varsling, "v")
        assert isinstance(work, SqlWork)
        work.forget_key("v")
        left = work.get(Varsling, "v")
        return left.seen if left else "no row"

    store.write_now("r", lambda work: work.add(VARSLING))
    assert store.write_now("r", erase) == ""


def test_what_is_done_apart_is_done_whole_or_not_at_all(store: SqlStore) -> None:
    def some(work: UnitOfWork) -> None:
        work.add(KARI)
        with contextlib.suppress(KeyError), work.apart():
            work.save(replace(KARI, name="Noen annen"))
            work.add(replace(KARI, id="ola"))
            raise KeyError("ours")
        with work.apart():
            work.add(replace(KARI, id="per"))

    store.write_now("r", some)
    found = store.read_now("r", lambda work: work.find(RosterEntry))
    assert [(entry.id, entry.name) for entry in found] == [("kari", "Kari"), ("per", "Kari")]
