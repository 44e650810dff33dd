"""People's own OneDrive, as far as a chat needs it: a file that is sent to a bot gets a download address.

Source of the rules: Microsoft Teams, "Send and receive files through a bot": the address is pre-authenticated, short-
lived, and is called without a token. Nothing is kept over a restart; the sender's copy stays until they delete it.
"""

from __future__ import annotations

import uuid
from urllib.parse import quote

from aiohttp import web


class OneDrive:
    """Files by their secret. `fetched` are the secrets that were asked for, in order."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}
        self.fetched: list[str] = []

    def routes(self) -> list[web.RouteDef]:
        """Where the client puts a file, and where its bytes are."""
        return [web.post("/_onedrive", self._put), web.get("/_onedrive/{secret}/{name}", self._get)]

    async def _put(self, request: web.Request) -> web.StreamResponse:
        secret, name = uuid.uuid4().hex, request.query.get("name", "fil")
        self._files[secret] = await request.read()
        url = f"{request.url.origin()}/_onedrive/{secret}/{quote(name)}?tempauth={uuid.uuid4().hex}"
        return web.json_response({"downloadUrl": url, "uniqueId": str(uuid.uuid4())})

    async def _get(self, request: web.Request) -> web.StreamResponse:
        if "Authorization" in request.headers:
            raise web.HTTPUnauthorized(text="A download URL takes no Authorization header.")
        secret = request.match_info["secret"]
        self.fetched.append(secret)
        if secret not in self._files:
            raise web.HTTPNotFound
        return web.Response(body=self._files[secret], content_type="application/octet-stream")
