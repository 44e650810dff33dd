"""A whole varsling: authenticated, authorised, guarded, and committed with audit and effects, in the real product.

A request is the last press of `meld`, each in a conversation of its own, from one of many people. While it is
measured, the durable work carries out what the requests before it promised, as in production.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from bench.bodies import APP_ID
from bench.rows import STOCK_ECHO, Ceiling, Ratio, Server, Target
from bot.cards.actions import Ink
from bot.settings_check import DEMO_KEYS
from bot.standins.cast import TENANT

PER_ROUND = 2500
"""Conversations made ready for one round; a round that uses them up has no figure."""


def person(number: int) -> str:
    """The Entra object id of one who reports."""
    return f"cccccccc-0000-4000-8000-{number:012d}"


def tenant(number: int, rooms: int) -> str:
    """The tenant of the one who sends a request, where so many municipalities take their turns."""
    return f"{TENANT[:-4]}{number % rooms + 1:04d}"


def draft_id(round_: int, number: int) -> str:
    """The conversation of one request."""
    return f"bench-{round_}-{number}"


def presses(job: dict[str, Any]) -> list[bytes]:
    """Presses of «Send», each in a conversation of its own."""
    return [_press(job, number) for number in range(PER_ROUND)]


def _press(job: dict[str, Any], number: int) -> bytes:
    payload = job["told"]["payload"]
    home = tenant(number, job["told"]["rooms"])
    ink = Ink(DEMO_KEYS[1], person(number), datetime.now(UTC))
    data = ink.data(payload["do"], draft_id(job["round"], number), payload["n"])
    activity = {
        "type": "invoke",
        "name": "adaptiveCard/action",
        "id": f"f:{job['round']}-{number}",
        "timestamp": "2026-11-24T08:00:00.000Z",
        "channelId": "msteams",
        "serviceUrl": job["service_url"],
        "from": {"id": f"29:{number}", "name": f"Ansatt {number}", "aadObjectId": person(number)},
        "recipient": {"id": f"28:{APP_ID}", "name": "SLT-bot"},
        "conversation": {"conversationType": "personal", "id": f"a:{number}", "tenantId": home},
        "channelData": {"tenant": {"id": home}},
        "locale": "nb-NO",
        "value": {"action": {"type": "Action.Execute", "verb": payload["do"], "data": data}, "trigger": "manual"},
        "replyToId": "1700000000000",
    }
    return json.dumps(activity).encode()


ARGS = ("rounds", "metadata", "service_url", "graph_url")
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
IMAGE = (("MALLOC_ARENA_MAX", "2"),)
MANY = 50  # municipalities
ALIKE = 1 / 1.1
"""So many requests a second, at least, beside one municipality's: a turn takes at most 1.1 times as long."""


def _name(kind: str, rooms: int) -> str:
    return f"varsling {kind}" if rooms == 1 else f"varsling {kind}, {rooms} municipalities"


def _target(kind: str, rooms: int) -> Target:
    return Target(_name(kind, rooms), "bench.varsling:presses", expects="V-20")


SERVERS = {
    _name(kind, rooms): Server("bench.servers.served", ARGS, (kind, str(rooms)), IMAGE)
    for kind in DATABASES
    for rooms in (1, MANY)
}

ROWS: tuple[Ratio | Ceiling, ...] = tuple(
    row
    for kind, name in DATABASES.items()
    for row in (
        Ratio(f"a whole varsling on {name} / stock botbuilder's echo", _target(kind, 1), STOCK_ECHO, 2.5),
        Ceiling(f"a whole varsling on {name}, p99 at 16 at once", _target(kind, 1), 100),
        Ratio(f"a varsling on {name}, {MANY} municipalities / one", _target(kind, MANY), _target(kind, 1), ALIKE),
    )
)
