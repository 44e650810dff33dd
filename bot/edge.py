"""The way in from Teams and out to it: all that can answer before the rest of the product is loaded.

The ports open first. A turn that comes before the product is there waits for it (and is told so when its budget is
spent), the platform sees at once that the process lives, and `/readyz` says when it is ready.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import structlog
from aiohttp import web

from bot.dialogs.link_page import Links
from bot.dialogs.turn import Answer, Turn, TurnHandler
from bot.settings import AppAuth, Settings
from bot.teams import credentials
from bot.teams.app import FLIGHTS, create_app, serve
from bot.teams.connector import Connector
from bot.teams.counts import Counts
from bot.teams.flights import BUDGET
from bot.teams.gate import Gate
from bot.teams.keys import BOT_CONNECTOR_METADATA, SigningKeys
from bot.teams.messenger import TeamsMessenger
from bot.teams.private import create_private_app
from bot.teams.routes.svar import AnswerRoute
from bot.teams.service_urls import ServiceUrls
from bot.teams.tokens import Credential, CredentialTokens, NoTokens
from bot.workflows.health import Health

log = structlog.get_logger(__name__)
TEAMS_IN_EUROPE = "https://smba.trafficmanager.net/emea/"


class Edge:
    """Everything of `bot.teams`, put together. `open` opens both ports; `leads_to` gives it the product.

    `budget`: seconds until a turn that is not done is answered that it was received (failure F17).
    """

    def __init__(
        self,
        settings: Settings,
        service_url: str = TEAMS_IN_EUROPE,
        key_server: str = BOT_CONNECTOR_METADATA,
        budget: float = BUDGET,
    ) -> None:
        self._settings = settings
        self._budget = budget
        self._tokens = NoTokens() if settings.demo else CredentialTokens(credential(settings))
        self._keys = SigningKeys(key_server)
        self._runners: list[web.AppRunner] = []
        self._product: TurnHandler | None = None
        self._there = asyncio.Event()
        self._public: web.Application | None = None
        self.links: Links | None = None
        self.service_url = service_url
        self.messenger = self._messenger()
        self.health, self.counts = Health(), Counts()
        self.port, self.private_port = settings.port, settings.private_port

    def leads_to(self, product: TurnHandler) -> None:
        """From now on turns are answered."""
        self._product = product
        self._there.set()

    async def __call__(self, turn: Turn) -> Answer:
        """A turn: to the product, as soon as it is there."""
        while self._product is None:
            await self._there.wait()
        return await self._product(turn)

    async def open(self) -> None:
        """Open the ports, once."""
        if self._runners:
            return
        private = create_private_app(self.health.checks, self.health.figures, self.counts)
        self._public = self._app()
        for app, port in ((self._public, self._settings.port), (private, self._settings.private_port)):
            self._runners.append(await serve(app, self._settings.host, port))
        self.port, self.private_port = (runner.addresses[0][1] for runner in self._runners)
        log.info("listening", port=self.port)

    async def landed(self) -> None:
        """Wait until everything is posted that belongs to turns which were answered. A card's press is answered
        first, and its messages follow."""
        if self._public is not None:
            await self._public[FLIGHTS].landed()

    async def turn_away(self) -> None:
        """Nothing new comes in from Teams, and nothing waits for Teams' limits any more."""
        self.health.stopping = True
        for site in list(self._runners[0].sites) if self._runners else ():
            await site.stop()
        self.messenger.connector.hurry()

    async def close(self) -> None:
        """Let the turns under way finish, and close both ports and every connection."""
        for runner in self._runners:
            await runner.cleanup()
        self._runners.clear()

    def _app(self) -> web.Application:
        settings = self._settings
        gate = Gate(
            app_id=settings.app_id,
            tenants=settings.tenants,
            keys=self._keys,
            urls=ServiceUrls(loopback=settings.demo),
            open_on_loopback=settings.demo,
        )
        warm = [self._keys.warm, self._tokens.warm] if isinstance(self._tokens, CredentialTokens) else []
        routes = AnswerRoute(lambda: self.links).routes() if settings.sms_url else ()
        return create_app(
            handler=self,
            gate=gate,
            messenger=self.messenger,
            counts=self.counts,
            budget=self._budget,
            warm=warm,
            routes=routes,
        )

    def _messenger(self) -> TeamsMessenger:
        settings = self._settings
        urls = ServiceUrls(loopback=settings.demo)
        connector = Connector(urls=urls, tokens=self._tokens, tenants=settings.tenants)
        one_url = not settings.demo
        return TeamsMessenger(connector, app_id=settings.app_id, service_url=self.service_url, one_url=one_url)


def credential(settings: Settings) -> Callable[[], Credential]:
    """How the bot proves to Microsoft who it is; called in a thread, where the imports are."""
    tenant, app = settings.tenant_id, settings.app_id
    match settings.app_auth:
        case AppAuth.SECRET:
            return credentials.secret(tenant, app, settings.app_secret.get_secret_value())
        case AppAuth.CERTIFICATE:
            return credentials.certificate(tenant, app, str(settings.app_certificate_path))
        case AppAuth.WORKLOAD_IDENTITY:
            return credentials.workload_identity(tenant, app, str(settings.federated_token_file))
        case AppAuth.MANAGED_IDENTITY:
            return credentials.managed_identity(settings.identity_client_id)
