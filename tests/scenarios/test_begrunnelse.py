"""Why another legal basis applies: about the law and never about the person, shown to recipients alone, and taken out
of the chats when it has served (G1, G6; H-150 to H-153)."""

from __future__ import annotations

import pytest

from bot.cards import kit
from bot.cards.actions import Ink
from bot.cards.enkeltsak import SECOND
from bot.domain.effects import Effect, EffectKind
from bot.domain.enkeltsak import Enkeltsak
from bot.domain.gate import Grunnlag
from bot.usecases.enkeltsak_stott import VIEW, subject
from bot.usecases.kort import holding
from tests.scenarios.house import House, Seat
from tests.scenarios.test_saker import days
from tests.scenarios.test_samtykke import opened
from tests.scenarios.test_tomte_kort import standing

REASON = "Nødvendig for å hindre fare, jf. § 196"
ABOUT = "Gutten har fortalt at stefaren slår ham"
DESCRIBES = "ser ut til å beskrive personen"
ASKED = "Et annet rettsgrunnlag er valgt"
CHAIR, SECRETARY = "slt_koordinator", "helsesykepleier_jus"


async def choosing(house: House) -> Seat:
    """The coordinator is at the step where another legal basis is chosen."""
    coordinator = await opened(house)
    await coordinator.press("Velg grunnlag")
    await coordinator.press("Neste", ground="hjemmel")
    return coordinator


async def chosen(house: House, *recipients: str, reason: str = REASON) -> Seat:
    """It is chosen, and the secretary has been asked to stand behind it."""
    coordinator = await choosing(house)
    await coordinator.press("Lagre", basis="avvergingsplikt", recipients=list(recipients), reason=reason)
    await house.settled()
    assert ASKED in standing(house, SECRETARY)
    return coordinator


async def the_case(house: House) -> Enkeltsak:
    [found] = await house.read(lambda work: work.find(Enkeltsak))
    assert isinstance(found, Enkeltsak)
    return found


@pytest.mark.parametrize("reason", [REASON, "Nødvendig av hensyn til barnets beste, barnevernloven § 1-3."])
async def test_a_provision_and_why_sharing_is_necessary_is_taken_as_it_is(house: House, reason: str) -> None:
    await chosen(house, SECRETARY, reason=reason)
    assert (await the_case(house)).reason == reason


async def test_a_reason_that_describes_the_person_is_not_taken_until_somebody_says_that_it_does_not(
    house: House,
) -> None:
    coordinator, filled = await choosing(house), {"basis": "avvergingsplikt", "recipients": [SECRETARY]}
    assert DESCRIBES in await coordinator.press("Lagre", **filled, reason=ABOUT)
    assert ((await the_case(house)).ground, "Beskriver teksten personen?" in coordinator.sees) == (None, True)
    mended = "For å avverge vold mot den unge."
    assert DESCRIBES in await coordinator.press("Lagre", **filled, reason=mended)
    await coordinator.press("Lagre", **filled, reason=mended, one_person="gruppe")
    assert (await the_case(house)).reason == mended


async def test_whoever_is_asked_and_is_a_recipient_sees_the_reason(house: House) -> None:
    await chosen(house, SECRETARY)
    assert REASON in standing(house, SECRETARY)


async def test_whoever_is_asked_and_is_no_recipient_sees_the_provision_alone_and_can_stand_behind_it(
    house: House,
) -> None:
    await chosen(house, "sosiallaerer_jus")
    secretary = house.seat(SECRETARY)
    seen = await secretary.newest(ASKED)
    assert ("Avvergingsplikt" in seen, "vises bare for mottakerne" in seen, REASON in seen) == (True, True, False)
    await secretary.press("Jeg står bak dette")
    assert (await the_case(house)).seconded_by == secretary.client.actor.object_id


async def test_when_somebody_stands_behind_it_the_reason_is_taken_out_of_the_chat(house: House) -> None:
    await chosen(house, SECRETARY)
    await house.seat(SECRETARY).newest(ASKED)
    await house.seat(SECRETARY).press("Jeg står bak dette")
    await house.settled()
    left = standing(house, SECRETARY)
    assert (REASON in left, "Du har bekreftet at du står bak" in left) == (False, True)


async def test_when_the_case_is_closed_the_reason_is_taken_out_of_the_chat(house: House) -> None:
    coordinator = await chosen(house, SECRETARY)
    await coordinator.press("Avslutt saken")
    await house.settled()
    left = standing(house, SECRETARY)
    assert (REASON in left, "her trengs ingen bekreftelse fra deg nå" in left) == (False, True)


async def test_when_another_is_chosen_the_first_reason_is_taken_out_of_the_chat(house: House) -> None:
    coordinator = await chosen(house, SECRETARY)
    await coordinator.press("Velg grunnlag")
    await coordinator.press("Neste", ground="hjemmel")
    await coordinator.press("Lagre", basis="fvl_13b_5", recipients=[SECRETARY], reason="Nødvendig for oppgaven.")
    await house.settled()
    left = standing(house, SECRETARY)
    assert (REASON in left, "Nødvendig for oppgaven." in left) == (False, True)
    assert (await the_case(house)).ground is Grunnlag.HJEMMEL


CHANGED = "Grunnlaget er endret siden kortet du trykket på"
OTHER = "Nødvendig for oppgaven."


async def changed_under(house: House, *recipients: str) -> Seat:
    """The secretary has the first question before them; meanwhile the coordinator has chosen another provision."""
    coordinator, secretary = await chosen(house, SECRETARY), house.seat(SECRETARY)
    await secretary.newest(ASKED)
    house.clock.move(minutes=1)
    await coordinator.press("Velg grunnlag")
    await coordinator.press("Neste", ground="hjemmel")
    await coordinator.press("Lagre", basis="fvl_13b_5", recipients=list(recipients or [SECRETARY]), reason=OTHER)
    await house.settled()
    return secretary


async def test_an_old_card_counts_for_nothing_when_the_ground_is_another_and_shows_the_new_one(house: House) -> None:
    secretary = await changed_under(house)
    answer = await secretary.press("Jeg står bak dette")
    assert (CHANGED in answer, OTHER in answer, REASON in answer) == (True, True, False)
    assert (await the_case(house)).seconded_by == ""
    await secretary.press("Jeg står bak dette")
    assert (await the_case(house)).seconded_by == secretary.client.actor.object_id


async def test_a_card_that_does_not_say_which_choice_it_is_about_is_not_said_to_be_changed(house: House) -> None:
    """From before a card carried it: it counts for nothing, and shows the question as it is now."""
    await chosen(house, SECRETARY)
    secretary = house.seat(SECRETARY)
    await secretary.newest(ASKED)
    ink = Ink(house.bot.parts.settings.card_key, secretary.client.actor.object_id, house.clock.now())
    old = kit.button(ink, "Jeg står bak dette", SECOND, (await the_case(house)).id)
    secretary.card = kit.card([kit.words("")], [old], "nb")
    answer = await secretary.press("Jeg står bak dette")
    assert ("av et eldre slag" in answer, CHANGED in answer, REASON in answer) == (True, False, True)
    assert (await the_case(house)).seconded_by == ""


async def test_of_the_new_one_no_reason_is_shown_to_whoever_is_no_recipient(house: House) -> None:
    secretary = await changed_under(house, "sosiallaerer_jus")
    answer = await secretary.press("Jeg står bak dette")
    assert (CHANGED in answer, "vises bare for mottakerne" in answer, OTHER in answer) == (True, True, False)


async def test_what_was_shown_in_the_old_cards_place_is_taken_out_too(house: House) -> None:
    secretary = await changed_under(house)
    await secretary.press("Jeg står bak dette")
    assert standing(house, SECRETARY).count(OTHER) == 2
    await secretary.press("Jeg står bak dette")
    await house.settled()
    assert OTHER not in standing(house, SECRETARY)


async def test_where_the_old_cards_message_is_not_known_the_new_one_comes_by_itself(house: House) -> None:
    secretary = await changed_under(house)
    secretary.at = ""
    answer = await secretary.press("Jeg står bak dette")
    assert ("kommer som en egen melding" in answer, OTHER in answer) == (True, False)
    await house.settled()
    assert (await the_case(house)).seconded_by == ""


async def test_an_old_card_is_answered_in_plain_words_where_nobody_is_asked_about_the_new_ground(house: House) -> None:
    coordinator, secretary = await chosen(house, SECRETARY), house.seat(SECRETARY)
    await secretary.newest(ASKED)
    house.clock.move(minutes=1)
    await coordinator.press("Velg grunnlag")
    await coordinator.press("Neste", ground="til_stede")
    await coordinator.press("Lagre")
    answer = await secretary.press("Jeg står bak dette")
    assert (CHANGED in answer, "Her trengs ingen bekreftelse" in answer) == (True, True)


async def test_also_where_the_new_ground_asks_for_somebody_else(house: House) -> None:
    """Anonymised is the chair's to confirm: the secretary is told that the ground is another, and not of roles."""
    coordinator, secretary = await chosen(house, SECRETARY), house.seat(SECRETARY)
    await secretary.newest(ASKED)
    house.clock.move(minutes=1)
    await coordinator.press("Velg grunnlag")
    await coordinator.press("Neste", ground="anonymisert")
    await coordinator.press("Lagre", list=["navn", "sted", "familie", "hendelse", "trekk", "lite"], gone="ja")
    answer, sak = await secretary.press("Jeg står bak dette"), await the_case(house)
    assert (CHANGED in answer, "Her trengs ingen bekreftelse" in answer) == (True, True)
    assert (sak.ground, sak.seconded_by, secretary.client.actor.object_id in sak.anonymity_by) == (
        Grunnlag.ANONYMISERT,
        "",
        False,
    )


async def test_nobody_stands_behind_the_ground_of_a_case_that_is_closed(house: House) -> None:
    coordinator, secretary = await chosen(house, SECRETARY), house.seat(SECRETARY)
    await secretary.newest(ASKED)
    await coordinator.press("Avslutt saken")
    assert "Saken er avsluttet" in await secretary.press("Jeg står bak dette")
    assert (await the_case(house)).seconded_by == ""


async def test_whoever_keeps_the_minutes_stands_behind_it_and_sees_no_more_of_the_case(house: House) -> None:
    await chosen(house, SECRETARY)
    secretary = house.seat(SECRETARY)
    await secretary.newest(ASKED)
    assert "Tema" not in await secretary.press("Jeg står bak dette")
    assert "Du har bekreftet" in secretary.sees


async def test_where_the_card_stands_is_remembered_until_the_reason_is_erased_there_too(house: House) -> None:
    coordinator = await chosen(house, SECRETARY)
    await days(house, 401)
    assert await house.read(lambda work: holding(work, VIEW, subject(work.find(Enkeltsak)[0])))
    await coordinator.say("enkeltsaker")
    await coordinator.press("Åpne")
    await coordinator.press("Avslutt saken")
    closed = house.clock.now()
    await days(house, 366)
    await days(house, 31)
    promised = await house.read(lambda work: work.find(Effect, view=VIEW))
    again = [effect.kind for effect in promised if effect.created_at > closed]
    assert ((await the_case(house)).reason, again) == ("", [EffectKind.REFRESH])
