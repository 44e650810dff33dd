"""What is promised, as a table. Adding a scenario is adding a row here (or in `varsling.py`).

The promises are those of the performance goals: ratios inside one run.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Server:
    """A program of `bench.servers`, or any module; it gets `first` and the world's `args`, and prints where it
    listens. `environment` is what the image sets for it."""

    module: str
    args: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """Requests of one kind to one server. `bodies` is `module:function`, called with the job. With `expects` every
    answer must hold that text, and no request is sent twice."""

    server: str
    bodies: str
    expects: str = ""


@dataclass(frozen=True, slots=True)
class Ratio:
    """Ours must answer at least `promise` times as many requests per second as the peer."""

    name: str
    ours: Target
    peer: Target
    promise: float


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The 99th percentile of our answer time, in ms, must stay under `promise`."""

    name: str
    ours: Target
    promise: float


ARGS = ("metadata", "service_url")
SERVERS = {
    "ours": Server("bench.servers.ours", ARGS),
    "bare": Server("bench.servers.bare"),
    "stock": Server("bench.servers.stock", ARGS),
}

MESSAGE, CARD = "bench.bodies:messages", "bench.bodies:cards"
STOCK_ECHO = Target("stock", MESSAGE)

ROWS: tuple[Ratio | Ceiling, ...] = (
    Ratio("message turn with one reply / bare aiohttp", Target("ours", MESSAGE), Target("bare", MESSAGE), 0.55),
    Ratio("card answer of 4 KB / bare aiohttp", Target("ours", CARD), Target("bare", CARD), 0.8),
    Ratio("message turn with one reply / stock botbuilder", Target("ours", MESSAGE), STOCK_ECHO, 20),
    Ratio("card answer of 4 KB / stock botbuilder", Target("ours", CARD), Target("stock", CARD), 20),
)
