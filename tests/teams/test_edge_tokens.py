"""The bot's token: fetched once, renewed in the background, never waited for twice, sent only to Teams."""

from __future__ import annotations

import asyncio
import ssl
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID

from bot.domain.people import Where
from bot.errors import Refused, TryLater
from bot.ports import Conversation, Message
from bot.teams import credentials
from bot.teams.connector import Connector
from bot.teams.messenger import TeamsMessenger
from bot.teams.service_urls import ServiceUrls
from bot.teams.tokens import CONNECTOR_SCOPE, CredentialTokens
from tests.teams.edge import GOOD_KEY, TENANT, ConnectorServer, free

TEAMS = "smba.trafficmanager.net"


@dataclass
class Account:
    """Something that hands out tokens as azure-identity does: slowly, in the caller's thread."""

    life: float = 3600.0
    slow: float = 0.0
    error: Exception | None = None
    scopes: list[str] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)

    def get_token(self, *scopes: str) -> Any:
        self.scopes.extend(scopes)
        self.threads.add(threading.get_ident())
        time.sleep(self.slow)
        if self.error:
            raise self.error
        return SimpleNamespace(token=f"token-{len(self.scopes)}", expires_on=time.time() + self.life)


async def test_one_fetch_for_many_and_none_on_the_loop() -> None:
    account = Account(slow=0.1)
    tokens = CredentialTokens(lambda: account)
    assert set(await asyncio.gather(*(tokens.bearer() for _ in range(50)))) == {"token-1"}
    assert (account.scopes, threading.get_ident() in account.threads) == ([CONNECTOR_SCOPE], False)


async def test_renewed_in_the_background_before_it_runs_out() -> None:
    account = Account(life=300.0)
    tokens = CredentialTokens(lambda: account)
    assert await tokens.bearer() == "token-1"
    assert await tokens.bearer() == "token-1"
    await asyncio.sleep(0.1)
    assert await tokens.bearer() == "token-2"


async def test_a_failing_renewal_leaves_the_token_that_is_still_good() -> None:
    account = Account(life=300.0)
    tokens = CredentialTokens(lambda: account)
    await tokens.bearer()
    account.error = OSError()
    for _ in range(3):
        assert await tokens.bearer() == "token-1"
        await asyncio.sleep(0.03)


class ClientAuthenticationError(Exception):
    """Named as azure's."""


@pytest.mark.parametrize(("error", "ours"), [(ClientAuthenticationError(), Refused), (OSError(), TryLater)])
async def test_errors(error: Exception, ours: type[Exception]) -> None:
    with pytest.raises(ours):
        await CredentialTokens(lambda: Account(error=error)).bearer()


async def test_warming_never_raises() -> None:
    await CredentialTokens(lambda: Account(error=OSError())).warm()


def certificate(folder: Path) -> ssl.SSLContext:
    """A certificate for Teams' host, and a client context that trusts it."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, TEAMS)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(
            name, name, GOOD_KEY.public_key(), 1, now - timedelta(hours=1), now + timedelta(hours=1)
        )
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(TEAMS)]), critical=False)
        .sign(GOOD_KEY, hashes.SHA256())
    )
    key = GOOD_KEY.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "teams.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM) + key)
    return ssl.create_default_context(cadata=made.public_bytes(serialization.Encoding.PEM).decode())


class Here(aiohttp.abc.AbstractResolver):
    """Every name is this machine."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def resolve(self, host: str, port: int = 0, family: Any = 0) -> list[Any]:
        return [{"hostname": host, "host": "127.0.0.1", "port": self._port, "family": 2, "proto": 0, "flags": 0}]

    async def close(self) -> None:
        return None


async def test_the_token_goes_to_teams_and_is_renewed_once_when_refused(tmp_path: Path) -> None:
    trusting = certificate(tmp_path)
    serving = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    serving.load_cert_chain(tmp_path / "teams.pem")

    async def unauthorised(request: web.Request) -> web.StreamResponse:
        return web.Response(status=401)

    server = ConnectorServer(script=[unauthorised])
    runner = web.AppRunner(server.app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=serving).start()
    port = runner.addresses[0][1]
    outbound = Connector(
        urls=ServiceUrls(),
        tokens=CredentialTokens(Account),
        tenants=frozenset({TENANT}),
        limits=free(),
        pool=lambda: aiohttp.TCPConnector(resolver=Here(port), ssl=trusting),
    )
    messenger = TeamsMessenger(outbound, app_id="x", service_url=f"https://{TEAMS}/emea/")
    to = Conversation(TENANT, f"https://{TEAMS}/emea/", "a", Where.PERSONAL)
    account_tokens = [f"Bearer token-{number}" for number in (1, 2)]
    assert await messenger.send(to, Message(summary="s", text="hei")) == "sent-2"
    assert [headers["Authorization"] for headers in server.headers] == account_tokens
    server.script = [unauthorised, unauthorised]
    with pytest.raises(Refused):
        await messenger.send(to, Message(summary="s", text="hei"))
    assert len(server.calls) == 4
    await outbound.close()
    await runner.cleanup()


def test_credentials_of_every_kind_can_be_made(tmp_path: Path) -> None:
    certificate(tmp_path)
    token_file = tmp_path / "token"
    token_file.write_text("x")
    makers = [
        credentials.secret(TENANT, "app", "value"),
        credentials.certificate(TENANT, "app", str(tmp_path / "teams.pem")),
        credentials.managed_identity("client"),
        credentials.workload_identity(TENANT, "client", str(token_file)),
    ]
    assert all(hasattr(make(), "get_token") for make in makers)
