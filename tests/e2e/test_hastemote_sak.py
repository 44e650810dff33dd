"""A hastemøte about one person in two Teams windows, its ground confirmed when it begins; and a phone list with long
names on a telephone (UC-33, UC-60, UC-61)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from aiohttp.test_utils import unused_port

from bot.demo.clock import ahead_of
from bot.domain.enkeltsak import Enkeltsak, Ledd, Portlogg
from bot.domain.hastemote import Hastemote
from bot.standins.cast import JEVNAKER
from bot.standins.connector.faults import blocked
from bot.standins.connector.state import CONNECTOR
from bot.standins.playground import start_seats, stop_seats
from tests.e2e.browser import PHONE, SeatPage, open_browser
from tests.scenarios.house import House, MovableClock, open_house
from tests.scenarios.test_hastemote_bekreft import with_ground

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
KARI, SOLVI = JEVNAKER.person("slt_koordinator"), JEVNAKER.person("sosiallaerer_jus")
LONG = {
    "virksomheter": {
        "Forebyggende gruppe i politiet på Ringerike": ("politi_forebyggende_gruppe",),
        "Barneverntjenesten for Hadeland og Ringerike": ("barnevern_leder",),
    }
}


@dataclass(frozen=True)
class Call:
    """Kari coordinates from a telephone; Sølvi, a sosiallærer, sits at a desktop."""

    house: House
    kari: SeatPage
    solvi: SeatPage


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def call(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Call]:
    """There is a case that may be spoken of with the young person and a guardian there."""
    folder, clock = tmp_path_factory.mktemp("sak"), MovableClock(ahead_of(datetime.now(UTC)))
    async with open_house(folder, clock=clock, choices=LONG) as house, open_browser() as browser:
        await with_ground(house)
        endpoint = f"http://127.0.0.1:{house.port}/api/messages"
        seats = await start_seats(folder / "seats", endpoint, [KARI, SOLVI], ports=(unused_port(), unused_port()))
        try:
            kari = await browser.open("kari", seats[0].url, size=PHONE)
            yield Call(house, kari, await browser.open("solvi", seats[1].url))
        finally:
            await stop_seats(seats)


async def begun(house: House) -> None:
    """The newest hastemøte has begun, and what is due is done."""
    motes = await house.read(lambda work: work.find(Hastemote))
    house.clock.set(max(mote.starts_at for mote in motes) + timedelta(minutes=1))
    await house.swept()


async def test_the_ground_is_confirmed_in_the_meeting_by_whoever_leads_it(call: Call) -> None:
    kari, solvi = call.kari, call.solvi
    await kari.sees("Hei! Jeg er SLT-boten i Jevnaker")
    await solvi.sees("Hei! Jeg er SLT-boten i Jevnaker")
    await kari.say("hastemøte")
    await kari.sees("Gjelder det én person?")
    number = (await call.house.read(lambda work: work.find(Enkeltsak)))[0].number
    await kari.choose("Gjelder det én person?", f"Sak {number}: Skolefraværssaker")
    await kari.screenshot("s1-skjema")
    await kari.press("Se over")
    await kari.sees("Slik blir innkallingen")
    await kari.screenshot("s2-forhandsvisning")
    await kari.press("Kall inn nå")
    await solvi.sees("Du kalles inn til hastemøte")
    await solvi.press("Kommer")
    await kari.sees("Kommer (Sølvi Testesen)")
    await kari.screenshot("s3-levende-kort")
    await begun(call.house)
    await kari.sees("Bekreft grunnlaget når du ser hvem som er med")
    await kari.screenshot("s4-bekreft-na")
    await kari.press("Se og bekreft")
    await kari.sees("Hvem er til stede?")
    await kari.screenshot("s5-hvem-er-her")
    await kari.choose("Hvem er til stede?", "Ungdommen er til stede")
    await kari.choose("Hvem er til stede?", "Foresatt er til stede")
    await kari.press("Bekreft og start")
    await kari.sees("Grunnlaget er bekreftet. Saken kan drøftes nå.")
    await kari.screenshot("s6-bekreftet")
    await kari.press("Avlys")
    await kari.press("Ja, avlys")
    await kari.misses("Ring selv: noen er ikke nådd")
    await kari.screenshot("s6-avlyst")
    assert Ledd.MOTE in [line.ledd for line in await call.house.read(lambda work: work.find(Portlogg))]


async def test_on_the_phone_list_every_button_says_whole_words_of_whom_it_is_about(call: Call) -> None:
    kari, house = call.kari, call.house
    for key in ("politi_forebyggende_gruppe", "barnevern_leder"):
        house.office.connector[CONNECTOR].faults.order(blocked(JEVNAKER.person(key).chat_id))
    await kari.say("hastemøte")
    await kari.sees("Gjelder det én person?")
    await kari.press("Se over")
    await kari.press("Kall inn nå")
    await kari.sees("Ring selv: noen er ikke nådd")
    await kari.sees("Noter Forebyggende")
    await kari.screenshot("s7-ringeliste")
    await kari.press("Noter Forebyggende")
    await kari.misses("Noter Forebyggende")
    await kari.screenshot("s8-en-er-ringt")
    await kari.press("Noter Barneverntjenesten")
    await kari.sees("Ringt: kommer (notert av Kari Eksempel)")
    await kari.misses("Ring selv: noen er ikke nådd")
    await kari.screenshot("s9-alle-er-ringt")
