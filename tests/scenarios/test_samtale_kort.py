"""What somebody has written in a conversation goes from the chat with the draft (G1, UC-95)."""

from __future__ import annotations

from tests.scenarios.house import House, Seat
from tests.scenarios.test_saker import SEEN, days, opened, sent, stored
from tests.scenarios.test_tomte_kort import erased, standing

GONE, RECEIPT = "Denne samtalen er avsluttet", "Takk, varslingen er sendt"
NOTE = "Ikke sett igjen etter helgen."


async def written(house: House) -> Seat:
    """The teacher has written a varsling and sees how it will look; it is not sent."""
    teacher = house.seat("laerer")
    await teacher.say("meld")
    await teacher.press("Nei, gå videre")
    await teacher.press("Nei, gå videre")
    await teacher.press("Neste", about="miljo")
    await teacher.press("Se over", category="rusbruk", seen=SEEN)
    assert SEEN in standing(house, "laerer")
    return teacher


async def resumed(house: House) -> Seat:
    """They have begun again, and see it in another message too."""
    teacher = await written(house)
    await teacher.say("meld")
    assert SEEN in await teacher.press("Fortsett")
    assert standing(house, "laerer").count(SEEN) == 2
    return teacher


async def test_what_was_never_sent_is_gone_when_its_time_is_out(house: House) -> None:
    await written(house)
    await days(house, 2)
    left = standing(house, "laerer")
    assert (SEEN in left, GONE in left) == (False, True)


async def test_while_it_goes_on_it_stays(house: House) -> None:
    await resumed(house)
    await house.swept()
    assert standing(house, "laerer").count(SEEN) == 2


async def test_sent_from_another_message_it_is_gone_from_the_first(house: House) -> None:
    teacher = await resumed(house)
    await teacher.press("Send")
    await house.settled()
    left = standing(house, "laerer")
    assert (SEEN in left, GONE in left, RECEIPT in left) == (False, True, True)


async def test_thrown_away_from_another_message_it_is_gone_from_the_first(house: House) -> None:
    teacher = await written(house)
    await teacher.say("meld")
    await teacher.press("Kast den og begynn på nytt")
    await house.settled()
    left = standing(house, "laerer")
    assert (SEEN in left, GONE in left) == (False, True)


async def test_sent_where_it_was_written_the_receipt_stays(house: House) -> None:
    teacher = await written(house)
    await teacher.press("Send")
    await days(house, 2)
    left = standing(house, "laerer")
    assert (SEEN in left, GONE in left, RECEIPT in left) == (False, False, True)


async def sent_unheard(house: House) -> Seat:
    """Teams never gets the answer to «Send»: the preview stays where it is."""
    teacher = await written(house)
    assert teacher.card is not None
    await teacher.client.press(teacher.card, "Send", {}, reply_to=teacher.at)
    await house.settled()
    assert SEEN in standing(house, "laerer")
    return teacher


async def test_where_the_answer_to_the_last_press_was_lost_what_was_written_is_gone_when_it_is_erased(
    house: House,
) -> None:
    await sent_unheard(house)
    await erased(house)
    left = standing(house, "laerer")
    assert (SEEN in left, "Teksten er slettet" in left) == (False, True)


async def test_and_until_then_the_receipt_comes_when_it_is_pressed_again(house: House) -> None:
    teacher = await sent_unheard(house)
    assert RECEIPT in await teacher.press("Send")
    await days(house, 2)
    assert (SEEN in standing(house, "laerer"), len(await stored(house))) == (False, 1)


async def test_a_step_that_was_only_begun_gives_the_card_back_too(house: House) -> None:
    """It may show the texts of others: which varsling this one is the same as."""
    await sent(house)
    await sent(house, "Det samme ser vi fra bussen.", "nav_ungdomskontakt")
    coordinator = await opened(house, "fra bussen")
    await house.settled()
    assert "stasjonen" in await coordinator.press("Slå sammen")
    await days(house, 4)
    left = standing(house, "slt_koordinator")
    assert ("Hvilken gjelder det samme?" in left, "fra bussen" in left) == (False, True)


async def test_a_step_that_was_begun_on_another_card_gives_that_card_back(house: House) -> None:
    await sent(house)
    coordinator = await opened(house)
    await house.settled()
    await coordinator.press("Avslutt")
    await coordinator.press("Avslutt varslingen", text=NOTE)
    assert NOTE in standing(house, "slt_koordinator")
    await days(house, 4)
    left = standing(house, "slt_koordinator")
    assert (NOTE in left, GONE in left, SEEN in left) == (False, False, True)
    assert (await stored(house))[0].closing == ""
