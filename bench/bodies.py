"""The requests that are sent: activities as Teams sends them, encoded before the clock starts.

Five thousand conversations in two hundred tenants, so that Teams' limits stay switched on in ours, as in production.
"""

from __future__ import annotations

import json
from typing import Any

APP_ID = "11111111-2222-3333-4444-555555555555"
CONVERSATIONS = 5000
TENANTS = tuple(f"aaaaaaaa-0000-0000-0000-{number:012d}" for number in range(200))


def messages(job: dict[str, Any]) -> list[bytes]:
    """Text messages in personal chats."""
    return [_encode(number, job["service_url"], type="message", text="hei") for number in range(CONVERSATIONS)]


def cards(job: dict[str, Any]) -> list[bytes]:
    """Presses of a card's button."""
    data = {"v": 1, "sak": "2026-017", "felt_1": "ja", "felt_2": "nei"}
    value = {"action": {"type": "Action.Execute", "verb": "send", "data": data}, "trigger": "manual"}
    url = job["service_url"]
    return [
        _encode(number, url, type="invoke", name="adaptiveCard/action", value=value, replyToId="1700000000000")
        for number in range(CONVERSATIONS)
    ]


def _encode(number: int, service_url: str, **fields: Any) -> bytes:
    tenant = TENANTS[number % len(TENANTS)]
    activity = {
        "id": f"f:{number:08d}-aaaa-bbbb-cccc-dddddddddddd",
        "timestamp": "2026-11-24T08:00:00.000Z",
        "localTimestamp": "2026-11-24T09:00:00.000+01:00",
        "localTimezone": "Europe/Oslo",
        "channelId": "msteams",
        "serviceUrl": service_url,
        "from": {
            "id": f"29:{number}",
            "name": "Kari Nordmann",
            "aadObjectId": f"cccccccc-0000-0000-0000-{number:012d}",
        },
        "recipient": {"id": f"28:{APP_ID}", "name": "SLT-bot"},
        "conversation": {"conversationType": "personal", "id": f"a:{number:060d}", "tenantId": tenant},
        "channelData": {"tenant": {"id": tenant}, "source": {"name": "message"}},
        "entities": [{"type": "clientInfo", "locale": "nb-NO", "country": "NO", "platform": "Windows"}],
        "locale": "nb-NO",
        **fields,
    }
    return json.dumps(activity).encode()
