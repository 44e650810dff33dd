"""What the Bot Connector's answer means, as a value (reliability F14, F15)."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from bot.errors import Doubtful, NotReachable, OutsideError, Refused, TryLater

SURELY_NOT_DONE = frozenset({412, 429, 503})
PERHAPS_DONE = frozenset({408, 500, 502, 504})
GONE = frozenset({404, 410})

CLOSED_TO_US = (
    b"MessageWritesBlocked",
    b"BotNotInConversationRoster",
    b"ConversationBlockedByUser",
    b"BotDisabledByAdmin",
    b"ConversationNotFound",
)
"""Codes of a 403 that is about this recipient and not about our rights. Teams puts them in `code`, `subCode` or
inside a message that is JSON itself, so they are looked for in the whole body."""


def verdict(status: int, body: bytes, after: float | None, *, repeatable: bool) -> OutsideError:
    """The error that an answer other than 2xx stands for. A repeatable call is never doubtful."""
    code = f"connector {status}"
    if status in SURELY_NOT_DONE or (status in PERHAPS_DONE and repeatable):
        return TryLater(code, after)
    if status in PERHAPS_DONE or status > 504:
        return Doubtful(code)
    if status in GONE or (status == 403 and any(word in body for word in CLOSED_TO_US)):
        return NotReachable(code)
    return Refused(code)


def retry_after(header: str | None, now: datetime) -> float | None:
    """The seconds that Retry-After asks for: a number or a date. None when it is absent or unreadable."""
    if not header:
        return None
    try:
        return max(0.0, float(int(header)))
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())
