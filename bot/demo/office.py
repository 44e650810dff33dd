"""The local Microsoft 365: Graph over a folder and a Teams connector that remembers, on one port."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from aiohttp import web

from bot.standins.cast import JEVNAKER, Actor, Cast
from bot.standins.connector.app import create_connector_app
from bot.standins.graph.app import Neighbour, create_graph_app
from bot.standins.graph.seed import Channel, Grant, Library, Seed, Team, User

PREFIX = "/connector"
NO_NAMES: Mapping[str, str] = MappingProxyType({})
ORGANISER = User(
    "5a1e0000-0000-4000-8000-000000000c01", "SLT Jevnaker", "slt@jevnaker.example", "Member", "Fellespostkasse"
)
"""The mailbox that meetings are called from: nobody's own."""
CONSENT_READERS = ("slt_koordinator", "helsesykepleier_jus")


@dataclass(frozen=True)
class Office:
    """A running local Microsoft 365. `app` and `connector` give tests their faults and ledgers."""

    url: str
    app: web.Application
    connector: web.Application

    @property
    def graph_url(self) -> str:
        """Where Graph answers."""
        return f"{self.url}/v1.0"

    @property
    def service_url(self) -> str:
        """Where the connector answers."""
        return f"{self.url}{PREFIX}"


@contextlib.asynccontextmanager
async def open_office(
    folder: Path, port: int, cast: Cast = JEVNAKER, roles: Mapping[str, str] = NO_NAMES, *, phones: bool = False
) -> AsyncIterator[Office]:
    """Open the office on loopback; port 0 takes a free one. What the folder holds from before is kept. `roles` are
    the plan's names for the roles, as its page shows them. With `phones` the staff have numbers."""
    connector = create_connector_app(folder / "teams", cast)
    neighbour = Neighbour(PREFIX, connector, "Meldinger i Teams", PREFIX + "/")
    app = create_graph_app(seed(cast, roles, phones=phones), folder / "sharepoint", neighbours=[neighbour])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    try:
        yield Office(f"http://127.0.0.1:{runner.addresses[0][1]}", app, connector)
    finally:
        await runner.cleanup()


def seed(cast: Cast, roles: Mapping[str, str] = NO_NAMES, *, phones: bool = False) -> Seed:
    """The cast as the directory has it."""
    users = tuple(
        replace(_user(person, roles), phone=_phone(number, person) if phones else None)
        for number, person in enumerate(cast.people)
        if person.tenant == cast.tenant
    )
    channels = tuple(Channel(c.id, c.name) for c in cast.team.channels)
    members = tuple(p.object_id for p in cast.members)
    owner = cast.people[0].object_id
    readers = tuple(Grant(cast.person(key).object_id) for key in CONSENT_READERS if _has(cast, key))
    libraries = (Library("felles", "Felles"), Library("samtykker", "Samtykker", restricted=True, grants=readers))
    team = Team(cast.team.group_id, cast.team.name, members, (owner,), channels)
    return Seed(
        cast.tenant, (*users, ORGANISER), (team,), libraries, cast.bot_id, cast.bot_name, (*members, cast.team.group_id)
    )


def _user(person: Actor, roles: Mapping[str, str]) -> User:
    role = ", ".join(roles.get(role, role) for role in person.roles)
    return User(person.object_id, person.name, person.mail, person.user_type, person.job_title, role=role)


def _phone(number: int, person: Actor) -> str | None:
    """Nobody's number. A guest's account has none, in a real directory too."""
    return f"00 00 00 {number:02}" if person.user_type == "Member" else None


def _has(cast: Cast, key: str) -> bool:
    return any(p.key == key for p in cast.people)
