"""Somebody who is not in Teams is reached on the telephone and answers by a link that is used once (UC-61)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.innkalling import Innkalling
from bot.standins.cast import JEVNAKER
from bot.standins.connector.faults import blocked
from bot.standins.connector.state import CONNECTOR
from tests.hastemote.gateway import Gateway, open_gateway
from tests.scenarios.house import PUBLIC, House, open_house
from tests.scenarios.test_hastemote import SITUATION, called
from tests.scenarios.test_hastemote_reaching import later

PHONES = {"phones": {"sosiallaerer_jus": "+47 999 99 991", "politikontakt": "+47 999 99 992"}}


@pytest.fixture
async def gateway() -> AsyncIterator[Gateway]:
    async with open_gateway() as opened:
        yield opened


@pytest.fixture
async def house(tmp_path: Path, database_url: str, gateway: Gateway) -> AsyncIterator[House]:
    """A house whose municipality sends text messages."""
    async with open_house(tmp_path, database_url, choices=PHONES, sms_url=gateway.url) as opened:
        yield opened


async def link(house: House, gateway: Gateway) -> str:
    """The link of the only message that was sent, on this machine."""
    await house.settled()
    text: str = gateway.got[0]["text"]
    return text.rpartition(" ")[2].replace(PUBLIC, f"http://127.0.0.1:{house.port}")


async def opened(house: House, url: str, **form: str) -> tuple[int, str]:
    """Open a link, or answer by it."""
    request = house.http.post(url, data=form) if form else house.http.get(url)
    async with request as response:
        return response.status, await response.text()


async def test_the_text_says_nothing_of_what_it_is_about(house: House, gateway: Gateway) -> None:
    await called(house, "sosiallaerer_jus", "barnevern_leder")
    await house.settled()
    assert [message["to"] for message in gateway.got] == ["+47 999 99 991"]
    assert SITUATION not in gateway.got[0]["text"]
    assert JEVNAKER.person("sosiallaerer_jus").name not in gateway.got[0]["text"]


async def test_a_link_shows_time_and_place_and_answers_once(house: House, gateway: Gateway) -> None:
    house.office.connector[CONNECTOR].faults.order(blocked(JEVNAKER.person("sosiallaerer_jus").chat_id))
    coordinator = await called(house, "sosiallaerer_jus")
    url = await link(house, gateway)
    for _ in range(2):  # messaging apps open links on their own
        status, page = await opened(house, url)
        assert (status, "Tid:" in page, "Kommer" in page, SITUATION in page) == (200, True, True, False)
    assert "Svaret ditt: Kommer" in (await opened(house, url, svar="kommer"))[1]
    status, page = await opened(house, url, svar="kan_ikke")
    assert (status, "Lenken er brukt. Svaret ditt: Kommer" in page, "<button" in page) == (410, True, False)
    assert "Kommer (Sølvi Testesen)" in await coordinator.newest("Kommer (Sølvi Testesen)")


async def test_two_presses_at_once_are_one_answer_and_neither_is_left_in_doubt(house: House, gateway: Gateway) -> None:
    await called(house, "sosiallaerer_jus")
    url = await link(house, gateway)
    pages = await asyncio.gather(*(opened(house, url, svar="kommer") for _ in range(2)))
    assert sorted(status for status, _ in pages) == [200, 410]
    assert all("Svaret ditt: Kommer" in page for _, page in pages)
    assert [len(row.answers) for row in await house.read(lambda work: work.find(Innkalling))] == [1]


SCANNERS = ("GET", "HEAD", "OPTIONS", "PUT", "POST")


async def test_a_preview_or_a_mail_scanner_answers_for_nobody_and_uses_nothing_up(
    house: House, gateway: Gateway
) -> None:
    await called(house, "sosiallaerer_jus")
    url = await link(house, gateway)
    for method in SCANNERS:
        for fetched in (url, f"{url}?svar=kommer"):
            async with house.http.request(method, fetched) as response:
                assert response.status in (200, 404, 405)
    assert [row.answers for row in await house.read(lambda work: work.find(Innkalling))] == [()]
    assert "Svaret ditt: Kan ikke" in (await opened(house, url, svar="kan_ikke"))[1]


async def test_a_message_that_may_have_got_through_is_sent_again_and_says_so(house: House, gateway: Gateway) -> None:
    gateway.next.append((502, {}))
    await called(house, "sosiallaerer_jus")
    await house.settled()
    first, second = gateway.got
    assert second["text"] == f"Sendes på nytt. {first['text']}"
    assert len(set(gateway.keys)) == 1


async def test_a_link_to_a_time_that_was_moved_is_none(house: House, gateway: Gateway) -> None:
    coordinator = await called(house, "sosiallaerer_jus")
    url = await link(house, gateway)
    await coordinator.newest("Venter på svar")
    await coordinator.press("Flytt")
    await coordinator.press("Flytt og spør på nytt", start="23:59")
    assert (await opened(house, url, svar="kommer"))[0] == 410
    assert not (await house.read(lambda work: work.find(Innkalling)))[0].covered


async def test_a_link_runs_out_and_a_made_up_one_never_was(house: House, gateway: Gateway) -> None:
    await called(house, "sosiallaerer_jus")
    url = await link(house, gateway)
    assert (await opened(house, url[:-1] + ("A" if url[-1] != "A" else "B")))[0] == 404
    assert (await opened(house, url + "/../x"))[0] == 404
    house.clock.move(hours=4)
    assert (await opened(house, url))[0] == 410
    assert (await opened(house, url, svar="kommer"))[0] == 410
    assert [row.answers for row in await house.read(lambda work: work.find(Innkalling))] == [()]


async def test_called_off_the_link_says_so(house: House, gateway: Gateway) -> None:
    coordinator = await called(house, "sosiallaerer_jus")
    url = await link(house, gateway)
    await coordinator.newest("Venter på svar")
    await coordinator.press("Avlys")
    await coordinator.press("Ja, avlys")
    for form in ({}, {"svar": "kommer"}):
        status, page = await opened(house, url, **form)
        assert (status, "avlyst" in page, "Tid:" in page) == (410, True, False)
    assert [row.answers for row in await house.read(lambda work: work.find(Innkalling))] == [()]


async def test_called_off_whoever_answered_by_the_link_gets_a_text_and_nobody_else(
    house: House, gateway: Gateway
) -> None:
    coordinator = await called(house, "sosiallaerer_jus", "politikontakt")
    await house.settled()
    mine = next(one["text"] for one in gateway.got if one["to"] == "+47 999 99 991")
    await opened(house, mine.rpartition(" ")[2].replace(PUBLIC, f"http://127.0.0.1:{house.port}"), svar="kommer")
    await coordinator.newest("Kommer (Sølvi Testesen)")
    await coordinator.press("Avlys")
    await coordinator.press("Ja, avlys")
    await house.settled()
    off = [message for message in gateway.got if "er avlyst" in message["text"]]
    assert [message["to"] for message in off] == ["+47 999 99 991"]
    assert SITUATION not in off[0]["text"]


async def test_the_page_of_an_exercise_says_that_it_is_one_in_every_state(house: House, gateway: Gateway) -> None:
    coordinator = house.seat("slt_koordinator")
    await coordinator.say("øvelse")
    await coordinator.press("Se over", roles=["sosiallaerer_jus"])
    await coordinator.press("Kall inn nå")
    url = await link(house, gateway)
    pages = [(await opened(house, url, **form))[1] for form in ({}, {"svar": "kommer"}, {})]
    house.clock.move(hours=4)
    pages.append((await opened(house, url))[1])
    assert [("ØVELSE: Hastemøte" in p, "ikke en ekte hendelse" in p) for p in pages] == [(True, True)] * 4


async def test_a_stand_in_who_answered_by_the_link_is_told_by_text_that_it_is_moved(
    house: House, gateway: Gateway
) -> None:
    house.holds("sosiallaerer_jus", "politikontakt", rank=1)
    await house.rings("politikontakt", "+47 999 99 992")
    coordinator = await called(house, "sosiallaerer_jus")
    await house.settled()
    await later(house, 11)
    theirs = next(one["text"] for one in gateway.got if one["to"] == "+47 999 99 992")
    await opened(house, theirs.rpartition(" ")[2].replace(PUBLIC, f"http://127.0.0.1:{house.port}"), svar="kommer")
    await coordinator.newest("Kommer (")
    await coordinator.press("Flytt")
    await coordinator.press("Flytt og spør på nytt", start="23:59")
    await house.settled()
    told = [one for one in gateway.got if "er flyttet til" in one["text"]]
    assert [one["to"] for one in told] == ["+47 999 99 992"]
