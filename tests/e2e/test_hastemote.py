"""A hastemøte in two Teams windows: called, answered, handed to a deputy when the clock has moved, closed (UC-61)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from aiohttp.test_utils import unused_port

from bot.demo.run import open_demo
from bot.domain.room import RoleHolder
from bot.standins.cast import JEVNAKER
from bot.standins.playground import start_seats, stop_seats
from tests.e2e.browser import PHONE, SeatPage, open_browser
from tests.scenarios.house import MovableClock

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
TEACHER = JEVNAKER.person("sosiallaerer_jus")


@dataclass(frozen=True)
class Call:
    """The coordinator at a desktop, the social teacher on a phone; she is also the nurse's deputy."""

    clock: MovableClock
    kari: SeatPage
    solvi: SeatPage


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def call(
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Call]:
    folder, port = tmp_path_factory.mktemp("demo"), unused_port()
    people = [JEVNAKER.person("slt_koordinator"), TEACHER]
    clock = MovableClock()
    async with open_demo(folder, port, unused_port(), clock) as (bot, _), open_browser() as browser:
        room = next(iter(bot.rooms))
        deputy = RoleHolder("vara", room, "helsesykepleier_jus", TEACHER.object_id, rank=1)
        bot.store.write_now(room, lambda work: work.put(deputy))
        endpoint = f"http://127.0.0.1:{port}/api/messages"
        seats = await start_seats(folder / "seats", endpoint, people, ports=(unused_port(), unused_port()))
        try:
            kari = await browser.open("kari", seats[0].url)
            yield Call(clock, kari, await browser.open("solvi", seats[1].url, size=PHONE))
        finally:
            await stop_seats(seats)


async def test_a_call_from_the_word_to_the_end(call: Call) -> None:
    kari, solvi = call.kari, call.solvi
    await kari.sees("Hei! Jeg er SLT-boten i Jevnaker")
    await solvi.sees("Hei! Jeg er SLT-boten i Jevnaker")
    await kari.say("hastemøte")
    await kari.sees("Dette erstatter ikke 112")
    await kari.screenshot("h1-skjema")
    await kari.press("Se over")
    await kari.sees("Slik blir innkallingen")
    await kari.screenshot("h2-forhandsvisning")
    await kari.press("Kall inn nå")
    await solvi.sees("Du kalles inn til hastemøte")
    await solvi.screenshot("h3-innkalt")
    await solvi.press("Kommer")
    await solvi.sees("Svaret ditt: Kommer")
    await kari.sees("Kommer (Sølvi Testesen)")
    await kari.screenshot("h4-levende-kort")


async def test_the_deputy_is_asked_when_the_clock_has_moved_and_the_coordinator_ends_it(call: Call) -> None:
    call.clock.move(minutes=11)
    await call.solvi.sees("Du spørres som stedfortreder for Helsesykepleier")
    await call.solvi.screenshot("h5-stedfortreder")
    await call.solvi.press("Kan ikke")
    await call.kari.sees("Kan ikke (Sølvi Testesen)")
    await call.kari.sees("Ring selv: noen er ikke nådd")
    await call.kari.screenshot("h6-ring-selv")
    await call.kari.press("Avslutt")
    await call.kari.sees("Vil du avslutte innkallingen?")
    await call.kari.screenshot("h7-sikker")
    await call.kari.press("Ja, avslutt")
    await call.kari.sees("Slik gikk innkallingen")
    await call.kari.screenshot("h8-evaluering")
