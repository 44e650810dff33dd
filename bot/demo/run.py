"""`slt-bot demo`: by hand in the Playground, or by script."""

from __future__ import annotations

import asyncio
import contextlib
import json
import shutil
import signal
import socket
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.bootstrap import Bot, Parts
from bot.demo.clock import DemoClock, ahead_of
from bot.demo.office import PREFIX, Office, open_office
from bot.demo.room import choose_dates, demo_plan, demo_room, settle_in
from bot.domain.moteplan import local
from bot.domain.room import Reach
from bot.errors import SettingError
from bot.logs import set_up
from bot.ports import Clock, UnitOfWork
from bot.settings import Settings
from bot.standins.cast import JEVNAKER
from bot.standins.playground import PORTS, PlaygroundMissing, Seat, start_seats, stop_seats
from bot.store.schema import is_current, upgrade
from bot.texts import texts

SEATS = ("slt_koordinator", "laerer")
OUT = Console()


def describe(port: int, office_port: int) -> str:
    """Everything a Teams client needs to know, as JSON."""
    office = f"http://127.0.0.1:{office_port}"
    people = [
        {
            "key": p.key,
            "name": p.name,
            "roles": list(p.roles),
            "teamsUserId": p.teams_id,
            "entraObjectId": p.object_id,
            "conversationId": p.chat_id,
            "userType": p.user_type,
            "inTeam": p.in_team,
            "tenant": p.tenant,
        }
        for p in JEVNAKER.people
    ]
    team = JEVNAKER.team
    described = {
        "bot": {"endpoint": f"http://127.0.0.1:{port}/api/messages", "id": f"28:{JEVNAKER.bot_id}"},
        "microsoft365": {"page": office, "graph": f"{office}/v1.0", "serviceUrl": f"{office}{PREFIX}"},
        "tenant": JEVNAKER.tenant,
        "team": {"id": team.id, "groupId": team.group_id, "name": team.name},
        "channels": [{"id": c.id, "name": c.name} for c in team.channels],
        "people": people,
    }
    return json.dumps(described, ensure_ascii=False, indent=2)


def forget(state: Path) -> None:
    """Begin anew: only a folder that the demo has made is thrown away."""
    if (state / "slt.db").exists() or (state / "office").exists():
        shutil.rmtree(state)


def by_hand(state: Path, port: int, office_port: int) -> int:
    """Run until Ctrl-C."""
    return asyncio.run(_by_hand(state, port, office_port))


def check(state: Path, port: int, office_port: int) -> int:
    """Play the day by script; the exit status tells whether it was a good one."""
    from bot.demo.day import play

    return asyncio.run(play(state, port, office_port))


@contextlib.asynccontextmanager
async def open_demo(
    state: Path, port: int, office_port: int, clock: Clock | None = None
) -> AsyncIterator[tuple[Bot, Office]]:
    """The bot and the local Microsoft 365, over a folder; on the demo's own clock where no other is given."""
    _free(port, office_port)
    first_day, own = await asyncio.to_thread(_begun, state)
    room = await asyncio.to_thread(lambda: demo_room(demo_plan(first_day)))
    roles = {id: role.label for id, role in room.plan.roles.items()}
    async with open_office(state / "office", office_port, roles=roles, phones=True) as office:
        settings = Settings.for_demo(
            state, port=port, graph_base_url=office.graph_url, log_level="WARNING", executor_id="demo"
        )
        bot = Bot(Parts(settings, {room.id: room}, clock or own, service_url=office.service_url))
        if not is_current(bot.store.writing):
            await asyncio.to_thread(upgrade, bot.store.writing, bot.store.ring)
        bot.store.write_now(room.id, lambda work: settle_in(work, room, first_day))
        async with bot.running():
            await bot.ready.wait()
            yield bot, office


def _begun(state: Path) -> tuple[date, DemoClock]:
    """The demo's first day, and its clock: neither moves when it is started again."""
    state.mkdir(parents=True, exist_ok=True)
    first_day = state / "first-day"
    if not first_day.exists():
        clock = DemoClock(ahead_of(datetime.now(UTC)))
        _write(first_day, f"{local(clock.now()).date().isoformat()} {clock.ahead.total_seconds():.0f}")
    day, *ahead = first_day.read_text("utf-8").split()
    return date.fromisoformat(day), DemoClock(timedelta(seconds=float(ahead[0]) if ahead else 0))


def _write(path: Path, text: str) -> None:
    """All of it or nothing, whenever the process is killed."""
    part = path.with_suffix(".part")
    part.write_text(text, "utf-8")
    part.replace(path)


async def _by_hand(state: Path, port: int, office_port: int) -> int:
    set_up("WARNING", "console")
    over, loop = asyncio.Event(), asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, over.set)
    async with open_demo(state, port, office_port) as (bot, office):
        seats = await _seats(state, port)
        _tell(seats, bot, office)
        bot.background(_dates_when_seated(bot, office, bool(seats)))
        await over.wait()
        OUT.print("Avslutter …")
        await stop_seats(seats)
    return 0


async def _dates_when_seated(bot: Bot, office: Office, seated: bool) -> None:
    """What is due is told where the coordinator's window is: so nothing is, until it has been opened."""
    (room,) = bot.rooms.values()
    while seated:
        await asyncio.sleep(1)
        seated = not await bot.store.read(room.id, lambda work: _has_window(work, office))
    today = local(bot.parts.clock.now()).date()
    await bot.store.write(room.id, lambda work: choose_dates(work, room, today))


def _has_window(work: UnitOfWork, office: Office) -> bool:
    reach = work.get(Reach, f"person:{JEVNAKER.person(SEATS[0]).object_id}")
    return reach is not None and reach.service_url != office.service_url


async def _seats(state: Path, port: int) -> list[Seat]:
    try:
        people = [JEVNAKER.person(key) for key in SEATS]
        return await start_seats(state / "seats", f"http://127.0.0.1:{port}/api/messages", people, ports=PORTS)
    except PlaygroundMissing as missing:
        OUT.print(f"[bold]Uten nettleser:[/bold] {missing} Boten kjører likevel.")
        return []


def _tell(seats: list[Seat], bot: Bot, office: Office) -> None:
    table = Table(title="SLT-boten er klar", show_header=True)
    for column in ("Hva", "Adresse", "Hvem"):
        table.add_column(column, no_wrap=column == "Adresse", overflow="fold")
    for seat in seats:
        table.add_row("Teams (Playground)", seat.url, f"{seat.actor.name}, {seat.actor.job_title}")
    table.add_row("Microsoft 365 på denne maskinen", office.url, "dokumenter, kalender, folk")
    table.add_row("Det de andre får i Teams", f"{office.service_url}/", "alle uten eget vindu")
    table.add_row("Boten", f"http://127.0.0.1:{bot.port}/api/messages", "")
    OUT.print(table)
    now = bot.parts.clock.now()
    if now - datetime.now(UTC) > timedelta(minutes=1):
        OUT.print(f"Demoens klokke står på {texts('nb').moment(now)}, så den begynner i arbeidstiden.")
    OUT.print("Prøv dette først:")
    OUT.print(" 1. Skriv [bold]meld[/bold] som læreren. Se hva koordinatoren får, og trykk «Til neste møte».")
    OUT.print(" 2. Skriv [bold]agenda[/bold] som koordinatoren. Åpne dokumentet på siden over.")
    OUT.print(" 3. Skriv [bold]hjelp[/bold] for resten. Ctrl-C avslutter alt.")


def _free(*ports: int) -> None:
    for port in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                raise SettingError(f"Port {port} er opptatt. Avslutt det som bruker den, og prøv igjen.") from None
