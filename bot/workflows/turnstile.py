"""The turnstile before sending: as many go through as the tenant's pace lets out now, in the order they came.

An effect is marked as «sending» once it is through. Were it marked earlier, a crash would leave a whole queue in
doubt that never left the machine.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable

Places = Callable[[str], tuple[int, float]]
"""How many calls a tenant's pace lets through now, and the seconds until there is one more."""

SHORTEST = 0.005
ABREAST = 8
"""So many are made ready at a time: more would not be quicker, only longer on their way."""


class Turnstile:
    """One queue for each tenant."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._queues: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._through: Counter[str] = Counter()

    @contextlib.asynccontextmanager
    async def through(self, tenant: str) -> AsyncIterator[Callable[[], None]]:
        """Wait for a place. It is free for the next when the block calls what it is given (its call has begun, and
        the pace counts it from then on), or ends."""
        async with self._queues[tenant]:
            while wait := self._wait(tenant):  # noqa: ASYNC110 (nothing tells that time has passed)
                await asyncio.sleep(wait)
            self._through[tenant] += 1
        held = [tenant]

        def gone() -> None:
            if held:
                self._through[held.pop()] -= 1

        try:
            yield gone
        finally:
            gone()

    def _wait(self, tenant: str) -> float:
        places, until = self._places(tenant)
        through = self._through[tenant]
        return 0.0 if places > through and through < ABREAST else max(until, SHORTEST)
