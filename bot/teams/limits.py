"""How fast Teams lets a bot write (platform.md, Messaging).

Exact sliding windows instead of buckets that start full: a full bucket lets twice the limit through its first
period. Pure: the monotonic clock is an argument.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

MARGIN = 0.02
"""Seconds added to every window: the network may bring two requests closer together than we sent them."""

LONGEST_WAY = 0.5
"""Seconds that a call may be under way to the other side, at most, as far as the pace is concerned."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `count` calls in any `seconds`."""

    count: int
    seconds: float


CONVERSATION = (Limit(7, 1), Limit(8, 2), Limit(60, 30), Limit(1800, 3600))
TENANT = (Limit(50, 1),)


class Pace:
    """The calls made towards one limited thing."""

    __slots__ = ("_held", "_limits", "_sent")

    def __init__(self, limits: tuple[Limit, ...]) -> None:
        self._limits = limits
        self._sent: deque[float] = deque(maxlen=max(limit.count for limit in limits))
        self._held = 0.0

    def free_at(self, now: float) -> float:
        """The first moment from now on at which one more call fits."""
        at, sent = max(now, self._held), self._sent
        for limit in self._limits:
            if len(sent) >= limit.count:
                at = max(at, sent[-limit.count] + limit.seconds + MARGIN)
        return at

    def places(self, now: float) -> int:
        """How many calls fit now."""
        if self._held > now:
            return 0
        return min(limit.count - self._since(now - limit.seconds - MARGIN) for limit in self._limits)

    def _since(self, moment: float) -> int:
        """Calls later than a moment. The newest stand last, and few windows are full: counted from the end."""
        count = 0
        for sent in reversed(self._sent):
            if sent <= moment:
                break
            count += 1
        return count

    def take(self, now: float) -> None:
        """A call is made now."""
        self._sent.append(now)

    def arrived(self, taken: float, now: float) -> None:
        """A call has been answered, so it has been counted by now: at the latest moment that it may have been."""
        sent, later = self._sent, []
        while sent and sent[-1] > taken:
            later.append(sent.pop())
        if sent and sent[-1] == taken:
            later.append(min(now, sent.pop() + LONGEST_WAY))
        sent.extend(sorted(later))

    def hold(self, until: float) -> None:
        """The other side said: not before."""
        self._held = max(self._held, until)

    def idle(self, now: float) -> bool:
        """Nothing is left to remember."""
        longest = max(limit.seconds for limit in self._limits) + MARGIN
        return self._held <= now and (not self._sent or self._sent[-1] + longest <= now)


class Limits:
    """Every conversation's and every tenant's pace."""

    def __init__(
        self, conversation: tuple[Limit, ...] = CONVERSATION, tenant: tuple[Limit, ...] = TENANT, *, keep: int = 10_000
    ) -> None:
        self._conversation, self._tenant, self._keep = conversation, tenant, keep
        self._paces: dict[tuple[str, str], Pace] = {}

    def wait(self, tenant: str, conversation: str, now: float) -> float:
        """Take a place now and return 0, or take nothing and return the seconds to wait before asking again."""
        mine, all_ = self._pace(tenant, conversation, now), self._pace(tenant, "", now)
        at = max(mine.free_at(now), all_.free_at(now))
        if at > now:
            return at - now
        mine.take(now)
        all_.take(now)
        return 0.0

    def arrived(self, tenant: str, conversation: str, taken: float, now: float) -> None:
        """A call whose place was taken then has been answered now."""
        for pace in (self._pace(tenant, conversation, now), self._pace(tenant, "", now)):
            pace.arrived(taken, now)

    def places(self, tenant: str, now: float) -> tuple[int, float]:
        """How many calls the whole tenant may make now, and the seconds until it may make one (more)."""
        pace = self._pace(tenant, "", now)
        return pace.places(now), max(0.0, pace.free_at(now) - now)

    def free_in(self, tenant: str, conversation: str, now: float) -> float:
        """The seconds until a conversation takes one more call, as far as it is concerned."""
        return max(0.0, self._pace(tenant, conversation, now).free_at(now) - now)

    def hold(self, tenant: str, conversation: str, until: float) -> None:
        """Retry-After was said in this conversation."""
        self._pace(tenant, conversation, 0.0).hold(until)

    def _pace(self, tenant: str, conversation: str, now: float) -> Pace:
        key = (tenant, conversation)
        pace = self._paces.get(key)
        if pace is None:
            if len(self._paces) >= self._keep:
                self._forget(now)
            pace = self._paces[key] = Pace(self._conversation if conversation else self._tenant)
        return pace

    def _forget(self, now: float) -> None:
        """Drop what is idle. Looked through again only when the number has grown by half."""
        self._paces = {key: pace for key, pace in self._paces.items() if not pace.idle(now)}
        self._keep = max(self._keep, len(self._paces) * 3 // 2)
