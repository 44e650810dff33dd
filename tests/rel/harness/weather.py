"""Faults by chance, from a seed: what Teams and the network do to a bot on a bad day."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.standins.cast import Actor
from bot.standins.connector.faults import Fault, FaultPlan, blocked, gone, half_open, hang, reset, status

HANGS = 12.0  # seconds: longer than the bot waits
SLOW = 2.0  # seconds: the bot waits that long for an answer
FAULTS: Sequence[tuple[float, Fault]] = (
    (0.010, status(429, retry_after=1)),
    (0.006, status(503)),
    (0.004, status(412)),
    (0.006, status(502)),
    (0.004, status(502, done=True)),
    (0.003, status(500)),
    (0.004, reset()),
    (0.004, reset(done=True)),
    (0.002, hang(HANGS)),
    (0.002, hang(HANGS, done=True)),
    (0.002, half_open(HANGS)),
    (0.002, status(504, done=True)),
    (0.010, hang(SLOW, done=True)),
)
"""How often each comes, of all requests. The last is no fault, only slow."""


def loses_the_answer(fault: Fault) -> bool:
    """Was the work done, and nobody told?"""
    return fault.done and not (fault.kind == "hang" and fault.seconds < HANGS)


@dataclass
class Weather(FaultPlan):
    """A `FaultPlan` that takes its faults by chance. `closed` are people who have blocked the bot, or whose chat is
    gone; `spared` conversations have fine weather."""

    seed: int
    closed: dict[str, Fault] = field(default_factory=dict)
    fine: bool = False
    faults: Sequence[tuple[float, Fault]] = FAULTS
    met: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        super().__init__()
        self._chance = random.Random(self.seed)

    def close(self, people: Sequence[Actor], share: float) -> None:
        """So many of these cannot be written to."""
        for actor in people:
            if self._chance.random() < share:
                kind = blocked if self._chance.random() < 0.7 else gone
                self.closed[actor.chat_id] = kind(actor.chat_id)

    def take(self, op: str, conversation: str) -> Fault | None:
        """What happens to this request."""
        closed = self.closed.get(conversation)
        if closed is not None and closed.meets(op, conversation):
            return closed
        if self.fine:
            return None
        roll = self._chance.random()
        for share, fault in self.faults:
            roll -= share
            if roll < 0:
                self.met[_named(fault)] += 1
                return fault
        return None


def _named(fault: Fault) -> str:
    if fault.kind == "status":
        return f"status {fault.status}{', done' if fault.done else ''}"
    slow = fault.done and not loses_the_answer(fault)
    return "slow" if slow else f"{fault.kind}{', done' if fault.done else ''}"
