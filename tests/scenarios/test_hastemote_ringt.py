"""Whoever is reached on the telephone is noted, and nobody is called in to a meeting that is over (UC-61; F33)."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from bot.standins.card_reading import cards_of, visible_text
from bot.standins.connector.faults import blocked
from bot.standins.connector.state import CONNECTOR
from bot.workflows.carry import CALM
from tests.scenarios.house import House, Seat, text_of
from tests.scenarios.test_hastemote import called
from tests.scenarios.test_hastemote_reaching import ASKED, asked, changed, chat, later, rows, sent
from tests.scenarios.test_hastemote_slutt import mote

LIST = "Ring selv: noen er ikke nådd"
COMES = "Noter Sosiallærer JUS"


async def on_the_list(house: House, *roles: str) -> Seat:
    """The coordinator has the phone list, for nobody of these could be reached."""
    for role in roles:
        house.office.connector[CONNECTOR].faults.order(blocked(chat(role)))
    coordinator = await called(house, *roles)
    await coordinator.newest(LIST)
    await house.settled()
    return coordinator


def lists(house: House) -> int:
    """How many times the coordinator has had the list."""
    return sent(house, "slt_koordinator", LIST)


async def test_whoever_says_on_the_telephone_that_they_come_covers_the_agency_and_the_list_stops(house: House) -> None:
    coordinator = await on_the_list(house, "sosiallaerer_jus")
    had = lists(house)
    assert "1 av 1 virksomheter er dekket" in await coordinator.press(COMES)
    assert "Ringt: kommer (notert av" in await coordinator.newest("✓ Ringt")
    await later(house, 11)
    await later(house, 11)
    assert lists(house) == had
    (row,) = await rows(house)
    assert (row.covered, row.answers, row.coming) == (True, (), ())


async def test_of_several_on_the_list_each_is_noted_and_the_list_stays_with_those_that_are_left(house: House) -> None:
    coordinator = await on_the_list(house, "sosiallaerer_jus", "barnevern_leder")
    left = await coordinator.press(COMES)
    assert (LIST in left, "Sosiallærer" in left) == (True, False)


async def test_what_one_of_those_who_lead_it_notes_is_shown_on_the_lists_of_the_others(house: House) -> None:
    coordinator = await on_the_list(house, "sosiallaerer_jus", "barnevern_leder")
    assert await shown_on_the_list(house, "stedfortreder", "Sosiallærer JUS: ")
    await coordinator.press(COMES)
    await house.settled()
    assert not await shown_on_the_list(house, "stedfortreder", "Sosiallærer JUS: ")
    assert await shown_on_the_list(house, "stedfortreder", "Leder")


async def test_when_nobody_is_left_to_call_the_lists_of_the_others_are_the_live_card(house: House) -> None:
    coordinator = await on_the_list(house, "sosiallaerer_jus")
    await coordinator.press(COMES)
    await house.settled()
    newest = changed(house, "stedfortreder")[-1]
    assert ("1 av 1 virksomheter er dekket" in text_of(newest), LIST in card_text(newest)) == (True, False)
    coordinator.card = cards_of(changed(house, "slt_koordinator")[-1])[0]
    await coordinator.press("Angre: Sosiallærer JUS")
    await house.settled()
    assert await shown_on_the_list(house, "stedfortreder", "Sosiallærer JUS: ")


async def test_however_fast_it_is_noted_the_lists_and_live_cards_keep_the_pace_of_their_conversation(
    house: House,
) -> None:
    roles = ("sosiallaerer_jus", "barnevern_leder", "helsesykepleier_jus", "kommunepsykolog")
    coordinator = await on_the_list(house, *roles)
    while left := [title for title in titles(coordinator.card) if title.startswith("Noter ")]:
        await coordinator.press(left[0])
    await house.settled()
    connector = house.office.connector[CONNECTOR]
    updates = [entry for entry in connector.ledger.history(chat("stedfortreder")) if entry.op == "update"]
    for card in {entry.activity_id for entry in updates}:
        times = [datetime.fromisoformat(entry.at) for entry in updates if entry.activity_id == card]
        assert all(after - before >= timedelta(seconds=CALM) for before, after in pairwise(times))
    assert not connector.limits.violations


async def test_called_off_no_list_asks_anybody_to_call(house: House) -> None:
    coordinator = await on_the_list(house, "sosiallaerer_jus")
    await coordinator.press("Avlys")
    await coordinator.press("Ja, avlys")
    await house.settled()
    assert not [one for one in changed(house, "stedfortreder") if LIST in card_text(one)]


async def test_who_was_noted_and_says_no_themselves_opens_the_agency_again_and_the_coordinator_sees_why(
    house: House,
) -> None:
    coordinator, teacher = await silent(house), house.seat("sosiallaerer_jus")
    assert "1 av 1" in await coordinator.press(COMES)
    had = lists(house)
    await house.settled()
    await teacher.press("Kan ikke")
    await house.settled()
    assert lists(house) == had + 1
    assert "har svart «Kan ikke» etter at det ble notert" in await coordinator.newest(LIST)
    assert "gjelder ikke lenger" in await coordinator.say("hastemøter")
    assert "1 av 1" in await house.seat("stedfortreder").press(COMES)


async def test_who_had_said_no_and_was_talked_round_is_noted_and_may_say_no_once_more(house: House) -> None:
    coordinator, teacher = await silent(house), house.seat("sosiallaerer_jus")
    await teacher.press("Kan ikke")
    await coordinator.newest(LIST)
    assert "1 av 1" in await coordinator.press(COMES)
    await teacher.press("Kan ikke")
    (row,) = await rows(house)
    assert (row.covered, row.refused_since) == (False, (teacher.client.actor.object_id,))


async def silent(house: House) -> Seat:
    """The teacher was asked and has not answered, and those who lead it have the phone list."""
    coordinator = await called(house, "sosiallaerer_jus")
    await house.seat("sosiallaerer_jus").newest(ASKED)
    await house.settled()
    for minutes in (6, 5):
        await later(house, minutes)
    await house.seat("sosiallaerer_jus").newest(ASKED)
    for key in ("stedfortreder", "slt_koordinator"):
        await house.seat(key).newest(LIST)
    return coordinator


def titles(card: dict[str, Any] | None) -> list[str]:
    """What stands on the buttons in the middle of a card."""
    boxes = [item for part in (card or {})["body"] for item in part.get("items", [part])]
    return [str(action["title"]) for box in boxes for action in box.get("actions", [])]


def card_text(activity: dict[str, Any]) -> str:
    return "\n".join(line for card in cards_of(activity) for line in visible_text(card))


async def shown_on_the_list(house: House, key: str, text: str) -> bool:
    """Does the newest phone list in this person's chat, as it stands now, hold the text?"""
    found = [card_text(one) for one in changed(house, key) if LIST in card_text(one)]
    return bool(found) and text in found[-1]


async def test_a_role_that_nobody_has_is_noted_too_and_a_mistake_is_undone_and_the_list_comes_again(
    house: House,
) -> None:
    house.loses("sosiallaerer_jus", "sosiallaerer_jus")
    coordinator = await on_the_list(house, "sosiallaerer_jus")
    had = lists(house)
    assert "Ringt: kommer" in await coordinator.press(COMES)
    assert "0 av 1 virksomheter" in await coordinator.press("Angre: Sosiallærer JUS")
    await house.settled()
    assert lists(house) == had + 1


async def test_who_was_noted_is_in_how_the_call_went_and_nobody_is_taken_for_the_one_who_came(house: House) -> None:
    coordinator = await on_the_list(house, "sosiallaerer_jus")
    await coordinator.press(COMES)
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
