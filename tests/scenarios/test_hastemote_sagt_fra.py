"""Whoever called a hastemøte or asked for it hears when somebody else moves it or calls it off (UC-61)."""

from __future__ import annotations

from tests.scenarios.house import House, Seat
from tests.scenarios.test_hastemote import called
from tests.scenarios.test_hastemote_reaching import chat
from tests.scenarios.test_hastemote_sammen import FIGHT, asks_for


async def taken_over(house: House) -> Seat:
    """The coordinator has called; the deputy has the live card in front of them."""
    await called(house, "sosiallaerer_jus")
    deputy = house.seat("stedfortreder")
    await deputy.newest("Venter på svar")
    await house.settled()
    return deputy


async def test_whoever_called_is_told_who_has_moved_it_and_where_to(house: House) -> None:
    deputy = await taken_over(house)
    await deputy.press("Flytt")
    shown = await deputy.press("Flytt og spør på nytt", start="23:59", where="sted", place="Rådhuset, møterom 2")
    assert ("kl. 23.59" in shown, "Rådhuset, møterom 2" in shown) == (True, True)
    told = await house.seat("slt_koordinator").newest("har flyttet hastemøtet")
    assert ("kl. 23.59" in told, "Rådhuset, møterom 2" in told) == (True, True)
    await house.settled()
    assert not [text for text in house.texts(chat("stedfortreder")) if "har flyttet" in text]


async def test_whoever_called_is_told_who_has_called_it_off(house: House) -> None:
    deputy = await taken_over(house)
    await deputy.press("Avlys")
    await deputy.press("Ja, avlys")
    await house.seat("slt_koordinator").newest("har avlyst hastemøtet")


async def test_whoever_asked_for_it_is_told_that_they_are_not_called_in_and_hears_when_it_is_called_off(
    house: House,
) -> None:
    asker = await asks_for(house, "laerer", FIGHT, "sosiallaerer_jus")
    coordinator = house.seat("slt_koordinator")
    await coordinator.newest("ber om hastemøte")
    await coordinator.press("Kall inn nå")
    assert "Du er ikke kalt inn selv" in await asker.newest("Hastemøtet du ba om, er kalt inn")
    await coordinator.press("Avlys")
    await coordinator.press("Ja, avlys")
    await asker.newest("har avlyst hastemøtet")
