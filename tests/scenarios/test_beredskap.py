"""Before a hastemøte: who would be reached, known without asking anything of anybody (issue "Before")."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from bot.domain.beredskap import period_of
from bot.domain.hastemote import Hastemote
from bot.domain.moteplan import moment
from bot.standins.cast import JEVNAKER
from bot.standins.connector.faults import blocked, gone
from bot.standins.connector.state import CONNECTOR
from tests.scenarios.house import House, MovableClock, open_house
from tests.scenarios.test_hastemote import called

TUESDAY = moment(date(2025, 9, 23), time(10))
POLICE = {"virksomheter": {"Politiet": ("politi_forebyggende_gruppe", "politikontakt")}}


def chat(key: str) -> str:
    return JEVNAKER.person(key).chat_id


@pytest.fixture
async def house(tmp_path: Path, database_url: str) -> AsyncIterator[House]:
    """A house on a working day in September, whose police are one agency."""
    clock = MovableClock()
    clock.set(TUESDAY)
    async with open_house(tmp_path, database_url, clock=clock, choices=POLICE) as opened:
        yield opened


async def summed_up(house: House) -> str:
    """Checked, and the summary has come."""
    coordinator = house.seat("slt_koordinator")
    await coordinator.say("beredskap")
    await coordinator.press("Sjekk nå")
    await house.settled()
    house.clock.move(minutes=6)
    await house.settled()
    return await coordinator.newest("Sist sjekket")


async def test_it_is_shown_before_anything_is_checked(house: House) -> None:
    shown = await house.seat("slt_koordinator").say("beredskap")
    assert "Politiet: 2 personer, ikke sjekket ennå" in shown
    assert "Uten stedfortreder" in shown
    assert "Ikke sjekket ennå" in shown


async def test_a_check_says_how_many_of_each_agency_are_reached_and_nobody_gets_a_word(house: House) -> None:
    house.office.connector[CONNECTOR].faults.order(gone(chat("politikontakt")))
    house.holds("sosiallaerer_jus", "laerer", rank=1)
    shown = await summed_up(house)
    assert "Politiet: 1 av 2 nås i Teams (50 %)" in shown
    assert "Sosiallærer" not in shown.partition("Uten stedfortreder")[2]
    assert not any(house.texts(chat(key)) != [""] for key in ("sosiallaerer_jus", "laerer"))  # the chat was opened


async def alone(house: House) -> str:
    """The line of those whom nobody steps in for."""
    shown = await house.seat("slt_koordinator").say("beredskap")
    return next(line for line in shown.splitlines() if "Uten stedfortreder" in line)


async def test_a_role_without_a_deputy_is_named_also_where_a_colleagues_role_in_the_agency_has_one(
    house: House,
) -> None:
    house.holds("politikontakt", "laerer", rank=1)
    labels = [house.room.plan.role(role).label for role in POLICE["virksomheter"]["Politiet"]]
    assert [label in await alone(house) for label in labels] == [True, False]


async def test_the_coordinator_without_a_deputy_is_named_too(house: House) -> None:
    assert "SLT-koordinator" not in await alone(house)
    house.loses("slt_koordinator", "stedfortreder")
    assert "SLT-koordinator" in await alone(house)


async def test_a_chat_that_refused_a_message_stays_unreachable_until_one_gets_through(house: House) -> None:
    house.office.connector[CONNECTOR].faults.order(blocked(chat("sosiallaerer_jus")))
    await called(house, "sosiallaerer_jus")
    await house.settled()
    assert "Sosiallærer JUS: 0 av 1" in await summed_up(house)
    coordinator = house.seat("slt_koordinator")
    await coordinator.say("hastemøte")
    assert "1 kan ikke nås i Teams" in await coordinator.press("Se over", roles=["sosiallaerer_jus"], separate="ja")


async def test_every_month_everybody_is_checked_and_every_quarter_an_exercise_is_offered(house: House) -> None:
    await house.swept()
    assert not [t for t in house.texts(chat("slt_koordinator")) if "Beredskap" in t]
    house.clock.set(moment(date(2025, 10, 1), time(10)))
    await house.swept()
    assert "øvelse" in await house.seat("slt_koordinator").newest("hold en øvelse")
    house.clock.move(minutes=6)
    await house.settled()
    assert "nås i Teams" in await house.seat("stedfortreder").newest("nås i Teams")
    assert not await house.read(lambda work: work.find(Hastemote))


@pytest.mark.parametrize(("months", "periods"), [(1, 36), (3, 12), (6, 6)])
def test_the_periods_of_the_exercise_follow_each_other_without_gap_or_overlap(months: int, periods: int) -> None:
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(366 + 365 + 365)]
    assert len({period_of(day, months) for day in days}) == periods
