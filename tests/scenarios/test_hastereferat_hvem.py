"""Whose referat of a hastemøte it is: who is suggested as present, who gets the link, whose roles it has (UC-62)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.hastemote import Hastemote
from bot.standins.cast import JEVNAKER
from bot.usecases.hastereferat_hvem import present_roles
from tests.documents.reading import body
from tests.scenarios.house import House, open_house
from tests.scenarios.test_hastemote_etter import files

POLICE = {"virksomheter": {"Politiet": ("politi_forebyggende_gruppe", "politikontakt")}}
ROLES = ["politi_forebyggende_gruppe", "politikontakt", "sosiallaerer_jus"]
READY = "Referatet fra hastemøtet"


@pytest.fixture
async def house(tmp_path: Path, database_url: str) -> AsyncIterator[House]:
    """The coordinator's deputy has called; of the police one comes and one cannot, and the teacher has not answered."""
    async with open_house(tmp_path, database_url, choices=POLICE) as opened:
        deputy = opened.seat("stedfortreder")
        await deputy.say("hastemøte")
        await deputy.press("Se over", roles=ROLES)
        await deputy.press("Kall inn nå")
        for key, answer in (("politikontakt", "Kommer"), ("politi_forebyggende_gruppe", "Kan ikke")):
            await opened.seat(key).newest("Du kalles inn")
            await opened.seat(key).press(answer)
        await opened.settled()
        opened.clock.move(minutes=80)
        yield opened


async def minuted(house: House, **more: object) -> str:
    """The coordinator writes it; the preview."""
    coordinator = house.seat("slt_koordinator")
    await coordinator.say("hastereferat")
    shown = await coordinator.press("Se over", theme="kriminelle_handlinger", **more)
    await coordinator.press("Lagre og arkiver")
    await house.posted(JEVNAKER.person("slt_koordinator").chat_id, READY)
    await house.settled()
    return shown


def told(house: House, *keys: str) -> list[str]:
    """Who of these got the link."""
    return [key for key in keys if any(READY in text for text in house.texts(JEVNAKER.person(key).chat_id))]


async def test_only_the_roles_of_those_who_said_that_they_come_are_suggested_as_present(house: House) -> None:
    (mote,) = await house.read(lambda work: work.find(Hastemote))
    suggested = await house.read(lambda work: present_roles(work, house.room, mote, house.clock.now()))
    assert suggested == ("slt_koordinator", "politikontakt")


async def test_whoever_said_no_gets_no_link_though_a_colleague_came_nor_whoever_did_not_answer(house: House) -> None:
    await minuted(house)
    assert told(house, *ROLES) == ["politikontakt"]


async def test_whoever_is_marked_as_present_gets_the_link_without_an_answer(house: House) -> None:
    await minuted(house, present=["politikontakt", "sosiallaerer_jus"])
    assert told(house, *ROLES) == ["politikontakt", "sosiallaerer_jus"]


async def test_it_has_the_roles_of_whoever_called_and_wrote_and_the_preview_has_its_theme(house: House) -> None:
    assert "Tema: Bekymring for kriminelle handlinger" in await minuted(house)
    text = body(next(path for path in files(house) if "hastemote-h-" in path.name).read_bytes())
    assert "Møteleder\tStedfortreder for SLT-koordinator\nSekretær\tSLT-koordinator\n" in text
    assert not [person.name for person in JEVNAKER.people if person.name in text]
