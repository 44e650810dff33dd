"""One replica at a time has the watch; a dead one's is taken within seconds (F20, F23; G4)."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.domain.effects import EffectState
from bot.errors import StoreDown
from bot.store.engine import SqlStore
from bot.workflows.lead import BEAT, SILENT, Lead
from tests.rel.rows import StandingClock, both, effect, keep, kept, room


def lead(store: SqlStore, clock: StandingClock, replica: str, start: str = "1") -> Lead:
    return Lead(store, clock, replica, start, clock.monotonic)


class Down:
    """A store that does not answer."""

    async def beat(self, holder: str) -> set[str]:
        raise StoreDown("OperationalError")


@dataclass
class Stalling:
    """A store whose answers come eight seconds late; meanwhile somebody else beats."""

    store: SqlStore
    other: Lead
    clock: StandingClock

    async def beat(self, holder: str) -> set[str]:
        found = await self.store.beat(holder)
        for _ in range(5):
            self.clock.move(1.6)
            await self.other.keep_all([room()])
        return found

    async def watches(self) -> dict[str, tuple[str, int]]:
        return await self.store.watches()


async def test_of_two_that_start_together_one_has_the_watch(store: SqlStore) -> None:
    clock = StandingClock()
    a, b = lead(store, clock, "a"), lead(store, clock, "b")
    got = await both(a.keep(room()), b.keep(room()))
    assert sorted(got) == [False, True]


async def test_who_beats_keeps_it_however_long(store: SqlStore) -> None:
    clock = StandingClock()
    a, b = lead(store, clock, "a"), lead(store, clock, "b")
    assert await a.keep(room())
    for _ in range(20):
        clock.move(4)
        assert await a.keep(room())
        assert not await b.keep(room())


async def test_a_dead_ones_watch_is_taken_when_its_beat_has_stood_still(store: SqlStore) -> None:
    clock = StandingClock()
    a, b = lead(store, clock, "a"), lead(store, clock, "b")
    await a.keep(room())
    assert not await b.keep(room())
    clock.move(SILENT - 1)
    assert not await b.keep(room())
    clock.move(1)
    assert await b.keep(room())
    assert not await a.keep(room())


async def test_one_that_starts_again_takes_its_own_back_at_once(store: SqlStore) -> None:
    clock = StandingClock()
    await lead(store, clock, "a").keep(room())
    assert await lead(store, clock, "a", "2").keep(room())


async def test_one_that_stops_leaves_it_to_the_next_at_once(store: SqlStore) -> None:
    clock = StandingClock()
    a, b = lead(store, clock, "a"), lead(store, clock, "b")
    await a.keep(room())
    await a.leave(room())
    assert await b.keep(room())


async def test_what_the_dead_one_had_under_way_is_due_at_once(store: SqlStore) -> None:
    clock = StandingClock()
    a, b = lead(store, clock, "a"), lead(store, clock, "b")
    await a.keep(room())
    later = clock.now().replace(hour=9)
    keep(store, effect("e1", state=EffectState.UNDER_WAY, due_at=later, attempts=1))
    await b.keep(room())
    clock.move(SILENT)
    assert await b.keep(room())
    assert kept(store).due_at == clock.now()


async def test_who_waited_long_for_the_answer_does_not_take_it_from_one_that_beat_meanwhile(store: SqlStore) -> None:
    clock = StandingClock()
    a = lead(store, clock, "a")
    b = Lead(Stalling(store, a, clock), clock, "b", "1", clock.monotonic)  # type: ignore[arg-type]
    await a.keep(room())
    await b.keep_all([room()])
    for _ in range(3):
        clock.move(0.5)
        assert await b.keep_all([room()]) == []


async def test_a_beat_that_failed_is_tried_again_at_once(store: SqlStore) -> None:
    clock = StandingClock()
    a = lead(store, clock, "a")
    await a.keep_all([room()])
    clock.move(BEAT)
    beats, a._store = a._store, Down()  # type: ignore[assignment]
    with pytest.raises(StoreDown):
        await a.keep_all([room()])
    a._store = beats
    assert await a.keep(room())
    assert await a.keep_all([room()]) == []
    assert a.has(room())


async def test_a_wall_clock_that_jumps_a_day_gives_the_watch_to_nobody(store: SqlStore) -> None:
    clock, other = StandingClock(), StandingClock()
    a, b = lead(store, clock, "a"), Lead(store, other, "b", "1", clock.monotonic)
    await a.keep(room())
    other.move(86_400)
    assert not await b.keep(room())
    other.move(-2 * 86_400)
    assert not await b.keep(room())
