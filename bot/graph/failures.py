"""From what Graph answered to what the product understands: a pure table.

Source of the rules: reliability F7–F12 and Microsoft Graph's error documentation. A message holds the operation, the
status and Graph's own code; never an address, a name or a word of the content.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from bot.errors import Changed, Doubtful, Locked, NameTaken, OutsideError, Refused, TryLater

Json = dict[str, Any]
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")
_FIXED: dict[int, type[OutsideError]] = {
    401: Refused,
    403: Refused,
    409: NameTaken,
    412: Changed,
    423: Locked,
}
_LATER = (429, 503, 509)
_UNSURE = (408, 500, 502, 504)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, headers in lower case, and the JSON object if there was one."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Json = field(default_factory=dict)
    content: bytes = b""

    @property
    def ok(self) -> bool:
        """Whether it was done."""
        return 200 <= self.status < 300

    @property
    def code(self) -> str:
        """Graph's error code, or "" when it is not one."""
        error = self.body.get("error")
        code = error.get("code") if isinstance(error, dict) else None
        return code if isinstance(code, str) and _CODE.fullmatch(code) else ""


def failure(op: str, answer: Answer, *, reading: bool = False) -> OutsideError:
    """The error an answer stands for. What only reads is never doubtful: it can be asked again."""
    message = f"{op}: {answer.status} {answer.code}".rstrip()
    if answer.status in _LATER:
        return TryLater(message, after=retry_after(answer.headers))
    if answer.status in _FIXED:
        return _FIXED[answer.status](message)
    if answer.status in _UNSURE or answer.status >= 520:
        return TryLater(message, after=retry_after(answer.headers)) if reading else Doubtful(message)
    return Refused(message)


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Seconds to wait at least: from a number or a date, None when absent or not to be understood (F7)."""
    text = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text) if math.isfinite(float(text)) else None
    until = _date(text)
    if until is None:
        return None
    here = now or _date(headers.get("date", "")) or datetime.now(UTC)
    return max(0.0, (until - here).total_seconds())


def _date(text: str) -> datetime | None:
    try:
        value = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError):
        return None
    return value if value.tzinfo else value.replace(tzinfo=UTC)
