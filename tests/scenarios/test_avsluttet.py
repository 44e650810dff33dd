"""A case that is closed is spoken of no more, and whoever holds the chair when the meeting begins is the one who is
asked (UC-33, UC-56)."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.effects import Effect
from bot.domain.enkeltsak import Ledd, Portlogg
from bot.standins.cast import JEVNAKER
from tests.scenarios.house import House, Seat
from tests.scenarios.test_samtykke import LINE, MEETING, OUT, with_agenda
from tests.tilgang.test_front_door import leaves

ASK = "Bekreft grunnlaget når du ser hvem som er i rommet"


async def closed(coordinator: Seat) -> None:
    await coordinator.say("enkeltsaker")
    await coordinator.press("Åpne")
    await coordinator.press("Avslutt saken")
    await coordinator.house.settled()


async def asked(house: House) -> set[str | None]:
    """Who is asked to confirm."""
    return {effect.person for effect in await house.read(lambda work: work.find(Effect, view="enkeltsak_bekreft"))}


async def test_a_case_that_is_closed_leaves_the_agenda_and_nobody_is_asked_about_it(november: House) -> None:
    coordinator = await with_agenda(november)
    await closed(coordinator)
    await coordinator.say("agenda fagteam")
    assert LINE not in coordinator.sees
    november.clock.set(MEETING)
    await november.swept()
    assert await asked(november) == set()
    assert "Ingen enkeltsaker venter" in await coordinator.say("bekreft")


async def test_closed_while_the_card_is_open_it_cannot_be_confirmed(november: House) -> None:
    coordinator = await with_agenda(november)
    november.clock.set(MEETING)
    await coordinator.say("bekreft")
    card = coordinator.card
    await closed(coordinator)
    coordinator.card = card
    assert "kan drøftes nå" not in await coordinator.press("Bekreft og start", left=OUT)
    assert Ledd.MOTE not in [line.ledd for line in await november.read(lambda work: work.find(Portlogg))]


async def test_whoever_holds_the_chair_when_it_begins_is_asked_and_nobody_who_has_left(november: House) -> None:
    await with_agenda(november)
    await leaves(november, "slt_koordinator")
    november.clock.set(MEETING)
    await november.swept()
    await november.seat("stedfortreder").newest(ASK)
    assert await asked(november) == {JEVNAKER.person("stedfortreder").object_id}
    assert not [text for text in november.texts(JEVNAKER.person("slt_koordinator").chat_id) if ASK in text]


async def test_a_meeting_that_was_two_days_ago_asks_nobody(november: House) -> None:
    await with_agenda(november)
    november.clock.set(MEETING + timedelta(days=2))
    await november.swept()
    assert await asked(november) == set()
