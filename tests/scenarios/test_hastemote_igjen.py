"""Whoever a call-out did not reach, and is there again, is asked then (UC-61; F15)."""

from __future__ import annotations

import pytest

from bot.domain.beredskap import ReachCheck
from bot.standins.cast import JEVNAKER
from bot.standins.connector.faults import blocked
from bot.standins.connector.state import CONNECTOR
from tests.scenarios.house import House, Seat
from tests.scenarios.test_hastemote import called
from tests.scenarios.test_hastemote_reaching import ASKED, asked, chat, rows

NURSE = "helsesykepleier_jus"


async def missed(house: House) -> Seat:
    """The nurse could not be reached; from now on she can. Gives the coordinator."""
    house.office.connector[CONNECTOR].faults.order(blocked(chat(NURSE)))
    coordinator = await called(house, NURSE)
    await coordinator.newest("Ikke nådd i Teams: Åse Prøvesen")
    await house.settled()
    house.office.connector[CONNECTOR].faults.lift()
    return coordinator


@pytest.mark.parametrize("way", ["install", "say"])
async def test_who_installs_or_writes_is_asked_then_and_only_once(house: House, way: str) -> None:
    coordinator, nurse = await missed(house), house.seat(NURSE)
    before = asked(house, NURSE)
    for _ in range(2):
        await (nurse.install() if way == "install" else nurse.say("hjelp"))
    await nurse.newest(ASKED)
    await house.settled()
    assert asked(house, NURSE) == before + 1
    assert "Venter på svar fra Åse Prøvesen" in await coordinator.newest("Venter på svar fra Åse Prøvesen")
    assert not (await house.read(lambda work: work.get(ReachCheck, JEVNAKER.person(NURSE).object_id))).lost


async def test_where_somebody_comes_for_the_agency_they_are_not_asked(house: House) -> None:
    house.holds(NURSE, "laerer", rank=1)
    await missed(house)
    await house.seat("laerer").newest(ASKED)
    await house.seat("laerer").press("Kommer")
    before = asked(house, NURSE)
    await house.seat(NURSE).install()
    await house.settled()
    assert (asked(house, NURSE), (await rows(house))[0].covered) == (before, True)
