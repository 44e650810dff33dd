"""Whoever has said that they are away costs a hastemøte no minute; deputies are asked in order of rank (UC-61)."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.innkalling import Innkalling
from tests.scenarios.house import House
from tests.scenarios.test_hastemote import called
from tests.scenarios.test_hastemote_reaching import ASKED, asked, events, later


async def away(house: House, *keys: str) -> None:
    """These have said so."""
    until = house.clock.now().date() + timedelta(days=30)
    for key in keys:
        await house.seat(key).say("borte")
        await house.seat(key).press("Lagre", until=until.isoformat())


async def test_whoever_is_away_gets_the_card_and_the_deputy_is_asked_in_the_same_breath(house: House) -> None:
    house.holds("helsesykepleier_jus", "laerer", rank=1)
    await away(house, "helsesykepleier_jus")
    coordinator = await called(house, "helsesykepleier_jus", "sosiallaerer_jus")
    assert "Du spørres som stedfortreder" in await house.seat("laerer").newest(ASKED)
    assert "jeg venter ikke på svar fra deg" in await house.seat("helsesykepleier_jus").newest(ASKED)
    assert "Borte: Åse Prøvesen. Venter på svar fra Bjørn Påfunn" in await coordinator.newest("Borte: ")
    await house.settled()
    await later(house, 6)
    assert [asked(house, key) for key in ("helsesykepleier_jus", "laerer", "sosiallaerer_jus")] == [1, 1, 2]


async def test_the_preview_says_how_many_are_away(house: House) -> None:
    await away(house, "helsesykepleier_jus")
    coordinator = house.seat("slt_koordinator")
    await coordinator.say("hastemøte")
    shown = await coordinator.press("Se over", roles=["helsesykepleier_jus", "sosiallaerer_jus"])
    assert "2 personer, 2 virksomheter, én er borte" in shown
    assert "1 person, én er borte" in shown


async def test_everybody_away_is_the_phone_list_at_once_which_says_who(house: House) -> None:
    await away(house, "sosiallaerer_jus")
    coordinator = await called(house, "sosiallaerer_jus")
    assert "Sølvi Testesen (borte)" in await coordinator.newest("Ring selv: noen er ikke nådd")


async def test_away_and_coming_all_the_same_covers_and_is_invited_then(house: House) -> None:
    house.holds("helsesykepleier_jus", "laerer", rank=1)
    await away(house, "helsesykepleier_jus")
    await called(house, "helsesykepleier_jus")
    await house.seat("helsesykepleier_jus").newest(ASKED)
    await house.settled()
    assert len(events(house)[0]["attendees"]) == 2
    await house.seat("helsesykepleier_jus").press("Kommer")
    await house.settled()
    assert len(events(house)[0]["attendees"]) == 3
    assert (await house.read(lambda work: work.find(Innkalling)))[0].covered


async def test_coming_back_afterwards_does_not_move_a_call_that_is_under_way(house: House) -> None:
    await away(house, "sosiallaerer_jus")
    house.holds("sosiallaerer_jus", "laerer", rank=1)
    await called(house, "sosiallaerer_jus")
    await house.seat("sosiallaerer_jus").say("borte")
    await house.seat("sosiallaerer_jus").press("Jeg er tilbake")
    await house.settled()
    await later(house, 6)
    assert asked(house, "sosiallaerer_jus") == 1


async def test_deputies_are_asked_in_order_of_rank_and_the_leader_no_later_for_it(house: House) -> None:
    for rank, key in enumerate(("laerer", "kommunepsykolog"), 1):
        house.holds("helsesykepleier_jus", key, rank)
    await called(house, "helsesykepleier_jus")
    seen = []
    for minutes in (6, 5, 5, 5):
        await house.settled()
        await later(house, minutes)
        seen.append((asked(house, "laerer"), asked(house, "kommunepsykolog")))
    assert seen == [(0, 0), (1, 0), (1, 1), (1, 1)]
    assert "Ring selv" in await house.seat("slt_koordinator").newest("Ring selv: noen")
