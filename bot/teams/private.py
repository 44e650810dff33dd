"""What is told on the private port, to the platform and to whoever watches it; never reached from outside (T30).

`/readyz` says whether this replica should get work, check by check. `/metrics` is Prometheus' text format. Neither
says anything about a person, a case or a municipality.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping

from aiohttp import web

from bot.teams.counts import Counts
from bot.teams.routes.replies import HEADERS, empty
from bot.teams.wire import dump

Checks = Callable[[], Awaitable[Mapping[str, bool]]]
Figures = Callable[[], Awaitable[Mapping[str, float]]]
PLAIN = {**HEADERS, "Content-Type": "text/plain; version=0.0.4; charset=utf-8"}
JSON = {**HEADERS, "Content-Type": "application/json"}


def create_private_app(checks: Checks, figures: Figures, counts: Counts) -> web.Application:
    """`checks` must all hold for the replica to be ready; `figures` are gauges by name."""

    async def readyz(request: web.Request) -> web.Response:
        found = await checks()
        return web.Response(status=200 if all(found.values()) else 503, body=dump(dict(found)), headers=JSON)

    async def metrics(request: web.Request) -> web.Response:
        lines = [*_gauges(await figures()), *_counters(counts)]
        return web.Response(body="".join(lines).encode(), headers=PLAIN)

    app = web.Application(client_max_size=1024)
    app.add_routes([web.get("/readyz", readyz), web.get("/metrics", metrics)])
    app.add_routes([web.route("*", "/{anything:.*}", _not_found)])
    return app


def _gauges(figures: Mapping[str, float]) -> Iterable[str]:
    for name, value in figures.items():
        yield f"# TYPE slt_{name} gauge\nslt_{name} {value:.10g}\n"


def _counters(counts: Counts) -> Iterable[str]:
    before = ""
    for name, (label, value), number in counts:
        if name != before:
            yield f"# TYPE slt_{name}_total counter\n"
        yield f'slt_{name}_total{{{label}="{value}"}} {number}\n'
        before = name


async def _not_found(request: web.Request) -> web.Response:
    return empty(404)
