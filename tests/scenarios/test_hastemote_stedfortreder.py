"""«Stedfortreder kommer»: whoever is set up as that is asked, and a no from them covers nothing (UC-61)."""

from __future__ import annotations

from bot.standins.connector.faults import blocked
from bot.standins.connector.state import CONNECTOR
from tests.scenarios.house import House, Seat
from tests.scenarios.test_hastemote import called
from tests.scenarios.test_hastemote_grunnlag import previewed, with_consent
from tests.scenarios.test_hastemote_reaching import ASKED, asked, changed, chat, later, rows

AGENCY, DEPUTY = "sosiallaerer_jus", "kommunepsykolog"
SENT = "har meldt at stedfortreder kommer"


async def stand_in_sent(house: House) -> tuple[Seat, Seat]:
    """The one who was asked sends a stand-in, and whoever is set up as that has the question."""
    house.holds(AGENCY, DEPUTY, rank=1)
    coordinator = await called(house, AGENCY)
    teacher = house.seat(AGENCY)
    await teacher.newest(ASKED)
    assert "er spurt" in await teacher.press("Stedfortreder kommer")
    return coordinator, teacher


async def test_whoever_is_set_up_as_the_stand_in_is_asked_and_the_live_card_waits_for_them(house: House) -> None:
    coordinator, _ = await stand_in_sent(house)
    deputy = house.seat(DEPUTY)
    assert SENT in await deputy.newest(ASKED)
    waiting = await coordinator.newest("✓")
    assert "1 av 1 virksomheter er dekket" in waiting
    assert "Venter på svar fra" in waiting
    assert "Svaret ditt: Kommer" in await deputy.press("Kommer")
    assert "Kommer (" in (await coordinator.newest("Kommer (")).partition("Stedfortreder kommer")[2]


async def test_a_no_from_the_stand_in_opens_the_agency_again_and_shows_it_to_whoever_sent_them(house: House) -> None:
    coordinator, _ = await stand_in_sent(house)
    deputy = house.seat(DEPUTY)
    await deputy.newest(ASKED)
    await deputy.press("Kan ikke")
    assert "0 av 1 virksomheter er dekket" in await coordinator.newest("0 av 1")
    await house.settled()
    assert "kan ikke" in str(changed(house, AGENCY)[-1])
    await coordinator.newest("Ring selv: noen er ikke nådd")


async def test_the_stand_in_is_asked_once_however_many_times_they_are_sent(house: House) -> None:
    _, teacher = await stand_in_sent(house)
    await teacher.press("Kan ikke")
    await teacher.press("Stedfortreder kommer")
    await house.settled()
    assert asked(house, DEPUTY) == 1


async def test_a_stand_in_who_is_not_reached_is_followed_by_the_next_one(
    house: House,
) -> None:
    house.holds(AGENCY, "barnevern_leder", rank=2)
    house.office.connector[CONNECTOR].faults.order(blocked(chat(DEPUTY)))
    coordinator, _ = await stand_in_sent(house)
    assert SENT in await house.seat("barnevern_leder").newest(ASKED)
    assert "Ikke nådd i Teams" in await coordinator.newest("Ikke nådd i Teams")


async def test_a_stand_in_who_comes_for_another_agency_is_passed_over(house: House) -> None:
    house.holds(AGENCY, DEPUTY, rank=1)
    await called(house, AGENCY, DEPUTY)
    await house.seat(DEPUTY).newest(ASKED)
    await house.seat(DEPUTY).press("Kommer")
    teacher = house.seat(AGENCY)
    await teacher.newest(ASKED)
    assert "Ingen stedfortreder er spurt" in await teacher.press("Stedfortreder kommer")


async def test_about_one_person_only_those_who_are_called_can_come_in_somebodys_place(house: House) -> None:
    coordinator = await with_consent(house)
    await previewed(house, coordinator)
    await coordinator.press("Kall inn nå")
    teacher = house.seat(AGENCY)
    await teacher.newest(ASKED)
    assert "Stedfortreder kommer" not in teacher.sees


async def test_without_a_deputy_whoever_sends_a_stand_in_is_told_to_say_it_themselves(house: House) -> None:
    await called(house, AGENCY)
    teacher = house.seat(AGENCY)
    await teacher.newest(ASKED)
    assert "Ingen stedfortreder er spurt" in await teacher.press("Stedfortreder kommer")
    await house.settled()
    await later(house, 30)
    assert [row.covered for row in await rows(house)] == [True]
