"""The composition root: settings in, a running bot out. The only module that knows every adapter.

The ports open first (`bot.edge`). What a first answer does not need (DBOS, the Graph SDK) is made ready afterwards,
beside the event loop (performance, "Start-up").
"""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import AsyncIterator, Coroutine, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import structlog

from bot import registry
from bot.dialogs.engine import Engine
from bot.dialogs.router import Outside, Router
from bot.dialogs.svarlenke import AnswerLinks
from bot.dialogs.turn import Turn, TurnKind
from bot.domain.moteplan import warm_up
from bot.domain.room import Room
from bot.edge import TEAMS_IN_EUROPE, Edge, credential
from bot.errors import Conflict, StoreDown
from bot.ports import Clock
from bot.settings import Settings
from bot.store.engine import SqlStore
from bot.store.keys import KeyRing
from bot.teams.app import settle_memory
from bot.teams.flights import BUDGET
from bot.teams.telephone import HttpTelephone
from bot.usecases.dispatch import Door
from bot.workflows.lead import Lead
from bot.workflows.roster import Roster

if TYPE_CHECKING:
    from bot.graph.client import Graph
    from bot.workflows.carry import Carrier
    from bot.workflows.durable import Durable
    from bot.workflows.pump import Pump

log = structlog.get_logger(__name__)
LAUNCH_AGAIN = 3.0  # seconds
FINISHING = 7.0  # seconds that what is under way gets at a stop


class SystemClock:
    """The machine's clock: the only place where now is read."""

    def now(self) -> datetime:
        """Now, in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True)
class Parts:
    """What a bot is put together from; tests, the demo and the benchmark choose some of them.
    `edge` is one whose ports are open already; `budget` the seconds a turn gets otherwise."""

    settings: Settings
    rooms: Mapping[str, Room]
    clock: Clock
    service_url: str = TEAMS_IN_EUROPE
    durable: bool = True
    edge: Edge | None = None
    budget: float = BUDGET


class Bot:
    """A bot that has been put together. `store` is open from the start; `serve` opens the port and works."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        settings = parts.settings
        self.rooms = {room.id: room for room in parts.rooms.values()}
        self.store = SqlStore(settings.store_url, KeyRing(settings.master))
        self.door = Door(self.store, registry.CASES)
        self.graph = _graph(settings)
        self.edge = parts.edge or Edge(settings, parts.service_url, budget=parts.budget)
        self.messenger = self.edge.messenger
        self.roster = _roster(self)
        self.router = _router(self)
        self.telephone = _telephone(settings)
        self.edge.links = _links(self)
        self._tasks: set[asyncio.Task[None]] = set()
        self.pump: Pump | None = None
        self.ready = asyncio.Event()
        self.lead = Lead(self.store, parts.clock, settings.executor, uuid.uuid4().hex[:8])
        self._carrier: Carrier | None = None
        self._durable: Durable | None = None

    @property
    def port(self) -> int:
        """Where Teams reaches it."""
        return self.edge.port

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Open the ports, then make durable work ready; close all of it at the end."""
        await self.edge.open()
        self.edge.health.watch(list(self.rooms), self.store, self.parts.clock)
        self.edge.leads_to(self.router)
        self.background(self._work())
        try:
            yield
        finally:
            await self._stop()

    def background(self, coroutine: Coroutine[Any, Any, None]) -> None:
        """Run beside everything else, and say so when it fails."""
        task = asyncio.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def committed(self, room: str) -> None:
        """There may be new effects in a room."""
        if self.pump is not None:
            self.pump.wake(room)

    def roster_changed(self, room: Room, turn: Turn) -> None:
        """Teams says that somebody came or left: the team itself, or another conversation that the bot is in."""
        if turn.kind is TurnKind.MEMBERS_REMOVED and (turn.team_id or "").lower() == room.team_id.lower():
            self.background(self.roster.left(room, turn.members))
        self.background(self.roster.read(room))

    async def _work(self) -> None:
        """Graph, durable work, the roster, and the heartbeat."""
        self.background(self.graph.warm_up())
        self.background(self.roster.run(list(self.rooms.values())))
        if not self.parts.durable:
            return
        self._carrier, self._durable = await self._until_launched()
        from bot.workflows.auditor import Auditor
        from bot.workflows.pump import Pump

        clock, sweeps = self.parts.clock, registry.SWEEPS
        self.pump = Pump(self.rooms, self.store, self._carrier, self._durable, self.lead, clock, sweeps)
        auditor = Auditor(self.store, self.pump, self.lead, clock)
        self.edge.health.pump, self.edge.health.auditor = self.pump, auditor
        self.background(auditor.run(list(self.rooms.values())))
        settle_memory()
        self.ready.set()
        await self.pump.run()

    async def _until_launched(self) -> tuple[Carrier, Durable]:
        """Durable work's own database may answer later than we do: until it does, everything else works."""
        while True:
            try:
                return await asyncio.to_thread(_durable, self, asyncio.get_running_loop())
            except Exception as error:
                log.warning("durable_work_waits", code=type(error).__name__)
                settle_memory()
                await asyncio.sleep(LAUNCH_AGAIN)

    async def _stop(self) -> None:
        """Within 25 s (failure F31): nothing new comes in or is begun, and what is under way finishes."""
        await self.edge.turn_away()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._carrier is not None and self._durable is not None:
            await self._carrier.stop(FINISHING)
            await self._leave_watch()
            await asyncio.to_thread(self._durable.close)
        await self.edge.close()
        if self.telephone is not None:
            await self.telephone.close()
        await self.graph.aclose()
        await asyncio.to_thread(self.store.close)

    async def _leave_watch(self) -> None:
        with contextlib.suppress(Conflict, StoreDown):
            for room in self.rooms.values():
                await self.lead.leave(room)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("background_work_ended", code=type(task.exception()).__name__)


def _router(bot: Bot) -> Router:
    engine = Engine(registry.DIALOGS, bot.door)

    async def learn(room: Room, turn: Turn) -> None:
        await bot.roster.learn(room, turn.person)

    outside = Outside(learn=learn, roster_changed=bot.roster_changed, committed=bot.committed)
    tenants = {room.tenant: room for room in bot.rooms.values()}
    key = bot.parts.settings.card_key
    return Router(tenants, bot.store, engine, bot.door, registry.TABLES, bot.parts.clock, key, outside)


def _telephone(settings: Settings) -> HttpTelephone | None:
    """The gateway for text messages, where the installation has one."""
    return HttpTelephone(settings.sms_url, settings.sms_token.get_secret_value()) if settings.sms_url else None


def _links(bot: Bot) -> AnswerLinks:
    return AnswerLinks(bot.rooms, bot.store, bot.door, bot.parts.clock, bot.parts.settings.card_key, bot.committed)


def _graph(settings: Settings) -> Graph:
    from bot.graph.client import Graph

    if settings.graph_base_url:
        return Graph(base_url=settings.graph_base_url)
    return Graph(credential(settings))


def _roster(bot: Bot) -> Roster:
    from bot.graph.directory import GraphDirectory, PupilRule

    settings = bot.parts.settings
    pupils = PupilRule(settings.pupil_attribute, settings.pupil_values) if settings.pupil_attribute else None
    return Roster(bot.store, GraphDirectory(bot.graph, settings.tenant_id, pupils), bot.parts.clock)


def _durable(bot: Bot, loop: asyncio.AbstractEventLoop) -> tuple[Carrier, Durable]:
    """Imports and opens DBOS. Takes a second: never on the event loop."""
    from bot.graph.calendar import MailboxCalendar
    from bot.graph.downloads import SharePointDownloads
    from bot.graph.filing import SharePointFiling
    from bot.workflows.carry import Carrier
    from bot.workflows.durable import Durable
    from bot.workflows.outside import Outside

    warm_up(bot.parts.clock.now().year)
    settings, parts = bot.parts.settings, bot.parts
    outside = Outside(
        bot.store,
        bot.messenger,
        filing=SharePointFiling(bot.graph, settings.libraries),
        calendar=MailboxCalendar(bot.graph, settings.organiser),
        telephone=bot.telephone,
        downloads=SharePointDownloads(settings.sharepoint_name, local=settings.graph_base_url if settings.demo else ""),
        default_service_url=lambda room: parts.service_url,
    )
    carrier = Carrier(bot.rooms, bot.store, outside, registry.VIEWS, parts.clock, settings.card_key)
    durable = Durable(settings.dbos_url, carrier, settings.executor, settings.app_version, loop)
    try:
        durable.launch()
    except Exception:
        durable.close()
        raise
    return carrier, durable
