"""The Bot Connector's REST API as far as the bot uses it."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.standins.cast import Actor
from bot.standins.connector.state import CONNECTOR, Connector, error

Json = dict[str, Any]


async def create(request: web.Request) -> web.StreamResponse:
    """Open a person's chat (the same one every time), or begin a thread in a channel."""
    connector, wanted = request.app[CONNECTOR], await request.json()
    channel = wanted.get("channelData", {}).get("channel", {}).get("id")
    if channel is not None:
        return await _begin_thread(connector, channel, wanted.get("activity"))
    return await _open_chat(connector, wanted)


async def _open_chat(connector: Connector, wanted: Json) -> web.StreamResponse:
    members = wanted.get("members") or []
    if wanted.get("isGroup") or len(members) != 1:
        return error(400, "BadSyntax")
    actor = connector.cast.known_as(members[0].get("id", ""))
    if actor is None or not actor.in_team or wanted.get("tenantId", actor.tenant) != actor.tenant:
        return error(403, "BotNotInConversationRoster")

    async def effect() -> web.Response:
        connector.ledger.append("create", actor.chat_id, "", {})
        return web.json_response({"id": actor.chat_id}, status=201)

    return await connector.serve("create", actor.chat_id, effect)


async def _begin_thread(connector: Connector, channel: str, activity: Json | None) -> web.StreamResponse:
    if not connector.is_channel(channel):
        return error(404, "ConversationNotFound")
    if activity is None:
        return error(400, "BadSyntax")

    async def effect() -> web.Response:
        activity_id = connector.next_id()
        conversation = f"{channel};messageid={activity_id}"
        connector.ledger.append("send", conversation, activity_id, activity)
        return web.json_response({"id": conversation, "activityId": activity_id}, status=201)

    return await connector.serve("create", channel, effect)


async def send(request: web.Request) -> web.StreamResponse:
    """Post an activity, or a reply to one."""
    connector, conversation = request.app[CONNECTOR], request.match_info["conversation"]
    activity = await request.json()
    if not connector.knows(conversation):
        return error(404, "ConversationNotFound")

    async def effect() -> web.Response:
        activity_id = connector.next_id()
        connector.ledger.append("send", conversation, activity_id, activity, request.match_info.get("activity"))
        return web.json_response({"id": activity_id}, status=201)

    return await connector.serve("send", conversation, effect)


async def change(request: web.Request) -> web.StreamResponse:
    """Replace (PUT) or take away (DELETE) something that was posted."""
    connector, conversation = request.app[CONNECTOR], request.match_info["conversation"]
    activity_id = request.match_info["activity"]
    op = "update" if request.method == "PUT" else "delete"
    activity = await request.json() if op == "update" else {}
    if not connector.ledger.stands(conversation, activity_id):
        return error(404, "ActivityNotFoundInConversation")

    async def effect() -> web.Response:
        connector.ledger.append(op, conversation, activity_id, activity)
        return web.json_response({"id": activity_id})

    return await connector.serve(op, conversation, effect)


async def members(request: web.Request) -> web.StreamResponse:
    """Everybody in the conversation, as one list."""
    roster = [account(actor) for actor in request.app[CONNECTOR].roster(request.match_info["conversation"])]
    return await _read(request, roster)


async def paged_members(request: web.Request) -> web.StreamResponse:
    """Everybody in the conversation, a page at a time."""
    size, start = int(request.query.get("pageSize", 200)), int(request.query.get("continuationToken", 0))
    roster = request.app[CONNECTOR].roster(request.match_info["conversation"])
    page: Json = {"members": [account(actor) for actor in roster[start : start + size]]}
    if start + size < len(roster):
        page["continuationToken"] = str(start + size)
    return await _read(request, page)


async def member(request: web.Request) -> web.StreamResponse:
    """One person, by Teams id or Entra object id."""
    wanted = request.match_info["member"]
    roster = request.app[CONNECTOR].roster(request.match_info["conversation"])
    found = [account(actor) for actor in roster if wanted in (actor.teams_id, actor.object_id)]
    return await _read(request, found[0]) if found else error(404, "MemberNotFoundInConversation")


async def _read(request: web.Request, body: Any) -> web.StreamResponse:
    connector, conversation = request.app[CONNECTOR], request.match_info["conversation"]
    if not connector.knows(conversation):
        return error(404, "ConversationNotFound")

    async def effect() -> web.Response:
        return web.json_response(body)

    return await connector.serve("members", conversation, effect)


def account(actor: Actor) -> Json:
    """A person as Teams shows them to a bot."""
    return {
        "id": actor.teams_id,
        "name": actor.name,
        "objectId": actor.object_id,
        "aadObjectId": actor.object_id,
        "givenName": actor.given_name,
        "surname": actor.surname,
        "email": actor.mail,
        "userPrincipalName": actor.user_principal_name,
        "tenantId": actor.tenant,
        "userRole": "guest" if actor.user_type == "Guest" else "user",
    }


async def team(request: web.Request) -> web.Response:
    """The team itself."""
    connector = request.app[CONNECTOR]
    team = connector.cast.team
    if request.match_info["team"] != team.id:
        return error(404, "TeamNotFound")
    about = {"id": team.id, "name": team.name, "aadGroupId": team.group_id, "type": "standard"}
    counts = {"channelCount": len(team.channels), "memberCount": len(connector.cast.members)}
    return web.json_response({**about, **counts})


async def channels(request: web.Request) -> web.Response:
    """The team's channels; General goes without a name, as in Teams."""
    team = request.app[CONNECTOR].cast.team
    if request.match_info["team"] != team.id:
        return error(404, "TeamNotFound")
    listed = [{"id": channel.id, "name": None if channel.id == team.id else channel.name} for channel in team.channels]
    return web.json_response({"conversations": listed})


_AT = "/v3/conversations/{conversation}"
ROUTES = (
    web.post("/v3/conversations", create),
    web.post(_AT + "/activities", send),
    web.post(_AT + "/activities/{activity}", send),
    web.put(_AT + "/activities/{activity}", change),
    web.delete(_AT + "/activities/{activity}", change),
    web.get(_AT + "/members", members),
    web.get(_AT + "/pagedmembers", paged_members),
    web.get(_AT + "/members/{member}", member),
    web.get("/v3/teams/{team}", team),
    web.get("/v3/teams/{team}/conversations", channels),
)
