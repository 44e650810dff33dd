"""POST /api/messages: every activity of Teams.

In order: the envelope, the token, then the body (T1: parse after authentication), then whether it fits the token,
then the turn.
"""

from __future__ import annotations

import asyncio
import logging

from aiohttp import web

from bot.teams.adapter import LeanContext, TeamsAdapter
from bot.teams.denied import Denied, Malformed, NotJson, TooLong
from bot.teams.flights import Flights
from bot.teams.gate import Gate
from bot.teams.messenger import TeamsMessenger
from bot.teams.parse import parse, tenant_of
from bot.teams.routes.replies import empty, json_bytes
from bot.teams.wire import load_activity

BODY_CAP = 256 * 1024
BODY_WAIT = 10.0

log = logging.getLogger(__name__)


class MessagesRoute:
    """The route and what it needs."""

    def __init__(
        self, gate: Gate, adapter: TeamsAdapter, messenger: TeamsMessenger, flights: Flights[LeanContext]
    ) -> None:
        self._gate, self._adapter, self._messenger, self._flights = gate, adapter, messenger, flights

    async def post(self, request: web.Request) -> web.Response:
        """One activity."""
        try:
            context = await self._enter(request)
        except Denied as denied:
            self._adapter.counts.add("requests_denied", "status", str(denied.status))
            log.info("request denied", extra={"status": denied.status, "code": denied.code})
            return empty(denied.status)
        if context is None:
            return empty(200)
        context = await self._flights.run(context.turn.key, context)
        return json_bytes(self._adapter.body(context)) if context.turn.answerable else empty(200)

    async def _enter(self, request: web.Request) -> LeanContext | None:
        """The turn of an acceptable request, or None when it is nothing to us. Raises Denied."""
        check_envelope(request)
        headers = request.headers
        ticket = await self._gate.ticket(headers.get("Authorization"), request.remote, headers.get("Host", ""))
        activity = load_activity(await _body(request))
        tenant = tenant_of(activity)
        url, channel = activity.service_url or "", activity.channel_id or ""
        self._gate.admit(ticket, tenant=tenant, service_url=url, channel=channel)
        turn = parse(activity)
        if turn is None:
            return None
        self._messenger.learn(turn)
        return LeanContext(self._adapter, activity, turn)


def check_envelope(request: web.Request) -> None:
    """Plain JSON, not packed, not too long. Raises NotJson, TooLong."""
    headers = request.headers
    if headers.get("Content-Type", "").partition(";")[0].strip().lower() != "application/json":
        raise NotJson("content type")
    if headers.get("Content-Encoding", "identity") != "identity":
        raise NotJson("content encoding")
    if (request.content_length or 0) > BODY_CAP:
        raise TooLong("content length")


async def _body(request: web.Request) -> bytes:
    """The whole body; a sender that stops halfway is cut off."""
    try:
        if request.content.is_eof():
            return await request.read()
        async with asyncio.timeout(BODY_WAIT):
            return await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise TooLong("body") from None
    except (web.HTTPException, web.RequestPayloadError, TimeoutError):
        raise Malformed("body") from None
