"""A row that our own code fails on ends, is told of, and holds nobody up (F29); what is overdue is seen and driven."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot import registry
from bot.domain import innkalling
from bot.domain.effects import MAX_BREAKAGES, Effect, EffectState
from bot.domain.hastemote import Hastemote, requested
from bot.domain.innkalling import Innkalling, Rung, Step
from bot.domain.room import Room
from bot.domain.sealed import NO_TEXT, Sealed
from bot.domain.watch import WATCH, Watch
from bot.logs import KEYS
from bot.ports import Message, UnitOfWork
from bot.usecases import hastemote_reaching
from bot.usecases.deliveries import Late, Show
from bot.workflows.auditor import Auditor, overdue
from bot.workflows.pump import Pump
from tests.rel.rows import effect
from tests.scenarios.house import House, open_house
from tests.scenarios.test_hastemote import called

TEACHER, COORDINATOR = "laerer", "slt_koordinator"


def poison(work: UnitOfWork, late: Late) -> Message | None:
    raise KeyError("nothing of this kind")


def fine(work: UnitOfWork, late: Late) -> Message | None:
    return Message("Hei", text=f"Hei {late.effect.id}")


@pytest.fixture
async def house(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    """A house that has two more views."""
    monkeypatch.setitem(registry.VIEWS, "poison", Show(poison))
    monkeypatch.setitem(registry.VIEWS, "fine", Show(fine))
    url = "" if database_url.startswith("sqlite") else database_url
    async with open_house(tmp_path / "house", url) as opened:
        yield opened


async def promised(house: House, *views: str) -> None:
    """One effect for each view, to the teacher."""
    person, now = house.seat(TEACHER).client.actor.object_id, house.clock.now()
    for n, view in enumerate(views):
        made = effect(f"{view}{n}", room=house.room.id, view=view, person=person, created_at=now, due_at=now)
        await house.bot.store.write(house.room.id, lambda work, made=made: work.add(made))  # type: ignore[misc]


async def state_of(house: House, id: str) -> Effect:
    found: Effect = await house.read(lambda work: work.get(Effect, id))
    return found


@pytest.mark.logs_errors
async def test_poison_is_given_up_and_told_to_the_coordinator_and_its_neighbours_get_through(house: House) -> None:
    await promised(house, "poison", *["fine"] * 5)
    while (await state_of(house, "poison0")).state is not EffectState.FAILED:
        house.clock.move(minutes=2)
        await asyncio.sleep(0.6)
    assert "Hei fine5" in await house.seat(TEACHER).newest("Hei fine5")
    spoiled = await state_of(house, "poison0")
    assert (spoiled.state, spoiled.attempts, spoiled.reason) == (EffectState.FAILED, MAX_BREAKAGES, "broken")
    assert "kom ikke fram" in await house.seat(COORDINATOR).newest("Noe ble ikke gjort")


async def test_the_end_of_the_audit_log_is_written_where_the_database_is_not(house: House) -> None:
    bot = house.bot
    assert bot.pump is not None
    auditor = Auditor(bot.store, bot.pump, bot.lead, house.clock)
    await bot.store.write(house.room.id, lambda work: work.audit(house.clock.now(), "a", "b", "c"))
    await house.settled()
    with capture_logs() as logged:
        await auditor.anchored([house.room])
    (line,) = [entry for entry in logged if entry["event"] == "audit_anchor"]
    assert line["state"] == await house.read(lambda work: work.anchor())
    assert {"event", "room", "state"} <= KEYS  # what a log may hold at all


async def test_an_agency_that_cannot_be_climbed_is_left_to_the_telephone_and_its_neighbours_go_on(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    coordinator = await called(house, "sosiallaerer_jus", "helsesykepleier_jus")
    await house.settled()
    (poisoned, *_) = await house.read(lambda work: work.find(Innkalling, order="id"))
    monkeypatch.setattr(hastemote_reaching, "climbed", failing_on(poisoned.id))
    house.clock.move(minutes=6)
    await house.swept()
    assert poisoned.name in await coordinator.newest("Ring selv: noen er ikke nådd")
    rows = {row.id: row for row in await house.read(lambda work: work.find(Innkalling))}
    assert (rows[poisoned.id].link.rung, rows[poisoned.id].phoned) == (Rung.TELEFON, 1)
    (other,) = rows.keys() - {poisoned.id}
    purred = await house.read(lambda work: work.find(Effect, subject=f"{other}:0:{Rung.PURRING}"))
    assert [effect.state for effect in purred] == [EffectState.DONE]
    assert not await house.read(lambda work: work.find(Effect, subject=f"{poisoned.id}:0:{Rung.PURRING}"))


def failing_on(id: str) -> Callable[[Innkalling, datetime], Step]:
    """A step of the chain that has a mistake of ours in it for one agency, before the telephone."""

    def climbed(row: Innkalling, now: datetime) -> Step:
        step = innkalling.climbed(row, now)
        if row.id == id and step.rung is not Rung.TELEFON:
            raise KeyError("nothing of this kind")
        return step

    return climbed


async def test_the_auditor_signs_while_all_is_well_and_drives_what_is_overdue(house: House) -> None:
    bot = house.bot
    assert bot.pump is not None
    auditor = Auditor(bot.store, bot.pump, bot.lead, house.clock)
    await house.settled()
    await watched(house)
    assert await auditor.looked(house.room) == 0
    signed = (await house.read(lambda work: work.get(Watch, WATCH))).well_at
    await nobody_looks(bot.pump, house.room)
    await bot.store.write(house.room.id, lambda work: work.add(_late(house)))
    assert await house.read(lambda work: overdue(work, house.clock.now())) == 1
    assert await auditor.looked(house.room) == 1
    assert (await house.read(lambda work: work.get(Watch, WATCH))).well_at == signed
    await house.seat(TEACHER).newest("Hei late")


async def test_a_request_that_no_sweep_looks_at_is_overdue(house: House) -> None:
    now, hour = house.clock.now(), timedelta(hours=1)
    asked = Hastemote("h", house.room.id, "a", Sealed("Uro"), now + hour, NO_TEXT, now - hour)

    def before_anybody_looks(work: UnitOfWork) -> tuple[int, int]:
        before = overdue(work, now)
        work.add(requested(asked, house.room.plan.choices))
        return before, overdue(work, now)

    assert await house.bot.store.write(house.room.id, before_anybody_looks) == (0, 1)


async def watched(house: House) -> None:
    """Wait until somebody has the watch."""
    async with asyncio.timeout(30):
        while await house.read(lambda work: work.get(Watch, WATCH)) is None:  # noqa: ASYNC110 (a row tells nobody)
            await asyncio.sleep(0.05)


async def nobody_looks(pump: Pump, room: Room) -> None:
    """From now on the heartbeat asks no room for what is due: the round that was under way is over."""
    pump._all_at = math.inf
    for _ in range(2):
        before = pump.beat
        pump.wake(room.id)
        async with asyncio.timeout(30):
            while pump.beat == before:  # noqa: ASYNC110 (a beat tells nobody)
                await asyncio.sleep(0.01)


def _late(house: House) -> Effect:
    """An hour late, as if nobody had looked."""
    person = house.seat(TEACHER).client.actor.object_id
    return effect("late", room=house.room.id, view="fine", person=person)


@pytest.mark.logs_errors
async def test_a_sweep_that_fails_undoes_no_other(house: House) -> None:
    def broken(work: UnitOfWork, room: Room, now: datetime) -> None:
        work.add(effect("half", room=room.id, view="fine"))
        raise KeyError("nothing of this kind")

    def whole(work: UnitOfWork, room: Room, now: datetime) -> None:
        work.put(effect("whole", room=room.id, view="fine", state=EffectState.CANCELLED))

    pump = house.bot.pump
    assert pump is not None
    pump._sweeps = (whole, broken, whole)
    assert await pump.sweep(house.room)
    assert [one.id for one in await house.read(lambda work: work.find(Effect, view="fine"))] == ["whole"]
