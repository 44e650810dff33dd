"""The day as its users live it: two people, two Teams windows, the real bot (UC-30, UC-12)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from aiohttp.test_utils import unused_port

from bot.demo.run import open_demo
from bot.standins.cast import JEVNAKER
from bot.standins.playground import start_seats, stop_seats
from tests.e2e.browser import PHONE, SeatPage, open_browser

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
SEEN = "Flere ungdommer samles ved stasjonen i helgene."


@dataclass(frozen=True)
class Day:
    """The coordinator at a desktop, the teacher on a phone."""

    kari: SeatPage
    bjorn: SeatPage


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def day(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Day]:
    folder, port = tmp_path_factory.mktemp("demo"), unused_port()
    people = [JEVNAKER.person(key) for key in ("slt_koordinator", "laerer")]
    async with open_demo(folder, port, unused_port()), open_browser() as browser:
        endpoint = f"http://127.0.0.1:{port}/api/messages"
        seats = await start_seats(folder / "seats", endpoint, people, ports=(unused_port(), unused_port()))
        try:
            kari = await browser.open("kari", seats[0].url)
            yield Day(kari, await browser.open("bjorn", seats[1].url, size=PHONE))
        finally:
            await stop_seats(seats)


async def test_a_teachers_worry_reaches_the_coordinator(day: Day) -> None:
    await day.bjorn.sees("Hei! Jeg er SLT-boten i Jevnaker")
    await day.bjorn.screenshot("01-velkommen")
    await day.bjorn.say("medl")
    await day.bjorn.press("Nei, gå videre")
    await day.bjorn.sees("Er det grunn til å tro at")
    await day.bjorn.press("Nei, gå videre")
    await day.bjorn.sees("Hva gjelder bekymringen?")
    await day.bjorn.choose("Hva gjelder det?", "Et miljø eller et sted")
    await day.bjorn.press("Neste")
    await day.bjorn.sees("Hva har dere sett?")
    await day.bjorn.choose("Tema (fra planen)", "Rusbruk")
    await day.bjorn.fill("Hva er sett eller hørt?", "Elev 14831053748 ved stasjonen")
    await day.bjorn.press("Se over")
    await day.bjorn.sees("Dette ser ut som fødselsnummer.")
    await day.bjorn.screenshot("02-nummer-stoppet")
    await day.bjorn.fill("Hva er sett eller hørt?", SEEN)
    await day.bjorn.press("Se over")
    await day.bjorn.sees("Dette blir lagret og sendt")
    await day.bjorn.screenshot("03-forhandsvisning")
    await day.bjorn.press("Send")
    await day.bjorn.sees("Takk, varslingen er sendt")
    await day.bjorn.screenshot("04-kvittering")
    await day.kari.sees(SEEN)
    await day.kari.screenshot("05-koordinator")
    await day.kari.press("Til neste møte")
    await day.bjorn.sees("På agendaen til neste møte")


async def test_the_coordinator_makes_the_agenda_and_the_channel_sees_it(day: Day) -> None:
    await day.kari.open_channel("Fagteam")
    await day.kari.sees("Hei! Jeg er SLT-boten i Jevnaker")
    await day.kari.open_chat()
    await day.kari.say("agenda fagteam")
    await day.kari.sees("Saker (ta bort haken på det som ikke skal med)")
    await day.kari.screenshot("06-agenda-forslag")
    await day.kari.press("Se over")
    await day.kari.press("Godkjenn og legg ut")
    await asyncio.sleep(1)
    await day.kari.screenshot("07-agenda-godkjent")
    await day.kari.open_channel("Fagteam")
    await day.kari.sees("Varsling V-")
    await day.kari.screenshot("08-kanalen")
