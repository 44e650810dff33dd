"""A hastemøte that is moved from Teams to a place, and a calendar that refuses (UC-61)."""

from __future__ import annotations

from bot.standins.cast import JEVNAKER
from bot.standins.graph.app import FAULTS
from tests.scenarios.house import House
from tests.scenarios.test_hastemote import called

LINK = "Åpne Teams-møtet"


async def test_moved_to_a_place_neither_card_has_the_link_of_the_meeting_that_was_online(house: House) -> None:
    coordinator, teacher = await called(house, "sosiallaerer_jus"), house.seat("sosiallaerer_jus")
    await teacher.newest("Du kalles inn")
    await house.settled()
    assert LINK in await teacher.press("Kommer")
    assert LINK in await coordinator.newest("Alle er dekket")
    await coordinator.press("Flytt")
    await coordinator.press("Flytt og spør på nytt", start="23:59", where="sted", place="Rådhuset")
    await teacher.newest("Rådhuset")
    assert LINK not in await teacher.press("Kommer")
    await house.settled()
    shown = await coordinator.newest("Sted: Rådhuset")
    assert ("Alle er dekket" in shown, LINK in shown) == (True, False)


async def test_a_mailbox_that_refuses_is_told_once_for_each_time_that_the_meeting_has(house: House) -> None:
    house.office.app[FAULTS].add("event.create", "status", times=0, status=403)
    house.holds("sosiallaerer_jus", "laerer", rank=1)
    coordinator = await called(house, "sosiallaerer_jus")
    assert "må du lage det og sende invitasjonen selv" in await coordinator.newest("Kalenderinvitasjonen")
    for minutes in (6, 5):
        house.clock.move(minutes=minutes)
        await house.swept()
    await house.seat("laerer").newest("Du spørres som stedfortreder")
    assert house.office.app[FAULTS].count("event.create") > 1
    chat = JEVNAKER.person("slt_koordinator").chat_id
    assert sum("Kalenderinvitasjonen ble ikke sendt" in text for text in house.texts(chat)) == 1


async def test_a_place_that_was_written_is_not_thrown_away_when_it_is_held_in_teams(house: House) -> None:
    coordinator = house.seat("slt_koordinator")
    await coordinator.say("hastemøte")
    stops = "Velg «Et sted», eller ta bort stedet."
    assert stops in await coordinator.press("Se over", roles=["sosiallaerer_jus"], place="Rådhuset")
    assert "Sted: Rådhuset" in await coordinator.press("Se over", where="sted")
    await coordinator.press("Kall inn nå")
    await coordinator.newest("Venter på svar")
    await coordinator.press("Flytt")
    assert stops in await coordinator.press("Flytt og spør på nytt", where="teams")
