"""Real payloads of Teams and of the Playground, and what they become."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from bot.dialogs.turn import Turn, TurnKind
from bot.domain.people import Person, Where
from bot.teams.denied import Forbidden, Malformed
from bot.teams.parse import FILE_INFO, NOBODY, parse
from bot.teams.wire import load_activity
from tests.teams.edge import APP_ID, CHANNEL, IN_TEAM, KARI, OLA, TENANT, Json, activity, invoke, message, pressed

ROOT = Path(__file__).parents[1]
ME = Person(TENANT, KARI)
BOT = {"id": f"28:{APP_ID}"}


def turn_of(body: Json) -> Turn:
    turn = parse(load_activity(orjson.dumps(body)))
    assert turn is not None
    return turn


def nothing(body: Json) -> bool:
    return parse(load_activity(orjson.dumps(body))) is None


def test_text() -> None:
    turn = turn_of(message(text="  hei\xa0du "))
    assert (turn.kind, turn.text, turn.answerable) == (TurnKind.TEXT, "hei du", False)
    assert (turn.person, turn.person_name, turn.teams_user_id) == (ME, "Kari", "29:kari")
    assert turn.key == f"{TENANT}|a:personal|f:1"
    assert (turn.conversation.where, turn.conversation.person) == (Where.PERSONAL, ME)


def test_text_in_a_channel_without_the_mention() -> None:
    mention = {"type": "mention", "text": "<at>SLT-bot</at>", "mentioned": {**BOT, "name": "SLT-bot"}}
    other = {"type": "mention", "text": "<at>Ola</at>", "mentioned": {"id": "29:ola", "name": "Ola"}}
    text = "<at>SLT-bot</at> spør <at>Ola</at>"
    turn = turn_of(message(text=text, entities=[mention, other], conversation=CHANNEL, channelData=IN_TEAM))
    assert turn.text == "spør <at>Ola</at>"
    assert (turn.conversation.where, turn.conversation.person) == (Where.CHANNEL, None)
    assert (turn.team_id, turn.channel_id) == (OLA, "19:ch")


def test_identity_comes_from_the_envelope_alone() -> None:
    lies = {"from": {"aadObjectId": OLA}, "tenant": "x", "person": OLA}
    assert turn_of(pressed(data=lies)).person == ME
    assert turn_of(message(value=lies)).person == ME


def test_identity_is_lower_case() -> None:
    sender = {"id": "29:kari", "aadObjectId": KARI.upper()}
    assert turn_of(message(**{"from": sender}, channelData={"tenant": {"id": TENANT.upper()}}, conversation={
        "conversationType": "personal", "id": "a:1"})).person == ME  # fmt: skip


def test_card_button() -> None:
    turn = turn_of(pressed(data={"sak": "1"}))
    assert (turn.kind, turn.answerable, turn.payload) == (TurnKind.CARD, True, {"sak": "1"})
    assert (turn.command, turn.reply_to) == ("send", "m-1")


def test_card_button_that_fell_back_to_a_message() -> None:
    turn = turn_of(message(text="", value={"sak": "1"}, replyToId="m-1"))
    assert (turn.kind, turn.answerable, turn.payload) == (TurnKind.CARD, False, {"sak": "1"})


@pytest.mark.parametrize(
    ("name", "kind", "value", "command"),
    [
        ("composeExtension/fetchTask", TurnKind.DIALOG_OPEN, {"commandId": "ny", "commandContext": "compose"}, "ny"),
        ("composeExtension/submitAction", TurnKind.DIALOG_SUBMIT, {"commandId": "ny", "data": {"a": 1}}, "ny"),
        ("task/fetch", TurnKind.DIALOG_OPEN, {"data": {"a": 1, "msteams": {"type": "task/fetch"}}, "context": {}}, ""),
        ("task/submit", TurnKind.DIALOG_SUBMIT, {"data": {"a": 1}, "context": {"theme": "dark"}}, ""),
    ],
)
def test_dialogs(name: str, kind: TurnKind, value: Json, command: str) -> None:
    turn = turn_of(invoke(name, value))
    assert (turn.kind, turn.answerable, turn.command) == (kind, True, command)
    assert turn.payload == value.get("data", {})


PAYLOADS = {
    "dialog_fetch": (TurnKind.DIALOG_OPEN, ""),
    "dialog_submit": (TurnKind.DIALOG_SUBMIT, ""),
    "extension_fetch_task": (TurnKind.DIALOG_OPEN, "meldBekymring"),
    "extension_submit_action": (TurnKind.DIALOG_SUBMIT, "meldBekymring"),
}


@pytest.mark.parametrize("name", PAYLOADS)
def test_dialogs_as_teams_sends_them(name: str) -> None:
    turn = turn_of(orjson.loads((ROOT / "teams_payloads" / f"{name}.json").read_bytes()))
    assert (turn.kind, turn.command, turn.answerable) == (*PAYLOADS[name], True)


def test_file() -> None:
    content = {"downloadUrl": "https://x.sharepoint.com/f", "uniqueId": "1", "fileType": "pdf"}
    attached = [
        {"contentType": "text/html", "content": "<p>se her</p>"},
        {"contentType": FILE_INFO, "contentUrl": "https://x.sharepoint.com/f.pdf", "name": "f.pdf", "content": content},
    ]
    turn = turn_of(message(text="se her", attachments=attached))
    assert (turn.kind, turn.text) == (TurnKind.FILE, "se her")
    assert [file["name"] for file in turn.payload["files"]] == ["f.pdf"]
    assert turn.payload["files"][0]["content"] == content


def test_picture() -> None:
    attached = [{"contentType": "image/*", "contentUrl": "https://smba.trafficmanager.net/x/views/original"}]
    assert turn_of(message(attachments=attached)).kind is TurnKind.FILE


def test_formatted_text_is_no_file() -> None:
    assert turn_of(message(attachments=[{"contentType": "text/html", "content": "<p>hei</p>"}])).kind is TurnKind.TEXT


@pytest.mark.parametrize(
    ("action", "kind"),
    [("add", TurnKind.INSTALLED), ("add-upgrade", TurnKind.INSTALLED), ("remove", TurnKind.UNINSTALLED)],
)
def test_installation(action: str, kind: TurnKind) -> None:
    turn = turn_of(activity("installationUpdate", action=action))
    assert (turn.kind, turn.conversation.person, turn.payload) == (kind, ME, {"action": action})


@pytest.mark.parametrize(
    ("field", "kind"), [("membersAdded", TurnKind.MEMBERS_ADDED), ("membersRemoved", TurnKind.MEMBERS_REMOVED)]
)
def test_membership(field: str, kind: TurnKind) -> None:
    members = [{"id": "29:ola", "aadObjectId": OLA}, {"id": "29:anonymous"}, BOT]
    turn = turn_of(activity("conversationUpdate", conversation=CHANNEL, channelData=IN_TEAM, **{field: members}))
    assert (turn.kind, turn.members, turn.team_id) == (kind, (Person(TENANT, OLA),), OLA)


def test_membership_without_an_actor() -> None:
    members = [{"id": "29:ola", "aadObjectId": OLA}]
    turn = turn_of(activity("conversationUpdate", membersAdded=members, **{"from": {"id": "29:x"}}))
    assert (turn.person.id, turn.conversation.person) == (NOBODY, None)


@pytest.mark.parametrize(
    "body",
    [
        activity("conversationUpdate", membersAdded=[BOT]),
        activity("conversationUpdate"),
        activity("installationUpdate", action="remove-upgrade"),
        activity("messageReaction"),
        activity("typing"),
        activity("event", name="x"),
        invoke("composeExtension/query", {"commandId": "x"}),
        invoke("fileConsent/invoke", {}),
        activity("invoke"),
    ],
    ids=lambda body: f"{body['type']} {body.get('name', body.get('action', ''))}",
)
def test_nothing_to_us(body: Json) -> None:
    assert nothing(body)


def test_the_playground_says_the_tenant_in_the_conversation() -> None:
    conversation = {"id": "personal-chat-id", "tenantId": TENANT}
    turn = turn_of(message(conversation=conversation, channelData={}, entities=[]))
    assert (turn.person.tenant, turn.conversation.where) == (TENANT, Where.PERSONAL)


def test_the_playgrounds_channel_has_no_channel_object() -> None:
    data = {"teamsChannelId": "19:ch", "teamsTeamId": "19:team", "tenant": {"id": TENANT}, "team": {"id": "19:team"}}
    turn = turn_of(message(conversation={"id": "19:ch;messageid=1", "isGroup": True}, channelData=data))
    assert (turn.conversation.where, turn.team_id, turn.channel_id) == (Where.CHANNEL, "19:team", "19:ch")


def test_group_chat() -> None:
    assert (
        turn_of(message(conversation={"id": "19:g", "conversationType": "groupChat"})).conversation.where is Where.GROUP
    )
    assert turn_of(message(conversation={"id": "19:g", "isGroup": True})).conversation.where is Where.GROUP


def test_locale_of_the_client_when_the_activity_has_none() -> None:
    assert turn_of(message(locale=None, entities=[{"type": "clientInfo", "locale": "nn-NO"}])).locale == "nn-NO"
    assert turn_of(message(locale=None, entities=[])).locale == "nb-NO"


MALFORMED: list[Json] = [
    {"type": None},
    {"type": ""},
    {"type": 5},
    {"id": None},
    {"id": "x" * 1025},
    {"id": 7},
    {"text": ["x"]},
    {"from": "kari"},
    {"from": {"aadObjectId": 5}},
    {"from": {"aadObjectId": "../../x"}},
    {"conversation": None},
    {"conversation": []},
    {"conversation": {"id": ""}},
    {"conversation": {"id": "a", "tenantId": OLA}},
    {"channelData": {}, "conversation": {"id": "a"}},
    {"channelData": {"tenant": {"id": ["x"]}}, "conversation": {"id": "a"}},
    {"entities": {"type": "mention"}},
    {"entities": ["mention"]},
    {"attachments": [5]},
    {"serviceUrl": None},
]


@pytest.mark.parametrize("wrong", MALFORMED, ids=lambda wrong: str(wrong)[:50])
def test_malformed(wrong: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        turn_of({**message(), **wrong})


@pytest.mark.parametrize("value", [[1], "x", 5, {"action": []}, {"action": {"data": "x"}}])
def test_malformed_value(value: Any) -> None:
    with pytest.raises(Malformed):
        turn_of(invoke("adaptiveCard/action", value))


def test_somebody_without_an_account_is_turned_away() -> None:
    with pytest.raises(Forbidden):
        turn_of(message(**{"from": {"id": "29:anonymous", "name": "Ukjent"}}))
