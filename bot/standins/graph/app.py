"""The application: Microsoft Graph over a folder, on one port, with its web page and room for a neighbour.

Loopback only: any non-empty bearer token is taken, as there is nobody to check it with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.standins.graph.answers import GraphFault, error_response, json_body
from bot.standins.graph.drives import Drives
from bot.standins.graph.events import Events
from bot.standins.graph.faults import Faults, Handler, served
from bot.standins.graph.library import Libraries
from bot.standins.graph.onedrive import OneDrive
from bot.standins.graph.page import Page
from bot.standins.graph.people import People
from bot.standins.graph.seed import Seed
from bot.standins.graph.state import State
from bot.standins.graph.transfer import Transfer
from bot.standins.graph.uploads import Uploads

FAULTS = web.AppKey("faults", Faults)
PEOPLE = web.AppKey("people", People)
LIBRARIES = web.AppKey("libraries", Libraries)
UPLOADS = web.AppKey("uploads", Uploads)
EVENTS = web.AppKey("events", Events)
ONEDRIVE = web.AppKey("onedrive", OneDrive)
_LOOPBACK = ("127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another application on the same port: where it is mounted, and the link on the web page to its own page."""

    prefix: str
    app: web.Application
    title: str = ""
    link: str = ""


def create_graph_app(seed: Seed, folder: Path, *, neighbours: Sequence[Neighbour] = ()) -> web.Application:
    """Build the stand-in over a folder, which is made if it is not there. What it holds from before is kept."""
    state = State(folder)
    libraries, people, faults = Libraries(state, seed.libraries), People(seed, state), Faults()
    uploads, events = Uploads(libraries), Events(state, people)
    app = web.Application(client_max_size=256 * 1024 * 1024, middlewares=[_middleware(faults)])
    app[FAULTS], app[PEOPLE], app[LIBRARIES], app[UPLOADS], app[EVENTS] = faults, people, libraries, uploads, events
    links = [(one.title, one.link or one.prefix) for one in neighbours if one.title]
    drives, onedrive = Drives(libraries, uploads), OneDrive()
    app[ONEDRIVE] = onedrive
    for part in (Page(libraries, people, events, links), drives, Transfer(drives), people, events, onedrive):
        app.add_routes(part.routes())
    app.add_routes(_admin_routes(faults))
    for one in neighbours:
        app.add_subapp(one.prefix, one.app)
    app.on_shutdown.append(lambda _: _over(faults))
    app.on_cleanup.append(lambda _: _closed(state))
    return app


async def _over(faults: Faults) -> None:
    faults.over.set()


async def _closed(state: State) -> None:
    state.close()


def _middleware(faults: Faults) -> Middleware:
    @web.middleware
    async def graph(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.startswith(("/v1.0/", "/_upload/")):
            return await handler(request)
        if request.path.startswith("/v1.0/") and not _bearer(request):
            return error_response(GraphFault(401, "InvalidAuthenticationToken", "Access token is empty."))
        return await served(request, handler, faults)

    return graph


def _bearer(request: web.Request) -> bool:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return kind == "Bearer" and bool(token.strip())


def _admin_routes(faults: Faults) -> list[web.RouteDef]:
    async def add(request: web.Request) -> web.Response:
        _loopback(request)
        body = await json_body(request)
        try:
            faults.add(**body)
        except (TypeError, ValueError):
            raise web.HTTPBadRequest(text="unknown fault") from None
        return web.Response(status=204)

    async def clear(request: web.Request) -> web.Response:
        _loopback(request)
        faults.clear()
        return web.Response(status=204)

    async def calls(request: web.Request) -> web.Response:
        _loopback(request)
        return web.json_response([asdict(call) for call in faults.calls])

    path = "/_admin/faults"
    return [web.post(path, add), web.delete(path, clear), web.get("/_admin/calls", calls)]


def _loopback(request: web.Request) -> None:
    if request.remote not in _LOOPBACK:
        raise web.HTTPNotFound
