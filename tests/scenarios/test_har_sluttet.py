"""Whoever has left hears nothing more of what they once sent, asked or led; whoever only has left the team and may
still report does (UC-39, threat T10)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.effects import Effect, EffectState
from bot.domain.people import Standing
from bot.domain.room import RosterEntry
from bot.standins import activities
from bot.standins.cast import JEVNAKER
from bot.standins.graph.app import FAULTS, PEOPLE
from tests.scenarios.house import PATIENCE, House, open_house
from tests.scenarios.test_saker import SEEN, opened, sent
from tests.scenarios.test_samtykke import opened as case_opened
from tests.scenarios.test_samtykke import registered
from tests.scenarios.test_tomte_kort import standing
from tests.scenarios.test_trukket import told as withdrawn
from tests.tilgang.test_front_door import leaves

NEWS = "På agendaen til neste møte"


@pytest.fixture
async def narrow(tmp_path: Path, database_url: str) -> AsyncIterator[House]:
    """Where only the team may report."""
    async with open_house(tmp_path, database_url, choices={"meld_open_to_all": False}) as opened:
        yield opened


async def taken_further(house: House) -> None:
    """The coordinator puts the varsling on the next meeting's agenda."""
    await house.seat("slt_koordinator").press("Til neste møte")
    await house.settled()


async def account(house: House, key: str, *, enabled: bool = False, gone: bool = False) -> None:
    """Somebody's account is closed, opened or taken away, and the directory is read a day later."""
    users, id = house.office.app[PEOPLE].users, JEVNAKER.person(key).object_id
    users[id] = replace(users[id], enabled=enabled)
    if gone:
        del users[id]
    house.clock.move(days=1, minutes=1)
    for _ in range(50):  # a reading that was under way is shared, and has yesterday's date
        await house.bot.roster.read(house.room)
        if await stands(house, key) is (Standing.STAFF if enabled else Standing.STRANGER):
            return
    raise AssertionError("the room does not know it")


async def test_a_reporter_who_has_left_the_team_is_told_nothing_of_how_it_goes(narrow: House) -> None:
    await sent(narrow)
    await opened(narrow)
    await leaves(narrow, "laerer")
    await taken_further(narrow)
    assert NEWS not in standing(narrow, "laerer")


async def test_where_all_staff_may_report_a_reporter_outside_the_team_is_told(house: House) -> None:
    await sent(house)
    await opened(house)
    await leaves(house, "laerer")
    await taken_further(house)
    assert NEWS in standing(house, "laerer")


@pytest.mark.parametrize("gone", [True, False])
async def test_a_reporter_who_has_left_the_municipality_is_told_nothing(house: House, gone: bool) -> None:
    await sent(house)
    await opened(house)
    await leaves(house, "laerer")
    await account(house, "laerer", gone=gone)
    await taken_further(house)
    assert NEWS not in standing(house, "laerer")


async def test_an_account_that_is_opened_again_is_staff_again(house: House) -> None:
    await sent(house)
    await opened(house)
    await leaves(house, "laerer")
    await account(house, "laerer")
    await account(house, "laerer", enabled=True)
    await taken_further(house)
    assert NEWS in standing(house, "laerer")


async def stands(house: House, key: str) -> Standing:
    """What kind of account the room takes somebody's to be."""
    id = JEVNAKER.person(key).object_id
    entry: RosterEntry = await house.read(lambda work: work.get(RosterEntry, id))
    return entry.standing


async def test_a_card_on_its_way_does_not_reach_whoever_has_stopped_receiving_varslinger(house: House) -> None:
    await sent(house)
    await opened(house)
    house.loses("slt_koordinator", "slt_koordinator")
    before = len(house.texts(house.seat("slt_koordinator").client.actor.chat_id))
    await once_more(house, "varsling_ny")
    shown = house.texts(house.seat("slt_koordinator").client.actor.chat_id)[before:]
    assert [text for text in shown if SEEN in text] == []


async def test_whoever_asked_for_a_case_and_has_left_is_not_told_that_it_is_over(house: House) -> None:
    coordinator = await case_opened(house)
    await leaves(house, "sosiallaerer_jus")
    await account(house, "sosiallaerer_jus")
    await coordinator.say("enkeltsaker")
    await coordinator.press("Åpne")
    await coordinator.press("Avslutt saken")
    await house.settled()
    assert "er avsluttet her" not in standing(house, "sosiallaerer_jus")


@pytest.mark.parametrize("gone", [True, False])
async def test_whoever_registered_a_consent_is_told_that_it_is_withdrawn_while_they_work_here(
    house: House, gone: bool
) -> None:
    await case_opened(house)
    await registered(house.seat("sosiallaerer_jus"))
    await leaves(house, "sosiallaerer_jus")
    if gone:
        await account(house, "sosiallaerer_jus")
    await withdrawn(house.seat("laerer"), f"S-{house.clock.now().year}-1")
    await house.settled()
    assert "er trukket" in standing(house, "slt_koordinator")
    assert ("er trukket" in standing(house, "sosiallaerer_jus")) is not gone


async def once_more(house: House, view: str) -> None:
    """The same is promised once more, and carried out."""
    [first] = await house.read(lambda work: work.find(Effect, view=view))
    again = replace(first, id="again", state=EffectState.PENDING, due_at=house.clock.now(), attempts=0, version=0)
    await house.bot.store.write(house.room.id, lambda work: work.add(again))
    await house.swept()


async def test_who_leaves_another_conversation_that_the_bot_is_in_has_not_left_the_team(house: House) -> None:
    faults = house.office.app[FAULTS]
    faults.add("members.get", "status", status=503, times=0)
    actor, client = JEVNAKER.person("laerer"), house.seat("slt_koordinator").client
    frame = activities.members_changed(client.place, "membersRemoved", [actor.teams_id])
    group = {"id": "19:en-annen@thread.v2", "conversationType": "groupChat", "isGroup": True, "tenantId": actor.tenant}
    before = faults.count("members.get")
    await client.deliver({**frame, "conversation": group})
    async with asyncio.timeout(PATIENCE):
        while faults.count("members.get") == before:  # noqa: ASYNC110  # the server outside is asked, no event of ours
            await asyncio.sleep(0.05)
    await house.seat("laerer").say("hjelp")
    assert (await house.read(lambda work: work.get(RosterEntry, actor.object_id))).in_team
