"""Whoever is reached on the telephone is noted, and nobody is called in to a meeting that is over (UC-61; F33)."""

from __future__ import annotations

from datetime import timedelta

from bot.standins.connector.faults import blocked
from bot.standins.connector.state import CONNECTOR
from tests.scenarios.house import House, Seat
from tests.scenarios.test_hastemote import called
from tests.scenarios.test_hastemote_reaching import ASKED, asked, chat, later, rows
from tests.scenarios.test_hastemote_slutt import mote

LIST = "Ring selv: noen er ikke nådd"


async def on_the_list(house: House, *roles: str) -> Seat:
    """The coordinator has the phone list, for nobody of these could be reached."""
    for role in roles:
        house.office.connector[CONNECTOR].faults.order(blocked(chat(role)))
    coordinator = await called(house, *roles)
    await coordinator.newest(LIST)
    await house.settled()
    return coordinator


def lists(house: House) -> int:
    return sum(LIST in text for text in house.texts(chat("slt_koordinator")))


async def test_whoever_says_on_the_telephone_that_they_come_covers_the_agency_and_the_list_stops(house: House) -> None:
    coordinator = await on_the_list(house, "sosiallaerer_jus")
    had = lists(house)
    assert "1 av 1 virksomheter er dekket" in await coordinator.press("Sosiallærer JUS: ringt, kommer")
    assert "Ringt: kommer (notert av" in await coordinator.newest("✓ Ringt")
    await later(house, 11)
    await later(house, 11)
    assert lists(house) == had
    (row,) = await rows(house)
    assert (row.covered, row.answers, row.coming) == (True, (), ())


async def test_of_several_on_the_list_each_is_noted_and_the_list_stays_with_those_that_are_left(house: House) -> None:
    coordinator = await on_the_list(house, "sosiallaerer_jus", "barnevern_leder")
    left = await coordinator.press("Sosiallærer JUS: ringt, kommer")
    assert (LIST in left, "Sosiallærer" in left) == (True, False)


async def test_a_role_that_nobody_has_is_noted_too_and_a_mistake_is_undone_and_the_list_comes_again(
    house: House,
) -> None:
    house.loses("sosiallaerer_jus", "sosiallaerer_jus")
    coordinator = await on_the_list(house, "sosiallaerer_jus")
    had = lists(house)
    assert "Ringt: kommer" in await coordinator.press("Sosiallærer JUS: ringt, kommer")
    assert "0 av 1 virksomheter" in await coordinator.press("Angre: Sosiallærer JUS ringt")
    await house.settled()
    assert lists(house) == had + 1


async def test_who_was_noted_is_in_how_the_call_went_and_nobody_is_taken_for_the_one_who_came(house: House) -> None:
    coordinator = await on_the_list(house, "sosiallaerer_jus")
    await coordinator.press("Sosiallærer JUS: ringt, kommer")
    await coordinator.press("Avslutt")
    await coordinator.press("Ja, avslutt")
    assert "dekket" in await coordinator.newest("Slik gikk innkallingen")
    assert "ikke dekket" not in coordinator.sees


async def test_when_the_meeting_should_be_over_nobody_is_asked_or_told_to_call(house: House) -> None:
    house.holds("sosiallaerer_jus", "laerer", rank=1)
    await called(house, "sosiallaerer_jus")
    await house.seat("sosiallaerer_jus").newest(ASKED)
    await house.settled()
    house.clock.set((await mote(house)).ends_at)
    await house.swept()
    await later(house, 30)
    assert (asked(house, "laerer"), lists(house), [row.next_at for row in await rows(house)]) == (0, 0, [None])


async def test_who_installs_the_bot_or_answers_after_the_meeting_is_not_called_in_to_it(house: House) -> None:
    house.office.connector[CONNECTOR].faults.order(blocked(chat("barnevern_leder")))
    await called(house, "sosiallaerer_jus", "barnevern_leder")
    await house.seat("sosiallaerer_jus").newest(ASKED)
    await house.settled()
    house.clock.set((await mote(house)).ends_at + timedelta(minutes=1))
    house.office.connector[CONNECTOR].faults.lift()
    await house.seat("barnevern_leder").say("hjelp")
    await house.settled()
    assert asked(house, "barnevern_leder") == 0
    assert "avsluttet eller avlyst" in await house.seat("sosiallaerer_jus").press("Kommer")
