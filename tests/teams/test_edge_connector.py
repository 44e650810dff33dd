"""The connector's faults, over real HTTP: what each answer means, and what is never done twice (F14–F16)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from aiohttp import web

from bot.domain.people import Person, Where
from bot.errors import Doubtful, NoPlace, NotReachable, OutsideError, Refused, TryLater
from bot.ports import Conversation, Message
from bot.teams.connector import Connector
from bot.teams.messenger import TeamsMessenger
from bot.teams.service_urls import ServiceUrls
from bot.teams.tokens import NoTokens
from bot.teams.verdicts import retry_after
from tests.teams.edge import KARI, OLA, OTHER_TENANT, TENANT, ConnectorServer, Edge, free, start

HELLO = Message(summary="Ny melding", text="hei")
CARD = Message(summary="Ny melding", card={"type": "AdaptiveCard", "version": "1.5"})
Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]


def place(edge: Edge, conversation: str = "a:personal") -> Conversation:
    return Conversation(TENANT, edge.connector.url, conversation, Where.PERSONAL, Person(TENANT, KARI))


def answering(status: int, body: str = "", **headers: str) -> Answering:
    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(status=status, text=body, headers=headers)

    return answer


async def cut(request: web.Request) -> web.StreamResponse:
    """The connection breaks after the request was taken."""
    assert request.transport
    request.transport.abort()
    return web.Response()


async def half(request: web.Request) -> web.StreamResponse:
    """The answer breaks in the middle."""
    response = web.StreamResponse(headers={"Content-Length": "100"})
    await response.prepare(request)
    await response.write(b'{"id":')
    return await cut(request)


async def hang(request: web.Request) -> web.StreamResponse:
    await asyncio.sleep(5)
    return web.Response()


BLOCKED = '{"error":{"code":"MessageWritesBlocked","message":"Thread is not writable"}}'
BLOCKED_DEEP = '{"errorCode":209,"message":"{\\"subCode\\": \\"MessageWritesBlocked\\"}"}'
LEFT = '{"error":{"code":"BotNotInConversationRoster","message":"x"}}'

SEND: list[tuple[str, Answering, type[OutsideError]]] = [
    ("400", answering(400, '{"error":{"code":"BadSyntax"}}'), Refused),
    ("401", answering(401), Refused),
    ("403 blocked", answering(403, BLOCKED), NotReachable),
    ("403 blocked, deep in a message", answering(403, BLOCKED_DEEP), NotReachable),
    ("403 not in the roster", answering(403, LEFT), NotReachable),
    ("403 without a reason", answering(403), Refused),
    ("403 our rights", answering(403, '{"error":{"code":"Forbidden"}}'), Refused),
    ("404", answering(404, '{"error":{"code":"ConversationNotFound"}}'), NotReachable),
    ("404 without a body", answering(404), NotReachable),
    ("408", answering(408), Doubtful),
    ("410", answering(410), NotReachable),
    ("412", answering(412), TryLater),
    ("413", answering(413), Refused),
    ("429", answering(429), TryLater),
    ("500", answering(500), Doubtful),
    ("502", answering(502), Doubtful),
    ("503", answering(503), TryLater),
    ("504", answering(504), Doubtful),
    ("507", answering(507), Doubtful),
    ("redirect", answering(307, Location="http://127.0.0.1:1/"), Refused),
    ("cut", cut, Doubtful),
    ("half an answer", half, Doubtful),
]


@pytest.mark.parametrize(("answer", "error"), [row[1:] for row in SEND], ids=[row[0] for row in SEND])
async def test_sending(edge: Edge, answer: Answering, error: type[OutsideError]) -> None:
    edge.connector.script = [answer]
    with pytest.raises(error) as raised:
        await edge.messenger.send(place(edge), HELLO)
    assert type(raised.value) is error
    assert len(edge.connector.calls) == 1
    assert await edge.messenger.send(place(edge), HELLO) == "sent-2"


UPDATE = [(502, TryLater), (504, TryLater), (429, TryLater), (404, NotReachable), (403, Refused)]


@pytest.mark.parametrize(("status", "error"), UPDATE)
async def test_updating_may_be_repeated(edge: Edge, status: int, error: type[OutsideError]) -> None:
    edge.connector.script = [answering(status)]
    with pytest.raises(error):
        await edge.messenger.update(place(edge), "m-1", HELLO)


async def test_nobody_listens(edge: Edge) -> None:
    with pytest.raises(TryLater):
        await edge.messenger.send(Conversation(TENANT, "http://127.0.0.1:1", "a", Where.PERSONAL), HELLO)


async def test_a_hung_connector_costs_its_time_and_no_more() -> None:
    server = ConnectorServer(script=[hang, hang])
    runner, server.url = await start(server.app())
    outbound = Connector(
        urls=ServiceUrls(loopback=True), tokens=NoTokens(), tenants=frozenset({TENANT}), limits=free(), total=0.3
    )
    messenger = TeamsMessenger(outbound, app_id="x", service_url=server.url)
    to = Conversation(TENANT, server.url, "a", Where.PERSONAL)
    begin = time.monotonic()
    results = await asyncio.gather(messenger.send(to, HELLO), messenger.update(to, "1", HELLO), return_exceptions=True)
    assert [type(result) for result in results] == [Doubtful, TryLater]
    assert time.monotonic() - begin < 1.0
    await outbound.close()
    await runner.cleanup()


async def test_what_is_sent(edge: Edge) -> None:
    assert await edge.messenger.send(place(edge, "19:a/b@thread.v2"), CARD) == "sent-1"
    await edge.messenger.update(place(edge), "m/1", HELLO)
    assert [(method, path) for method, path, _ in edge.connector.calls] == [
        ("POST", "/v3/conversations/19%3Aa%2Fb%40thread.v2/activities"),
        ("PUT", "/v3/conversations/a%3Apersonal/activities/m%2F1"),
    ]
    sent: Any = edge.connector.sent()[0]
    assert (sent["type"], sent["summary"]) == ("message", "Ny melding")
    assert sent["attachments"] == [{"contentType": "application/vnd.microsoft.card.adaptive", "content": CARD.card}]
    assert "Authorization" not in edge.connector.headers[0]


async def test_opening_a_chat(edge: Edge) -> None:
    person = Person(TENANT, OLA)
    chat = await edge.messenger.open_personal(person)
    assert chat == Conversation(TENANT, edge.connector.url, "sent-1", Where.PERSONAL, person)
    wish = edge.connector.calls[0][2]
    assert (wish["members"], wish["tenantId"], wish["isGroup"]) == ([{"id": OLA}], TENANT, False)
    assert wish["channelData"] == {"tenant": {"id": TENANT}}
    await edge.messenger.open_personal(person, "29:ola")
    assert edge.connector.calls[1][2]["members"] == [{"id": "29:ola"}]


async def test_not_installed_for_that_person(edge: Edge) -> None:
    edge.connector.script = [answering(403, LEFT)]
    with pytest.raises(NotReachable):
        await edge.messenger.open_personal(Person(TENANT, OLA))


async def test_another_tenant_is_never_written_to(edge: Edge) -> None:
    with pytest.raises(Refused):
        await edge.messenger.send(Conversation(OTHER_TENANT, edge.connector.url, "a", Where.PERSONAL), HELLO)
    assert edge.connector.calls == []


async def test_retry_after_is_obeyed_and_only_there(edge: Edge) -> None:
    edge.connector.script = [answering(429, **{"Retry-After": "41"})]
    with pytest.raises(TryLater) as raised:
        await edge.messenger.send(place(edge), HELLO)
    assert raised.value.after == 41.0
    with pytest.raises(TryLater) as again:
        await edge.messenger.send(place(edge), HELLO)
    assert again.value.after is not None
    assert 40 < again.value.after <= 41
    assert len(edge.connector.calls) == 1
    await edge.messenger.send(place(edge, "another"), HELLO)


async def test_durable_work_is_rendered_anew_where_a_reply_waits(edge: Edge) -> None:
    edge.connector.script = [answering(429, **{"Retry-After": "2"})]
    with pytest.raises(TryLater):
        await edge.messenger.send(place(edge), HELLO)
    begun: list[str] = []
    with pytest.raises(NoPlace):
        await edge.messenger.send(place(edge), HELLO, lambda: begun.append("out"))
    assert (begun, len(edge.connector.calls)) == ([], 1)
    await edge.messenger.send(place(edge), HELLO)
    assert len(edge.connector.calls) == 2


NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("", None),
        ("0", 0.0),
        ("5", 5.0),
        ("315", 315.0),
        ("-3", 0.0),
        ("soon", None),
        ("nan", None),
        ("1e9", None),
        (format_datetime(NOW + timedelta(seconds=41), usegmt=True), 41.0),
        (format_datetime(NOW - timedelta(hours=1), usegmt=True), 0.0),
    ],
)
def test_retry_after(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds
