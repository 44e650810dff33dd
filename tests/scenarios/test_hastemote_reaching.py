"""A hastemøte and the people it must reach, whatever fails: ten scenarios of our own (UC-61; F15, F18, F33, T23)."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from bot.domain.effects import Effect, EffectState
from bot.domain.hastemote import Hastemote, HastemoteStatus
from bot.domain.innkalling import Innkalling
from bot.standins.card_reading import cards_of
from bot.standins.cast import JEVNAKER
from bot.standins.connector.faults import blocked
from bot.standins.connector.state import CONNECTOR
from bot.standins.graph import EVENTS
from bot.standins.graph.app import FAULTS
from tests.scenarios.house import House, Seat, open_house, text_of
from tests.scenarios.test_hastemote import called

ASKED = "Du kalles inn"


def chat(key: str) -> str:
    return JEVNAKER.person(key).chat_id


def asked(house: House, key: str) -> int:
    """How many times this person has been asked."""
    return sent(house, key, ASKED)


def sent(house: House, key: str, text: str) -> int:
    """How many messages to this person had the text when they were sent: one that was changed in its place is no new
    one."""
    history = house.office.connector[CONNECTOR].ledger.history(chat(key))
    return sum(text in text_of(entry.activity) for entry in history if entry.op == "send")


async def rows(house: House) -> list[Innkalling]:
    found: list[Innkalling] = await house.read(lambda work: work.find(Innkalling))
    return found


async def later(house: House, minutes: float) -> None:
    house.clock.move(minutes=minutes)
    await house.swept()


def events(house: House) -> list[dict[str, Any]]:
    return house.office.app[EVENTS].all()


async def test_a_person_who_has_blocked_the_bot_is_seen_and_the_deputy_asked_at_once(house: House) -> None:
    house.holds("helsesykepleier_jus", "laerer", rank=1)
    house.office.connector[CONNECTOR].faults.order(blocked(chat("helsesykepleier_jus")))
    coordinator = await called(house, "helsesykepleier_jus", "sosiallaerer_jus")
    assert "Du spørres som stedfortreder for Helsesykepleier" in await house.seat("laerer").newest(ASKED)
    assert "Ikke nådd i Teams: Åse Prøvesen" in await coordinator.newest("Ikke nådd")
    await house.seat("laerer").press("Kommer")
    assert "Kommer (Bjørn Påfunn)" in await coordinator.newest("Kommer (Bjørn Påfunn)")


async def test_nobody_reached_is_the_phone_list_at_once_and_again_until_it_is_closed(house: House) -> None:
    house.office.connector[CONNECTOR].faults.order(blocked(chat("sosiallaerer_jus")))
    await house.rings("sosiallaerer_jus", "+47 999 99 991")
    coordinator = await called(house, "sosiallaerer_jus")
    for lead in ("slt_koordinator", "stedfortreder"):
        assert "Sølvi Testesen +47 999 99 991" in await house.seat(lead).newest("Ring selv: noen er ikke nådd")
    await house.settled()
    await later(house, 11)
    assert sent(house, "slt_koordinator", "Ring selv: noen") == 2
    await coordinator.newest("Ring selv: noen")
    await coordinator.press("Avslutt")
    await coordinator.press("Ja, avslutt")
    await later(house, 11)
    assert sent(house, "slt_koordinator", "Ring selv: noen") == 2


async def test_an_agency_is_covered_by_one_of_its_people_and_the_others_go_on(
    tmp_path: Path, database_url: str
) -> None:
    police = {"virksomheter": {"Politiet": ("politi_forebyggende_gruppe", "politikontakt")}}
    async with open_house(tmp_path, database_url, choices=police) as house:
        coordinator = await called(house, "politi_forebyggende_gruppe", "politikontakt", "sosiallaerer_jus")
        await house.seat("politikontakt").newest(ASKED)
        await house.seat("politikontakt").press("Kommer")
        await house.settled()
        await later(house, 6)
        assert (asked(house, "politi_forebyggende_gruppe"), asked(house, "sosiallaerer_jus")) == (1, 2)
        assert "1 av 2 virksomheter er dekket" in await coordinator.newest("1 av 2")


async def test_a_change_of_roles_does_not_move_a_call_that_is_under_way(house: House) -> None:
    house.holds("sosiallaerer_jus", "kommunepsykolog", rank=1)
    await called(house, "sosiallaerer_jus")
    house.loses("sosiallaerer_jus", "kommunepsykolog")
    house.holds("sosiallaerer_jus", "barnevern_leder", rank=1)
    await house.settled()
    await later(house, 11)
    await later(house, 0)
    assert (asked(house, "kommunepsykolog"), asked(house, "barnevern_leder")) == (1, 0)


async def test_moved_everybody_is_asked_anew_and_an_answer_on_the_old_card_is_none(house: House) -> None:
    coordinator = await called(house, "sosiallaerer_jus")
    teacher = house.seat("sosiallaerer_jus")
    await teacher.newest(ASKED)
    old = teacher.card
    await teacher.press("Kommer")
    await house.settled()
    await coordinator.newest("Alle er dekket")
    await coordinator.press("Flytt")
    await coordinator.press("Flytt og spør på nytt", start="23:59", where="sted", place="Rådhuset, møterom 2")
    await teacher.newest("Rådhuset, møterom 2")
    teacher.card = old
    assert "flyttet siden du fikk kortet" in await teacher.press("Kommer")
    assert not (await rows(house))[0].covered
    await house.settled()
    assert [(e["start"]["dateTime"][14:16], e["location"]["displayName"]) for e in events(house)] == [
        ("59", "Rådhuset, møterom 2")
    ]
    await teacher.press("Kommer")
    assert (await rows(house))[0].covered


async def moved(house: House, coordinator: Seat) -> None:
    """To one minute before midnight."""
    await coordinator.newest("Venter på svar")
    await coordinator.press("Flytt")
    await coordinator.press("Flytt og spør på nytt", start="23:59")


async def test_moved_the_old_card_shows_it_in_its_place_and_cannot_be_pressed(house: House) -> None:
    coordinator = await called(house, "sosiallaerer_jus")
    await house.seat("sosiallaerer_jus").newest(ASKED)
    await house.settled()
    await moved(house, coordinator)
    await house.settled()
    first, second = changed(house, "sosiallaerer_jus")
    assert "Hastemøtet er flyttet hit" in text_of(second)
    assert ("et tidligere tidspunkt" in text_of(first), ASKED in text_of(second)) == (True, True)
    assert not cards_of(first)[0].get("actions")


async def test_moved_to_the_time_that_it_has_nobody_is_asked_again_and_it_says_so(house: House) -> None:
    coordinator = await called(house, "sosiallaerer_jus")
    await coordinator.newest("Venter på svar")
    await coordinator.press("Flytt")
    assert "Ingenting er endret, og ingen er spurt" in await coordinator.press("Flytt og spør på nytt")
    await house.settled()
    assert asked(house, "sosiallaerer_jus") == 1


async def test_called_off_the_question_shows_it_in_its_place(house: House) -> None:
    coordinator = await called(house, "sosiallaerer_jus")
    await house.seat("sosiallaerer_jus").newest(ASKED)
    await house.settled()
    await coordinator.newest("Venter på svar")
    await coordinator.press("Avlys")
    await coordinator.press("Ja, avlys")
    await house.settled()
    assert "Hastemøtet er avlyst" in text_of(changed(house, "sosiallaerer_jus")[0])


async def test_who_comes_gets_the_link_on_their_card_when_the_meeting_is_made_without_a_new_message(
    house: House,
) -> None:
    house.office.app[FAULTS].add("event.create", "status", times=0)
    await called(house, "sosiallaerer_jus", "barnevern_leder")
    for key, answer in (("sosiallaerer_jus", "Kommer"), ("barnevern_leder", "Kan ikke")):
        await house.seat(key).newest(ASKED)
        await house.seat(key).press(answer)
    await answering_again(house)
    shown = [text_of(changed(house, key)[0]) for key in ("sosiallaerer_jus", "barnevern_leder")]
    assert ["Åpne Teams-møtet" in text for text in shown] == [True, False]
    assert len(changed(house, "sosiallaerer_jus")) == 1


async def test_moved_before_the_calendar_has_answered_it_is_one_event_at_the_new_time(house: House) -> None:
    house.office.app[FAULTS].add("event.create", "drop_after")
    house.office.app[FAULTS].add("event.get", "status", times=0, status=500)
    coordinator = await called(house, "sosiallaerer_jus")
    await moved(house, coordinator)
    await answering_again(house)
    assert [event["start"]["dateTime"][14:16] for event in events(house)] == ["59"]
    calendar = await house.read(lambda work: work.find(Effect, view="hastemote_kalender"))
    assert {effect.state for effect in calendar} == {EffectState.DONE}


async def answering_again(house: House) -> None:
    """The calendar answers from now on, and what waits for it is tried again."""
    await house.until(lambda _: house.office.app[FAULTS].count("event.create") > 0)
    house.office.app[FAULTS].clear()
    await later(house, 4)


def changed(house: House, key: str) -> list[dict[str, Any]]:
    """Every message in this person's chat, as it stands now."""
    return [entry.activity for entry in house.office.connector[CONNECTOR].ledger.messages(chat(key))]


async def test_called_off_everybody_is_told_the_calendar_too_and_a_late_answer_is_met_kindly(house: House) -> None:
    coordinator = await called(house, "sosiallaerer_jus", "barnevern_leder")
    await house.seat("sosiallaerer_jus").newest(ASKED)
    await house.settled()
    assert len(events(house)[0]["attendees"]) == 3
    await coordinator.newest("Venter på svar")
    await coordinator.press("Avlys")
    await coordinator.press("Ja, avlys")
    for key in ("sosiallaerer_jus", "barnevern_leder"):
        await house.seat(key).newest("Hastemøtet er avlyst")
    house.seat("sosiallaerer_jus").card = await_card(house, "sosiallaerer_jus")
    assert "avsluttet eller avlyst" in await house.seat("sosiallaerer_jus").press("Kommer")
    await house.settled()
    assert events(house)[0]["isCancelled"]


def await_card(house: House, key: str) -> dict[str, Any]:
    """The card they were asked with."""
    for entry in house.office.connector[CONNECTOR].ledger.history(chat(key)):
        for attachment in entry.activity.get("attachments", []):
            if ASKED in str(attachment["content"]):
                card: dict[str, Any] = attachment["content"]
                return card
    raise AssertionError("never asked")


async def test_two_devices_and_a_change_of_mind(house: House) -> None:
    house.holds("sosiallaerer_jus", "laerer", rank=1)
    await called(house, "sosiallaerer_jus")
    teacher = house.seat("sosiallaerer_jus")
    await teacher.newest(ASKED)
    card = teacher.card
    for _ in range(2):
        teacher.card = card
        assert "Svaret ditt: Kommer" in await teacher.press("Kommer")
    assert asked(house, "laerer") == 0
    assert "Svaret ditt: Kan ikke" in await teacher.press("Kan ikke")
    assert "Du spørres som stedfortreder" in await house.seat("laerer").newest(ASKED)


async def test_a_second_call_about_the_same_is_added_to_the_first_and_told_once(house: House) -> None:
    await called(house, "sosiallaerer_jus")
    deputy = house.seat("stedfortreder")
    for roles in (["sosiallaerer_jus", "barnevern_leder"], ["kommunepsykolog"]):
        assert "nettopp kalt inn" in await deputy.say("hastemøte")
        await deputy.press("Se over", roles=roles)
        await deputy.press("Kall inn nå")
    await house.seat("barnevern_leder").newest(ASKED)
    await house.seat("kommunepsykolog").newest(ASKED)
    await house.settled()
    assert len(await house.read(lambda work: work.find(Hastemote, joins=""))) == 1
    assert asked(house, "sosiallaerer_jus") == 1
    assert sum("Flere har kalt inn" in text for text in house.texts(chat("slt_koordinator"))) == 1


async def test_many_calls_in_the_same_moment_are_one_call_and_one_notice(house: House) -> None:
    coordinator, cards = house.seat("slt_koordinator"), []
    for _ in range(6):
        await coordinator.say("hastemøte")
        await coordinator.press("Se over", roles=["sosiallaerer_jus"])
        cards.append(coordinator.card or {})
    await asyncio.gather(*(coordinator.client.press(card, "Kall inn nå", {}) for card in cards))
    await house.settled()
    assert len(await house.read(lambda work: work.find(Hastemote, joins=""))) == 1
    assert asked(house, "sosiallaerer_jus") == 1
    assert sum("Flere har kalt inn" in text for text in house.texts(chat("stedfortreder"))) == 1


async def test_another_case_in_the_same_minutes_is_a_call_of_its_own(house: House) -> None:
    await called(house, "sosiallaerer_jus")
    coordinator = house.seat("slt_koordinator")
    await coordinator.say("hastemøte")
    await coordinator.press("Se over", roles=["barnevern_leder"], separate="ja")
    await coordinator.press("Kall inn nå")
    assert len(await house.read(lambda work: work.find(Hastemote))) == 2
    assert "Ingen hastemøter" not in await coordinator.say("hastemøter")


async def test_an_exercise_is_marked_wherever_it_is_seen_and_is_never_the_real_thing(house: House) -> None:
    await called(house, "sosiallaerer_jus")
    coordinator = house.seat("slt_koordinator")
    assert "Øvelse" in await coordinator.say("øvelse")
    await coordinator.press("Se over", roles=["barnevern_leder"])
    await coordinator.press("Kall inn nå")
    assert "ØVELSE" in await house.seat("barnevern_leder").newest(ASKED)
    await house.seat("barnevern_leder").press("Kommer")
    assert "ØVELSE" in await coordinator.newest("Alle er dekket")
    await house.settled()
    assert sorted(e["subject"].startswith("ØVELSE") for e in events(house)) == [False, True]
    assert (await house.read(lambda work: work.find(Hastemote, status=HastemoteStatus.DEKKET)))[0].number[0] == "Ø"
