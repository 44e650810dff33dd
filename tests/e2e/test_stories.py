"""What must work by hand in two Teams windows: danger now, a number caught, consent, hastemøte (UC-30, 51, 53, 60).

Kari coordinates at a desktop; Sølvi, a sosiallærer, has a phone. The clock is the test's own, and is moved.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from aiohttp.test_utils import unused_port

from bot.demo.clock import ahead_of
from bot.domain.room import RoleHolder
from bot.standins.cast import JEVNAKER
from bot.standins.playground import start_seats, stop_seats
from tests.e2e.browser import PHONE, SeatPage, open_browser
from tests.scenarios.house import House, MovableClock, open_house

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
SEEN = "Flere ungdommer samles ved stasjonen i helgene."
CONFIRMED = (
    "Samtykket er frivillig: ingen er presset, og det er lov å si nei",
    "Det er sagt ja med klare ord eller underskrift: taushet er ikke samtykke",
    "De vet hva som deles, med hvem, til hva, og hva det kan føre til",
)
KARI, SOLVI = JEVNAKER.person("slt_koordinator"), JEVNAKER.person("sosiallaerer_jus")


@dataclass(frozen=True)
class Stories:
    """The house with the two seats in it."""

    house: House
    kari: SeatPage
    solvi: SeatPage

    async def later(self, minutes: int) -> None:
        """Time goes by, and what is due is done."""
        self.house.clock.move(minutes=minutes)
        await self.house.swept()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stories(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stories]:
    """A working day with both at their places; Sølvi is also the deputy of barnevernet's leader."""
    folder, clock = tmp_path_factory.mktemp("stories"), MovableClock(ahead_of(datetime.now(UTC)))
    async with open_house(folder, clock=clock) as house, open_browser() as browser:
        deputy = RoleHolder("barnevern_leder:vara", house.room.id, "barnevern_leder", SOLVI.object_id, rank=1)
        house.bot.store.write_now(house.room.id, lambda work: work.put(deputy))
        endpoint = f"http://127.0.0.1:{house.port}/api/messages"
        seats = await start_seats(folder / "seats", endpoint, [KARI, SOLVI], ports=(unused_port(), unused_port()))
        try:
            kari = await browser.open("kari", seats[0].url)
            yield Stories(house, kari, await browser.open("solvi", seats[1].url, size=PHONE))
        finally:
            await stop_seats(seats)


async def test_danger_now_ends_at_the_telephone(stories: Stories) -> None:
    solvi = stories.solvi
    await solvi.sees("Hei! Jeg er SLT-boten i Jevnaker")
    await solvi.open_message_extension("meldBekymring")
    await solvi.sees("Er noen i fare akkurat nå")
    await solvi.screenshot("10-meldingsutvidelse")
    await solvi.press("Ja, det er fare nå")
    await solvi.sees("112")
    await solvi.screenshot("11-fare-na")
    await solvi.close_dialog()


async def test_a_number_is_caught_and_the_receipt_is_shown(stories: Stories) -> None:
    solvi = stories.solvi
    await solvi.open_message_extension("meldBekymring")
    await solvi.press("Nei, gå videre")
    await solvi.sees("Er det grunn til å tro at")
    await solvi.screenshot("12-meldeplikt")
    await solvi.press("Nei, gå videre")
    await solvi.sees("Hva gjelder bekymringen?")
    await solvi.choose("Hva gjelder det?", "Et miljø eller et sted")
    await solvi.press("Neste")
    await solvi.sees("Hva har dere sett?")
    await solvi.choose("Tema (fra planen)", "Rusbruk")
    await solvi.fill("Hva er sett eller hørt?", "Elev 14831053748 ved stasjonen")
    await solvi.press("Se over")
    await solvi.sees("Dette ser ut som fødselsnummer.")
    await solvi.screenshot("13-nummer-stoppet")
    await solvi.fill("Hva er sett eller hørt?", SEEN)
    await solvi.press("Se over")
    await solvi.sees("Dette blir lagret og sendt")
    await solvi.press("Send")
    await solvi.sees("Takk, varslingen er sendt")
    await solvi.screenshot("14-kvittering")
    await solvi.close_dialog()


async def test_the_coordinator_takes_it_further_and_the_reporter_is_told(stories: Stories) -> None:
    await stories.kari.sees(SEEN)
    await stories.kari.screenshot("15-varsling")
    await stories.kari.press("Til neste møte")
    await stories.solvi.sees("På agendaen til neste møte")
    await stories.solvi.screenshot("16-status")


async def test_a_consent_is_registered_and_withdrawn(stories: Stories) -> None:
    kari = stories.kari
    await kari.say("ny sak")
    await kari.sees("Saken får et nøytralt nummer")
    await kari.choose("Tema", "Skolefraværssaker")
    await kari.screenshot("20-ny-sak")
    await kari.press("Opprett")
    await kari.sees("Sak E-")
    await kari.screenshot("21-sak")
    await kari.press("Registrer samtykke")
    await kari.sees("Har ungdommen selv sagt ja?")
    await kari.choose("Alder", "Under 16 år")
    await kari.choose("Har ungdommen selv sagt ja?", "Ja")
    await kari.choose("Hvor mange har foreldreansvar?", "2")
    await kari.choose("Hvor mange av dem har samtykket?", "2")
    await kari.choose("Hvordan er det gitt?", "Skriftlig")
    await kari.screenshot("22-samtykke-hvem")
    await kari.press("Neste")
    await kari.sees("Hva omfatter samtykket?")
    await kari.choose("Hvilke opplysninger kan deles?", "Skolefraværssaker")
    await kari.choose("Hvem kan få dem?", "Helsesykepleier JUS")
    await kari.choose("Hvor kan det drøftes?", "Fagteam")
    await kari.screenshot("23-samtykke-hva")
    await kari.press("Neste")
    await kari.sees("Dette blir lagret")
    for told in CONFIRMED:
        await kari.choose("Bekreftelser", told)
    await kari.screenshot("24-samtykke-bekreft")
    await kari.press("Lagre")
    await kari.sees("S-2026-1")
    await kari.screenshot("25-samtykke-lagret")
    await kari.say("samtykket er trukket")
    await kari.sees("Hvilket samtykke?")
    await kari.choose("Hvilket samtykke?", "Samtykke S-2026-1")
    await kari.screenshot("26-trekk")
    await kari.press("Trekk nå")
    await kari.sees("Samtykke S-2026-1 er trukket")
    await kari.screenshot("27-trukket")


async def test_a_hastemote_is_called_answered_escalated_and_closed(stories: Stories) -> None:
    kari, solvi = stories.kari, stories.solvi
    await kari.say("hastemøte")
    await kari.sees("Kall inn til hastemøte")
    await kari.screenshot("30-hastemote-skjema")
    await kari.press("Se over")
    await kari.sees("Slik blir innkallingen")
    await kari.screenshot("31-hastemote-forhandsvisning")
    await kari.press("Kall inn nå")
    await solvi.sees("Du kalles inn til hastemøte")
    await solvi.screenshot("32-innkalt")
    await solvi.press("Kommer")
    await solvi.sees("Svaret ditt: Kommer")
    await solvi.screenshot("33-svart")
    await kari.sees("Kommer (Sølvi Testesen)")
    await kari.screenshot("34-oversikt")
    await stories.later(6)
    await stories.later(6)
    await solvi.sees("Leder barnevern")
    await solvi.screenshot("35-vara-spurt")
    await kari.say("hastemøter")
    await kari.screenshot("36-oversikt-etter-ti-minutter")
    await kari.press("Avslutt")
    await kari.press("Ja, avslutt")
    await kari.sees("Har ikke svart: Ola Fiktivsen")
    await kari.screenshot("37-avsluttet")
