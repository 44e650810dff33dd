"""What waits to be written is seen by whoever asks, and costs few statements; on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from bot.domain.effects import Effect
from bot.domain.room import RosterEntry
from bot.errors import Clash
from bot.ports import UnitOfWork
from bot.store.engine import SqlStore
from bot.store.writer import Job
from tests.store.test_work import KARI, NOW, add_all, effect, found, store

__all__ = ["store"]


def statements_of(store: SqlStore) -> list[str]:
    """Every statement from now on, as it is sent."""
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement.split()[0])

    sa.event.listen(store.writing, "before_cursor_execute", note)
    return sent


def test_new_rows_of_a_table_are_one_statement(store: SqlStore) -> None:
    sent = statements_of(store)
    store.write_now("r", lambda work: add_all(work, [effect("a"), effect("b"), effect("c")]))
    assert sent == ["INSERT"]
    assert found(store) == ["a", "b", "c"]


def test_those_who_are_committed_together_ask_and_write_once(store: SqlStore) -> None:
    def turn(number: int) -> Job:
        def work(work: UnitOfWork) -> None:
            work.find(RosterEntry, standing=KARI.standing)
            work.add(effect(f"e{number}"))

        return Job("r", work)

    sent = statements_of(store)
    store._together([turn(number) for number in range(8)])
    assert sent == ["SELECT", "INSERT"]


def test_what_waits_is_found_by_whoever_asks(store: SqlStore) -> None:
    def run(work: UnitOfWork) -> list[int]:
        counts = [len(work.find(Effect))]
        work.add(effect("a"))
        counts.append(len(work.find(Effect)))
        work.remove(Effect, "a")
        counts.append(len(work.find(Effect)))
        return counts

    assert store.write_now("r", run) == [0, 1, 0]


def test_one_sees_what_another_in_the_same_transaction_has_put(store: SqlStore) -> None:
    before = Job("r", lambda work: work.get(RosterEntry, "kari"))
    change = Job("r", lambda work: work.put(KARI))
    after = Job("r", lambda work: work.get(RosterEntry, "kari"))
    assert store._together([before, change, after]) == [None, None, KARI]


def test_a_new_thing_may_be_saved_and_removed_in_its_transaction(store: SqlStore) -> None:
    def run(work: UnitOfWork) -> None:
        work.add(effect("a"))
        work.save(replace(effect("a"), reason="x"))
        work.remove(Effect, "a")
        work.add(effect("a", reason="y"))

    store.write_now("r", run)
    assert [one.reason for one in store.read_now("r", lambda work: work.find(Effect))] == ["y"]


def test_a_clash_that_shows_at_the_end_leaves_nothing(store: SqlStore) -> None:
    def run(work: UnitOfWork) -> None:
        work.audit(NOW, "kari", "prøver", "a")
        add_all(work, [effect("new"), effect("a")])

    store.write_now("r", lambda work: work.add(effect("a")))
    with pytest.raises(Clash, match="already_there"):
        store.write_now("r", run)
    assert found(store) == ["a"]
    assert store.read_now("r", lambda work: work.naming("kari")) == {"effect": 1}


def test_another_room_sees_nothing_of_what_waits(store: SqlStore) -> None:
    mine = Job("r", lambda work: work.put(KARI))
    theirs = Job("other", lambda work: work.find(RosterEntry))
    assert store._together([theirs, mine, theirs]) == [[], None, []]
