"""The connector as an aiohttp app: the bot's half, and the questions a test or a demo user may ask it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from aiohttp import web

from bot.standins.cast import Cast
from bot.standins.connector import rest
from bot.standins.connector.faults import Fault, FaultPlan
from bot.standins.connector.limits import TEAMS_LIMITS, Limits, Window
from bot.standins.connector.page import render
from bot.standins.connector.state import CONNECTOR, Connector

LONGEST_WAIT = 30.0


def create_connector_app(
    folder: Path,
    cast: Cast,
    *,
    limits: Mapping[str, Sequence[Window]] = TEAMS_LIMITS,
    faults: FaultPlan | None = None,
) -> web.Application:
    """The API as an aiohttp app, to be served alone or mounted under a prefix. `app[CONNECTOR]` is its state."""
    app = web.Application(middlewares=[_reset_connections], client_max_size=1 << 20)
    app[CONNECTOR] = Connector(folder, cast, Limits(limits), faults or FaultPlan())
    app.add_routes(rest.ROUTES)
    app.add_routes(ROUTES)
    app.on_shutdown.append(_release)
    app.on_cleanup.append(_close)
    return app


async def _release(app: web.Application) -> None:
    app[CONNECTOR].closing.set()


async def _close(app: web.Application) -> None:
    app[CONNECTOR].ledger.close()


@web.middleware
async def _reset_connections(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    try:
        return await handler(request)
    except ConnectionResetError:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)


async def page(request: web.Request) -> web.Response:
    """What everybody received, to read."""
    connector = request.app[CONNECTOR]
    return web.Response(text=render(connector.ledger, connector.cast), content_type="text/html")


async def ledger(request: web.Request) -> web.Response:
    """What happened: `conversation` and `after` narrow it, `wait` seconds wait for something newer than `after`."""
    connector = request.app[CONNECTOR]
    after = int(request.query.get("after", 0))
    if wait := float(request.query.get("wait", 0)):
        await connector.ledger.changed_since(after, min(wait, LONGEST_WAIT))
    entries = connector.ledger.history(request.query.get("conversation"), after)
    body = {"last": connector.ledger.last, "violations": dict(connector.limits.violations)}
    return web.json_response({**body, "entries": [asdict(entry) for entry in entries]})


async def order_faults(request: web.Request) -> web.Response:
    """Order faults from another process: a list of the fields of Fault."""
    request.app[CONNECTOR].faults.order(*(Fault(**fault) for fault in await request.json()))
    return web.Response(status=204)


async def lift_faults(request: web.Request) -> web.Response:
    """Everything works again."""
    request.app[CONNECTOR].faults.lift()
    return web.Response(status=204)


ROUTES = (
    web.get("", page),
    web.get("/", page),
    web.get("/ledger", ledger),
    web.post("/faults", order_faults),
    web.delete("/faults", lift_faults),
)
