"""What a card shows is taken out of every chat that has it, also of those who no longer hold the role (G1, UC-92)."""

from __future__ import annotations

from bot.standins.connector.state import CONNECTOR
from tests.scenarios.house import House, text_of
from tests.scenarios.test_saker import SEEN, days, opened, sent, stored
from tests.tilgang.test_front_door import leaves

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
