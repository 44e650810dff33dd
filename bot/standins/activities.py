"""The activities that Teams sends to a bot, in the shapes its documentation gives them."""

from __future__ import annotations

import itertools
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from bot.standins.cast import Actor, Cast

Json = dict[str, Any]

MESSAGE_ANSWER = "application/vnd.microsoft.activity.message"
_numbers = itertools.count(time.time_ns() // 1_000_000)


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody somewhere: their own chat with the bot, a channel of the team, or (`chat`) a chat between people
    where the bot is not, which a message extension can be opened from."""

    cast: Cast
    actor: Actor
    service_url: str
    locale: str = "nb-NO"
    channel: str | None = None
    chat: str = ""

    @property
    def conversation(self) -> str:
        """The conversation's id; in a channel the channel's, without a thread."""
        if self.channel is not None:
            return self.cast.team.channel(self.channel).id
        return self.chat or self.actor.chat_id

    def frame(self, kind: str, activity_id: str, **more: Any) -> Json:
        """What every activity from here carries."""
        return {
            "type": kind,
            "id": activity_id,
            "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "channelId": "msteams",
            "serviceUrl": self.service_url,
            "from": {"id": self.actor.teams_id, "name": self.actor.name, "aadObjectId": self.actor.object_id},
            "recipient": {"id": f"28:{self.cast.bot_id}", "name": self.cast.bot_name},
            "conversation": self._conversation(activity_id),
            "channelData": self._channel_data(),
            "locale": self.locale,
            **more,
        }

    def _conversation(self, activity_id: str) -> Json:
        if self.channel is None:
            return {"id": self.conversation, "conversationType": "personal", "tenantId": self.actor.tenant}
        thread = f"{self.conversation};messageid={activity_id}"
        tenant = self.actor.tenant
        return {"id": thread, "conversationType": "channel", "tenantId": tenant, "isGroup": True, "name": self.channel}

    def _channel_data(self) -> Json:
        if self.channel is None:
            return {"tenant": {"id": self.actor.tenant}}
        team = self.cast.team
        return {
            "tenant": {"id": self.actor.tenant},
            "team": {"id": team.id, "name": team.name, "aadGroupId": team.group_id},
            "channel": {"id": self.conversation},
            "teamsTeamId": team.id,
            "teamsChannelId": self.conversation,
        }


def text(place: Place, words: str) -> Json:
    """A written message; in a channel with the mention that makes Teams pass it on."""
    activity_id = str(next(_numbers))
    if place.channel is None:
        return place.frame("message", activity_id, text=words, textFormat="plain", attachments=[])
    mention = f"<at>{place.cast.bot_name}</at>"
    bot = {"id": f"28:{place.cast.bot_id}", "name": place.cast.bot_name}
    entities = [{"type": "mention", "text": mention, "mentioned": bot}]
    return place.frame("message", activity_id, text=f"{mention} {words}", textFormat="plain", entities=entities)


def file(place: Place, name: str, url: str, unique_id: str) -> Json:
    """A file from the sender's own OneDrive, in their chat with the bot."""
    info = {"downloadUrl": url, "uniqueId": unique_id, "fileType": name.rpartition(".")[2]}
    kind = "application/vnd.microsoft.teams.file.download.info"
    attachment = {"contentType": kind, "contentUrl": url.partition("?")[0], "name": name, "content": info}
    return place.frame("message", str(next(_numbers)), textFormat="plain", attachments=[attachment])


def execute(
    place: Place, action: Mapping[str, Any], data: Json, reply_to: str | None = None, trigger: str = "manual"
) -> Json:
    """A pressed Action.Execute."""
    sent = {key: action[key] for key in ("type", "id", "title", "verb") if key in action}
    value = {"action": {**sent, "data": data}, "trigger": trigger}
    return _invoke(place, "adaptiveCard/action", value, reply_to)


def submit(place: Place, action: Mapping[str, Any], data: Json, reply_to: str | None = None) -> Json:
    """A pressed Action.Submit: a message with a value and no text."""
    frame = place.frame("message", str(next(_numbers)), value=data)
    return {**frame, "replyToId": reply_to} if reply_to else frame


def fetch_dialog(place: Place, command: str) -> Json:
    """A message extension is opened."""
    return _invoke(place, "composeExtension/fetchTask", _command(place, command))


def open_dialog(place: Place, data: Json, reply_to: str | None = None) -> Json:
    """A button of a card opens a dialog."""
    return _invoke(place, "task/fetch", {"data": data, "context": {"theme": "default"}}, reply_to)


def submit_dialog(place: Place, command: str, data: Json) -> Json:
    """The dialog of a message extension is sent in; without a command, one that a card's button opened."""
    if not command:
        return _invoke(place, "task/submit", {"data": data, "context": {"theme": "default"}})
    return _invoke(place, "composeExtension/submitAction", {**_command(place, command), "data": data})


def installed(place: Place, action: str) -> Json:
    """The bot was added ("add") or taken away ("remove")."""
    return place.frame("installationUpdate", f"f:{uuid4()}", action=action)


def members_changed(place: Place, what: str, ids: Sequence[str]) -> Json:
    """`what` is membersAdded or membersRemoved; the bot itself may be one of them."""
    bot = place.cast.bot_id
    members = [_account(place.cast, f"28:{bot}" if who == bot else who) for who in ids]
    frame = place.frame("conversationUpdate", f"f:{uuid4()}", **{what: members})
    if place.channel is not None:
        event = "teamMemberAdded" if what == "membersAdded" else "teamMemberRemoved"
        frame["channelData"]["eventType"] = event
        frame["conversation"] = {**frame["conversation"], "id": place.cast.team.id}
    return frame


def _account(cast: Cast, teams_id: str) -> Json:
    actor = cast.known_as(teams_id)
    return {"id": teams_id, "aadObjectId": actor.object_id} if actor else {"id": teams_id}


def _command(place: Place, command: str) -> Json:
    context = {"theme": "default"}
    return {"commandId": command, "commandContext": "compose", "context": context, "requestId": str(uuid4())}


def _invoke(place: Place, name: str, value: Json, reply_to: str | None = None) -> Json:
    frame = place.frame("invoke", f"f:{uuid4()}", name=name, value=value)
    return {**frame, "replyToId": reply_to} if reply_to else frame
