"""GET /healthz: the process answers. Nothing more is told here (T30)."""

from __future__ import annotations

from aiohttp import web

from bot.teams.routes.replies import HEADERS


async def healthz(request: web.Request) -> web.Response:
    """Liveness only."""
    return web.Response(text="ok", headers=HEADERS)
