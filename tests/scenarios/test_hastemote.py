"""A hastemøte, from the word to everybody's answer (UC-60, UC-61; scenarios H-1 and H-3)."""

from __future__ import annotations

from pathlib import Path

from bot.domain.hastemote import Hastemote, HastemoteStatus
from bot.domain.innkalling import Innkalling
from bot.domain.room import RosterEntry
from bot.graph import GraphDirectory
from bot.standins.cast import JEVNAKER
from bot.standins.graph.app import FAULTS
from bot.workflows.roster import Roster
from tests.scenarios.house import House, Seat, open_house

SITUATION = "Hastemøte – ungdomsmiljø, behov for felles bilde før skolestart"


async def called(house: House, *roles: str) -> Seat:
    """The coordinator has called these roles."""
    coordinator = house.seat("slt_koordinator")
    await coordinator.say("hastemøte")
    await coordinator.press("Se over", situation=SITUATION, roles=list(roles))
    await coordinator.press("Kall inn nå")
    return coordinator


async def test_two_taps_call_everybody_the_plan_suggests(house: House) -> None:
    coordinator = house.seat("slt_koordinator")
    await coordinator.say("hastemote")
    await coordinator.press("Se over")
    await coordinator.press("Kall inn nå")
    for key in ("politi_forebyggende_gruppe", "sosiallaerer_jus", "helsesykepleier_jus", "barnevern_leder"):
        assert "hastemøte" in await house.seat(key).newest("Du kalles inn")
    assert not [t for t in house.texts(house.channel("Fagteam")) if "hastemøte" in t.lower()]


async def test_the_coordinators_card_shows_who_has_answered(house: House) -> None:
    coordinator = await called(house, "sosiallaerer_jus", "politi_forebyggende_gruppe")
    await house.seat("sosiallaerer_jus").newest("Du kalles inn")
    assert "Svaret ditt: Kommer" in await house.seat("sosiallaerer_jus").press("Kommer")
    shown = await coordinator.newest("Kommer (Sølvi Testesen)")
    assert "Venter på svar" in shown
    await house.seat("politi_forebyggende_gruppe").newest("Du kalles inn")
    await house.seat("politi_forebyggende_gruppe").press("Kommer, men blir forsinket")
    assert "Alle er dekket" in await coordinator.newest("Alle er dekket")


async def test_no_answer_is_asked_again_and_ends_at_the_telephone(house: House) -> None:
    coordinator = await called(house, "sosiallaerer_jus")
    await house.seat("sosiallaerer_jus").newest("Du kalles inn")
    await house.settled()
    for minutes in (6, 5):
        house.clock.move(minutes=minutes)
        await house.swept()
    asked = [t for t in house.texts(house.seat("sosiallaerer_jus").client.actor.chat_id) if "Du kalles inn" in t]
    assert len(asked) == 2
    assert "Ring selv" in await coordinator.newest("Ring selv")


async def test_a_card_of_somebody_else_cannot_be_answered(house: House) -> None:
    await called(house, "sosiallaerer_jus")
    await house.seat("sosiallaerer_jus").newest("Du kalles inn")
    other = house.seat("barnevern_leder")
    other.card = house.seat("sosiallaerer_jus").card
    assert "ikke tilgjengelig for deg" in await other.press("Kommer")
    rows = await house.read(lambda work: work.find(Innkalling))
    assert [row.answers for row in rows] == [()]


async def test_called_off_everybody_is_told(house: House) -> None:
    coordinator = await called(house, "sosiallaerer_jus")
    await coordinator.newest("Venter på svar")
    await coordinator.press("Avlys")
    await coordinator.press("Ja, avlys")
    assert "avlyst" in await house.seat("sosiallaerer_jus").newest("Hastemøtet er avlyst")
    assert (await house.read(lambda work: work.find(Hastemote)))[0].status is HastemoteStatus.AVLYST


async def test_a_name_in_the_situation_stops_the_call(house: House) -> None:
    coordinator = house.seat("slt_koordinator")
    await coordinator.say("hastemøte")
    assert "fødselsnummer" in await coordinator.press("Se over", situation="Gjelder 14831053748")
    assert not await house.read(lambda work: work.find(Hastemote))


async def test_whoever_may_not_call_asks_the_coordinator_and_is_told_what_came_of_it(house: House) -> None:
    asker = house.seat("nav_ungdomskontakt")
    assert "Be koordinatoren" in await asker.say("hastemøte")
    await asker.press("Se over", situation=SITUATION, roles=["sosiallaerer_jus"])
    assert "Ingen er kalt inn før de bekrefter" in await asker.press("Send til koordinatoren")
    deputy = house.seat("stedfortreder")
    assert "Nils Tenkeli ber om hastemøte" in await deputy.newest("ber om hastemøte")
    assert "0 av 1 virksomheter" in await deputy.press("Kall inn nå")
    await house.seat("sosiallaerer_jus").newest("Du kalles inn")
    assert "Hastemøtet du ba om, er kalt inn" in await asker.newest("er kalt inn")
    coordinator = house.seat("slt_koordinator")
    await coordinator.newest("ber om hastemøte")
    assert "Noen andre har allerede" in await coordinator.press("Ikke kall inn")


async def test_a_request_that_nobody_answers_is_not_a_silent_queue(house: House) -> None:
    asker = house.seat("laerer")
    await asker.say("hastemøte")
    await asker.press("Se over", roles=["sosiallaerer_jus"])
    await asker.press("Send til koordinatoren")
    house.clock.move(minutes=11)
    await house.swept()
    assert "112" in await asker.newest("Ingen har svart på forespørselen")
    assert "ber om hastemøte" in await house.seat("slt_koordinator").newest("ber om hastemøte")
    house.clock.move(hours=3)
    await house.swept()
    assert (await house.read(lambda work: work.find(Hastemote)))[0].status is HastemoteStatus.AVVIST


async def test_whoever_asked_is_told_that_nobody_answers_twice_and_not_every_ten_minutes(house: House) -> None:
    asker = house.seat("laerer")
    await asker.say("hastemøte")
    await asker.press("Se over", roles=["sosiallaerer_jus"], start="23:30")
    await asker.press("Send til koordinatoren")
    for _ in range(20):
        house.clock.move(minutes=10)
        await house.swept()
    await house.settled()
    texts = house.texts(asker.client.actor.chat_id)
    assert sum("Ingen har svart på forespørselen" in text for text in texts) == 2


async def test_without_a_coordinator_or_deputy_the_asker_gets_the_phone_list_at_once(house: House) -> None:
    for key in ("slt_koordinator", "stedfortreder"):
        house.loses("slt_koordinator", key)
    asker = house.seat("laerer")
    await asker.say("hastemøte")
    await asker.press("Se over", roles=["sosiallaerer_jus"])
    assert "ingen har rollen nå" in await asker.press("Send til koordinatoren")
    assert "Ring. Ingen er kalt inn." in await asker.newest("Ring. Ingen er kalt inn.")


async def test_the_asker_gets_the_directorys_numbers_where_the_plan_has_none(house: House) -> None:
    await house.rings("slt_koordinator", "+47 999 99 993")
    asker = house.seat("laerer")
    await asker.say("hastemøte")
    await asker.press("Se over", roles=["sosiallaerer_jus"])
    receipt = await asker.press("Send til koordinatoren")
    assert "+47 999 99 993" in receipt
    assert "nummer er ikke lagt inn" not in receipt


async def test_a_number_that_cannot_be_read_just_now_is_the_one_that_is_known(house: House) -> None:
    await house.rings("slt_koordinator", "+47 999 99 993")
    house.office.app[FAULTS].add("accounts.get", "status", status=503, times=0)
    await Roster(house.bot.store, GraphDirectory(house.bot.graph, house.room.tenant), house.clock).read(house.room)
    entry = await house.read(lambda work: work.get(RosterEntry, JEVNAKER.person("slt_koordinator").object_id))
    assert (entry.phone, entry.in_team) == ("+47 999 99 993", True)


async def test_a_municipality_whose_plan_has_no_hastemote_says_so_and_what_it_has(
    tmp_path: Path, database_url: str
) -> None:
    async with open_house(tmp_path, database_url, plan="valer-2023.yaml") as house:
        shown = await house.seat("laerer").say("hastemøte")
        assert "ikke fastsatt i planen" in shown
        assert "Oppvekstteam" in shown
        assert not await house.read(lambda work: work.find(Hastemote))
