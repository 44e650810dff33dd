"""A hastemøte whose referat is written before its time is out is held; written by mistake it shuts nothing (UC-62)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.domain.effects import Effect
from bot.domain.hastemote import Hastemote, HastemoteStatus
from bot.domain.hastereferat import HasteReferat
from bot.domain.moteplan import local
from bot.ports import UnitOfWork
from bot.standins.graph import LIBRARIES
from bot.usecases.deliveries import Late, Put
from bot.usecases.hastereferat_views import VIEWS, document_view
from tests.scenarios.house import House, Seat
from tests.scenarios.test_hastemote import called
from tests.scenarios.test_hastemote_reaching import ASKED
from tests.scenarios.test_hastemote_slutt import mote

TEACHER = "sosiallaerer_jus"
HELD = "Holdt. Referatet er skrevet."


async def minuted(house: House) -> Seat:
    """It has begun, and the referat is written ten minutes later."""
    coordinator = await called(house, TEACHER)
    await house.seat(TEACHER).newest(ASKED)
    await house.seat(TEACHER).press("Kommer")
    await house.settled()
    await written(house, coordinator, theme="kriminelle_handlinger")
    return coordinator


async def written(house: House, coordinator: Seat, **more: str) -> None:
    house.clock.set((await mote(house)).starts_at + timedelta(minutes=10))
    await coordinator.say("hastereferat")
    await coordinator.press("Se over", decision0="Styrket voksennærvær.", **more)
    assert "Referatet er lagret" in await coordinator.press("Lagre og arkiver")
    await house.settled()


def buttons(seat: Seat) -> list[str]:
    return [str(action["title"]) for action in (seat.card or {})["actions"]]


def filed(house: House) -> list[str]:
    folder = Path(str(house.office.app[LIBRARIES].state.folder))
    return sorted(path.name.partition("referat")[2] for path in folder.rglob("*hastemote-h-*.docx"))


async def test_all_who_lead_it_see_that_it_is_held_and_nothing_moves_or_calls_it_off_by_a_slip(house: House) -> None:
    await minuted(house)
    for key in ("slt_koordinator", "stedfortreder"):
        await house.seat(key).newest(HELD)
        assert buttons(house.seat(key)) == ["Åpne Teams-møtet", "Ble det ikke holdt?"]


async def test_an_old_card_from_before_asks_the_same_and_one_can_go_back(house: House) -> None:
    coordinator = await called(house, TEACHER)
    await coordinator.newest("Venter på svar")
    old = coordinator.card
    await written(house, coordinator)
    coordinator.card = old
    assert "Referatet er skrevet, så møtet regnes som holdt" in await coordinator.press("Avlys")
    assert HELD in await coordinator.press("Nei, gå tilbake")
    coordinator.card = old
    assert "Referatet er skrevet, så møtet regnes som holdt" in await coordinator.press("Flytt")


async def test_written_by_mistake_it_is_moved_and_minuted_again_under_a_name_of_its_own(house: House) -> None:
    coordinator = await minuted(house)
    await coordinator.newest(HELD)
    await coordinator.press("Ble det ikke holdt?")
    await coordinator.press("Flytt")
    await coordinator.press("Flytt og spør på nytt", start="23:30")
    await house.seat(TEACHER).newest("Hastemøtet er flyttet hit")
    assert "Innkalt" in await coordinator.newest("Venter på svar")
    assert "Etter hastemøte" not in await coordinator.say("agenda fagteam")
    await written(house, coordinator)
    assert len(await house.read(lambda work: work.find(HasteReferat))) == 2
    assert filed(house) == ["-rev2.docx", ".docx"]


async def test_filed_after_a_move_it_says_when_and_where_it_was_written_of_and_keeps_its_name(house: House) -> None:
    coordinator = await minuted(house)
    before, day = await mote(house), (house.clock.now() + timedelta(days=1)).date()
    await coordinator.newest(HELD)
    await coordinator.press("Ble det ikke holdt?")
    await coordinator.press("Flytt")
    await coordinator.press("Flytt og spør på nytt", day=day.isoformat(), where="sted", place="Rådhuset")
    assert (await mote(house)).starts_at > before.starts_at
    (referat,) = await house.read(lambda work: work.find(HasteReferat))
    view = await house.read(lambda work: document_view(work, house.room, referat, moved(work)))
    assert (view.when, view.place) == (before.starts_at, "Teams")
    (name,) = await house.read(lambda work: [named_again(house, work, effect) for effect in filings(work)])
    assert local(before.starts_at).date().isoformat() in name
    assert "rev" not in name


def moved(work: UnitOfWork) -> Hastemote:
    return work.find(Hastemote)[0]


def filings(work: UnitOfWork) -> list[Effect]:
    return work.find(Effect, view="hastereferat_fil")


def named_again(house: House, work: UnitOfWork, effect: Effect) -> str:
    """The name of the document, were it only made now."""
    put = VIEWS["hastereferat_fil"]
    assert isinstance(put, Put)
    made = put.read(work, Late(house.room, effect, house.clock.now(), bytes(32)))
    assert made is not None
    return made().name


async def test_written_by_mistake_it_is_called_off_and_its_theme_stands_on_no_agenda(house: House) -> None:
    coordinator = await minuted(house)
    assert "Etter hastemøte" in await coordinator.say("agenda fagteam")
    await coordinator.newest(HELD)
    await coordinator.press("Ble det ikke holdt?")
    assert "Avlyst" in await coordinator.press("Ja, avlys")
    await house.seat(TEACHER).newest("Hastemøtet er avlyst")
    assert (await mote(house)).status is HastemoteStatus.AVLYST
    assert "Etter hastemøte" not in await coordinator.say("agenda fagteam")


async def test_when_the_time_is_out_it_is_held_and_neither_is_offered(house: House) -> None:
    coordinator = await minuted(house)
    await coordinator.newest(HELD)
    house.clock.set((await mote(house)).ends_at)
    assert HELD in await coordinator.press("Ble det ikke holdt?")
    assert buttons(coordinator) == []


async def test_yes_from_before_the_referat_asks_again_and_calls_it_off_first_when_one_knows(house: House) -> None:
    coordinator = await called(house, TEACHER)
    await coordinator.newest("Venter på svar")
    await coordinator.press("Avlys")
    old = coordinator.card
    await written(house, coordinator)
    coordinator.card = old
    assert "Referatet er skrevet, så møtet regnes som holdt" in await coordinator.press("Ja, avlys")
    assert (await mote(house)).status is HastemoteStatus.AVSLUTTET
    assert "Avlyst" in await coordinator.press("Ja, avlys")


async def test_a_move_begun_before_the_referat_moves_nothing_and_says_how(house: House) -> None:
    coordinator = await called(house, TEACHER)
    await coordinator.newest("Venter på svar")
    await coordinator.press("Flytt")
    old = coordinator.card
    await written(house, house.seat("stedfortreder"))
    coordinator.card = old
    assert "Ingenting er flyttet" in await coordinator.press("Flytt og spør på nytt", start="23:30")
    assert (await mote(house)).turn == 0
    await coordinator.say("flytt hastemøtet")
    await coordinator.press("Flytt og spør på nytt", start="23:30")
    assert (await mote(house)).turn == 1
