"""A hastemøte without a case says so, and claims no ground that nobody has chosen (UC-33, UC-60)."""

from __future__ import annotations

from tests.scenarios.house import House
from tests.scenarios.test_hastemote_grunnlag import previewed, with_consent

ONE = "ser ut til å gjelde én person"
HINT = "Gjelder det én person, trengs først en sak med grunnlag"
NO_CASE = "Grunnlag for deling: Ingen enkeltsak er knyttet til innkallingen"


async def test_without_a_case_the_form_says_so_and_two_taps_are_enough(house: House) -> None:
    coordinator = house.seat("slt_koordinator")
    assert HINT in await coordinator.say("hastemøte")
    assert NO_CASE in await coordinator.press("Se over")
    await coordinator.press("Kall inn nå")
    shown = await coordinator.newest("virksomheter er dekket")
    assert (NO_CASE in shown, "Anonymisert" in shown) == (True, False)


async def test_with_a_case_the_live_card_has_the_ground_that_was_recorded(house: House) -> None:
    coordinator = await with_consent(house)
    assert "Ingen enkeltsak" not in await previewed(house, coordinator)
    await coordinator.press("Kall inn nå")
    assert "Grunnlag for deling: Informert samtykke" in await coordinator.newest("virksomheter er dekket")


async def test_a_situation_that_reads_as_about_one_person_is_a_warning_that_one_more_press_passes(house: House) -> None:
    coordinator = house.seat("slt_koordinator")
    await coordinator.say("hastemøte")
    warned = await coordinator.press("Se over", situation="Gutten på stasjonen er utagerende")
    assert "ser ut til å gjelde én person" in warned
    assert NO_CASE in await coordinator.press("Se over")
    await coordinator.press("Kall inn nå")
    assert "virksomheter er dekket" in await coordinator.newest("virksomheter er dekket")


async def test_a_place_that_reads_as_about_one_person_is_asked_about_also_when_it_is_moved(house: House) -> None:
    coordinator = house.seat("slt_koordinator")
    await coordinator.say("hastemøte")
    assert ONE in await coordinator.press("Se over", where="sted", place="Hjemme hos gutten i det gule huset")
    await coordinator.press("Se over", place="Rådhuset")
    await coordinator.press("Kall inn nå")
    await coordinator.newest("virksomheter er dekket")
    await coordinator.press("Flytt")
    assert ONE in await coordinator.press("Flytt og spør på nytt", place="Hjemme hos gutten")
