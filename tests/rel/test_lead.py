"""One replica at a time has the watch; a dead one's is taken within seconds (F20, F23; G4)."""

from __future__ import annotations

from bot.domain.effects import EffectState
from bot.store.engine import SqlStore
from bot.workflows.lead import SILENT, Lead
from tests.rel.rows import StandingClock, both, effect, keep, kept, room


def lead(store: SqlStore, clock: StandingClock, replica: str, start: str = "1") -> Lead:
    return Lead(store, clock, replica, start, clock.monotonic)


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


async def test_a_wall_clock_that_jumps_a_day_gives_the_watch_to_nobody(store: SqlStore) -> None:
    clock, other = StandingClock(), StandingClock()
    a, b = lead(store, clock, "a"), Lead(store, other, "b", "1", clock.monotonic)
    await a.keep(room())
    other.move(86_400)
    assert not await b.keep(room())
    other.move(-2 * 86_400)
    assert not await b.keep(room())
