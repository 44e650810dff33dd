"""The stand-in on a port of its own, for the tests of it and of the adapters."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.standins.graph import Channel, Grant, Library, Neighbour, Seed, Team, User, create_graph_app

TEAM = "11111111-0000-4000-8000-000000000001"
KARI = "aaaaaaaa-0000-4000-8000-000000000001"
OLA = "aaaaaaaa-0000-4000-8000-000000000002"
GJEST = "aaaaaaaa-0000-4000-8000-000000000003"
ELEV = "aaaaaaaa-0000-4000-8000-000000000004"
UTENFOR = "aaaaaaaa-0000-4000-8000-000000000005"
SPERRET = "aaaaaaaa-0000-4000-8000-000000000006"

COLUMNS = {"Mote": "Møte", "Organ": "Organ", "Status": "Status"}
SEED = Seed(
    users=(
        User(KARI, "Kari Koordinator", "kari@kommune.example", job_title="SLT-koordinator", role="SLT-koordinator"),
        User(OLA, "Ola Lærer", "ola@kommune.example", job_title="Lærer", role="Medlem"),
        User(GJEST, "Grete Politi", "grete@politiet.example", user_type="Guest", role="Politikontakt"),
        User(ELEV, "Elev Elevsen", "elev@kommune.example", job_title="Elev"),
        User(UTENFOR, "Ulla Utenfor", "ulla@kommune.example", job_title="Rådgiver"),
        User(SPERRET, "Sperre Sluttet", "sperre@kommune.example", enabled=False),
    ),
    teams=(Team(TEAM, "SLT", (OLA, GJEST, ELEV), (KARI,), (Channel("19:general@thread.tacv2", "Generelt"),)),),
    libraries=(
        Library("felles", "Felles", columns=COLUMNS),
        Library("samtykker", "Samtykker", restricted=True, grants=(Grant(KARI, ("write",)),)),
        Library("stengt", "Stengt", app_access="none"),
    ),
    installed=(KARI, OLA, TEAM),
)


@dataclass(frozen=True)
class Running:
    """A stand-in that answers."""

    app: web.Application
    url: str

    @property
    def graph(self) -> str:
        """The base URL the SDK is given."""
        return f"{self.url}/v1.0"


@asynccontextmanager
async def running(folder: Path, seed: Seed = SEED, neighbours: tuple[Neighbour, ...] = ()) -> AsyncIterator[Running]:
    """Start it on a free port of loopback, and stop it."""
    app = create_graph_app(seed, folder, neighbours=neighbours)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    try:
        yield Running(app, f"http://127.0.0.1:{port}")
    finally:
        await runner.cleanup()
