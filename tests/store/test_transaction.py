"""What waits to be written is seen by whoever asks, and costs few statements; on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from bot.domain.effects import Effect
from bot.domain.room import Draft, RosterEntry
from bot.domain.sealed import Sealed
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


def draft(id: str, text: str = "Uro", room: str = "r") -> Draft:
    return Draft(id, room, "meld", "kari", Sealed(text), NOW, NOW)


def reads(kind: type[Any], id: str, room: str = "r") -> Job:
    return Job(room, lambda work: work.get(kind, id), [(kind, id)])


def adds(thing: Any) -> Job:
    return Job(thing.room, lambda work: work.add(thing))


def test_what_each_will_ask_for_is_read_once_for_all(store: SqlStore) -> None:
    people = [replace(KARI, id=f"p{n}") for n in range(8)]
    store.write_now("r", lambda work: add_all(work, people))
    sent = statements_of(store)
    assert store._together([reads(RosterEntry, f"p{n}") for n in range(9)]) == [*people, None]
    assert sent == ["SELECT"]


def test_what_was_read_ahead_is_read_anew_when_it_has_been_written(store: SqlStore) -> None:
    change = Job("r", lambda work: work.put(KARI))
    leave = Job("r", lambda work: work.remove(RosterEntry, "kari"))
    read = reads(RosterEntry, "kari")
    assert store._together([read, change, read, leave, read]) == [None, None, KARI, None, None]


def test_what_another_room_reads_ahead_is_not_ours(store: SqlStore) -> None:
    store.write_now("r", lambda work: work.put(KARI))
    assert store._together([reads(RosterEntry, "kari"), reads(RosterEntry, "kari", "other")]) == [KARI, None]


def test_what_is_sealed_is_read_ahead_and_opens_until_its_key_is_destroyed(store: SqlStore) -> None:
    store.write_now("r", lambda work: add_all(work, [draft("a"), draft("b")]))
    forget = Job("r", lambda work: work.forget_key("b"))
    found = store._together([reads(Draft, "a"), reads(Draft, "b"), forget, reads(Draft, "b"), reads(Draft, "a")])
    assert [one.answers if one else None for one in found] == ["Uro", "Uro", None, "", "Uro"]


def test_new_sealed_things_are_written_with_their_keys_in_two_statements(store: SqlStore) -> None:
    sent = statements_of(store)
    store._together([adds(draft(f"d{n}", f"text {n}")) for n in range(8)])
    assert sent == ["INSERT", "INSERT"]
    kept = store.read_now("r", lambda work: work.find(Draft))
    assert [one.answers for one in kept] == [f"text {n}" for n in range(8)]


def test_a_key_that_is_there_already_is_used_when_each_is_run_by_itself(store: SqlStore) -> None:
    store.write_now("r", lambda work: work.add(draft("a")))
    with store.writing.begin() as connection:
        connection.exec_driver_sql("DELETE FROM draft")
    again = [adds(draft("a", "mer")), Job("r", lambda work: None)]
    store._writer._write(again)
    assert again[0].done.result() is None
    assert [one.answers for one in store.read_now("r", lambda work: work.find(Draft))] == ["mer"]


def test_rows_in_the_logs_of_many_rooms_cost_what_those_in_one_do(store: SqlStore) -> None:
    rooms = [f"r{n}" for n in range(9)]
    jobs = [Job(room, lambda work: work.audit(NOW, "kari", "prøver", "a")) for room in (*rooms, *rooms)]
    store._together(jobs)
    sent = statements_of(store)
    store._together(jobs)
    assert sent == ["SELECT", "UPDATE", "INSERT"]
    assert [(one.room, one.rows, one.fault) for one in store.audited({})] == [(room, 4, None) for room in rooms]


def begun_again(work: UnitOfWork) -> None:
    """A savepoint that is given up, and the same once more."""
    with contextlib.suppress(ValueError), work.apart():
        work.add(draft("a", "Uro"))
        work.audit(NOW, "kari", "lagret", "a")
        raise ValueError
    work.add(draft("a", "Uro"))


@pytest.mark.parametrize("beside", [0, 1], ids=["alone", "with others"])
def test_what_is_given_up_leaves_no_key_and_no_line_in_the_log(store: SqlStore, beside: int) -> None:
    store._together([Job("r", begun_again)] + [Job("r", lambda work: None)] * beside)
    [kept] = store.read_now("r", lambda work: work.find(Draft))
    assert kept.answers == "Uro"
    assert store.read_now("r", lambda work: work.naming("kari")) == {"draft": 1}


def test_what_is_committed_is_done_once_though_the_log_cannot_be_emptied(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> bool:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(store, "_emptied_log", full)
    store._forgot, store._emptied = True, -60.0 - time.monotonic()
    jobs = [Job("r", lambda work: work.count("sak")) for _ in range(3)]
    store._writer._write(jobs)
    assert [job.done.result() for job in jobs] == [1, 2, 3]
    assert store._forgot
