"""The addresses that take no token: chunks of an upload session, and a document's own bytes."""

from __future__ import annotations

import asyncio
from urllib.parse import quote

from aiohttp import web

from bot.standins.graph.answers import GraphFault
from bot.standins.graph.drives import Drives
from bot.standins.graph.faults import body_bytes


class Transfer:
    """Upload and download addresses. Errors: GraphFault, and a plain 404 for the page's reader."""

    def __init__(self, drives: Drives) -> None:
        self._drives, self._uploads, self._libraries = drives, drives.uploads, drives.libraries

    def routes(self) -> list[web.RouteDef]:
        """The two kinds of pre-authenticated address."""
        return [
            web.route("*", "/_upload/{session}", self._upload),
            web.get("/_files/{drive}/{item}/{name}", self._download),
        ]

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        if "Authorization" in request.headers:
            raise GraphFault(401, "unauthenticated", "An upload URL takes no Authorization header.")
        session = request.match_info["session"]
        if request.method == "GET":
            return web.json_response(self._uploads.status(session))
        if request.method == "DELETE":
            self._uploads.drop(session)
            return web.Response(status=204)
        return await self._chunk(request, session)

    async def _chunk(self, request: web.Request, session: str) -> web.StreamResponse:
        data, content_range = await body_bytes(request), request.headers.get("Content-Range", "")
        done = await asyncio.to_thread(self._uploads.chunk, session, content_range, data)
        if done is None:
            return web.json_response(self._uploads.status(session), status=202)
        return web.json_response(self._drives.shown(request, done[0]), status=201 if done[1] else 200)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        try:
            item = self._libraries.get(request.match_info["drive"], request.match_info["item"])
        except GraphFault:
            raise web.HTTPNotFound(text="Dokumentet finnes ikke.") from None
        headers = {
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(item.name)}",
            "Content-Type": item.mime,
            "X-Content-Type-Options": "nosniff",
        }
        return web.FileResponse(self._libraries.path(item), headers=headers)
