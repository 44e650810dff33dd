"""The same rules over HTTP, as Teams sends it: who has left, whom the bot does not know, and forwarded cards."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.domain.hastemote import Hastemote
from bot.domain.people import Standing
from bot.domain.room import RosterEntry
from bot.domain.varsling import Status, Varsling
from bot.registry import TABLES
from bot.standins.cast import JEVNAKER, Actor
from bot.standins.client import Reply
from bot.standins.graph.app import PEOPLE
from bot.store.tables import audit
from tests.scenarios.house import House, Seat, open_house
from tests.scenarios.test_varsling import described
from tests.tilgang import tables
from tests.tilgang.tables import rows

REFUSED = "for dem som har rollen"
NOT_YOURS = "ikke tilgjengelig for deg"
STRANGER = replace(JEVNAKER.person("laerer"), key="ukjent", object_id="5a1e0000-0000-4000-8000-00000000beef")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A house; which database it has is nothing to these rules."""
    async with open_house(tmp_path) as opened:
        yield opened


async def leaves(house: House, key: str) -> None:
    """Somebody is taken out of the team, and Teams says so."""
    actor = JEVNAKER.person(key)
    house.office.app[PEOPLE].leave(JEVNAKER.team.group_id, actor.object_id)
    await house.seat("helsesykepleier_jus").client.remove_from_team(actor)
    await seen(house, actor, in_team=False)


async def returns(house: House, key: str) -> None:
    """They are put back."""
    actor = JEVNAKER.person(key)
    house.office.app[PEOPLE].join(JEVNAKER.team.group_id, actor.object_id)
    await house.seat("helsesykepleier_jus").client.add_to_team(actor)
    await seen(house, actor, in_team=True)


async def seen(house: House, actor: Actor, *, in_team: bool) -> None:
    """Wait until the room knows it."""
    for _ in range(500):
        entry = await house.read(lambda work: work.get(RosterEntry, actor.object_id))
        if entry.in_team is in_team:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the room does not know it")


def audited(house: House, who: Actor) -> list[str]:
    """How what somebody did has ended, in order."""
    with house.bot.store.writing.connect() as connection:
        query = sa.select(audit.c.outcome).where(audit.c.actor == who.object_id).order_by(audit.c.seq)
        return list(connection.execute(query).scalars())


async def test_a_coordinator_who_leaves_is_refused_at_every_step_of_a_call(house: House) -> None:
    seat = house.seat("slt_koordinator")
    for step in ("say hastemøte", "press Se over", "press Kall inn nå"):
        await leaves(house, "slt_koordinator")
        assert REFUSED in await does(seat, step)
        assert not await house.read(lambda work: work.find(Hastemote))
        await returns(house, "slt_koordinator")
        await does(seat, step)
    assert await house.read(lambda work: work.find(Hastemote))
    assert audited(house, seat.client.actor).count("not_allowed") == 3


async def does(seat: Seat, step: str) -> str:
    """Say or press something. A refusal leaves the card as it was."""
    verb, _, what = step.partition(" ")
    card = seat.card
    said = await (seat.say(what) if verb == "say" else seat.press(what))
    if REFUSED in said:
        seat.card = card
    return said


async def test_a_card_from_before_they_left_does_nothing(house: House) -> None:
    await described(house.seat("laerer"))
    await house.seat("laerer").press("Send")
    await house.seat("slt_koordinator").newest("Varsling V-")
    await leaves(house, "slt_koordinator")
    assert REFUSED in await house.seat("slt_koordinator").press("Til neste møte")
    assert [v.status for v in await house.read(lambda work: work.find(Varsling))] == [Status.MOTTATT]


async def test_a_forwarded_card_is_refused_and_audited(house: House) -> None:
    await described(house.seat("laerer"))
    other = house.seat("sosiallaerer_jus")
    other.card = house.seat("laerer").card
    shown = await other.press("Send")
    assert NOT_YOURS in shown
    assert "stasjon" not in shown
    assert audited(house, other.client.actor) == ["card_for_another"]
    assert not await house.read(lambda work: work.find(Varsling))


async def test_an_old_clients_button_is_held_to_the_same(house: House) -> None:
    await described(house.seat("laerer"))
    card = house.seat("laerer").card
    assert card is not None
    other = house.seat("elev")
    reply = await other.client.press(card, "Send", fallback=True)
    assert NOT_YOURS in reply.text
    assert not await house.read(lambda work: work.find(Varsling))


async def test_a_pupil_gets_nothing_but_help(house: House) -> None:
    pupil = house.seat("elev")
    for word, cells in rows(tables.WORDS).items():
        assert (REFUSED in await pupil.say(word)) is (cells["elev"] == "-"), word
        if word in ("engelsk", "nynorsk"):
            await pupil.say("bokmål")
    opened = await pupil.client.open_extension("meldBekymring")
    assert REFUSED in opened.text
    assert not await house.read(lambda work: work.find(Varsling))


async def test_somebody_the_directory_does_not_know_is_told_nothing(house: House) -> None:
    client = replace(house.seat("laerer").client, actor=STRANGER)
    for reply in (await client.send_text("meld"), await client.send_text("saker")):
        assert (reply.card, reply.status) == (None, 200)
    assert set(audited(house, STRANGER)) == {"unknown_person"}


async def test_a_guest_who_is_not_in_the_team_is_refused(house: House) -> None:
    guest = JEVNAKER.person("nav_ungdomskontakt")
    await leaves(house, guest.key)
    entry = await house.read(lambda work: work.get(RosterEntry, guest.object_id))
    assert (entry.standing, entry.in_team) == (Standing.GUEST, False)
    assert REFUSED in await house.seat(guest.key).say("meld")


async def test_another_tenant_is_turned_away_at_the_door_without_a_word(house: House) -> None:
    client = house.seat("fremmed").client
    replies: list[Reply] = [await client.send_text(word) for word in TABLES.words]
    replies += [await client.install(), await client.open_extension("meldBekymring")]
    assert {(reply.status, reply.body) for reply in replies} == {(403, None)}
    assert house.texts(client.actor.chat_id) == []
