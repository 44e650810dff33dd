"""What a card shows is taken out of every chat that has it, also of those who no longer hold the role (G1, UC-92)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.effects import Effect, EffectState, Repeat
from bot.domain.moteplan import local
from bot.domain.room import SentCard
from bot.ports import UnitOfWork
from bot.standins.client import TeamsClient
from bot.standins.connector.faults import Fault, FaultPlan, reset, status
from bot.standins.connector.state import CONNECTOR
from bot.usecases.varsling_kort import OPENED, QUESTION
from bot.workflows.outside import SENDING
from tests.scenarios.house import House, Seat, text_of
from tests.scenarios.test_saker import SEEN, days, opened, second_replica, sent, stored
from tests.tilgang.test_front_door import leaves

Way = Callable[[House], Awaitable[Seat]]

OTHER = "Uro ved busstasjonen."
LOST = "Du tar ikke lenger imot varslinger"


def standing(house: House, key: str) -> str:
    """All that stands in somebody's chat now."""
    ledger = house.office.connector[CONNECTOR].ledger
    return "\n".join(text_of(entry.activity) for entry in ledger.messages(house.seat(key).client.actor.chat_id))


async def handed_over(house: House) -> None:
    """The coordinator has got a varsling; now the stand-in has taken over."""
    await sent(house)
    await opened(house)
    await house.settled()
    assert SEEN in standing(house, "slt_koordinator")
    house.loses("slt_koordinator", "slt_koordinator")


async def test_whoever_has_lost_the_role_keeps_nothing_of_the_text_once_another_takes_it_further(house: House) -> None:
    await handed_over(house)
    deputy = house.seat("stedfortreder")
    await deputy.say("saker")
    await deputy.press("Åpne")
    await deputy.press("Jeg vurderer den")
    await house.settled()
    left = standing(house, "slt_koordinator")
    assert (LOST in left, SEEN in left, "Under vurdering" in left) == (True, False, False)


async def test_what_is_written_after_they_left_does_not_reach_their_card(house: House) -> None:
    await handed_over(house)
    deputy = house.seat("stedfortreder")
    await deputy.say("saker")
    await deputy.press("Åpne")
    await deputy.press("Avslutt")
    await deputy.press("Avslutt varslingen", reason="for_lite", text="Ikke sett igjen.")
    await house.settled()
    assert "Ikke sett igjen." not in standing(house, "slt_koordinator")


async def test_a_text_that_is_erased_is_gone_from_the_chat_of_whoever_has_left_the_team(house: House) -> None:
    await sent(house)
    await opened(house)
    await house.settled()
    await leaves(house, "slt_koordinator")
    await days(house, 366)
    await house.seat("stedfortreder").newest("Forslag: slett")
    assert SEEN in standing(house, "slt_koordinator")
    await house.seat("stedfortreder").press("Slett resten nå")
    await house.settled()
    assert ((await stored(house))[0].seen, SEEN in standing(house, "slt_koordinator")) == ("", False)


async def to_the_stand_in_who_was_told_first(house: House) -> None:
    """The coordinator was away when it came; they are back, nobody opens it, and it goes to the stand-in."""
    coordinator = house.seat("slt_koordinator")
    await coordinator.say("borte")
    await coordinator.press("Lagre", until=(local(house.clock.now()).date() + timedelta(days=1)).isoformat())
    await sent(house)
    await house.seat("stedfortreder").newest("Hva er sett")
    await days(house, 3)
    await days(house, 3)


async def test_a_stand_in_who_has_the_card_is_reminded_and_gets_no_second_one(house: House) -> None:
    await to_the_stand_in_who_was_told_first(house)
    left = standing(house, "stedfortreder")
    assert (left.count("Hva er sett"), left.count("Den kom"), "Den er nå også" in left) == (1, 1, False)
    assert "Den er nå også sendt til stedfortrederen" in standing(house, "slt_koordinator")


async def test_and_the_card_they_have_is_emptied_when_the_text_is_erased(house: House) -> None:
    await to_the_stand_in_who_was_told_first(house)
    await erased(house)
    left = standing(house, "stedfortreder")
    assert (SEEN in left, "Teksten er slettet" in left) == (False, True)


# --- cards that were opened: answers to a press ----------------------------------------------------------------------


async def erased(house: House) -> None:
    """A year goes by, and the coordinator answers the proposal: nothing is kept."""
    await days(house, 366)
    await house.seat("slt_koordinator").newest("Forslag: slett")
    await house.seat("slt_koordinator").press("Slett resten nå")
    await house.settled()
    assert (await stored(house))[0].seen == ""


async def from_the_list(house: House) -> Seat:
    """The stand-in has opened a varsling from `saker`."""
    deputy = house.seat("stedfortreder")
    await deputy.say("saker")
    await deputy.press("Åpne")
    assert SEEN in standing(house, "stedfortreder")
    return deputy


async def from_the_reminder(house: House) -> Seat:
    """The coordinator has opened it from the reminder that nobody has."""
    await days(house, 2)
    coordinator = house.seat("slt_koordinator")
    await coordinator.newest("er ikke åpnet")
    await coordinator.press("Åpne")
    return coordinator


async def from_an_old_client(house: House) -> Seat:
    """The stand-in has opened it where only Action.Submit is known."""
    deputy = house.seat("stedfortreder")
    await deputy.say("saker")
    await deputy.press_in_an_old_client("Åpne")
    assert SEEN in standing(house, "stedfortreder")
    return deputy


async def where_nobody_knows(house: House) -> Seat:
    """The stand-in has opened it, and Teams did not say on which message it was pressed."""
    deputy = house.seat("stedfortreder")
    await deputy.say("saker")
    deputy.at = ""
    answer = await deputy.press("Åpne")
    assert ("kommer som en egen melding" in answer, SEEN in answer) == (True, False)
    await deputy.newest(SEEN)
    return deputy


@pytest.mark.parametrize("way", [from_the_list, from_the_reminder, from_an_old_client, where_nobody_knows])
async def test_a_card_that_was_opened_is_emptied_when_the_text_is_erased(house: House, way: Way) -> None:
    await sent(house)
    await house.settled()
    seat = await way(house)
    await erased(house)
    left = standing(house, seat.client.actor.key)
    assert (SEEN in left, "Teksten er slettet" in left) == (False, True)


async def test_where_one_was_opened_after_the_other_neither_is_left(house: House) -> None:
    """One message shows one varsling after the other."""
    await sent(house)
    await sent(house, OTHER, "nav_ungdomskontakt")
    deputy = await from_the_list(house)
    await deputy.press("Avslutt")
    await deputy.press("Avslutt varslingen", reason="handtert")
    await deputy.press("Til lista")
    assert OTHER in await deputy.press("Åpne")
    await house.settled()
    assert OTHER in standing(house, "stedfortreder")
    await erased(house)
    left = standing(house, "stedfortreder")
    assert (SEEN in left, OTHER in left) == (False, False)


async def test_an_opened_card_is_emptied_for_whoever_has_lost_the_role_once_another_takes_it_further(
    house: House,
) -> None:
    await sent(house)
    coordinator = await opened(house)
    await from_the_list(house)
    house.loses("slt_koordinator", "stedfortreder")
    await coordinator.press("Jeg vurderer den")
    await house.settled()
    left = standing(house, "stedfortreder")
    assert (LOST in left, SEEN in left) == (True, False)


async def test_an_opened_card_is_left_as_it_is_for_whoever_still_receives(house: House) -> None:
    await sent(house)
    coordinator = await opened(house)
    deputy = await from_the_list(house)
    await coordinator.press("Jeg vurderer den")
    await house.settled()
    assert SEEN in standing(house, deputy.client.actor.key)


async def test_where_an_opened_card_stands_is_known_before_it_is_shown(house: House) -> None:
    """In the turn's own transaction: no crash comes between."""
    await sent(house)
    async with second_replica(house) as url:
        deputy = house.seat("stedfortreder")
        deputy.client = TeamsClient(house.http, url, house.office.service_url, deputy.client.actor)
        await from_the_list(house)
        cards = await house.read(lambda work: [card for card in work.find(SentCard) if card.view == OPENED])
    assert [card.activity for card in cards] == [deputy.at]


# --- cards that are sent: first without the text, then filled where they are known to stand --------------------------

EMPTY, STUB = "Du har fått en varsling", "Spørsmål om en varsling du har sendt"
OWN_FAULT = "Noe ble ikke gjort"


def faults(house: House) -> FaultPlan:
    """What goes wrong between us and Teams."""
    return house.office.connector[CONNECTOR].faults


async def test_a_card_whose_answer_was_lost_holds_no_text_that_nobody_knows_of(house: House) -> None:
    """Teams took it and we never heard: it is sent once more, and the first stays without the text."""
    chat = house.seat("slt_koordinator").client.actor.chat_id
    faults(house).order(reset(op="send", conversation=chat, done=True))
    await sent(house)
    await house.settled()
    left = standing(house, "slt_koordinator")
    assert (left.count(SEEN), EMPTY in left) == (1, True)
    await erased(house)
    assert SEEN not in standing(house, "slt_koordinator")


async def test_a_card_that_was_left_without_its_text_opens_and_is_emptied_like_the_others(house: House) -> None:
    coordinator = house.seat("slt_koordinator")
    faults(house).order(reset(op="send", conversation=coordinator.client.actor.chat_id, done=True))
    await sent(house)
    await house.settled()
    ledger = house.office.connector[CONNECTOR].ledger
    [empty] = [e for e in ledger.messages(coordinator.client.actor.chat_id) if SEEN not in text_of(e.activity)]
    coordinator.look(empty)
    assert SEEN in await coordinator.press("Åpne")
    await erased(house)
    assert SEEN not in standing(house, "slt_koordinator")


async def test_a_card_whose_filling_was_lost_is_filled_again_and_not_sent_twice(house: House) -> None:
    chat = house.seat("slt_koordinator").client.actor.chat_id
    faults(house).order(status(503, op="update", conversation=chat))
    await sent(house)
    await house.settled()
    assert standing(house, "slt_koordinator").count(SEEN) == 1
    assert len(house.office.connector[CONNECTOR].ledger.messages(chat)) == 1


async def asks_with(house: House, *lost: Fault) -> None:
    """The reporter is asked for more, and this goes wrong on the way."""
    await sent(house)
    coordinator = house.seat("slt_koordinator")
    await coordinator.newest("Hva er sett")
    await house.settled()
    faults(house).order(*lost)
    await coordinator.press("Be om mer")
    await coordinator.press("Send spørsmålet", question=ASKED)


def lost(house: House, op: str, *, done: bool) -> Fault:
    """Something to the reporter's chat, of whose answer we hear nothing."""
    return reset(op=op, conversation=house.seat("laerer").client.actor.chat_id, done=done)


@pytest.mark.parametrize("done", [True, False])
async def test_that_a_filling_is_doubtful_again_and_again_holds_nothing_up(house: House, done: bool) -> None:
    """It is the same message every time: only the first sending could be seen twice."""
    fills = [lost(house, "update", done=done) for _ in range(3)]
    await asks_with(house, lost(house, "send", done=True), *fills)
    await house.until(lambda all: any(e.view == QUESTION and e.state is EffectState.DONE for e in all))
    left = standing(house, "laerer")
    assert (left.count(ASKED), OWN_FAULT in standing(house, "slt_koordinator")) == (1, False)


async def test_that_the_process_dies_while_it_fills_after_a_doubtful_sending_holds_nothing_up(house: House) -> None:
    update = status(503, op="update", conversation=house.seat("laerer").client.actor.chat_id, retry_after=3600)
    await asks_with(house, lost(house, "send", done=True), update)
    await house.until(lambda all: any(e.view == QUESTION and e.attempts >= 2 and e.reason == "TryLater" for e in all))
    await house.bot.store.write(house.room.id, lambda work: died(work, house))
    await house.swept()
    [effect] = await house.read(lambda work: work.find(Effect, view=QUESTION))
    assert (effect.state, effect.repeat) == (EffectState.PENDING, Repeat.FREELY)


def died(work: UnitOfWork, house: House) -> None:
    """The row as a process leaves it that dies while the card is being filled."""
    [effect] = work.find(Effect, view=QUESTION)
    work.save(replace(effect, state=EffectState.UNDER_WAY, reason=SENDING, due_at=house.clock.now()))


async def test_a_question_that_was_left_without_its_text_opens_and_holds_none_when_it_is_erased(house: House) -> None:
    await asks_with(house, lost(house, "send", done=True))
    await house.seat("laerer").newest(ASKED)
    teacher, ledger = house.seat("laerer"), house.office.connector[CONNECTOR].ledger
    posted = ledger.messages(teacher.client.actor.chat_id)
    teacher.look(next(one for one in posted if STUB in text_of(one.activity) and ASKED not in text_of(one.activity)))
    assert ASKED in await teacher.press("Åpne")
    await house.settled()
    await erased(house)
    assert ASKED not in standing(house, "laerer")


# --- the question to the reporter ------------------------------------------------------------------------------------

ASKED, OVER = "Hvor mange kom sist helg?", "trenger ikke svar lenger"


async def asked(house: House, text: str = ASKED) -> Seat:
    """The reporter has been asked for more."""
    coordinator = house.seat("slt_koordinator")
    await coordinator.newest("Hva er sett")
    await coordinator.press("Be om mer")
    await coordinator.press("Send spørsmålet", question=text)
    await house.settled()
    assert text in standing(house, "laerer")
    return coordinator


async def test_a_question_to_the_reporter_is_gone_when_the_text_is_erased(house: House) -> None:
    await sent(house)
    await asked(house)
    await erased(house)
    left = standing(house, "laerer")
    assert (ASKED in left, OVER in left) == (False, True)


async def test_also_where_the_reporter_has_begun_to_answer(house: House) -> None:
    await sent(house)
    await asked(house)
    teacher = house.seat("laerer")
    await teacher.newest(ASKED)
    assert ASKED in await teacher.press("Svar")
    await erased(house)
    assert ASKED not in standing(house, "laerer")


async def test_a_question_that_is_answered_is_taken_out_of_the_chat(house: House) -> None:
    await sent(house)
    await asked(house)
    teacher = house.seat("laerer")
    await teacher.newest(ASKED)
    await teacher.press("Svar")
    await teacher.press("Se over", text="Rundt ti stykker.")
    await teacher.press("Send")
    await house.settled()
    left = standing(house, "laerer")
    assert (ASKED in left, "Rundt ti stykker." in left, OVER in left) == (False, False, True)


async def test_when_another_question_is_asked_the_first_is_taken_out_and_the_new_one_stays(house: House) -> None:
    await sent(house)
    await asked(house)
    other = "Hvilke kvelder gjelder det?"
    await asked(house, other)
    left = standing(house, "laerer")
    assert (ASKED in left, other in left, OVER in left) == (False, True, True)


async def test_when_the_varsling_has_ended_nobody_waits_for_an_answer(house: House) -> None:
    await sent(house)
    coordinator = await asked(house)
    await coordinator.press("Avslutt")
    await coordinator.press("Avslutt varslingen", reason="handtert")
    await house.settled()
    assert (ASKED in standing(house, "laerer"), OVER in standing(house, "laerer")) == (False, True)
