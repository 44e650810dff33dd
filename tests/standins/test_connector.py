"""The connector stand-in: what is posted is remembered, and people and channels are those of the cast."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.standins.cast import BOT_ID, FREMMED, JEVNAKER
from bot.standins.connector import CONNECTOR, Ledger, create_connector_app

KARI = JEVNAKER.person("slt_koordinator")
AASE = JEVNAKER.person("helsesykepleier_jus")
FAGTEAM = JEVNAKER.team.channel("Fagteam").id
Client = TestClient[web.Request, web.Application]


@pytest.fixture
async def teams(tmp_path: Path) -> AsyncIterator[Client]:
    async with TestClient(TestServer(create_connector_app(tmp_path, JEVNAKER))) as client:
        yield client


def messages_of(teams: Client, conversation: str) -> list[Any]:
    assert teams.app is not None
    return [entry.activity for entry in teams.app[CONNECTOR].ledger.messages(conversation)]


async def open_chat(teams: Client, member_id: str, tenant: str = JEVNAKER.tenant) -> tuple[int, Any]:
    wanted = {"bot": {"id": f"28:{BOT_ID}"}, "members": [{"id": member_id}], "tenantId": tenant, "isGroup": False}
    answer = await teams.post("/v3/conversations", json=wanted)
    return answer.status, await answer.json()


async def post(teams: Client, conversation: str, text: str) -> str:
    answer = await teams.post(f"/v3/conversations/{conversation}/activities", json={"type": "message", "text": text})
    assert answer.status == 201
    return str((await answer.json())["id"])


async def test_a_person_has_one_chat_however_often_it_is_opened(teams: Client) -> None:
    assert await open_chat(teams, KARI.teams_id) == (201, {"id": KARI.chat_id})
    assert await open_chat(teams, KARI.object_id) == (201, {"id": KARI.chat_id})


@pytest.mark.parametrize("key", ["tidligere_medlem", "elev", "fremmed"])
async def test_no_chat_opens_with_somebody_outside_the_team(teams: Client, key: str) -> None:
    status, body = await open_chat(teams, JEVNAKER.person(key).teams_id)
    assert (status, body["error"]["code"]) == (403, "BotNotInConversationRoster")


async def test_no_chat_opens_in_another_tenant(teams: Client) -> None:
    status, _ = await open_chat(teams, KARI.teams_id, tenant=FREMMED.tenant)
    assert status == 403


async def test_a_group_chat_cannot_be_made_by_a_bot(teams: Client) -> None:
    wanted = {"members": [{"id": KARI.teams_id}, {"id": AASE.teams_id}], "isGroup": True}
    assert (await teams.post("/v3/conversations", json=wanted)).status == 400


async def test_a_message_lands_in_its_conversation_only(teams: Client) -> None:
    await post(teams, KARI.chat_id, "Hei Kari")
    assert [activity["text"] for activity in messages_of(teams, KARI.chat_id)] == ["Hei Kari"]
    assert messages_of(teams, AASE.chat_id) == []


async def test_an_update_replaces_the_message_in_its_place(teams: Client) -> None:
    first = await post(teams, KARI.chat_id, "Åpen")
    await post(teams, KARI.chat_id, "Senere")
    url = f"/v3/conversations/{KARI.chat_id}/activities/{first}"
    assert (await teams.put(url, json={"type": "message", "text": "Avsluttet"})).status == 200
    assert [activity["text"] for activity in messages_of(teams, KARI.chat_id)] == ["Avsluttet", "Senere"]


async def test_a_message_that_was_never_posted_cannot_be_changed(teams: Client) -> None:
    answer = await teams.put(f"/v3/conversations/{KARI.chat_id}/activities/1", json={"type": "message"})
    assert answer.status == 404


async def test_a_deleted_message_is_gone(teams: Client) -> None:
    first = await post(teams, KARI.chat_id, "Feil")
    assert (await teams.delete(f"/v3/conversations/{KARI.chat_id}/activities/{first}")).status == 200
    assert messages_of(teams, KARI.chat_id) == []


async def test_a_channel_message_begins_a_thread_of_its_own(teams: Client) -> None:
    wanted = {"isGroup": True, "channelData": {"channel": {"id": FAGTEAM}}, "activity": {"text": "Ny varsling"}}
    body = await (await teams.post("/v3/conversations", json=wanted)).json()
    assert body["id"] == f"{FAGTEAM};messageid={body['activityId']}"
    await post(teams, body["id"], "Svar i tråden")
    assert [activity["text"] for activity in messages_of(teams, FAGTEAM)] == ["Ny varsling", "Svar i tråden"]


async def test_an_unknown_conversation_is_not_found(teams: Client) -> None:
    answer = await teams.post("/v3/conversations/a:ingen/activities", json={"type": "message"})
    assert answer.status == 404


async def test_the_roster_holds_members_and_guests_and_nobody_else(teams: Client) -> None:
    roster = await (await teams.get(f"/v3/conversations/{FAGTEAM}/members")).json()
    assert {member["aadObjectId"] for member in roster} == {actor.object_id for actor in JEVNAKER.members}
    assert {member["userRole"] for member in roster} == {"user", "guest"}


async def test_the_paged_roster_is_complete(teams: Client) -> None:
    url, found, token = f"/v3/conversations/{FAGTEAM}/pagedmembers?pageSize=5", [], "0"
    while token:
        page = await (await teams.get(f"{url}&continuationToken={token}")).json()
        found += [member["id"] for member in page["members"]]
        token = page.get("continuationToken", "")
    assert found == [actor.teams_id for actor in JEVNAKER.members]


async def test_one_member_is_found_by_either_id(teams: Client) -> None:
    for wanted in (AASE.teams_id, AASE.object_id):
        member = await (await teams.get(f"/v3/conversations/{FAGTEAM}/members/{wanted}")).json()
        assert member["name"] == "Åse Prøvesen"
    assert (await teams.get(f"/v3/conversations/{FAGTEAM}/members/{FREMMED.teams_id}")).status == 404


async def test_the_team_tells_its_channels(teams: Client) -> None:
    listed = await (await teams.get(f"/v3/teams/{JEVNAKER.team.id}/conversations")).json()
    assert [channel["name"] for channel in listed["conversations"]] == [None, "Fagteam"]


async def test_what_was_posted_survives_a_restart(tmp_path: Path) -> None:
    for text in ("før", "etter"):
        async with TestClient(TestServer(create_connector_app(tmp_path, JEVNAKER))) as teams:
            await post(teams, KARI.chat_id, text)
            texts = [activity["text"] for activity in messages_of(teams, KARI.chat_id)]
    assert texts == ["før", "etter"]


def test_a_line_torn_by_a_crash_is_dropped(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.append("send", KARI.chat_id, "1", {"text": "hel"})
    ledger.close()
    ledger.path.write_bytes(ledger.path.read_bytes() + b'{"seq": 2, "at": "hal')
    again = Ledger(tmp_path)
    again.append("send", KARI.chat_id, "2", {"text": "ny"})
    again.close()
    assert [entry.activity["text"] for entry in again.messages()] == ["hel", "ny"]
    assert len(ledger.path.read_text(encoding="utf-8").splitlines()) == 2


async def test_the_ledger_can_be_asked_over_http(teams: Client) -> None:
    await post(teams, KARI.chat_id, "en")
    await post(teams, AASE.chat_id, "to")
    answer = await (await teams.get("/ledger", params={"conversation": AASE.chat_id})).json()
    assert answer["last"] == 2
    assert [entry["activity"]["text"] for entry in answer["entries"]] == ["to"]


async def test_the_page_shows_names_cards_and_buttons_and_runs_nothing_it_is_sent(teams: Client) -> None:
    card = {
        "type": "AdaptiveCard",
        "body": [{"type": "TextBlock", "text": "Innkalling <script>"}],
        "actions": [{"type": "Action.Execute", "title": "Jeg kommer", "data": {"token": "hemmelig"}}],
    }
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
    await teams.post(f"/v3/conversations/{AASE.chat_id}/activities", json={"attachments": [attachment]})
    page = await (await teams.get("/")).text()
    assert "Åse Prøvesen" in page
    assert "Innkalling &lt;script&gt;" in page
    assert '<span class="knapp">Jeg kommer</span>' in page
    assert "hemmelig" not in page
