"""The coordinator with the varslinger: opened, asked about, taken further, never two ways at once (UC-38, UC-39)."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.bootstrap import Bot, Parts
from bot.domain.effects import Effect, EffectState
from bot.domain.moteplan import local
from bot.domain.varsling import About, Status, Urgency, Varsling
from bot.ports import UnitOfWork
from bot.standins.client import TeamsClient
from bot.usecases.varsling_kort import QUESTION, question
from tests.scenarios.house import House, Seat, open_house
from tests.tilgang.test_front_door import leaves

SEEN = "Flere ungdommer samles ved stasjonen i helgene, og noen er synlig ruset."

ONE = "ser ut til å gjelde én person"


async def sent(house: House, seen: str = SEEN, person: str = "laerer", **more: Any) -> Varsling:
    """Somebody has sent a varsling."""
    seat = house.seat(person)
    await seat.say("meld")
    await seat.press("Nei, gå videre")
    await seat.press("Nei, gå videre")
    await seat.press("Neste", about="miljo")
    await seat.press("Se over", category="rusbruk", seen=seen, place="stasjonen", **more)
    await seat.press("Send")
    return (await stored(house))[-1]


async def stored(house: House) -> list[Varsling]:
    found: list[Varsling] = await house.read(lambda work: work.find(Varsling, order="created_at"))
    return found


async def opened(house: House, number: str = "Varsling V-", person: str = "slt_koordinator") -> Seat:
    """The coordinator looks at the card of a varsling."""
    seat = house.seat(person)
    await seat.newest(number)
    return seat


async def test_the_card_says_who_sent_it_and_when_the_next_meeting_is(house: House) -> None:
    await sent(house)
    coordinator = await opened(house)
    assert "Bjørn Påfunn" in coordinator.sees
    assert "Neste møte" in coordinator.sees


async def test_more_is_asked_for_and_given_and_sealed(house: House) -> None:
    await sent(house)
    coordinator = await opened(house)
    await coordinator.press("Be om mer")
    assert "Under vurdering" in await coordinator.press("Send spørsmålet", points=["0"], question="Er det skolefolk?")
    teacher = house.seat("laerer")
    assert "Hvor ofte skjer det" in await teacher.newest("ønsker å vite mer")
    await teacher.press("Svar")
    assert "fødselsnummer" in await teacher.press("Se over", text="Spør 14831053748")
    assert "Hver fredag" in await teacher.press("Se over", text="Hver fredag, rundt ti stykker.")
    assert "lagt til" in await teacher.press("Send")
    await coordinator.newest("Svar på det du ba om")
    assert "Hver fredag, rundt ti stykker." in await coordinator.press("Åpne")


async def test_an_answer_that_reads_as_about_one_person_stops_until_the_reporter_says_it_is_not(house: House) -> None:
    await sent(house)
    coordinator = await opened(house)
    await coordinator.press("Be om mer")
    assert ONE in await coordinator.press("Send spørsmålet", question="Er gutten alene?")
    await coordinator.press("Send spørsmålet", points=["0"], question="Er de alene?")
    teacher = house.seat("laerer")
    await teacher.newest("ønsker å vite mer")
    await teacher.press("Svar")
    assert ONE in await teacher.press("Se over", text="Gutten kommer hver fredag.")
    assert "Gutten kommer" in await teacher.press("Se over", text="Gutten kommer hver fredag.", one_person="gruppe")
    assert "lagt til" in await teacher.press("Send")


async def test_an_answer_that_may_be_danger_and_about_one_is_asked_of_both_in_turn(house: House) -> None:
    await sent(house)
    coordinator = await opened(house)
    await coordinator.press("Be om mer")
    await coordinator.press("Send spørsmålet", points=["0"])
    teacher = house.seat("laerer")
    await teacher.newest("ønsker å vite mer")
    await teacher.press("Svar")
    text = "Gutten sier at han skal drepe noen i kveld."
    assert "112" in await teacher.press("Se over", text=text)
    await teacher.press("Nei, det er ikke fare nå")
    assert ONE in await teacher.press("Se over", text=text)


async def test_only_the_reporter_may_add(house: House) -> None:
    await sent(house)
    coordinator = await opened(house)
    await coordinator.press("Be om mer")
    await coordinator.press("Send spørsmålet", points=["0"])
    await house.seat("laerer").newest("ønsker å vite mer")
    other = house.seat("nav_ungdomskontakt")
    other.card = house.seat("laerer").card
    assert "ikke tilgjengelig for deg" in await other.press("Svar")


GONE = "kan ikke spørres"


@pytest.fixture
async def narrow(tmp_path: Path, database_url: str) -> AsyncIterator[House]:
    """Where only the team may report."""
    async with open_house(tmp_path, database_url, choices={"meld_open_to_all": False}) as opened:
        yield opened


async def test_a_reporter_who_has_left_is_asked_nothing_and_the_coordinator_is_told(narrow: House) -> None:
    await sent(narrow)
    coordinator = await opened(narrow)
    await leaves(narrow, "laerer")
    await coordinator.press("Be om mer")
    assert GONE in await coordinator.press("Send spørsmålet", points=["0"])
    (varsling,) = await stored(narrow)
    assert (varsling.status, varsling.question) == (Status.MOTTATT, "")


async def test_a_question_on_its_way_does_not_reach_a_reporter_who_leaves_first(narrow: House) -> None:
    await sent(narrow)
    coordinator = await opened(narrow)
    await coordinator.press("Be om mer")
    await coordinator.press("Send spørsmålet", points=["0"])
    await narrow.settled()
    await leaves(narrow, "laerer")
    await once_more(narrow, (await stored(narrow))[0])
    assert len([text for text in narrow.texts(chat(narrow)) if "ønsker å vite mer" in text]) == 1


async def test_where_all_staff_may_report_a_reporter_outside_the_team_is_asked_too(house: House) -> None:
    await sent(house)
    coordinator = await opened(house)
    await leaves(house, "laerer")
    await coordinator.press("Be om mer")
    await coordinator.press("Send spørsmålet", points=["0"])
    assert "Hvor ofte skjer det" in await house.seat("laerer").newest("ønsker å vite mer")


def chat(house: House) -> str:
    """The reporter's own chat."""
    return house.seat("laerer").client.actor.chat_id


async def once_more(house: House, varsling: Varsling) -> None:
    """The same question is promised once more, and carried out."""
    [asked] = await house.read(lambda work: work.find(Effect, view=QUESTION, subject=question(varsling)))
    again = replace(asked, id="again", state=EffectState.PENDING, due_at=house.clock.now(), attempts=0, version=0)
    await house.bot.store.write(house.room.id, lambda work: work.add(again))
    await house.swept()


async def test_it_is_referred_to_a_place_in_the_plan_and_nothing_is_sent_there(house: House) -> None:
    await sent(house)
    coordinator = await opened(house)
    await coordinator.press("Henvis videre")
    shown = await coordinator.press("Noter som henvist", to="rolle:politikontakt")
    assert "Politi – politikontakt" in shown
    told = await house.seat("laerer").newest("Henvist videre")
    assert "politikontakt" not in told
    await house.settled()
    assert not house.texts(house.seat("politikontakt").client.actor.chat_id)


async def test_two_about_the_same_go_on_as_one(house: House) -> None:
    first = await sent(house)
    second = await sent(house, "Det samme ser vi fra bussen.", "nav_ungdomskontakt")
    coordinator = await opened(house, second.number)
    await coordinator.press("Slå sammen")
    assert first.number in await coordinator.press("Slå sammen", into=first.id)
    assert "Slått sammen" in await house.seat("nav_ungdomskontakt").newest("Slått sammen")
    await coordinator.say("saker")
    await coordinator.press("Åpne")
    assert second.number in await coordinator.press("Til neste møte")
    assert "På agendaen" in await house.seat("nav_ungdomskontakt").newest("På agendaen")
    assert "På agendaen" in await house.seat("nav_ungdomskontakt").say("status")


async def test_it_is_closed_for_a_reason_that_the_reporter_is_not_told(house: House) -> None:
    await sent(house)
    coordinator = await opened(house)
    await coordinator.press("Avslutt")
    assert "fødselsnummer" in await coordinator.press("Avslutt varslingen", reason="annet", text="14831053748")
    assert ONE in await coordinator.press("Avslutt varslingen", reason="for_lite", text="Eleven er ikke sett igjen.")
    assert "For lite" in await coordinator.press("Avslutt varslingen", reason="for_lite", text="Ikke sett igjen.")
    told = await house.seat("laerer").newest("Avsluttet")
    assert "For lite" not in told
    assert "Ikke sett igjen." not in told


async def test_of_one_person_nothing_can_be_written_also_when_it_is_closed(house: House) -> None:
    teacher = house.seat("laerer")
    await teacher.say("meld")
    await teacher.press("Nei, gå videre")
    await teacher.press("Nei, gå videre")
    await teacher.press("Neste", about="enkeltsak")
    await teacher.press("Be om å ta det opp")
    await teacher.press("Se over", category="rusbruk", ground="samtykke", talked="ja")
    await teacher.press("Send")
    coordinator = await opened(house)
    assert "Notat" not in await coordinator.press("Avslutt")
    await coordinator.press("Avslutt varslingen", reason="annet")
    (varsling,) = await stored(house)
    assert (varsling.status, varsling.closing) == (Status.AVSLUTTET, "")


async def test_a_step_thrown_away_gives_the_card_back(house: House) -> None:
    await sent(house)
    coordinator = await opened(house)
    await coordinator.press("Henvis videre")
    assert SEEN in await coordinator.press("Avbryt")


async def test_a_hastemote_begins_from_the_card(house: House) -> None:
    await sent(house)
    coordinator = await opened(house)
    assert "Kall inn til hastemøte" in await coordinator.press("Hastemøte")


async def test_the_list_holds_more_than_ten_a_page_at_a_time(house: House) -> None:
    await house.bot.store.write(house.room.id, lambda work: many(work, house, 11))
    coordinator = house.seat("slt_koordinator")
    first = await coordinator.say("saker")
    assert "11 åpne varslinger" in first
    assert ("V-2026-108" in first, "V-2026-109" in first) == (True, False)
    assert "V-2026-111" in await coordinator.press("Neste")
    assert "Varsling V-2026-109" in await coordinator.press("Åpne")
    assert "V-2026-101" in await coordinator.press("Til lista")


def many(work: UnitOfWork, house: House, count: int) -> None:
    """So many varslinger, a minute apart."""
    now, reporter = house.clock.now(), house.seat("laerer").client.actor.object_id
    for n in range(1, count + 1):
        at, id = now + timedelta(minutes=n - count), f"v{n}"
        number = f"V-2026-{100 + n}"
        work.add(
            Varsling(id, house.room.id, number, About.TREND, "rusbruk", Urgency.NORMAL, reporter, Status.MOTTATT, at)
        )


async def test_the_second_of_two_sees_who_was_first_and_when(house: House) -> None:
    await sent(house)
    coordinator, deputy = await opened(house), house.seat("stedfortreder")
    await deputy.say("saker")
    await deputy.press("Åpne")
    await coordinator.press("Til neste møte")
    shown = await deputy.press("Jeg vurderer den")
    assert "Kari Eksempel var først: På agendaen til neste møte" in shown
    assert [v.status for v in await stored(house)] == [Status.PA_AGENDA]


async def test_two_at_once_on_two_replicas_one_wins_and_the_other_is_told(house: House) -> None:
    await sent(house)
    coordinator, deputy = await opened(house), house.seat("stedfortreder")
    await deputy.say("saker")
    await deputy.press("Åpne")
    async with second_replica(house) as url:
        deputy.client = TeamsClient(house.http, url, house.office.service_url, deputy.client.actor)
        both = await asyncio.gather(coordinator.press("Til neste møte"), deputy.press("Jeg vurderer den"))
    assert len([shown for shown in both if "var først" in shown]) == 1
    status = (await stored(house))[0].status
    assert status is (Status.PA_AGENDA if "var først" in both[1] else Status.UNDER_VURDERING)


@contextlib.asynccontextmanager
async def second_replica(house: House) -> AsyncIterator[str]:
    """Another process's bot over the same database: its own store, its own port."""
    bot = Bot(Parts(house.bot.parts.settings, {house.room.id: house.room}, house.clock, durable=False))
    await bot.graph.warm_up()
    async with bot.running():
        yield f"http://127.0.0.1:{bot.port}/api/messages"


async def test_a_varsling_nobody_opens_is_reminded_of_and_goes_to_the_deputy(house: House) -> None:
    await sent(house)
    await house.settled()
    await days(house, 2)
    coordinator, deputy = house.seat("slt_koordinator"), house.seat("stedfortreder")
    assert "er ikke åpnet" in await coordinator.newest("er ikke åpnet")
    assert not house.texts(deputy.client.actor.chat_id)
    await days(house, 2)
    assert SEEN in await deputy.newest("Varsling V-")
    assert "sendt til stedfortrederen" in await coordinator.newest("stedfortrederen")


async def test_one_that_was_opened_is_left_alone(house: House) -> None:
    await sent(house)
    coordinator = house.seat("slt_koordinator")
    await coordinator.say("saker")
    await coordinator.press("Åpne")
    await days(house, 9)
    assert not [text for text in house.texts() if "er ikke åpnet" in text]


async def days(house: House, count: int) -> None:
    """So many days on, at noon on a working day, and every sweep has run."""
    house.clock.move(days=count, minutes=1)
    at = local(house.clock.now())
    house.clock.move(hours=(12 - at.hour) % 24)
    while local(house.clock.now()).weekday() > 4:
        house.clock.move(days=1)
    await house.swept()


@pytest.mark.parametrize("word", ["borte til {day}", "borte"])
async def test_while_the_coordinator_is_away_the_deputy_gets_it(house: House, word: str) -> None:
    until = local(house.clock.now()).date() + timedelta(days=5)
    coordinator = house.seat("slt_koordinator")
    await coordinator.say(word.format(day=f"{until.day}.{until.month}.{until.year}"))
    await coordinator.press("Lagre", until=until.isoformat())
    await sent(house)
    assert SEEN in await house.seat("stedfortreder").newest("Varsling V-")
    assert not [t for t in house.texts(coordinator.client.actor.chat_id) if SEEN in t]


async def test_who_is_back_gets_it_again(house: House) -> None:
    coordinator = house.seat("slt_koordinator")
    await coordinator.say("borte")
    await coordinator.press("Lagre")
    await coordinator.say("tilbake")
    assert "da får du det" in await coordinator.press("Jeg er tilbake")
    await sent(house)
    assert SEEN in await coordinator.newest("Varsling V-")
