"""The heartbeat of many rooms: one question finds where something is due, and only there is anything done (G3, G4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot import registry
from bot.domain.effects import Effect, EffectState
from bot.domain.mote import Mote, Nudge
from bot.domain.people import Standing
from bot.domain.room import Draft, Room, RosterEntry
from bot.domain.sealed import NO_TEXT
from bot.domain.watch import WATCH, Watch
from bot.errors import StoreDown
from bot.ports import Among, Before, Question
from bot.store.engine import SqlStore
from bot.store.mapping import Utc
from bot.store.tables import KINDS
from bot.workflows.carry import Carrier
from bot.workflows.lead import BEAT, SILENT, Lead
from bot.workflows.pump import Pump
from bot.workflows.sweeping import Sweeping
from tests.rel.rows import START, StandingClock, effect, room
from tests.store.test_work import add_all

DAYTIME = START + timedelta(hours=2)
QUESTIONS = [question for question, _ in Sweeping(registry.SWEEPS).questions([room()], DAYTIME)]


class Started:
    """What was handed to the durable engine."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    def start(self, effects: Sequence[Effect]) -> None:
        self.ids += [one.id for one in effects]


def rooms_of(count: int) -> dict[str, Room]:
    return {f"r{n}": replace(room(), id=f"r{n}") for n in range(count)}


def heart(store: SqlStore, count: int, clock: StandingClock) -> tuple[Pump, Started]:
    rooms, started = rooms_of(count), Started()
    outside: Any = None
    durable: Any = started
    carrier = Carrier(rooms, store, outside, {}, clock, b"")
    lead = Lead(store, clock, "a", "1", clock.monotonic)
    return Pump(rooms, store, carrier, durable, lead, clock, registry.SWEEPS), started


async def beat(pump: Pump, clock: StandingClock, seconds: float = 0.0) -> None:
    """The next round through all rooms, so much later by either clock; no commit wakes any."""
    clock.move(seconds)
    pump._all_at = pump._sweeps_at = 0.0
    await pump._rounds()


async def beating(store: SqlStore, count: int, clock: StandingClock) -> tuple[Pump, Started]:
    """All rooms have people, are ours, and were swept."""
    pump, started = heart(store, count, clock)
    for id in pump._rooms:
        store.write_now(id, lambda work, id=id: work.put(_somebody(id, clock.now())))  # type: ignore[misc]
    for _ in range(3):
        await beat(pump, clock)
        pump._sweep_at = dict.fromkeys(pump._rooms, 0.0)
    pump._sweep_at = dict.fromkeys(pump._rooms, float("inf"))
    return pump, started


def _somebody(id: str, now: datetime) -> RosterEntry:
    return RosterEntry("p", id, "Kari", Standing.STAFF, True, now)


@contextmanager
def statements_of(store: SqlStore) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    engines = {store.writing, store._reading}
    for engine in engines:
        sa.event.listen(engine, "before_cursor_execute", note)
    yield seen
    for engine in engines:
        sa.event.remove(engine, "before_cursor_execute", note)


async def test_fifty_rooms_where_nothing_is_due_cost_what_one_costs(store: SqlStore) -> None:
    clock, counts = StandingClock(DAYTIME), list[int]()
    for count in (1, 50):
        pump, _ = await beating(store, count, clock)
        with statements_of(store) as seen:
            await beat(pump, clock, 2)
        counts.append(len(seen))
    assert counts[0] == counts[1] > 0


async def test_a_beat_between_two_sweeps_is_one_question(store: SqlStore) -> None:
    clock = StandingClock(DAYTIME)
    pump, _ = await beating(store, 50, clock)
    pump._all_at, pump._sweeps_at = 0.0, float("inf")
    with statements_of(store) as seen:
        await pump._rounds()
    assert [text for text in seen if not text.startswith("BEGIN")] == [seen[-1]]


async def test_an_effect_that_comes_due_is_found_where_no_commit_wakes_anybody(store: SqlStore) -> None:
    clock = StandingClock(DAYTIME)
    pump, started = await beating(store, 50, clock)
    later = effect("e1", room="r37", due_at=clock.now() + timedelta(seconds=5))
    store.write_now("r37", lambda work: work.add(later))
    await beat(pump, clock, 4)
    assert started.ids == []
    await beat(pump, clock, 1)
    assert started.ids == ["e1"]


async def test_a_question_of_a_sweep_that_is_not_answered_keeps_no_effect_waiting(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = StandingClock(DAYTIME)
    pump, started = await beating(store, 3, clock)
    store.write_now("r1", lambda work: work.add(effect("e1", room="r1")))

    async def silent(*_: object) -> list[set[str]]:
        raise StoreDown("QueryCanceled")

    monkeypatch.setattr(pump, "_asked", silent)
    await beat(pump, clock, 1)
    assert started.ids == ["e1"]


@pytest.mark.logs_errors
async def test_a_room_whose_round_fails_holds_no_other_up(store: SqlStore) -> None:
    clock = StandingClock(DAYTIME)
    pump, started = await beating(store, 3, clock)
    for id in ("r0", "r1", "r2"):
        made = effect(f"e-{id}", room=id)
        store.write_now(id, lambda work, made=made: work.add(made))  # type: ignore[misc]
    with store.writing.begin() as connection:
        connection.exec_driver_sql("UPDATE effect SET kind = 'ukjent' WHERE room = 'r0'")
    await beat(pump, clock, 1)
    assert started.ids == ["e-r1", "e-r2"]


@pytest.mark.logs_errors
async def test_where_the_question_fails_every_room_is_gone_through(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = StandingClock(DAYTIME)
    pump, started = await beating(store, 3, clock)
    store.write_now("r2", lambda work: work.add(effect("e1", room="r2")))
    monkeypatch.setattr(pump._sweeping, "_sweeps", None)
    await beat(pump, clock, 1)
    assert started.ids == ["e1"]


async def test_what_a_sweep_finds_is_found_where_no_commit_wakes_anybody(store: SqlStore) -> None:
    clock = StandingClock(DAYTIME)
    pump, _ = await beating(store, 3, clock)
    draft = Draft("d", "r1", "meld", "p", NO_TEXT, clock.now(), clock.now() + timedelta(seconds=3))
    store.write_now("r1", lambda work: work.add(draft))
    await beat(pump, clock, 2)
    assert store.read_now("r1", lambda work: work.get(Draft, "d"))
    await beat(pump, clock, 2)
    assert store.read_now("r1", lambda work: work.get(Draft, "d")) is None


async def test_what_waits_for_the_end_of_the_quiet_hours_names_no_room_until_then(store: SqlStore) -> None:
    clock, morning = StandingClock(START + timedelta(hours=14)), START + timedelta(hours=24)
    pump, _ = await beating(store, 2, clock)
    waits = Question(Mote, {"due_at": Before(clock.now()), "due_for": Nudge.AGENDA}, "due_at")
    with store.writing.begin() as connection:
        connection.execute(sa.insert(KINDS[Mote].table), _row(waits, "r1"))
    pump._sweeps_at = 0.0
    assert await pump._to_sweep() == set()
    pump._sweeps_at, pump._sweeping._minute = 0.0, morning
    clock.moment = morning
    assert await pump._to_sweep() == {"r1"}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: f"{one.kind.__name__}-{one.order}-{len(one.criteria)}")
async def test_every_question_of_a_sweep_names_the_room_that_has_such_a_thing(
    store: SqlStore, question: Question
) -> None:
    for id in ("r0", "r1"):
        store.write_now(id, lambda work, id=id: work.add(Watch(WATCH, id, "a:1")))  # type: ignore[misc]
    assert await store.rooms_with("a:1", [question]) == [set()]
    with store.writing.begin() as connection:
        connection.execute(sa.insert(KINDS[question.kind].table), _row(question, "r1"))
    assert await store.rooms_with("a:1", [question, question]) == [{"r1"}, {"r1"}]
    assert await store.rooms_with("b:1", [question]) == [set()]


def _row(question: Question, id: str) -> dict[str, Any]:
    """Any row that fits."""
    table = KINDS[question.kind].table
    row = {column.name: None if column.nullable else _any(column) for column in table.c}
    return {**row, "room": id, "id": "x", **{name: _fitting(wanted) for name, wanted in question.criteria.items()}}


def _any(column: sa.Column[Any]) -> Any:
    if isinstance(column.type, Utc):
        return DAYTIME
    return DAYTIME.date() if column.type.python_type is date else column.type.python_type()


def _fitting(wanted: Any) -> Any:
    value = wanted.moment if isinstance(wanted, Before) else wanted.values[-1] if isinstance(wanted, Among) else wanted
    return getattr(value, "value", value)


async def test_work_that_is_done_or_not_due_yet_names_no_room(store: SqlStore) -> None:
    clock = StandingClock(DAYTIME)
    pump, _ = await beating(store, 2, clock)
    done = effect("e1", room="r1", state=EffectState.DONE)
    later = effect("e2", room="r1", due_at=clock.now() + timedelta(minutes=1))
    store.write_now("r1", lambda work: add_all(work, [done, later]))
    assert await pump._with_effects() == set()


async def test_all_that_are_ours_beat_together_and_nobody_elses(store: SqlStore) -> None:
    clock, rooms = StandingClock(), list(rooms_of(3).values())
    a, b = (Lead(store, clock, name, "1", clock.monotonic) for name in "ab")
    assert [await a.keep(rooms[0]), await a.keep(rooms[1]), await b.keep(rooms[2])] == [True, True, True]
    before = await store.watches()
    clock.move(BEAT)
    assert await a.keep_all(rooms) == []
    after = await store.watches()
    assert [after[room.id][1] - before[room.id][1] for room in rooms] == [1, 1, 0]
    assert [a.has(room) for room in rooms] == [True, True, False]


async def test_a_watch_that_nobody_keeps_any_more_can_be_taken_and_no_other(store: SqlStore) -> None:
    clock, rooms = StandingClock(), list(rooms_of(3).values())
    a, b, c = (Lead(store, clock, name, "1", clock.monotonic) for name in "abc")
    assert [await a.keep(rooms[0]), await b.keep(rooms[1])] == [True, True]
    assert await c.keep_all(rooms) == [rooms[2]]
    for _ in range(int(SILENT)):
        clock.move(1)
        await a.keep_all(rooms[:1])
        free = await c.keep_all(rooms)
    assert free == rooms[1:]
    assert [await c.keep(room) for room in rooms] == [False, True, True]
