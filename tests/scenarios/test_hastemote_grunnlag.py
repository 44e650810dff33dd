"""A hastemøte about one person: only those within the ground are invited (issue "Shown by" 4; UC-53, T24)."""

from __future__ import annotations

from pathlib import Path

from bot.domain.effects import Effect, EffectState
from bot.domain.enkeltsak import Enkeltsak, Ledd, Portlogg
from bot.domain.hastemote import Hastemote
from bot.domain.innkalling import Innkalling
from bot.standins.cast import JEVNAKER
from bot.standins.connector.faults import status
from bot.standins.connector.state import CONNECTOR
from bot.standins.graph import EVENTS
from bot.usecases.hastemote_reaching import OWN, QUESTION
from tests.scenarios.house import House, Seat, open_house, text_of
from tests.scenarios.test_hastemote_reaching import asked, changed
from tests.scenarios.test_samtykke import S1, opened, registered

WANTED = ["sosiallaerer_jus", "helsesykepleier_jus", "politi_forebyggende_gruppe", "nav_ungdomskontakt"]
OUTSIDE = ("politi_forebyggende_gruppe", "nav_ungdomskontakt")


async def with_consent(house: House, **more: object) -> Seat:
    """A case with an active consent that covers school, health, child welfare and the coordinator."""
    coordinator = await opened(house)
    await registered(house.seat("sosiallaerer_jus"), **{"purposes": ["fagteam", "hastemote"], **more})
    return coordinator


async def previewed(house: House, coordinator: Seat) -> str:
    sak = (await house.read(lambda work: work.find(Enkeltsak)))[0]
    assert "Gjelder det én person?" in await coordinator.say("hastemøte")
    return await coordinator.press("Se over", roles=WANTED, sak=sak.id)


async def test_services_outside_the_consent_are_left_out_and_named_to_the_coordinator_alone(house: House) -> None:
    coordinator = await with_consent(house)
    shown = await previewed(house, coordinator)
    assert "2 personer, 2 virksomheter, 2 utenfor grunnlaget" in shown
    await coordinator.press("Kall inn nå")
    await house.seat("sosiallaerer_jus").newest("Du kalles inn")
    assert "Utenfor grunnlaget" in await coordinator.newest("Utenfor grunnlaget, ikke invitert")
    await house.settled()
    for key in OUTSIDE:
        assert not [text for text in house.texts(house.seat(key).client.actor.chat_id) if "hastemøte" in text.lower()]
    for key in ("sosiallaerer_jus", "helsesykepleier_jus"):
        assert "Utenfor" not in "".join(house.texts(house.seat(key).client.actor.chat_id))
    assert Ledd.HASTEMOTE in [line.ledd for line in await house.read(lambda work: work.find(Portlogg))]


async def test_with_a_case_nothing_is_written_of_what_it_is_about(house: House) -> None:
    coordinator = await with_consent(house)
    sak = (await house.read(lambda work: work.find(Enkeltsak)))[0]
    await coordinator.say("hastemøte")
    told = await coordinator.press("Se over", roles=WANTED, sak=sak.id, situation="Gutten truet noen med kniv i natt")
    assert "skrives ingenting om den" in told
    assert "kniv" not in str(coordinator.card)
    await coordinator.press("Se over")
    await coordinator.press("Kall inn nå")
    assert "Alvorlig situasjon" in await house.seat("sosiallaerer_jus").newest("Du kalles inn")
    assert [mote.situation for mote in await house.read(lambda work: work.find(Hastemote))] == [""]


async def test_no_role_outside_steps_in_or_leads_when_those_within_do_not_answer(
    tmp_path: Path, database_url: str
) -> None:
    outside = {"leaders": {"sosiallaerer_jus": "politikontakt"}, "deputies": {"helsesykepleier_jus": OUTSIDE[1]}}
    async with open_house(tmp_path, database_url, choices=outside) as house:
        coordinator = await with_consent(house)
        house.holds("sosiallaerer_jus", "kommunepsykolog", rank=1)
        await previewed(house, coordinator)
        await coordinator.press("Kall inn nå")
        rows = await house.read(lambda work: work.find(Innkalling))
        allowed = {JEVNAKER.person(key).object_id for key in (*WANTED[:2], "kommunepsykolog")}
        assert {p for row in rows for link in row.chain for p in link.people} == allowed


async def test_a_consent_for_the_fagteam_opens_no_hastemote(house: House) -> None:
    coordinator = await with_consent(house, purposes=["fagteam"])
    assert "hastemøte" in (await previewed(house, coordinator)).lower()
    assert "Kall inn nå" not in coordinator.sees
    assert not await house.read(lambda work: work.find(Hastemote))


async def test_a_consent_without_the_coordinator_opens_none_either(house: House) -> None:
    coordinator = await with_consent(house, recipients=S1[:3])
    await previewed(house, coordinator)
    assert "Kall inn nå" not in coordinator.sees


async def test_withdrawn_while_it_is_under_way_nobody_more_is_asked_and_those_who_follow_see_it(house: House) -> None:
    coordinator = await with_consent(house)
    await previewed(house, coordinator)
    await coordinator.press("Kall inn nå")
    await house.seat("sosiallaerer_jus").newest("Du kalles inn")
    await house.settled()
    await house.seat("sosiallaerer_jus").say("trukket")
    await house.seat("sosiallaerer_jus").press("Trekk nå")
    await house.settled()
    house.clock.move(minutes=6)
    await house.swept()
    assert asked(house, "helsesykepleier_jus") == 1
    assert "Sted" not in str(changed(house, "helsesykepleier_jus")[-1])
    assert "gjelder ikke lenger" in await coordinator.newest("gjelder ikke lenger")


async def under_way(house: House) -> Seat:
    """Two are called; the teacher has the question, the nurse's waits an hour for Teams."""
    coordinator = await with_consent(house)
    chat = JEVNAKER.person("helsesykepleier_jus").chat_id
    held_up = status(503, op="send", conversation=chat, times=None, retry_after=3600)
    house.office.connector[CONNECTOR].faults.order(held_up)
    await previewed(house, coordinator)
    await coordinator.press("Kall inn nå")
    await house.seat("sosiallaerer_jus").newest("Du kalles inn")
    await house.settled()
    return coordinator


async def withdrawn(house: House) -> None:
    """By the teacher, who heard it."""
    await house.seat("sosiallaerer_jus").say("trukket")
    await house.seat("sosiallaerer_jus").press("Trekk nå")


async def test_a_withdrawal_takes_back_the_questions_that_wait_in_its_own_transaction(house: House) -> None:
    await under_way(house)
    nurse = JEVNAKER.person("helsesykepleier_jus").object_id
    waiting = await house.read(lambda work: work.find(Effect, view=QUESTION, person=nurse))
    assert [effect.state for effect in waiting] == [EffectState.PENDING]
    await withdrawn(house)
    after = await house.read(lambda work: work.find(Effect, view=QUESTION, person=nurse))
    assert [(effect.state, effect.reason) for effect in after] == [(EffectState.CANCELLED, "gate_closed")]


async def test_those_who_follow_it_are_told_at_once_and_nobody_else_learns_why(house: House) -> None:
    coordinator = await under_way(house)
    await withdrawn(house)
    for lead in ("slt_koordinator", "stedfortreder"):
        assert "Ingen flere spørres" in await house.seat(lead).newest("Et hastemøte trenger deg nå")
    house.office.connector[CONNECTOR].faults.lift()
    house.clock.move(minutes=61)
    await house.swept()
    assert not [text for text in house.texts(coordinator.client.actor.chat_id) if "Ring selv: noen" in text]
    assert "Spørres ikke videre" in await coordinator.newest("Spørres ikke videre")
    assert not any(house.texts(JEVNAKER.person("helsesykepleier_jus").chat_id))


async def one_comes(house: House) -> Seat:
    """The teacher has said that they come, and has the link; the nurse has not answered."""
    coordinator = await with_consent(house)
    await previewed(house, coordinator)
    await coordinator.press("Kall inn nå")
    await house.seat("sosiallaerer_jus").newest("Du kalles inn")
    await house.seat("sosiallaerer_jus").press("Kommer")
    await house.settled()
    assert "Åpne Teams-møtet" in stands(house, "sosiallaerer_jus", "Du kalles inn")
    return coordinator


def stands(house: House, key: str, containing: str) -> str:
    """The newest card of a chat that says this, as it stands now."""
    return [text for text in stand(house, key) if containing in text][-1]


def stand(house: House, key: str) -> list[str]:
    """Everything in a chat, as it stands now."""
    ledger = house.office.connector[CONNECTOR].ledger
    return [text_of(entry.activity) for entry in ledger.messages(JEVNAKER.person(key).chat_id)]


async def again(seat: Seat, word: str) -> str:
    """What somebody who was asked is shown when they write the word: the newest card of their chat."""
    await seat.say(word)
    await seat.house.settled()
    ledger = seat.house.office.connector[CONNECTOR].ledger
    return seat.look(ledger.messages(seat.client.actor.chat_id)[-1])


async def test_what_a_word_has_shown_again_loses_the_link_and_the_place_like_the_question_itself(house: House) -> None:
    await one_comes(house)
    teacher = house.seat("sosiallaerer_jus")
    assert "Åpne Teams-møtet" in await again(teacher, "hastemøter")
    await withdrawn(house)
    await house.settled()
    cards = [text for text in stand(house, "sosiallaerer_jus") if "Du kalles inn" in text]
    assert len(cards) == 2
    assert not [text for text in cards if "Åpne Teams-møtet" in text or "Sted" in text]


async def test_what_a_word_has_promised_before_a_withdrawal_is_not_shown_after_it(house: House) -> None:
    await one_comes(house)
    nurse, faults = house.seat("helsesykepleier_jus"), house.office.connector[CONNECTOR].faults
    faults.order(status(503, op="send", conversation=nurse.client.actor.chat_id, times=None, retry_after=3600))
    await nurse.say("hastemøter")
    await house.until(lambda effects: any(e.view == OWN and e.attempts for e in effects))
    await withdrawn(house)
    (word,) = await house.read(lambda work: work.find(Effect, view=OWN))
    assert (word.state, word.reason) == (EffectState.CANCELLED, "gate_closed")


async def test_who_had_said_that_they_come_is_shown_as_outside_and_what_to_do_about_it(house: House) -> None:
    await one_comes(house)
    await withdrawn(house)
    await house.settled()
    shown = stands(house, "slt_koordinator", "virksomheter er dekket")
    assert "Utenfor grunnlaget nå. Kommer (Sølvi Testesen). Ta kontakt og si at de ikke trengs" in shown
    assert ("Status: Grunnlaget er endret" in shown, "✓" in shown) == (True, False)


async def test_who_is_outside_by_now_loses_the_link_without_a_word_and_gets_none_with_an_answer(house: House) -> None:
    await one_comes(house)
    said = len(house.office.connector[CONNECTOR].ledger.messages(JEVNAKER.person("sosiallaerer_jus").chat_id))
    await withdrawn(house)
    await house.settled()
    card = stands(house, "sosiallaerer_jus", "Du kalles inn")
    assert ("Svaret ditt: Kommer" in card, "Åpne Teams-møtet" in card) == (True, False)
    teacher = house.seat("sosiallaerer_jus")
    await teacher.newest("Du kalles inn")
    assert "Åpne Teams-møtet" not in await teacher.press("Kommer")
    assert "grunnlag" not in "".join(house.texts(teacher.client.actor.chat_id)[said:]).lower()


async def test_who_is_outside_is_taken_off_the_calendar_and_whoever_follows_it_is_told(house: House) -> None:
    coordinator = await one_comes(house)
    assert len(invited(house)) == 3
    await withdrawn(house)
    await house.settled()
    assert invited(house) == [JEVNAKER.person("slt_koordinator").mail]
    assert "tas ut av kalenderinvitasjonen" in await coordinator.newest("Et hastemøte trenger deg nå")


def invited(house: House) -> list[str]:
    """The addresses of the one event."""
    (event,) = house.office.app[EVENTS].all()
    return [one["emailAddress"]["address"] for one in event["attendees"]]


async def test_without_a_ground_it_is_called_off_and_not_moved(house: House) -> None:
    coordinator = await under_way(house)
    await coordinator.newest("Venter på svar")
    await coordinator.press("Flytt")
    await withdrawn(house)
    assert "samtykke" in (await coordinator.press("Flytt og spør på nytt", start="23:59")).lower()
    assert (await house.read(lambda work: work.find(Hastemote)))[0].turn == 0
    await coordinator.newest("Et hastemøte trenger deg nå")
    await coordinator.press("Avlys")
    await coordinator.press("Ja, avlys")
    told = await house.seat("sosiallaerer_jus").newest("Hastemøtet er avlyst")
    assert "samtykke" not in told.lower()


async def test_a_late_no_on_a_card_sends_nobody_else_a_question(house: House) -> None:
    house.holds("sosiallaerer_jus", "kommunepsykolog", rank=1)
    await under_way(house)
    await withdrawn(house)
    await house.seat("sosiallaerer_jus").newest("Du kalles inn")
    await house.seat("sosiallaerer_jus").press("Kan ikke")
    await house.settled()
    assert not [text for text in house.texts(JEVNAKER.person("kommunepsykolog").chat_id) if "Du kalles inn" in text]
