"""What one process carries out right now: a bounded number of effects, and one at a time for each recipient.

One at a time keeps the order in which a person is told things, and a chat that must wait for Teams' limits holds up
nobody else's. It is a memory of this process only: what is due and whose it is, is in the database.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.effects import Effect

AT_ONCE = 32
FORGOTTEN_AFTER = 90.0
"""Seconds. A workflow that another replica had started first never ends here."""


@dataclass(frozen=True, slots=True)
class Busy:
    """Whom and what to leave alone now, and how many more there is room for."""

    room_for: int
    people: tuple[str, ...]
    organs: tuple[str, ...]
    ids: tuple[str, ...]


class UnderWay:
    """Begun from one thread, ended from many."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun: dict[str, tuple[Effect, float]] = {}

    def begin(self, effect: Effect) -> bool:
        """Take a place for it; False when there is none, or when its recipient has one."""
        busy = self.busy()
        if not busy.room_for or effect.id in busy.ids:
            return False
        if effect.person in busy.people or effect.organ in busy.organs:
            return False
        self._begun[effect.id] = (effect, self._clock())
        return True

    def end(self, effect: str) -> None:
        """Its place is free."""
        self._begun.pop(effect, None)

    def busy(self) -> Busy:
        """What is under way now."""
        oldest = self._clock() - FORGOTTEN_AFTER
        for effect, begun in list(self._begun.values()):
            if begun < oldest:
                self.end(effect.id)
        now = [effect for effect, _ in list(self._begun.values())]
        return Busy(
            room_for=max(0, AT_ONCE - len(now)),
            people=tuple(e.person for e in now if e.person),
            organs=tuple(e.organ for e in now if e.organ),
            ids=tuple(e.id for e in now),
        )
