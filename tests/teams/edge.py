"""The world around the edge, on loopback: a key server that signs, a connector that remembers, and the real app."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import jwt
import orjson
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.dialogs.turn import Answer, Turn
from bot.teams.app import create_app, serve
from bot.teams.connector import Connector
from bot.teams.gate import ISSUER, Gate
from bot.teams.keys import Patience, SigningKeys
from bot.teams.limits import Limit, Limits
from bot.teams.messenger import TeamsMessenger
from bot.teams.service_urls import ServiceUrls
from bot.teams.tokens import NoTokens

Json = dict[str, Any]
Handle = Callable[[Turn], Awaitable[Answer]]

APP_ID = "11111111-2222-3333-4444-555555555555"
TENANT = "aaaaaaaa-0000-0000-0000-00000000000a"
OTHER_TENANT = "bbbbbbbb-0000-0000-0000-00000000000b"
KARI = "cccccccc-0000-0000-0000-00000000000c"
OLA = "dddddddd-0000-0000-0000-00000000000d"

GOOD_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
FORGED_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def free() -> Limits:
    """Limits that are never reached; what one test is told to wait for, no other remembers."""
    return Limits((Limit(10**6, 1),), (Limit(10**6, 1),))


async def start(app: web.Application) -> tuple[web.AppRunner, str]:
    """A server on a free port of loopback."""
    runner = await serve(app, "127.0.0.1", 0)
    host, port = runner.addresses[0][:2]
    return runner, f"http://{host}:{port}"


@dataclass
class KeyServer:
    """The Bot Connector's key server. `mode` is what it does now: ok, hang, 500, garbage, elsewhere."""

    mode: str = "ok"
    keys: dict[str, rsa.RSAPrivateKey] = field(default_factory=lambda: {"k1": GOOD_KEY})
    endorsements: dict[str, list[str]] = field(default_factory=dict)
    asked_at: list[float] = field(default_factory=list)
    url: str = ""

    def app(self) -> web.Application:
        app = web.Application()
        app.add_routes([web.get("/metadata", self._metadata), web.get("/keys", self._keys)])
        return app

    async def _metadata(self, request: web.Request) -> web.Response:
        self.asked_at.append(time.monotonic())
        if self.mode == "hang":
            await asyncio.sleep(30)
        if self.mode == "500":
            return web.Response(status=500)
        if self.mode == "garbage":
            return web.Response(text="<html>")
        host = "http://elsewhere.example" if self.mode == "elsewhere" else self.url
        return web.json_response({"jwks_uri": f"{host}/keys"})

    async def _keys(self, request: web.Request) -> web.Response:
        return web.json_response({"keys": [self._jwk(kid, key) for kid, key in self.keys.items()]})

    def _jwk(self, kid: str, key: rsa.RSAPrivateKey) -> Json:
        public: Json = jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
        return {**public, "use": "sig", "kid": kid, "endorsements": self.endorsements.get(kid, ["msteams"])}


@dataclass
class ConnectorServer:
    """The Bot Connector. `script` holds the next answers; after them everything is taken."""

    calls: list[tuple[str, str, Any]] = field(default_factory=list)
    headers: list[Any] = field(default_factory=list)
    script: list[Callable[[web.Request], Awaitable[web.StreamResponse]]] = field(default_factory=list)
    url: str = ""

    def app(self) -> web.Application:
        app = web.Application()
        app.add_routes([web.route("*", "/{path:.*}", self._any)])
        return app

    async def _any(self, request: web.Request) -> web.StreamResponse:
        self.calls.append((request.method, request.raw_path, await request.json() if request.can_read_body else None))
        self.headers.append(request.headers)
        if self.script:
            return await self.script.pop(0)(request)
        return web.json_response({"id": f"sent-{len(self.calls)}"}, status=201)

    def sent(self) -> list[Any]:
        """The activities that were posted, in order."""
        return [body for method, _, body in self.calls if method == "POST"]


@dataclass
class Edge:
    """Everything running, and the app's address."""

    url: str
    keys: KeyServer
    connector: ConnectorServer
    http: aiohttp.ClientSession
    gate: Gate
    messenger: TeamsMessenger
    turns: list[Turn]
    handle: Handle | None = None

    def claims(self, **changes: Any) -> Json:
        now = int(time.time())
        good = {"iss": ISSUER, "aud": APP_ID, "exp": now + 3600, "nbf": now - 60, "serviceurl": self.connector.url}
        return {name: value for name, value in {**good, **changes}.items() if value is not ...}

    def token(self, *, key: Any = GOOD_KEY, alg: str = "RS256", header: Json | None = None, **changes: Any) -> str:
        headers = {"kid": "k1", **(header or {})}
        return jwt.PyJWS().encode(orjson.dumps(self.claims(**changes)), key, algorithm=alg, headers=headers)

    async def post(self, body: Any, *, token: str | None = "", **kwargs: Any) -> aiohttp.ClientResponse:
        """Send an activity, with a good token unless told otherwise (None: without)."""
        headers = dict(kwargs.pop("headers", {}))
        if token is not None:
            headers["Authorization"] = f"Bearer {token or self.token()}"
        content = {"data": body} if isinstance(body, bytes) else {"json": body}
        response = await self.http.post(f"{self.url}/api/messages", headers=headers, **content, **kwargs)
        await response.read()
        return response

    async def __call__(self, turn: Turn) -> Answer:
        self.turns.append(turn)
        return await self.handle(turn) if self.handle else Answer()


@asynccontextmanager
async def running(
    *, open_on_loopback: bool = False, patience: Patience | None = None, **app: Any
) -> AsyncIterator[Edge]:
    """The key server, the connector and the bot's real app, each on a port of its own."""
    keys, connector = KeyServer(), ConnectorServer()
    keys_runner, keys.url = await start(keys.app())
    connector_runner, connector.url = await start(connector.app())
    urls, tenants = ServiceUrls(loopback=True), frozenset({TENANT})
    signing = SigningKeys(f"{keys.url}/metadata", patience=patience)
    gate = Gate(app_id=APP_ID, tenants=tenants, keys=signing, urls=urls, open_on_loopback=open_on_loopback)
    outbound = Connector(urls=urls, tokens=NoTokens(), tenants=tenants, limits=free())
    messenger = TeamsMessenger(outbound, app_id=APP_ID, service_url=connector.url)
    async with aiohttp.ClientSession() as http:
        edge = Edge("", keys, connector, http, gate, messenger, [])
        runner, edge.url = await start(create_app(handler=edge, gate=gate, messenger=messenger, **app))
        try:
            yield edge
        finally:
            for one in (runner, keys_runner, connector_runner):
                await one.cleanup()


# --- activities as Teams sends them ---

PERSONAL = {"conversationType": "personal", "id": "a:personal", "tenantId": TENANT}
CHANNEL = {"conversationType": "channel", "id": "19:ch@thread.tacv2;messageid=1", "isGroup": True, "tenantId": TENANT}
IN_TEAM = {"tenant": {"id": TENANT}, "team": {"id": "19:team", "aadGroupId": OLA}, "channel": {"id": "19:ch"}}


def activity(type_: str, edge: Edge | None = None, /, **fields: Any) -> Json:
    """What all activities have in common."""
    return {
        "type": type_,
        "id": "f:1",
        "timestamp": "2026-11-24T08:00:00.000Z",
        "channelId": "msteams",
        "serviceUrl": edge.connector.url if edge else "http://127.0.0.1:1",
        "from": {"id": "29:kari", "name": "Kari", "aadObjectId": KARI},
        "recipient": {"id": f"28:{APP_ID}", "name": "SLT-bot"},
        "conversation": PERSONAL,
        "channelData": {"tenant": {"id": TENANT}},
        "locale": "nb-NO",
        "entities": [{"type": "clientInfo", "locale": "nb-NO", "platform": "Web"}],
        **fields,
    }


def message(edge: Edge | None = None, /, **fields: Any) -> Json:
    return activity("message", edge, **{"text": "hei", **fields})


def invoke(name: str, value: Any, edge: Edge | None = None, /, **fields: Any) -> Json:
    return activity("invoke", edge, name=name, value=value, **fields)


def pressed(edge: Edge | None = None, /, data: Json | None = None, **fields: Any) -> Json:
    value = {"action": {"type": "Action.Execute", "verb": "send", "data": data or {"a": 1}}, "trigger": "manual"}
    return invoke("adaptiveCard/action", value, edge, replyToId="m-1", **fields)
