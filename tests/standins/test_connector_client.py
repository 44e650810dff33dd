"""The client without a window: reads cards as a person does and sends what Teams would send."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from bot.standins.card_reading import ADAPTIVE, CannotPress, fill, find_action, visible_text
from bot.standins.cast import JEVNAKER
from bot.standins.client import Reply, TeamsClient
from bot.standins.connector import create_connector_app
from bot.standins.connector.ledger import Entry
from tests.e2e.echo_bot import FORM, EchoBot

KARI = JEVNAKER.person("slt_koordinator")
AASE = JEVNAKER.person("helsesykepleier_jus")


@pytest.fixture
async def kari(tmp_path: Path) -> AsyncIterator[TeamsClient]:
    async with (
        TestServer(create_connector_app(tmp_path, JEVNAKER)) as connector,
        TestServer(EchoBot().app) as bot,
        aiohttp.ClientSession() as http,
    ):
        yield TeamsClient(http, str(bot.make_url("/api/messages")), str(connector.make_url("")).rstrip("/"), KARI)


def test_a_card_is_read_from_the_top_without_what_is_hidden() -> None:
    card = {
        "body": [
            {"type": "TextBlock", "text": "Møte"},
            {"type": "FactSet", "facts": [{"title": "Sted", "value": "Rådhuset"}]},
            {"type": "TextBlock", "text": "skjult", "isVisible": False},
            {
                "type": "ColumnSet",
                "columns": [{"items": [{"type": "RichTextBlock", "inlines": ["Én", {"text": "To"}]}]}],
            },
        ],
        "actions": [{"type": "Action.Execute", "title": "Send", "data": {"text": "usynlig"}}],
    }
    assert visible_text(card) == ["Møte", "Sted", "Rådhuset", "ÉnTo", "Send"]


def test_fields_are_filled_by_label_and_choices_by_what_they_say() -> None:
    sent = fill(FORM, {"Hva ser du?": "Uro ved stasjonen", "Tema": "Skolemiljø", "Det haster": True})
    assert sent == {"hva": "Uro ved stasjonen", "tema": "skole", "haster": "true"}


def test_a_card_that_came_while_a_button_was_answered_with_a_short_text_is_not_what_one_looks_at() -> None:
    came = Entry(1, "", "send", "a:kari", "7", {"attachments": [{"contentType": ADAPTIVE, "content": FORM}]})
    toast = {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Det er lagret."}
    assert Reply({"id": "1"}, 200, None, (came,)).card == FORM
    assert Reply({"id": "1"}, 200, toast, (came,)).card is None


@pytest.mark.parametrize(
    "answers",
    [{}, {"Hva ser du?": "x", "Tema": "Vold"}, {"Hvem?": "x"}],
    ids=["required field empty", "choice not offered", "no such field"],
)
def test_a_card_is_held_back_as_teams_holds_it_back(answers: dict[str, str]) -> None:
    with pytest.raises(CannotPress):
        fill(FORM, answers)


def test_a_button_that_is_not_there_is_named() -> None:
    with pytest.raises(CannotPress, match="Slett"):
        find_action(FORM, "Slett")


async def test_what_is_written_is_answered_in_the_same_chat(kari: TeamsClient) -> None:
    reply = await kari.send_text("meld")
    assert (reply.status, reply.text) == (201, "dlem")


async def test_a_channel_message_carries_the_mention_and_is_answered_in_its_thread(kari: TeamsClient) -> None:
    reply = await kari.in_channel("Fagteam").send_text("meld")
    assert reply.activity["text"] == "<at>SLT-bot</at> meld"
    assert reply.posted[0].conversation == reply.activity["conversation"]["id"]


async def test_a_pressed_button_sends_verb_data_and_fields_and_the_card_is_replaced(kari: TeamsClient) -> None:
    card = (await kari.send_text("kort")).card
    assert card is not None
    reply = await kari.press(card, "Send", {"Hva ser du?": "Uro"})
    assert reply.activity["value"] == {
        "action": {
            "type": "Action.Execute",
            "title": "Send",
            "verb": "send",
            "data": {"v": 1, "hva": "Uro", "tema": "rus", "haster": "false"},
        },
        "trigger": "manual",
    }
    assert "Du skrev: Uro" in reply.text


async def test_an_old_client_sends_the_fallback_as_a_message(kari: TeamsClient) -> None:
    reply = await kari.press(FORM, "Send", {"Hva ser du?": "Uro"}, fallback=True)
    assert (reply.activity["type"], reply.activity["value"]["verb"]) == ("message", "send")
    assert reply.text == "Mottatt: Uro"


async def test_a_message_extension_goes_step_by_step_to_its_end(kari: TeamsClient) -> None:
    opened = (await kari.open_extension("meld")).dialog
    assert opened is not None
    step = (await kari.submit_dialog("meld", opened, "Neste", {"Hva ser du?": "Uro"})).dialog
    assert step is not None
    assert "Du skrev: Uro" in visible_text(step)
    assert (await kari.submit_dialog("meld", step, "Send inn")).toast == "Varslingen er sendt"


async def test_the_same_activity_can_be_delivered_again(kari: TeamsClient) -> None:
    reply = await kari.send_text("meld")
    assert (await kari.deliver(reply.activity)).activity["id"] == reply.activity["id"]


async def test_what_the_bot_sends_by_itself_is_waited_for(kari: TeamsClient) -> None:
    aase = TeamsClient(kari.http, kari.bot_url, kari.connector_url, AASE)
    await aase.send_text("hei")
    await kari.send_text("si til Åse Prøvesen: Hastemøte i dag")
    assert (await aase.wait_for("Hastemøte")).conversation == AASE.chat_id


async def test_waiting_ends_when_nothing_comes(kari: TeamsClient) -> None:
    with pytest.raises(TimeoutError):
        await kari.wait_for("aldri", seconds=0.2)


async def test_installation_and_membership_are_told_as_teams_tells_them(kari: TeamsClient) -> None:
    assert (await kari.install()).activity["membersAdded"] == [{"id": f"28:{JEVNAKER.bot_id}"}]
    left = await kari.in_channel("General").remove_from_team(AASE)
    assert left.activity["channelData"]["eventType"] == "teamMemberRemoved"
    assert left.activity["membersRemoved"] == [{"id": AASE.teams_id, "aadObjectId": AASE.object_id}]
