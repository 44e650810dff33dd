"""Twenty thousand malformed and forged requests over raw sockets (G5): no 5xx, nobody gets in, nothing piles up."""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.workflows.health import memory
from tests.teams.edge import FORGED_KEY, Edge, invoke, message, pressed, running
from tests.teams.test_edge_ingress import mutate, signed_by_public_key, unsigned

PATIENCE = 60.0  # seconds: a request that is not answered stays so, however long a busy machine stands still
COUNT = 20_000
AT_ONCE = 16
GROWTH = 50e6  # bytes
PATHS = (
    "/",
    "/api/messages/",
    "/api/messages?x=1",
    "/%2e%2e/api/messages",
    "/metrics",
    "/readyz",
    "/api//messages",
    "*",
)
METHODS = ("GET", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE", "PATCH", "POST ", "p", "\x00")
LINES = ("", "HTTP/1.1", "POST", "POST /api/messages", "POST /api/messages HTTP/9.9", "GET  / HTTP/1.1 x", "\xff\xfe")
ODD_HEADERS = (
    "Content-Length: -1",
    "Content-Length: 99999999999999999999",
    "Transfer-Encoding: chunked",
    "Transfer-Encoding: gzip, chunked",
    "Authorization: Bearer " + "A" * 9000,
    "Content-Type: application/json; charset=\x01",
    ": no name",
    "Expect: 100-continue",
    "Upgrade: websocket",
    "Host: a\r\nHost: b",
)


@dataclass
class Flood:
    """What is sent and what comes back. A kind with `forged` must never be answered with 2xx."""

    edge: Edge
    chance: random.Random
    seen: Counter[tuple[str, int]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        edge = self.edge
        self.good = edge.token()
        self.bodies = [message(edge), pressed(edge), invoke("task/fetch", {"data": {"a": 1}}, edge)]
        self.forged = [
            edge.token(key=FORGED_KEY),
            edge.token(aud="somebody else"),
            edge.token(exp=1),
            edge.token(header={"kid": "k9"}),
            signed_by_public_key(edge),
            unsigned(edge),
            "garbage",
        ]

    def mutated(self) -> bytes:
        """A good token and a body that has been damaged."""
        return request(mutate(self.chance, self.chance.choice(self.bodies)), self.good)

    def forged_token(self) -> bytes:
        """A good body and a token that is not."""
        token = self.chance.choice(self.forged)
        if self.chance.random() < 0.5:
            at = self.chance.randrange(len(self.good))
            token = self.good[:at] + self.chance.choice("Aa0._-") + self.good[at + 1 :]
            token = self.forged[0] if token == self.good else token
        return request(json.dumps(self.chance.choice(self.bodies)).encode(), token)

    def forged_place(self) -> bytes:
        """No token, somewhere else, in another way."""
        line = f"{self.chance.choice(METHODS)} {self.chance.choice(PATHS)} HTTP/1.1"
        return request(b"{}", "", line)

    def forged_http(self) -> bytes:
        """Hardly HTTP."""
        line = self.chance.choice((*LINES, "POST /api/messages HTTP/1.1"))
        return request(b"{}" * self.chance.randrange(3), "", line, self.chance.choice(ODD_HEADERS))

    async def connection(self, count: int) -> None:
        """Send one after the other, on as many connections as it takes."""
        kinds: tuple[Callable[[], bytes], ...] = (
            self.mutated,
            self.mutated,
            self.forged_token,
            self.forged_place,
            self.forged_http,
        )
        pipe: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        for _ in range(count):
            kind = self.chance.choice(kinds)
            pipe = pipe or await asyncio.open_connection("127.0.0.1", int(self.edge.url.rpartition(":")[2]))
            pipe[1].write(kind())
            status, open_ = await answered(pipe[0], 0.05 if kind.__name__ == "forged_http" else PATIENCE)
            self.seen[kind.__name__, status] += 1
            if not open_ or kind.__name__ == "forged_http":
                pipe[1].close()
                pipe = None
        if pipe:
            pipe[1].close()


def request(body: bytes, token: str, line: str = "POST /api/messages HTTP/1.1", odd: str = "") -> bytes:
    headers = [line, "Host: 127.0.0.1", "Content-Type: application/json", f"Content-Length: {len(body)}"]
    headers += [f"Authorization: Bearer {token}"] if token else []
    headers += [odd] if odd else []
    return "\r\n".join([*headers, "", ""]).encode("latin-1") + body


async def answered(reader: asyncio.StreamReader, patience: float) -> tuple[int, bool]:
    """The status (0 when the connection was closed or nothing came), and whether it is still open."""
    try:
        async with asyncio.timeout(patience):
            head = await reader.readuntil(b"\r\n\r\n")
            length = next((int(x[15:]) for x in head.lower().split(b"\r\n") if x.startswith(b"content-length:")), 0)
            await reader.readexactly(0 if head.startswith(b"HTTP/1.1 100") else length)
    except (asyncio.IncompleteReadError, ConnectionError, TimeoutError):
        return 0, False
    return int(head[9:12]), b"connection: close" not in head.lower() and not head.startswith(b"HTTP/1.0")


async def test_twenty_thousand_malformed_and_forged_requests() -> None:
    async with running() as edge:
        flood = Flood(edge, random.Random(20261126))
        await flood.connection(500)
        edge.turns.clear()
        before = memory()
        await asyncio.gather(*(flood.connection(COUNT // AT_ONCE) for _ in range(AT_ONCE)))
        grown = memory() - before
        let_in = sum(n for (kind, status), n in flood.seen.items() if kind == "mutated" and status == 200)
        assert {status for (_, status) in flood.seen if status >= 500} == set(), flood.seen
        assert [key for key in flood.seen if key[0].startswith("forged") and 200 <= key[1] < 300] == []
        assert 0 < len(edge.turns) <= let_in
        assert flood.seen["mutated", 0] == flood.seen["forged_token", 0] == 0, flood.seen
        assert sum(flood.seen.values()) >= COUNT
        assert grown < GROWTH, grown
