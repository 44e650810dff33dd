"""Who may say that a consent is withdrawn, and what they learn by it: whoever works here may, at once, and nobody
learns by trying numbers that there is a case (use case UC-52; handbook H-121, H-135; decision 0006)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.effects import Effect
from bot.domain.samtykke import Samtykke, Slag
from bot.standins.cast import JEVNAKER
from tests.scenarios.house import House, Seat
from tests.scenarios.test_samtykke import LINE, opened, registered, with_agenda
from tests.tilgang.test_front_door import REFUSED, STRANGER, leaves

EXISTS, NONE = "S-2025-1", "S-2025-2"
OUTSIDE = ["laerer", "kommunepsykolog", "politi_forebyggende_gruppe", "sluttet"]
"""Who may report and does not follow the case: staff outside the team, a member, a guest from the police, and one who
has left the team and still works in the municipality."""


async def told(seat: Seat, number: str) -> str:
    """They say that this number is withdrawn."""
    await seat.say("samtykket er trukket")
    return await seat.press("Trekk nå", typed=number)


async def ended(house: House) -> list[Slag | None]:
    return [consent.ended for consent in await house.read(lambda work: work.find(Samtykke))]


async def test_a_colleague_who_is_told_ends_it_at_once(november: House) -> None:
    coordinator = await with_agenda(november)
    assert "Takk, beskjeden er tatt imot" in await told(november.seat("laerer"), EXISTS)
    assert await ended(november) == [Slag.TRUKKET]
    assert "er trukket" in await coordinator.newest("Samtykke S-2025-1 i sak E-2025-1")
    await november.settled()
    await coordinator.say("agenda fagteam")
    assert LINE not in coordinator.sees


@pytest.mark.parametrize("who", OUTSIDE)
async def test_a_number_that_exists_and_one_that_does_not_are_answered_alike(november: House, who: str) -> None:
    await opened(november)
    await registered(november.seat("sosiallaerer_jus"))
    if who == "sluttet":
        who = "ungdomskonsulent"
        await leaves(november, who)
    seat = november.seat(who)
    nothing = await told(seat, NONE)
    shown = await told(seat, EXISTS)
    again = await told(seat, EXISTS)
    assert NONE in nothing
    assert shown == again == nothing.replace(NONE, EXISTS)
    await november.settled()
    assert "E-2025-1" not in "\n".join(november.texts(seat.client.actor.chat_id))


async def test_nothing_of_it_is_listed_for_who_does_not_follow_it(november: House) -> None:
    await opened(november)
    await registered(november.seat("sosiallaerer_jus"))
    outsider = november.seat("kommunepsykolog")
    await outsider.say("samtykket er trukket")
    assert "S-2025-1" not in outsider.sees
    assert "Samtykke S-2025-1" in await november.seat("sosiallaerer_jus").say("samtykket er trukket")


async def test_a_slip_of_the_pen_does_not_leave_a_withdrawal_lying(november: House) -> None:
    coordinator, teacher = november.seat("slt_koordinator"), november.seat("laerer")
    await opened(november)
    await registered(november.seat("sosiallaerer_jus"))
    await told(teacher, " s-2025-11 ")
    said = await coordinator.newest("har meldt at samtykke S-2025-11 er trukket, men")
    assert teacher.client.actor.name in said
    await told(teacher, "S-2025-11")
    await november.settled()
    effects = await november.read(lambda work: work.find(Effect, view="samtykke_ukjent"))
    assert len(effects) == 1
    assert await ended(november) == [None]


async def test_the_coordinator_is_told_at_once_that_there_is_no_such_number(november: House) -> None:
    assert "Jeg finner ikke dette nummeret" in await told(november.seat("slt_koordinator"), NONE)


async def test_what_is_no_number_is_never_passed_on(november: House) -> None:
    assert "Jeg finner ikke dette nummeret" in await told(november.seat("laerer"), "Ola i 8B")
    assert await november.read(lambda work: work.find(Effect, view="samtykke_ukjent")) == []


async def test_a_pupil_and_a_stranger_are_told_the_same_of_every_number(november: House) -> None:
    await opened(november)
    await registered(november.seat("sosiallaerer_jus"))
    pupil = november.seat("elev")
    said = [await pupil.say(f"trukket {number}") for number in (EXISTS, NONE)]
    assert said[0] == said[1]
    assert REFUSED in said[0]
    unknown = replace(november.seat("laerer").client, actor=STRANGER)
    replies = [await unknown.send_text(f"trukket {number}") for number in (EXISTS, NONE)]
    assert {(reply.card is None, reply.text, reply.status) for reply in replies} == {(True, replies[0].text, 200)}
    assert await ended(november) == [None]


async def test_a_guest_who_has_left_the_team_cannot_withdraw(november: House) -> None:
    """A guest is here for a meeting; who has no place in the team any more has none here."""
    await opened(november)
    await registered(november.seat("sosiallaerer_jus"))
    await leaves(november, "politi_forebyggende_gruppe")
    guest = november.seat("politi_forebyggende_gruppe")
    said = [await guest.say(f"trukket {number}") for number in (EXISTS, NONE)]
    assert said[0] == said[1]
    assert REFUSED in said[0]
    assert JEVNAKER.person("politi_forebyggende_gruppe").user_type == "Guest"


async def test_a_number_that_is_written_with_the_word_need_not_be_written_again(november: House) -> None:
    await opened(november)
    await registered(november.seat("sosiallaerer_jus"))
    teacher = november.seat("laerer")
    await teacher.say("trukket S-2025-1")
    await teacher.press("Trekk nå")
    assert await ended(november) == [Slag.TRUKKET]
