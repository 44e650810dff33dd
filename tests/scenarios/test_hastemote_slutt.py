"""A call-out that is ended or called off by hand, and who is taken to come (UC-61; use case "worst day", T23)."""

from __future__ import annotations

from pathlib import Path

from bot.domain.enkeltsak import Enkeltsak
from bot.domain.hastemote import Due, Hastemote, HastemoteStatus
from bot.domain.innkalling import Innkalling, Svar
from tests.scenarios.house import House, Seat, open_house, text_of
from tests.scenarios.test_hastemote import called
from tests.scenarios.test_hastemote_grunnlag import with_consent
from tests.scenarios.test_hastemote_reaching import ASKED, asked, changed, events, later, rows


async def mote(house: House) -> Hastemote:
    found: list[Hastemote] = await house.read(lambda work: work.find(Hastemote))
    return found[0]


async def ended(house: House, *roles: str) -> Seat:
    """The coordinator has called these, and ended the asking before the meeting."""
    coordinator = await called(house, *roles)
    for role in roles:
        await house.seat(role).newest(ASKED)
    await house.settled()
    await coordinator.newest("Venter på svar")
    await coordinator.press("Avslutt")
    await coordinator.press("Ja, avslutt")
    await house.settled()
    return coordinator


async def test_neither_end_happens_before_it_is_confirmed(house: House) -> None:
    coordinator = await called(house, "sosiallaerer_jus")
    await coordinator.newest("Venter på svar")
    assert "Møtet står ved lag" in await coordinator.press("Avslutt")
    assert "De som er spurt og nås i Teams, får beskjed" in await coordinator.press("Avlys")
    assert "Venter på svar" in await coordinator.press("Nei, gå tilbake")
    assert (await mote(house)).status is HastemoteStatus.INNKALT


async def test_when_it_has_begun_nothing_is_said_of_what_comes_before_it(house: House) -> None:
    coordinator = await called(house, "sosiallaerer_jus")
    await coordinator.newest("Venter på svar")
    house.clock.set((await mote(house)).starts_at)
    assert "Møtet står ved lag" not in await coordinator.press("Avslutt")


async def test_who_does_not_follow_it_is_not_asked_to_confirm(house: House) -> None:
    coordinator = await called(house, "sosiallaerer_jus")
    await coordinator.newest("Venter på svar")
    other = house.seat("sosiallaerer_jus")
    other.card = coordinator.card
    assert "ikke tilgjengelig for deg" in await other.press("Avslutt")


async def test_after_the_asking_has_ended_an_answer_is_heard_and_nobody_more_is_asked(house: House) -> None:
    house.holds("sosiallaerer_jus", "kommunepsykolog", rank=1)
    coordinator, teacher = await ended(house, "sosiallaerer_jus"), house.seat("sosiallaerer_jus")
    assert "Svaret ditt: Kommer" in await teacher.press("Kommer")
    assert "✓" in await coordinator.newest("Kommer (Sølvi")
    assert "Svaret ditt: Kan ikke" in await teacher.press("Kan ikke")
    assert "Kan ikke (Sølvi" in await coordinator.newest("Kan ikke (Sølvi")
    await later(house, 11)
    assert asked(house, "kommunepsykolog") == 0


async def test_an_answer_after_the_meeting_is_none(house: House) -> None:
    await ended(house, "sosiallaerer_jus")
    house.clock.set((await mote(house)).ends_at)
    assert "avsluttet eller avlyst" in await house.seat("sosiallaerer_jus").press("Kommer")


async def test_the_invitation_stands_where_only_the_asking_has_ended(house: House) -> None:
    await ended(house, "sosiallaerer_jus")
    (event,) = events(house)
    assert (event["isCancelled"], len(event["attendees"])) == (False, 2)


async def test_the_referat_can_be_written_from_how_the_call_went(house: House) -> None:
    coordinator = await ended(house, "sosiallaerer_jus")
    await coordinator.newest("Slik gikk innkallingen")
    house.clock.set((await mote(house)).starts_at)
    assert "Hvem var til stede" in await coordinator.press("Skriv referat")


async def test_the_referat_is_asked_for_when_the_meeting_is_over_and_then_the_follow_up_comes(house: House) -> None:
    coordinator = await ended(house, "sosiallaerer_jus")
    house.clock.set((await mote(house)).ends_at)
    await house.swept()
    assert "Avslutt" not in await coordinator.newest("Er hastemøtet holdt?")
    assert "Skriv referat" in str(coordinator.card)
    assert (await mote(house)).due_for is Due.OPPFOLGING


async def test_who_has_two_of_the_roles_answers_once_for_both(house: House) -> None:
    house.holds("barnevern_leder", "sosiallaerer_jus")
    house.loses("barnevern_leder", "barnevern_leder")
    coordinator, teacher = await called(house, "sosiallaerer_jus", "barnevern_leder"), house.seat("sosiallaerer_jus")
    await house.settled()
    await teacher.newest(ASKED)
    await teacher.press("Kommer")
    await house.settled()
    assert [row.answer_of(teacher.client.actor.object_id) for row in await rows(house)] == [Svar.KOMMER, Svar.KOMMER]
    assert "Svaret ditt: Kommer" in text_of(changed(house, "sosiallaerer_jus")[0])
    assert "2 av 2 virksomheter er dekket" in await coordinator.newest("2 av 2")
    await later(house, 6)
    assert asked(house, "sosiallaerer_jus") == 2


async def test_whoever_calls_is_taken_to_come_for_their_own_agency_and_asked_as_a_stand_in(
    tmp_path: Path, database_url: str
) -> None:
    leading = {"leaders": {"sosiallaerer_jus": "slt_koordinator"}}
    async with open_house(tmp_path, database_url, choices=leading) as house:
        house.holds("barnevern_leder", "slt_koordinator")
        coordinator = await called(house, "sosiallaerer_jus", "barnevern_leder")
        await house.settled()
        assert [row.covered for row in await rows(house)] == [False, True]
        await later(house, 11)
        await later(house, 11)
        await coordinator.newest("Du spørres som leder")
        assert [row.covered for row in await rows(house)] == [False, True]
        await coordinator.press("Kommer")
        assert [row.covered for row in await rows(house)] == [True, True]


async def test_a_call_of_which_nobody_is_within_the_ground_is_not_sent(house: House) -> None:
    coordinator = await with_consent(house)
    await coordinator.say("hastemøte")
    sak = (await house.read(lambda work: work.find(Enkeltsak)))[0]
    await coordinator.press("Se over", roles=["nav_ungdomskontakt"], sak=sak.id)
    assert "Ingen av dem du valgte, er innenfor grunnlaget" in await coordinator.press("Kall inn nå")
    assert not await house.read(lambda work: work.find(Innkalling))


async def test_ended_before_it_is_held_it_is_still_found_with_its_link_and_can_be_called_off(house: House) -> None:
    coordinator = await ended(house, "sosiallaerer_jus")
    shown = await coordinator.say("hastemøter")
    assert [word in shown for word in ("Åpne Teams-møtet", "Flytt", "Avlys", "Avslutt\n")] == [True, True, True, False]
    await coordinator.press("Avlys")
    assert "Avlyst" in await coordinator.press("Ja, avlys")
    await house.seat("sosiallaerer_jus").newest("Hastemøtet er avlyst")
    await house.settled()
    assert events(house)[0]["isCancelled"]


async def test_ended_before_it_is_held_it_can_be_moved_and_everybody_is_asked_again(house: House) -> None:
    coordinator = await ended(house, "sosiallaerer_jus")
    await coordinator.newest("Status: Avsluttet")
    assert "Flytter du, åpnes den igjen" in await coordinator.press("Flytt")
    await coordinator.press("Flytt og spør på nytt", start="23:59")
    await house.seat("sosiallaerer_jus").newest("Hastemøtet er flyttet hit")
    assert ((await mote(house)).status, (await mote(house)).closed_at) == (HastemoteStatus.INNKALT, None)


async def test_when_the_meeting_is_over_neither_is_offered(house: House) -> None:
    coordinator = await ended(house, "sosiallaerer_jus")
    house.clock.set((await mote(house)).ends_at)
    assert "Ingen hastemøter er i gang" in await coordinator.say("hastemøter")


async def test_when_the_time_is_out_and_nobody_has_ended_it_nothing_says_that_somebody_is_waited_for(
    house: House,
) -> None:
    coordinator = await called(house, "sosiallaerer_jus")
    await house.seat("sosiallaerer_jus").newest(ASKED)
    await house.settled()
    house.clock.set((await mote(house)).ends_at)
    await house.swept()
    shown = await coordinator.newest("Tiden er ute, og ingen flere spørres\n")
    assert ("Har ikke svart: Sølvi" in shown, "Venter på svar" in shown) == (True, False)
    assert "Tiden er ute, og ingen flere spørres." in await coordinator.newest("Er hastemøtet holdt?")
