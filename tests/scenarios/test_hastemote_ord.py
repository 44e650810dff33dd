"""What a hastemøte says is true: who is told, who is to be called, and when (UC-60, UC-61)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.cards import hastereferat
from bot.cards.hastemote_kall import Agency, CallStep, count_line
from bot.domain.hastemote import Hastemote
from bot.domain.sealed import Sealed
from bot.standins.card_reading import visible_text
from bot.texts import texts
from tests.scenarios.house import House, open_house
from tests.scenarios.test_hastemote import called
from tests.scenarios.test_hastemote_reaching import later
from tests.scenarios.test_hastemote_ringt import on_the_list
from tests.scenarios.test_hastemote_sms import PHONES

MOTE = Hastemote(
    "h",
    "jevnaker",
    "p",
    Sealed("Uro"),
    datetime(2025, 9, 22, 22, 30, tzinfo=UTC),
    Sealed(""),
    datetime(2025, 9, 22, 20, 0, tzinfo=UTC),
)


async def test_called_off_those_who_were_not_reached_are_named_for_whoever_is_to_call_them(house: House) -> None:
    await house.rings("sosiallaerer_jus", "+47 999 99 991")
    coordinator = await on_the_list(house, "sosiallaerer_jus")
    assert "De som er spurt og nås i Teams" in await coordinator.press("Avlys")
    assert "Ring dem: Sølvi Testesen +47 999 99 991" in await coordinator.press("Ja, avlys")


async def test_a_preview_that_was_left_past_its_time_says_so_and_can_be_changed(house: House) -> None:
    coordinator = house.seat("slt_koordinator")
    await coordinator.say("hastemøte")
    await coordinator.press("Se over", roles=["sosiallaerer_jus"])
    preview = coordinator.card
    house.clock.move(hours=2)
    assert "Tidspunktet er passert. Trykk «Endre»" in await coordinator.press("Kall inn nå")
    coordinator.card = preview
    assert "Hvem trengs?" in await coordinator.press("Endre")


async def test_a_role_that_nobody_has_is_called_where_a_number_is_known_else_somebody_else_is_found(
    tmp_path: Path, database_url: str
) -> None:
    async with open_house(tmp_path, database_url, choices=PHONES) as house:
        for role in ("sosiallaerer_jus", "barnevern_leder"):
            house.loses(role, role)
        coordinator = house.seat("slt_koordinator")
        await coordinator.say("hastemøte")
        shown = await coordinator.press("Se over", roles=["sosiallaerer_jus", "barnevern_leder"])
        assert "Ingen har rollen nå: Sosiallærer JUS. Ring +47 999 99 991." in shown
        assert "Ingen har disse rollene nå: Leder barnevern. Finn noen andre å spørre." in shown


async def test_the_reminder_of_somebody_who_has_answered_does_not_say_that_they_have_not(house: House) -> None:
    await called(house, "sosiallaerer_jus")
    teacher = house.seat("sosiallaerer_jus")
    await teacher.newest("Du kalles inn")
    await house.settled()
    await later(house, 6)
    assert "Påminnelse" in await teacher.newest("Påminnelse")
    assert "Påminnelse" not in await teacher.press("Kommer")


def test_the_day_of_a_referat_is_the_day_in_norway() -> None:
    shown = hastereferat.ready(MOTE, "", texts("nb"))
    assert "23. september" in " ".join(visible_text(shown.card or {}))


def test_one_who_is_away_is_away_in_english_too() -> None:
    step = CallStep(agencies=(Agency("Politiet", 2, away=1),), people=2, away=1)
    assert "one is away" in count_line(step, texts("en"))
    assert "2 are away" in count_line(replace(step, away=2), texts("en"))
