"""GET and POST /svar/<code>: the one-time link of a text message.

The page holds no script and loads nothing. It is never stored, indexed or referred from. Opening it changes nothing:
messaging apps open links on their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from urllib.parse import parse_qs

from aiohttp import web

from bot.dialogs.link_page import Links, Page
from bot.errors import StoreDown
from bot.teams.routes.replies import HEADERS, empty

CODE = re.compile(r"[A-Za-z0-9_-]{22}")
LONGEST_FORM = 200
SECURE = {
    **HEADERS,
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}


class AnswerRoute:
    """The route. `links` gives what opens them, or None while the product is not loaded yet."""

    def __init__(self, links: Callable[[], Links | None]) -> None:
        self._links = links

    def routes(self) -> list[web.RouteDef]:
        """The page, and its form."""
        return [web.get("/svar/{code}", self.get, allow_head=False), web.post("/svar/{code}", self.post)]

    async def get(self, request: web.Request) -> web.Response:
        """Time, place and the answers."""
        code, links = request.match_info["code"], self._links()
        if not CODE.fullmatch(code):
            return empty(404)
        try:
            return shown(await links.look(code)) if links else empty(503)
        except StoreDown:
            return empty(503)

    async def post(self, request: web.Request) -> web.Response:
        """An answer."""
        code, links = request.match_info["code"], self._links()
        if not CODE.fullmatch(code):
            return empty(404)
        if (request.content_length or 0) > LONGEST_FORM:
            return empty(413)
        form = (await request.content.read(LONGEST_FORM)).decode("ascii", "replace")
        try:
            return shown(await links.answer(code, parse_qs(form).get("svar", [""])[0])) if links else empty(503)
        except StoreDown:
            return empty(503)


def shown(page: Page) -> web.Response:
    """A page as HTML."""
    rows = "".join(f"<p><b>{escape(label)}:</b> {escape(text)}</p>" for label, text in page.facts)
    button = '<p><button name="svar" value="{}">{}</button></p>'
    buttons = "".join(button.format(escape(value), escape(text)) for value, text in page.choices)
    form = f'<form method="post">{buttons}</form>' if buttons else ""
    told = f'<p role="status">{escape(page.said)}</p>' if page.said else ""
    html = (
        f'<!doctype html><html lang="{escape(page.language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(page.title)}</title></head>"
        f"<body><main><h1>{escape(page.title)}</h1>{told}{rows}{form}</main></body></html>"
    )
    return web.Response(text=html, content_type="text/html", headers=SECURE, status=page.status)
