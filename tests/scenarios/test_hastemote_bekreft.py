"""In a hastemøte about one person whoever leads it confirms the ground before the case is spoken of (UC-33, UC-62)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.enkeltsak import Enkeltsak, Ledd, Portlogg
from bot.domain.hastemote import Hastemote
from bot.standins.graph import LIBRARIES
from tests.documents.reading import body
from tests.scenarios.house import House, Seat
from tests.scenarios.test_hastemote_grunnlag import previewed, with_consent
from tests.scenarios.test_samtykke import opened

CONFIRM = "Bekreft grunnlaget når du ser hvem som er med"


async def begun(house: House, coordinator: Seat) -> None:
    """It is called, and has begun."""
    await previewed(house, coordinator)
    await coordinator.press("Kall inn nå")
    await house.settled()
    house.clock.set((await house.read(lambda work: work.find(Hastemote)))[0].starts_at + timedelta(minutes=1))
    await house.swept()


async def with_ground(house: House) -> Seat:
    """A case that may be spoken of with the young person and a guardian there."""
    coordinator = await opened(house)
    await coordinator.say("grunnlag")
    await coordinator.press("Neste", ground="til_stede")
    await coordinator.press("Lagre", minor="ja")
    return coordinator


async def present(house: House) -> Seat:
    """A hastemøte about such a case has begun."""
    coordinator = await with_ground(house)
    await begun(house, coordinator)
    return coordinator


async def outcomes(house: House) -> list[Ledd]:
    return [line.ledd for line in await house.read(lambda work: work.find(Portlogg, order="at"))]


def document(house: House) -> str:
    folder = Path(str(house.office.app[LIBRARIES].state.folder)) / "samtykker"
    return body(next(path for path in folder.rglob("*.docx") if "hastemote-h-" in path.name).read_bytes())


async def minuted(house: House, coordinator: Seat) -> str:
    """The referat, and what the preview said."""
    await coordinator.say("hastereferat")
    shown = await coordinator.press("Se over")
    await coordinator.press("Lagre")
    await house.settled()
    return shown


async def test_when_it_begins_those_who_lead_it_are_asked_once(house: House) -> None:
    await present(house)
    await house.swept()
    for lead in ("slt_koordinator", "stedfortreder"):
        asked = [text for text in house.texts(house.seat(lead).client.actor.chat_id) if CONFIRM in text]
        assert len(asked) == 1


@pytest.mark.parametrize("there", [[], ["verge"]])
async def test_not_before_those_it_concerns_are_there(house: House, there: list[str]) -> None:
    coordinator = await present(house)
    await coordinator.newest(CONFIRM)
    await coordinator.press("Se og bekreft")
    assert "kan ikke drøftes ennå" in await coordinator.press("Bekreft og start", there=there)
    assert Ledd.MOTE not in await outcomes(house)


async def test_confirmed_it_is_written_with_what_was_seen_and_the_referat_says_so(house: House) -> None:
    coordinator = await present(house)
    await coordinator.newest(CONFIRM)
    await coordinator.press("Se og bekreft")
    assert "Grunnlaget er bekreftet" in await coordinator.press("Bekreft og start", there=["ung", "verge"])
    [line] = await house.read(lambda work: work.find(Portlogg, ledd=Ledd.MOTE))
    assert (line.young_person, line.guardian, line.light) == (True, True, "gronn")
    assert "Grunnlag registrert." in await minuted(house, coordinator)


async def test_what_is_not_confirmed_is_not_said_to_be(house: House) -> None:
    coordinator = await present(house)
    assert "Grunnlaget ble ikke bekreftet i møtet." in await minuted(house, coordinator)
    assert (Ledd.MOTE in await outcomes(house), Ledd.REFERAT in await outcomes(house)) == (False, True)
    assert "Grunnlaget ble ikke bekreftet i møtet." in document(house)


async def test_on_a_consent_whoever_is_not_there_is_marked_and_those_who_were_have_heard(house: House) -> None:
    coordinator = await with_consent(house)
    await begun(house, coordinator)
    await coordinator.newest(CONFIRM)
    await coordinator.press("Se og bekreft")
    await coordinator.press("Bekreft og start", left=["helsesykepleier_jus"])
    [line] = await house.read(lambda work: work.find(Portlogg, ledd=Ledd.MOTE))
    assert line.heard == ("slt_koordinator", "sosiallaerer_jus")


async def test_stopped_it_says_no_more_than_that(house: House) -> None:
    coordinator = await present(house)
    await coordinator.newest(CONFIRM)
    await coordinator.press("Se og bekreft")
    assert "Saken er stoppet" in await coordinator.press("Ikke behandle")
    assert "Stoppet av møteleder." in await minuted(house, coordinator)


async def test_the_live_card_leads_there_and_only_those_who_lead_it_may(house: House) -> None:
    coordinator = await present(house)
    assert "Bekreft i møtet" in await coordinator.newest("Før saken drøftes")
    sak: list[Any] = await house.read(lambda work: work.find(Enkeltsak))
    assert sak[0].number in await coordinator.press("Bekreft i møtet")
    assert "Bekreft og start" not in await house.seat("sosiallaerer_jus").say("bekreft")


async def test_before_it_may_be_confirmed_the_button_says_when_it_may(house: House) -> None:
    coordinator = await with_ground(house)
    await previewed(house, coordinator)
    await coordinator.press("Kall inn nå")
    await coordinator.newest("Før saken drøftes")
    assert "en halv time før møtet begynner" in await coordinator.press("Bekreft i møtet")


async def test_moved_after_it_was_confirmed_it_is_confirmed_anew(house: House) -> None:
    coordinator = await present(house)
    await coordinator.newest(CONFIRM)
    await coordinator.press("Se og bekreft")
    await coordinator.press("Bekreft og start", there=["ung", "verge"])
    await coordinator.say("flytt hastemøtet")
    await coordinator.press("Flytt og spør på nytt", start="23:30")
    assert "Bekreft i møtet" in await coordinator.say("hastemøter")
    house.clock.set((await house.read(lambda work: work.find(Hastemote)))[0].starts_at + timedelta(minutes=1))
    await house.swept()
    await coordinator.newest(CONFIRM)
    await coordinator.press("Se og bekreft")
    assert "Grunnlaget er bekreftet" in await coordinator.press("Bekreft og start", there=["ung", "verge"])
    assert (await outcomes(house)).count(Ledd.MOTE) == 2
