"""A hastemøte, from the word to everybody's answer (UC-60, UC-61; scenarios H-1 and H-3)."""

from __future__ import annotations

from bot.domain.hastemote import Hastemote, HastemoteStatus
from bot.domain.innkalling import Innkalling
from tests.scenarios.house import House, Seat

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
    assert "avlyst" in await house.seat("sosiallaerer_jus").newest("Hastemøtet er avlyst")
    assert (await house.read(lambda work: work.find(Hastemote)))[0].status is HastemoteStatus.AVLYST


async def test_a_name_in_the_situation_stops_the_call(house: House) -> None:
    coordinator = house.seat("slt_koordinator")
    await coordinator.say("hastemøte")
    assert "fødselsnummer" in await coordinator.press("Se over", situation="Gjelder 14831053748")
    assert not await house.read(lambda work: work.find(Hastemote))


async def test_only_the_coordinator_may_call(house: House) -> None:
    assert "har rollen" in await house.seat("laerer").say("hastemøte")
