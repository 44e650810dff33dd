"""An activity of Teams as a `Turn`: what was done, by whom, where.

Identity is `from.aadObjectId` in `channelData.tenant.id` and nothing else; everything in `value` is a hint
(reliability, "Trust rule"). What an activity does not have in the Playground is not asked for here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from botbuilder.schema import Activity, ChannelAccount

from bot.dialogs.turn import Turn, TurnKind
from bot.domain.people import Person, Where
from bot.ports import Conversation, Json
from bot.teams.denied import Forbidden, Malformed

NOBODY = "00000000-0000-0000-0000-000000000000"
"""Who did a change of membership when Teams does not say. No account has this id."""

FILE_INFO = "application/vnd.microsoft.teams.file.download.info"

_ID = re.compile(r"[0-9a-z][0-9a-z-]{7,63}")
_LONGEST_ID = 1024
_NO_ACCOUNT = ChannelAccount()
_PLACES = {"personal": Where.PERSONAL, "channel": Where.CHANNEL, "groupChat": Where.GROUP}
_BY_PERSONS = frozenset(
    {TurnKind.TEXT, TurnKind.CARD, TurnKind.FILE, TurnKind.DIALOG_OPEN, TurnKind.DIALOG_SUBMIT},
)

Fields = dict[str, Any]


def parse(activity: Activity) -> Turn | None:
    """The turn, or None for an activity that is nothing to us. Raises Malformed, Forbidden."""
    reader = _READERS.get(activity.type or "")
    if not activity.type:
        raise Malformed("activity type")
    found = reader(activity) if reader else None
    return _turn(activity, found) if found else None


def tenant_of(activity: Activity) -> str:
    """The tenant the activity comes from. Raises Malformed."""
    named = _object(_channel(activity).get("tenant")).get("id")
    other = activity.conversation.tenant_id if activity.conversation else None
    if named is not None and other is not None and named != other:
        raise Malformed("two tenants")
    return _entra_id(named if named is not None else other, "tenant")


def _turn(activity: Activity, fields: Fields) -> Turn:
    sender = activity.from_property or _NO_ACCOUNT
    person = Person(tenant_of(activity), _sender_id(sender, fields["kind"]))
    channel = _channel(activity)
    return Turn(
        key=f"{person.tenant}|{_needed(activity.conversation and activity.conversation.id)}|{_needed(activity.id)}",
        person=person,
        person_name=sender.name or "",
        teams_user_id=sender.id or "",
        conversation=conversation_of(activity, person),
        locale=activity.locale or _client_locale(activity),
        team_id=_first(channel.get("team"), "aadGroupId", "id") or _string(channel.get("teamsTeamId")),
        channel_id=_first(channel.get("channel"), "id") or _string(channel.get("teamsChannelId")),
        reply_to=activity.reply_to_id,
        **fields,
    )


def conversation_of(activity: Activity, person: Person) -> Conversation:
    """Where the activity came from, as something that can be written to."""
    where = _where(activity)
    known = person if where is Where.PERSONAL and person.id != NOBODY else None
    return Conversation(person.tenant, _needed(activity.service_url), _needed(activity.conversation.id), where, known)


def _where(activity: Activity) -> Where:
    said = _PLACES.get(activity.conversation.conversation_type or "")
    if said:
        return said
    if _channel(activity).get("team"):
        return Where.CHANNEL
    return Where.GROUP if activity.conversation.is_group else Where.PERSONAL


# --- one reader per activity type: each returns the fields that differ, or None ---


def _message(activity: Activity) -> Fields | None:
    if isinstance(activity.value, dict):
        return {"kind": TurnKind.CARD, "payload": activity.value}
    text, files = _spoken(activity), _files(activity)
    if files:
        return {"kind": TurnKind.FILE, "text": text, "payload": {"files": files}}
    return {"kind": TurnKind.TEXT, "text": text}


def _invoke(activity: Activity) -> Fields | None:
    reader = _INVOKES.get(activity.name or "")
    return {"answerable": True, **reader(_object_or_none(activity.value))} if reader else None


def _card_action(value: Json) -> Fields:
    action = _object_or_none(value.get("action"))
    return {
        "kind": TurnKind.CARD,
        "payload": _object_or_none(action.get("data")),
        "command": _string(action.get("verb")) or "",
    }


def _dialog(kind: TurnKind) -> Callable[[Json], Fields]:
    def read(value: Json) -> Fields:
        command = _string(value.get("commandId")) or ""
        return {"kind": kind, "payload": _object_or_none(value.get("data")), "command": command}

    return read


def _installation(activity: Activity) -> Fields | None:
    kinds = {"add": TurnKind.INSTALLED, "add-upgrade": TurnKind.INSTALLED, "remove": TurnKind.UNINSTALLED}
    kind = kinds.get(activity.action or "")
    return {"kind": kind, "payload": {"action": activity.action}} if kind else None


def _membership(activity: Activity) -> Fields | None:
    """Who came or went. That the bot itself came or went is told by installationUpdate."""
    for kind, accounts in (
        (TurnKind.MEMBERS_ADDED, activity.members_added),
        (TurnKind.MEMBERS_REMOVED, activity.members_removed),
    ):
        members = _persons(activity, accounts or ())
        if members:
            return {"kind": kind, "members": members}
    return None


_READERS: Mapping[str, Callable[[Activity], Fields | None]] = {
    "message": _message,
    "invoke": _invoke,
    "installationUpdate": _installation,
    "conversationUpdate": _membership,
}
_INVOKES: Mapping[str, Callable[[Json], Fields]] = {
    "adaptiveCard/action": _card_action,
    "composeExtension/fetchTask": _dialog(TurnKind.DIALOG_OPEN),
    "composeExtension/submitAction": _dialog(TurnKind.DIALOG_SUBMIT),
    "task/fetch": _dialog(TurnKind.DIALOG_OPEN),
    "task/submit": _dialog(TurnKind.DIALOG_SUBMIT),
}


# --- parts ---


def _persons(activity: Activity, accounts: Iterable[ChannelAccount]) -> tuple[Person, ...]:
    bot = activity.recipient.id if activity.recipient else None
    tenant = tenant_of(activity)
    return tuple(
        Person(tenant, _entra_id(account.aad_object_id, "member"))
        for account in accounts
        if account.aad_object_id and account.id != bot
    )


def _spoken(activity: Activity) -> str:
    """The words, without the mention of the bot itself."""
    text: str = activity.text or ""
    bot = activity.recipient.id if activity.recipient else None
    for entity in activity.entities or ():
        more = entity.additional_properties
        if entity.type == "mention" and _object(more.get("mentioned")).get("id") == bot:
            text = text.replace(_string(more.get("text")) or "", "")
    return text.replace("\xa0", " ").strip()


def _files(activity: Activity) -> list[Json]:
    """Files and pictures. Teams also attaches every formatted message's HTML, which is none."""
    return [
        {"name": item.name or "", "content_type": item.content_type, "url": item.content_url, "content": item.content}
        for item in activity.attachments or ()
        if item.content_type == FILE_INFO or (item.content_type or "").startswith("image/")
    ]


def _sender_id(sender: ChannelAccount, kind: TurnKind) -> str:
    if sender.aad_object_id:
        return _entra_id(sender.aad_object_id, "sender")
    if kind in _BY_PERSONS:
        raise Forbidden("sender without an account")
    return NOBODY


def _client_locale(activity: Activity) -> str:
    said = (entity.additional_properties.get("locale") for entity in activity.entities or ())
    return next((locale for locale in said if isinstance(locale, str)), "nb-NO")


def _channel(activity: Activity) -> Json:
    return _object(activity.channel_data)


def _object(value: Any) -> Json:
    """The object, or an empty one where there is something else."""
    return value if isinstance(value, dict) else {}


def _object_or_none(value: Any) -> Json:
    """The object, or an empty one where there is nothing. Raises Malformed for anything else."""
    if value is not None and not isinstance(value, dict):
        raise Malformed("value")
    return value or {}


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _first(value: Any, *names: str) -> str | None:
    found = _object(value)
    return next((item for item in (_string(found.get(name)) for name in names) if item), None)


def _needed(value: str | None) -> str:
    if not value or len(value) > _LONGEST_ID:
        raise Malformed("id")
    return value


def _entra_id(value: Any, code: str) -> str:
    text = value.lower() if isinstance(value, str) else ""
    if not _ID.fullmatch(text):
        raise Malformed(code)
    return text
