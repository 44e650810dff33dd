"""Nobody there for a while, and one of two gone for good (issue 4, «Shown by» 6; F3, F20)."""

from __future__ import annotations

import asyncio
import random
import time
from pathlib import Path

from bot.domain.effects import Effect, EffectState
from bot.domain.innkalling import Innkalling, Rung
from bot.domain.watch import WATCH, Watch
from tests.databases import Databases
from tests.rel.harness.checker import QUESTION, Sent, check, sent_in
from tests.rel.harness.storm import Plan, Storm, open_storm, until_quiet
from tests.rel.harness.town import Town
from tests.rel.harness.world import call

AWAY = 600.0  # seconds
TAKEN_UP = 60.0  # seconds: the promise for a dead replica's work
WAITS = (("deputy", 4), ("leader", 8), ("again", 60))


def questions(storm: Storm) -> list[Sent]:
    return list(sent_in(storm.world.connector.ledger.history()))


async def until_sent(storm: Storm, count: int, seconds: float) -> float:
    """How long it takes until so many questions have been received."""
    begun = time.monotonic()
    while len(questions(storm)) < count:
        assert time.monotonic() - begun < seconds, f"{len(questions(storm))} of {count}"
        await asyncio.sleep(0.1)
    return time.monotonic() - begun


async def until_done(storm: Storm, town: Town, count: int) -> None:
    """Wait until so many questions are sent, and known to be."""
    ends = time.monotonic() + 60
    while len(await storm.read(town, Effect, view=QUESTION, state=EffectState.DONE)) < count:
        assert time.monotonic() < ends, "the questions were not sent"
        await asyncio.sleep(0.1)


async def test_ten_minutes_away_and_then_every_late_step_at_once_in_order_and_none_twice(tmp_path: Path) -> None:
    plan = Plan(1, 1, towns=1, pace=1.0, kill_every=0, closed=0, waits=WAITS)
    async with open_storm(tmp_path, plan) as storm:
        storm.weather.fine = True
        (town,), (replica,) = storm.towns, storm.replicas
        await call(storm.world, town, random.Random(4))
        storm.confirmed = 1
        rows = await storm.read(town, Innkalling)
        await until_done(storm, town, len(rows))
        await replica.kill()
        storm.clock.move(AWAY)
        await replica.start()
        await until_quiet(storm)
        for row in rows:
            links = [link.rung for link in row.chain if link.rung is not Rung.TELEFON]
            assert sorted(one.rung for one in questions(storm) if one.row == row.id) == sorted(links)
        for chat in {one.chat for one in questions(storm)}:
            got = [one.rung for one in questions(storm) if one.chat == chat]
            assert got == sorted(got, key=list(Rung).index)
        assert not (await check(storm)).faults


async def test_a_dead_replicas_work_is_taken_up_by_the_other(databases: Databases, tmp_path: Path) -> None:
    plan = Plan(1, 1, replicas=2, database=databases.fresh(), towns=1, pace=1.0, kill_every=0, closed=0, waits=WAITS)
    async with open_storm(tmp_path, plan) as storm:
        storm.weather.fine = True
        (town,) = storm.towns
        (watch,) = await storm.read(town, Watch, id=WATCH)
        holder = next(r for r in storm.replicas if watch.held_by(r.name))
        await call(storm.world, town, random.Random(4))
        await holder.kill()
        rows = await storm.read(town, Innkalling)
        assert await until_sent(storm, len(rows), TAKEN_UP) < TAKEN_UP
        assert len({(one.row, one.chat) for one in questions(storm)}) == len(rows)
