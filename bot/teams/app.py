"""The web application of the bot: everything is passed in, nothing is read from the environment."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.dialogs.turn import TurnHandler
from bot.teams.adapter import LeanContext, TeamsAdapter
from bot.teams.counts import Counts
from bot.teams.flights import BUDGET, Flights
from bot.teams.gate import Gate
from bot.teams.messenger import TeamsMessenger
from bot.teams.notices import Say, in_their_language
from bot.teams.routes.health import healthz
from bot.teams.routes.messages import BODY_CAP, MessagesRoute
from bot.teams.routes.replies import empty

DRAIN = 8.0  # seconds; a turn has a budget of 5

Warm = Callable[[], Awaitable[None]]
FLIGHTS = web.AppKey("flights", Flights[LeanContext])

log = logging.getLogger(__name__)


def create_app(
    *,
    handler: TurnHandler,
    gate: Gate,
    messenger: TeamsMessenger,
    say: Say = in_their_language,
    warm: Sequence[Warm] = (),
    budget: float = BUDGET,
    counts: Counts | None = None,
    routes: Sequence[web.RouteDef] = (),
) -> web.Application:
    """`warm` is started when the port opens and never waited for: signing keys, the bot's token. `routes` are those
    that the installation has besides: the links of text messages."""
    adapter = TeamsAdapter(messenger, handler, say, counts)
    flights: Flights[LeanContext] = Flights(work=adapter.run, land=adapter.land, promise=adapter.promise, budget=budget)
    route = MessagesRoute(gate, adapter, messenger, flights)
    app = web.Application(client_max_size=BODY_CAP)
    app[FLIGHTS] = flights
    app.add_routes(
        [
            web.post("/api/messages", route.post),
            web.route("*", "/api/messages", _not_allowed),
            web.get("/healthz", healthz, allow_head=False),
            *routes,
            web.route("*", "/{anything:.*}", _not_found),
        ]
    )
    app.cleanup_ctx.append(_life(gate, messenger, flights, warm))
    return app


async def serve(app: web.Application, host: str, port: int) -> web.AppRunner:
    """Open the port. `await runner.cleanup()` closes it, after what is under way."""
    runner = web.AppRunner(
        app,
        logger=_http_log(),
        access_log=None,
        auto_decompress=False,
        keepalive_timeout=75,
        lingering_time=2,
        shutdown_timeout=5,
    )
    await runner.setup()
    await web.TCPSite(runner, host, port, backlog=512).start()
    return runner


class _Malformed(logging.Filter):
    """What is hardly HTTP is answered with 400 and is no fault of ours: no ERROR, and nothing of it in the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is kept as it is."""
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, HttpProcessingError):
            log.info("request denied", extra={"status": error.code, "code": type(error).__name__})
            return False
        return True


def _http_log() -> logging.Logger:
    found = logging.getLogger("bot.teams.http")
    if not found.filters:
        found.addFilter(_Malformed())
    return found


def settle_memory() -> None:
    """Called when everything that stays is loaded: the collector no longer walks it, and runs seldom.

    The SDK leaves some 300,000 objects; a full collection of them held the loop 70 ms, and the young ones' took a
    sixth of a message turn. Our own turns leave no cycles behind.
    """
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
    gc.enable()


def _life(
    gate: Gate, messenger: TeamsMessenger, flights: Flights[LeanContext], warm: Sequence[Warm]
) -> Callable[[web.Application], AsyncIterator[None]]:
    async def life(app: web.Application) -> AsyncIterator[None]:
        warming = asyncio.gather(*(one() for one in warm), return_exceptions=True)
        yield
        warming.cancel()
        await flights.drain(DRAIN)
        await gate.keys.close()
        await messenger.connector.close()

    return life


async def _not_allowed(request: web.Request) -> web.Response:
    return empty(405)


async def _not_found(request: web.Request) -> web.Response:
    return empty(404)
