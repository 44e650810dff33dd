"""The platform's rate limits as sliding windows. Time is an argument."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """At most `count` requests in any `seconds`."""

    count: int
    seconds: float


TEAMS_LIMITS: Mapping[str, Sequence[Window]] = {
    "send": (Window(7, 1), Window(8, 2), Window(60, 30), Window(1800, 3600)),
    "create": (Window(7, 1), Window(8, 2), Window(60, 30), Window(1800, 3600)),
    "members": (Window(14, 1), Window(16, 2), Window(120, 30), Window(3600, 3600)),
    "tenant": (Window(50, 1),),
}
"""Per operation and conversation; `tenant` counts everything of one tenant together. Updates count as sends."""


class Limits:
    """Counts requests, refuses what is too much, and remembers how often it had to."""

    def __init__(self, windows: Mapping[str, Sequence[Window]] = TEAMS_LIMITS) -> None:
        self._windows = windows
        self._seen: defaultdict[tuple[str, str], deque[float]] = defaultdict(deque)
        self.violations: Counter[str] = Counter()

    def admit(self, op: str, conversation: str, now: float, tenant: str = "") -> float | None:
        """None when the request may pass; otherwise the seconds to wait. A refused request is not counted."""
        kind = "send" if op in ("update", "delete") else op
        keys = [(kind, conversation), ("tenant", tenant)]
        wait = max(self._wait(key, now) for key in keys)
        if wait > 0:
            self.violations[conversation] += 1
            return wait
        for key in keys:
            self._seen[key].append(now)
        return None

    def _wait(self, key: tuple[str, str], now: float) -> float:
        seen = self._seen[key]
        windows = self._windows.get(key[0], ())
        while seen and seen[0] <= now - max((window.seconds for window in windows), default=0):
            seen.popleft()
        return max((_wait_in(seen, window, now) for window in windows), default=0)


def _wait_in(seen: deque[float], window: Window, now: float) -> float:
    if len(seen) < window.count:
        return 0
    return max(0, seen[-window.count] + window.seconds - now)
