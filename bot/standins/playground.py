"""Seats in Microsoft's own local Teams client (Microsoft 365 Agents Playground): one process for each person.

A seat is a Node process in a process group of its own, with a page to open in a browser and a connector of
its own at `Seat.service_url`. What it can and cannot do is written in docs/playground.md.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import yaml

from bot.standins.cast import JEVNAKER, Actor, Cast

PORTS = (56150, 56151)
ROOT = Path(__file__).parents[2]
CLI = Path("node_modules/@microsoft/m365agentsplayground/cli.js")
LOOPBACK = Path(__file__).with_name("loopback.cjs")
OTHERS = 5
START_SECONDS = 30.0
END_SECONDS = 5.0


class PlaygroundMissing(Exception):
    """A seat cannot be started. The message is Norwegian, for the person at the keyboard."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One person's running client."""

    actor: Actor
    port: int
    process: asyncio.subprocess.Process

    @property
    def url(self) -> str:
        """The page to open in a browser."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def service_url(self) -> str:
        """The seat's connector, as it names it to the bot."""
        return f"http://localhost:{self.port}/_connector"

    async def stop(self) -> None:
        """End the process and whatever it started."""
        for end in (signal.SIGTERM, signal.SIGKILL):
            if self.process.returncode is not None:
                return
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, end)
            with suppress(TimeoutError):
                await asyncio.wait_for(self.process.wait(), END_SECONDS)


async def start_seats(
    folder: Path,
    bot_url: str,
    actors: Sequence[Actor],
    *,
    cast: Cast = JEVNAKER,
    ports: Sequence[int] = PORTS,
    root: Path = ROOT,
) -> list[Seat]:
    """Start a seat for each person and wait until every page answers; if one fails, none is left running."""
    node, cli = find_node(root)
    seats: list[Seat] = []
    try:
        for actor, port in zip(actors, ports, strict=False):
            _refuse_taken(port)
            home = write_config(folder / actor.key, actor, cast)
            seats.append(
                Seat(actor, port, await _launch((node, "--require", str(LOOPBACK), str(cli)), home, bot_url, port))
            )
        await asyncio.gather(*(_answers(seat, folder / seat.actor.key) for seat in seats))
    except BaseException:
        await stop_seats(seats)
        raise
    return seats


async def stop_seats(seats: Sequence[Seat]) -> None:
    """End all of them."""
    await asyncio.gather(*(seat.stop() for seat in seats))


def find_node(root: Path = ROOT) -> tuple[str, Path]:
    """Node and the Playground's program, or a message that says what to do."""
    node, cli = shutil.which("node"), root / CLI
    if node is None:
        raise PlaygroundMissing("Fant ikke Node. Installer Node 20 eller nyere og prøv igjen.")
    if not cli.exists():
        raise PlaygroundMissing(
            "Fant ikke Microsoft 365 Agents Playground. Kjør «npm ci --ignore-scripts» i prosjektmappen."
        )
    return node, cli


def write_config(home: Path, actor: Actor, cast: Cast) -> Path:
    """Write the seat's configuration; the Playground wants exactly five others and one channel beside General."""
    home.mkdir(parents=True, exist_ok=True)
    others = [other for other in cast.members if other != actor][:OTHERS]
    team = cast.team
    channels = [{"id": channel.id, "name": channel.name} for channel in team.channels if channel.id != team.id]
    config = {
        "version": "0.1.1",
        "tenantId": cast.tenant,
        "bot": {"id": f"28:{cast.bot_id}", "name": cast.bot_name},
        "currentUser": _user(actor),
        "users": [_user(other) for other in others],
        "personalChat": {"id": actor.chat_id},
        "groupChat": {"id": f"19:gruppe-{actor.key}@thread.v2", "name": "Gruppechat"},
        "team": {"id": team.id, "name": team.name, "aadGroupId": team.group_id, "channels": channels},
    }
    text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
    (home / ".m365agentsplayground.yml").write_text(text, encoding="utf-8")
    return home


def _user(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.teams_id,
        "name": actor.name,
        "userPrincipleName": actor.user_principal_name,
        "aadObjectId": actor.object_id,
        "givenName": actor.given_name,
        "surname": actor.surname,
        "email": actor.mail,
    }


async def _launch(program: Sequence[str], home: Path, bot_url: str, port: int) -> asyncio.subprocess.Process:
    quiet = {
        "BROWSER": "none",
        "TEAMSAPPTESTER_BROWSER": "none",
        "M365_AGENTS_PLAYGROUND_LOGFILE": str(home / "log.txt"),
    }
    arguments = ("start", "-e", bot_url, "-c", "msteams", "-p", str(port), "--dt")
    with (home / "output.txt").open("wb") as output:
        return await asyncio.create_subprocess_exec(
            *program, *arguments, cwd=home, env={**os.environ, **quiet}, start_new_session=True,
            stdin=asyncio.subprocess.DEVNULL, stdout=output, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise PlaygroundMissing(f"Port {port} er opptatt. Lukk det som bruker den, og prøv igjen.")


async def _answers(seat: Seat, home: Path) -> None:
    try:
        async with asyncio.timeout(START_SECONDS), aiohttp.ClientSession() as http:
            while not await _page_is_there(http, seat.url):
                if seat.process.returncode is not None:
                    raise PlaygroundMissing(f"Playground for {seat.actor.name} stoppet. Se {home / 'output.txt'}.")
                await asyncio.sleep(0.1)
    except TimeoutError:
        raise PlaygroundMissing(f"Playground for {seat.actor.name} svarte ikke. Se {home / 'output.txt'}.") from None


async def _page_is_there(http: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with http.get(url) as response:
            return response.status == 200
    except aiohttp.ClientError:
        return False
