"""Several people call, or ask for, a hastemøte at once: nobody is blocked, nobody is asked twice (UC-60; T23)."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.domain.hastemote import Hastemote, HastemoteStatus
from bot.standins.cast import JEVNAKER
from bot.standins.connector.state import CONNECTOR
from bot.usecases.hastemote_reaching import followers
from tests.scenarios.house import House, Seat, open_house, text_of
from tests.scenarios.test_hastemote import called
from tests.scenarios.test_hastemote_reaching import asked, changed, chat, rows

FIGHT, DRUGS = "Slagsmål i sentrum.", "Rus på en fest."


async def asks_for(house: House, key: str, situation: str, *roles: str) -> Seat:
    """Somebody who may not call asks the coordinator."""
    seat = house.seat(key)
    await seat.say("hastemøte")
    await seat.press("Se over", situation=situation, roles=list(roles))
    await seat.press("Send til koordinatoren")
    return seat


async def motes(house: House, status: HastemoteStatus) -> list[Hastemote]:
    found: list[Hastemote] = await house.read(lambda work: work.find(Hastemote, status=status))
    return found


async def test_a_second_request_joins_the_one_that_waits_and_both_are_told(house: House) -> None:
    first = await asks_for(house, "laerer", FIGHT, "sosiallaerer_jus")
    second = await asks_for(house, "nav_ungdomskontakt", DRUGS, "barnevern_leder")
    assert "lagt til en som venter" in second.sees
    coordinator = house.seat("slt_koordinator")
    shown = await coordinator.newest("Nils Tenkeli ber også om det")
    assert (FIGHT in shown, DRUGS in shown) == (True, True)
    await coordinator.press("Kall inn nå")
    for key in ("sosiallaerer_jus", "barnevern_leder"):
        assert FIGHT in await house.seat(key).newest("Du kalles inn")
    for seat in (first, second):
        assert "Flere ba om det" in await seat.newest("Hastemøtet du ba om, er kalt inn")


async def test_many_requests_in_the_same_moment_are_one_request_and_one_notice_more(house: House) -> None:
    people = ("laerer", "nav_ungdomskontakt", "barnevern_leder")
    for key in people:
        await house.seat(key).say("hastemøte")
        await house.seat(key).press("Se over", roles=["sosiallaerer_jus"])
    seats = [house.seat(key) for key in people]
    await asyncio.gather(*(s.client.press(s.card or {}, "Send til koordinatoren", {}) for s in seats for _ in range(4)))
    await house.settled()
    assert len(await motes(house, HastemoteStatus.FORESPURT)) == 1
    history = house.office.connector[CONNECTOR].ledger.history(chat("stedfortreder"))
    assert sum("Noen ber om hastemøte" in text_of(entry.activity) for entry in history if entry.op == "send") == 2


async def test_turned_down_everybody_who_asked_is_told_and_the_others_card_says_so(house: House) -> None:
    seats = [await asks_for(house, key, FIGHT, "sosiallaerer_jus") for key in ("laerer", "nav_ungdomskontakt")]
    await house.settled()
    deputy = house.seat("stedfortreder")
    await deputy.newest("ber også om det")
    await deputy.press("Ikke kall inn")
    for seat in seats:
        await seat.newest("Koordinatoren kaller ikke inn til hastemøte nå")
    await house.settled()
    assert "Forespørselen om hastemøte er besvart" in str(changed(house, "slt_koordinator")[-1])


async def called_meanwhile(house: House) -> Seat:
    """Somebody asks, and the coordinator has called on their own before they look at it."""
    await asks_for(house, "laerer", DRUGS, "sosiallaerer_jus", "barnevern_leder")
    coordinator = house.seat("slt_koordinator")
    await coordinator.newest("ber om hastemøte")
    waiting = coordinator.card
    await called(house, "sosiallaerer_jus")
    await house.settled()
    coordinator.card = waiting
    assert "Et hastemøte er i gang" in await coordinator.press("Kall inn nå")
    return coordinator


async def test_granted_while_one_is_under_way_it_is_added_and_nobody_is_asked_twice(house: House) -> None:
    coordinator = await called_meanwhile(house)
    await coordinator.press("Legg til møtet som er i gang")
    assert "lagt til et hastemøte som er i gang" in await house.seat("laerer").newest("er lagt til")
    await house.seat("barnevern_leder").newest("Du kalles inn")
    await house.settled()
    assert (asked(house, "sosiallaerer_jus"), len(await rows(house))) == (1, 2)
    assert "har lagt den til hastemøtet" in str(changed(house, "stedfortreder"))


async def test_granted_as_a_meeting_of_its_own_while_one_is_under_way(house: House) -> None:
    coordinator = await called_meanwhile(house)
    await coordinator.press("Kall inn til et eget møte")
    assert "Hastemøtet du ba om" in await house.seat("laerer").newest("er kalt inn")
    await house.settled()
    assert (len(await motes(house, HastemoteStatus.INNKALT)), asked(house, "sosiallaerer_jus")) == (2, 2)


async def test_the_waiting_card_shows_by_itself_that_one_is_under_way_and_when_it_is_no_more(house: House) -> None:
    await asks_for(house, "laerer", DRUGS, "sosiallaerer_jus")
    await house.settled()
    coordinator = await called(house, "sosiallaerer_jus")
    await house.settled()
    assert "Legg til møtet som er i gang" in str(changed(house, "stedfortreder")[0])
    await coordinator.newest("Venter på svar")
    await coordinator.press("Avlys")
    await coordinator.press("Ja, avlys")
    await house.settled()
    assert "Kall inn nå" in str(changed(house, "stedfortreder")[0])


async def test_what_it_was_to_be_added_to_is_over_so_the_coordinator_is_asked_again(house: House) -> None:
    coordinator = await called_meanwhile(house)
    offered = coordinator.card
    await coordinator.newest("Venter på svar")
    await coordinator.press("Avlys")
    await coordinator.press("Ja, avlys")
    coordinator.card = offered
    assert "Ingen er kalt inn ennå" in await coordinator.press("Legg til møtet som er i gang")
    assert len(await motes(house, HastemoteStatus.FORESPURT)) == 1


async def test_asked_for_while_one_is_under_way_the_words_reach_the_coordinator(house: House) -> None:
    await called(house, "sosiallaerer_jus")
    asker = await asks_for(house, "laerer", DRUGS, "barnevern_leder")
    assert "Et hastemøte er alt i gang" in asker.sees
    coordinator = house.seat("slt_koordinator")
    assert DRUGS in await coordinator.newest("ber om hastemøte")
    await coordinator.press("Legg til møtet som er i gang")
    await house.seat("barnevern_leder").newest("Du kalles inn")


async def test_nobody_answers_and_everybody_who_asked_is_told_to_call(house: House) -> None:
    seats = [await asks_for(house, key, FIGHT, "sosiallaerer_jus") for key in ("laerer", "nav_ungdomskontakt")]
    house.clock.move(minutes=11)
    await house.swept()
    for seat in seats:
        await seat.newest("Ingen har svart på forespørselen")


CALLERS = {"hastemote_callers": ("kommunepsykolog", "nav_ungdomskontakt")}


async def calls(house: House, key: str, situation: str, *roles: str, **more: str) -> Seat:
    """Somebody who is no coordinator calls on their own."""
    seat = house.seat(key)
    await seat.say("hastemøte")
    await seat.press("Se over", situation=situation, roles=list(roles), **more)
    await seat.press("Kall inn nå")
    return seat


async def test_a_second_caller_is_told_what_holds_and_what_of_theirs_does_not(
    tmp_path: Path, database_url: str
) -> None:
    async with open_house(tmp_path, database_url, choices=CALLERS) as house:
        await calls(house, "kommunepsykolog", FIGHT, "sosiallaerer_jus")
        seat = house.seat("nav_ungdomskontakt")
        await seat.say("hastemøte")
        await seat.press("Se over", situation=DRUGS, roles=["barnevern_leder"], where="sted", place="Rådhuset")
        assert "Legges til hastemøtet" in seat.sees
        await seat.press("Kall inn nå")
        assert "Slått sammen med et hastemøte som alt er kalt inn" in seat.sees
        assert (FIGHT in seat.sees, DRUGS in seat.sees, "Rådhuset" in seat.sees) == (True, True, True)


async def test_a_second_caller_follows_it_and_cannot_end_it(tmp_path: Path, database_url: str) -> None:
    async with open_house(tmp_path, database_url, choices=CALLERS) as house:
        first = await calls(house, "kommunepsykolog", FIGHT, "sosiallaerer_jus")
        second = await calls(house, "nav_ungdomskontakt", DRUGS, "sosiallaerer_jus")
        await house.seat("sosiallaerer_jus").newest("Du kalles inn")
        await house.seat("sosiallaerer_jus").press("Kommer")
        assert DRUGS in await first.newest("Kommer (Sølvi Testesen)")
        shown = await second.newest("Kommer (Sølvi Testesen)")
        assert ("Hastemøte" in shown, "Avlys" in shown) == (True, False)
        assert "Ingen hastemøter" not in await second.say("hastemøter")
        assert "Avlys" not in str(second.card)


async def test_a_second_caller_who_may_call_no_more_follows_it_no_more(tmp_path: Path, database_url: str) -> None:
    async with open_house(tmp_path, database_url, choices=CALLERS) as house:
        await calls(house, "kommunepsykolog", FIGHT, "sosiallaerer_jus")
        second = await calls(house, "nav_ungdomskontakt", DRUGS, "sosiallaerer_jus")
        await second.newest("Venter på svar")
        house.loses("nav_ungdomskontakt", "nav_ungdomskontakt")
        [mote] = await motes(house, HastemoteStatus.INNKALT)
        assert JEVNAKER.person("nav_ungdomskontakt").object_id not in await house.read(
            lambda work: followers(work, mote, house.room)
        )


async def test_a_further_role_of_an_agency_that_is_called_joins_its_row(tmp_path: Path, database_url: str) -> None:
    police = {"virksomheter": {"Politiet": ("politi_forebyggende_gruppe", "politikontakt")}}
    async with open_house(tmp_path, database_url, choices=police) as house:
        await called(house, "politi_forebyggende_gruppe")
        await house.seat("politi_forebyggende_gruppe").newest("Du kalles inn")
        await called(house, "politikontakt")
        await house.seat("politikontakt").newest("Du kalles inn")
        await house.seat("politikontakt").press("Kommer")
        [row] = await rows(house)
        assert (row.roles, row.covered) == (("politi_forebyggende_gruppe", "politikontakt"), True)
