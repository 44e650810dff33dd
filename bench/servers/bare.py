"""The peer that does nothing but HTTP: aiohttp, JSON in, one reply posted or one card answered. No authentication."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import quote

import aiohttp
from aiohttp import web

from bench.card import ANSWER, REPLY
from bench.servers.listening import address, listen, ready, until_told_to_stop

SESSION = web.AppKey("session", aiohttp.ClientSession)


async def messages(request: web.Request) -> web.Response:
    activity = await request.json()
    if activity["type"] == "invoke":
        return web.json_response(ANSWER)
    reply = {
        "type": "message",
        "text": REPLY,
        "from": activity["recipient"],
        "recipient": activity["from"],
        "conversation": activity["conversation"],
        "replyToId": activity["id"],
    }
    url = f"{activity['serviceUrl']}/v3/conversations/{quote(activity['conversation']['id'], safe='')}/activities"
    async with request.app[SESSION].post(url, json=reply) as response:
        await response.read()
    return web.Response()


async def with_session(app: web.Application) -> AsyncIterator[None]:
    async with aiohttp.ClientSession() as app[SESSION]:
        yield


async def main() -> None:
    app = web.Application()
    app.add_routes([web.post("/api/messages", messages)])
    app.cleanup_ctx.append(with_session)
    runner = await listen(app)
    ready(url=address(runner) + "/api/messages")
    await until_told_to_stop()
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main())
