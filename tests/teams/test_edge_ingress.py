"""Who gets in, row by row, with the exact status; and that nobody else ever reaches the handler (T1, T3, T4, G5)."""

from __future__ import annotations

import asyncio
import base64
import json
import random
import time
from collections.abc import Callable
from typing import Any

import aiohttp
import jwt
import pytest
from cryptography.hazmat.primitives import serialization

from bot.teams.gate import is_local
from tests.teams.edge import (
    APP_ID,
    FORGED_KEY,
    GOOD_KEY,
    OTHER_TENANT,
    Edge,
    Json,
    activity,
    invoke,
    message,
    pressed,
    running,
)

PUBLIC_PEM = GOOD_KEY.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
)
HOUR = 3600


def now() -> int:
    """Seconds since 1970, when the request is made: a whole run takes longer than the leeway."""
    return int(time.time())


def b64(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


def signed_by_public_key(edge: Edge) -> str:
    """HS256 with our public key as the secret, built by hand: PyJWT refuses to."""
    import hashlib
    import hmac

    start = f"{b64(json.dumps({'alg': 'HS256', 'kid': 'k1'}))}.{b64(json.dumps(edge.claims()))}"
    mac = hmac.new(PUBLIC_PEM, start.encode(), hashlib.sha256).digest()
    return f"{start}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


def unsigned(edge: Edge) -> str:
    return jwt.encode(edge.claims(), "", algorithm="none", headers={"kid": "k1"})


Make = Callable[[Edge], str]

TOKENS: list[tuple[str, int, Make]] = [
    ("good", 200, lambda edge: edge.token()),
    ("a minute past its end, within leeway", 200, lambda edge: edge.token(exp=now() - 60)),
    ("ten minutes past its end", 401, lambda edge: edge.token(exp=now() - 600)),
    ("no exp", 401, lambda edge: edge.token(exp=...)),
    ("exp is text", 401, lambda edge: edge.token(exp="soon")),
    ("not yet", 401, lambda edge: edge.token(nbf=now() + HOUR)),
    ("emulator issuer", 401, lambda edge: edge.token(iss="https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/")),
    ("Entra issuer", 401, lambda edge: edge.token(iss="https://login.microsoftonline.com/common/v2.0")),
    ("government issuer", 401, lambda edge: edge.token(iss="https://api.botframework.us")),
    ("no issuer", 401, lambda edge: edge.token(iss=...)),
    ("issuers in a list", 401, lambda edge: edge.token(iss=["https://api.botframework.com"])),
    ("another app", 401, lambda edge: edge.token(aud="99999999-0000-0000-0000-000000000000")),
    ("audiences in a list", 401, lambda edge: edge.token(aud=[APP_ID])),
    ("no audience", 401, lambda edge: edge.token(aud=...)),
    ("empty audience", 401, lambda edge: edge.token(aud="")),
    ("no serviceurl", 401, lambda edge: edge.token(serviceurl=...)),
    ("serviceurl is a number", 401, lambda edge: edge.token(serviceurl=5)),
    ("another serviceurl", 403, lambda edge: edge.token(serviceurl="https://smba.trafficmanager.net/emea/")),
    ("serviceurl with a slash more", 403, lambda edge: edge.token(serviceurl=f"{edge.connector.url}/")),
    ("forged key", 401, lambda edge: edge.token(key=FORGED_KEY)),
    ("unknown kid", 401, lambda edge: edge.token(header={"kid": "k9"})),
    ("no kid", 401, lambda edge: jwt.encode(edge.claims(), GOOD_KEY, algorithm="RS256")),
    ("empty kid", 401, lambda edge: edge.token(header={"kid": ""})),
    ("RS512", 401, lambda edge: edge.token(alg="RS512")),
    ("PS256", 401, lambda edge: edge.token(alg="PS256")),
    ("unsigned", 401, unsigned),
    ("HS256 with the public key", 401, signed_by_public_key),
    ("garbage", 401, lambda edge: "garbage"),
    ("two dots", 401, lambda edge: ".."),
    ("one part missing", 401, lambda edge: edge.token().rpartition(".")[0]),
    ("one part more", 401, lambda edge: edge.token() + ".x"),
    ("cut", 401, lambda edge: edge.token()[:-9]),
    ("another payload under the signature", 401, lambda edge: swapped_payload(edge)),
    ("deep header", 401, lambda edge: f"{b64('[' * 5000)}.e30.x"),
    ("header is a list", 401, lambda edge: f"{b64('[]')}.e30.x"),
    ("header is not UTF-8", 401, lambda edge: "_-_-.e30.x"),
    ("payload is a list", 401, lambda edge: f"{b64(json.dumps({'alg': 'RS256', 'kid': 'k1'}))}.{b64('[]')}.x"),
    ("null bytes", 401, lambda edge: "AAAA.AAAA.AAAA"),
]  # fmt: skip


def swapped_payload(edge: Edge) -> str:
    head, _, signature = edge.token().split(".")
    return f"{head}.{b64(json.dumps(edge.claims(exp=now() + 9 * HOUR)))}.{signature}"


@pytest.mark.parametrize(("status", "make"), [row[1:] for row in TOKENS], ids=[row[0] for row in TOKENS])
async def test_tokens(edge: Edge, status: int, make: Make) -> None:
    response = await edge.post(message(edge), token=make(edge))
    assert (response.status, await response.read()) == (status, b"")
    assert len(edge.turns) == (status == 200)


HEADERS: list[tuple[str, int, Json]] = [
    ("no token", 401, {}),
    ("empty", 401, {"Authorization": ""}),
    ("Basic", 401, {"Authorization": "Basic dXNlcjpwYXNz"}),
    ("Bearer and nothing", 401, {"Authorization": "Bearer "}),
    ("Bearer alone", 401, {"Authorization": "Bearer"}),
    ("form", 415, {"Content-Type": "application/x-www-form-urlencoded"}),
    ("text", 415, {"Content-Type": "text/plain"}),
    ("no media type", 415, {"Content-Type": ""}),
    ("JSON lookalike", 415, {"Content-Type": "application/jsonp"}),
    ("gzip", 415, {"Content-Encoding": "gzip"}),
    ("brotli", 415, {"Content-Encoding": "br"}),
    ("deflate after identity", 415, {"Content-Encoding": "identity, deflate"}),
]


@pytest.mark.parametrize(("status", "headers"), [row[1:] for row in HEADERS], ids=[row[0] for row in HEADERS])
async def test_headers(edge: Edge, status: int, headers: Json) -> None:
    headers = {"Content-Type": "application/json", **headers}
    response = await edge.post(json.dumps(message(edge)).encode(), token=None, headers=headers)
    assert (response.status, await response.read(), edge.turns) == (status, b"", [])


Body = Callable[[Edge], Any]

BODIES: list[tuple[str, int, Body]] = [
    ("charset said", 200, message),
    ("empty", 400, lambda edge: b""),
    ("not JSON", 400, lambda edge: b"{"),
    ("not UTF-8", 400, lambda edge: b'{"type":"\xff"}'),
    ("NaN", 400, lambda edge: b'{"type":NaN}'),
    ("a lone surrogate", 400, lambda edge: b'{"type":"message","text":"\\ud800"}'),
    ("null", 400, lambda edge: b"null"),
    ("a list", 400, lambda edge: [message(edge)]),
    ("text", 400, lambda edge: "message"),
    ("a number", 400, lambda edge: 5),
    ("empty object", 400, lambda edge: {}),
    ("very deep", 400, lambda edge: b"[" * 200_000),
    ("deep value", 400, lambda edge: b'{"value":' * 20_000),
    ("no type", 400, lambda edge: message(edge, type=None)),
    ("no conversation", 400, lambda edge: message(edge, conversation=None)),
    ("no id", 400, lambda edge: message(edge, id=None)),
    ("no tenant", 400, lambda edge: message(edge, channelData=None, conversation={"id": "a"})),
    ("two tenants", 400, lambda edge: message(edge, channelData={"tenant": {"id": OTHER_TENANT}})),
    ("odd sender", 400, lambda edge: message(edge, **{"from": []})),
    ("odd sender id", 400, lambda edge: message(edge, **{"from": {"aadObjectId": "' or 1=1"}})),
    ("odd invoke value", 400, lambda edge: invoke("adaptiveCard/action", "x", edge)),
    ("another tenant", 403, lambda edge: of_tenant(edge, OTHER_TENANT)),
    ("another channel", 403, lambda edge: message(edge, channelId="webchat")),
    ("the emulator", 403, lambda edge: message(edge, channelId="emulator")),
    ("a skill", 403, lambda edge: message(edge, channelId="directline")),
    ("no channel", 403, lambda edge: message(edge, channelId=None)),
    ("another service URL", 403, lambda edge: message(edge, serviceUrl="https://smba.trafficmanager.net/emea/")),
    ("an attacker's service URL", 403, lambda edge: message(edge, serviceUrl="https://evil.example/")),
    ("no service URL", 403, lambda edge: message(edge, serviceUrl=None)),
    ("nobody we can know", 403, lambda edge: message(edge, **{"from": {"id": "29:anonymous"}})),
    ("too long", 413, lambda edge: message(edge, text="x" * 256 * 1024)),
    ("long but allowed", 200, lambda edge: message(edge, text="x" * 200 * 1024)),
    ("an unknown type is ignored", 200, lambda edge: activity("messageReaction", edge)),
    ("an unknown invoke is ignored", 200, lambda edge: invoke("composeExtension/query", {}, edge)),
    ("a button", 200, pressed),
]


def of_tenant(edge: Edge, tenant: str) -> Json:
    return message(edge, channelData={"tenant": {"id": tenant}}, conversation={"id": "a", "tenantId": tenant})


@pytest.mark.parametrize(("status", "body"), [row[1:] for row in BODIES], ids=[row[0] for row in BODIES])
async def test_bodies(edge: Edge, status: int, body: Body) -> None:
    headers = {"Content-Type": "application/json; charset=utf-8"}
    made = body(edge)
    response = await edge.post(made if isinstance(made, bytes) else json.dumps(made).encode(), headers=headers)
    assert response.status == status
    assert status == 200 or (await response.read(), edge.turns) == (b"", [])


async def test_too_long_without_a_length(edge: Edge) -> None:
    async def pieces() -> Any:
        for _ in range(300):
            yield b" " * 1024

    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {edge.token()}"}
    async with edge.http.post(f"{edge.url}/api/messages", data=pieces(), headers=headers) as response:
        assert (response.status, await response.read()) == (413, b"")


ROUTES: list[tuple[str, str, int]] = [
    ("GET", "/healthz", 200),
    ("POST", "/healthz", 404),
    ("GET", "/api/messages", 405),
    ("PUT", "/api/messages", 405),
    ("OPTIONS", "/api/messages", 405),
    ("GET", "/", 404),
    ("GET", "/readyz", 404),
    ("GET", "/metrics", 404),
    ("GET", "/api/messages/", 404),
    ("GET", "/api/../healthz/x", 404),
    ("GET", "/.env", 404),
]


@pytest.mark.parametrize(("method", "path", "status"), ROUTES)
async def test_routes(edge: Edge, method: str, path: str, status: int) -> None:
    async with edge.http.request(method, edge.url + path) as response:
        assert (response.status, await response.read()) == (status, b"ok" if status == 200 else b"")
        assert response.headers["Server"] == "slt-bot"


async def test_no_web_socket(edge: Edge) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await edge.http.ws_connect(f"{edge.url}/api/messages")


def test_there_are_enough_rows() -> None:
    assert len(TOKENS) + len(HEADERS) + len(BODIES) + len(ROUTES) >= 60


async def test_the_key_must_be_endorsed_for_the_channel(edge: Edge) -> None:
    edge.keys.endorsements["k1"] = ["webchat"]
    assert (await edge.post(message(edge))).status == 403


async def test_a_remembered_token_ends_with_its_exp() -> None:
    async with running() as edge:
        token = edge.token(exp=int(time.time()) - 295)
        assert (await edge.post(message(edge), token=token)).status == 200
        await asyncio.sleep(5.2)
        assert (await edge.post(message(edge), token=token)).status == 401


async def test_demo_takes_activities_without_a_token() -> None:
    async with running(open_on_loopback=True) as edge:
        assert (await edge.post(message(edge), token=None)).status == 200
        assert (await edge.post(message(edge), token="garbage")).status == 401
        assert (await edge.post(message(edge), token=None, headers={"Host": "evil.example"})).status == 401


@pytest.mark.parametrize(
    ("remote", "host", "near"),
    [
        ("127.0.0.1", "127.0.0.1:3978", True),
        ("127.0.0.1", "localhost", True),
        ("::1", "[::1]:3978", True),
        ("::1", "[::1]", True),
        ("10.0.0.5", "127.0.0.1:3978", False),
        ("127.0.0.1", "evil.example:3978", False),
        ("127.0.0.1", "", False),
        (None, "localhost", False),
    ],
)
def test_local(remote: str | None, host: str, near: bool) -> None:
    assert is_local(remote, host) is near


async def test_mutated_bodies_never_break_us(edge: Edge) -> None:
    """3,000 activities with bytes flipped, cut, doubled and values replaced: no 5xx."""
    chance = random.Random(20261124)
    token = edge.token()
    originals = [message(edge), pressed(edge), invoke("task/fetch", {"data": {"a": 1}}, edge)]
    seen: dict[int, int] = {}
    for _ in range(3000):
        body = mutate(chance, chance.choice(originals))
        response = await edge.post(body, token=token, headers={"Content-Type": "application/json"})
        seen[response.status] = seen.get(response.status, 0) + 1
    assert set(seen) <= {200, 400, 403}, seen
    assert all(seen.get(status, 0) > 30 for status in (200, 400, 403)), seen


ODD: list[Any] = [None, 0, -1, 1.5, True, "", "x", "\x00", "æ" * 300, [], [[]], {}, {"id": {}}, 10**15, ["a", None]]


def mutate(chance: random.Random, original: Json) -> bytes:
    if chance.random() < 0.6:
        return json.dumps(replace_one(chance, original)).encode()
    body = bytearray(json.dumps(original).encode())
    at = chance.randrange(len(body))
    kind = chance.randrange(3)
    if kind == 0:
        body[at] = chance.randrange(256)
    elif kind == 1:
        del body[at : at + chance.randrange(1, 40)]
    else:
        body[at:at] = body[at : at + chance.randrange(1, 40)]
    return bytes(body)


def replace_one(chance: random.Random, value: Any) -> Any:
    """The same structure with one value, somewhere in it, made odd."""
    if not isinstance(value, dict) or not value or chance.random() < 0.2:
        return chance.choice(ODD)
    key = chance.choice(list(value))
    return {**value, key: replace_one(chance, value[key])}
