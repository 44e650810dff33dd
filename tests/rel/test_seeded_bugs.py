"""The tests tested: known-bad variants of the durable work, which the storm finds, each for its own reason (goal G20).

Each gets the weather that it cannot hide in, a few calls, and quick people; it is over as soon as it is found.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.standins.connector.faults import Fault, hang, reset, status
from tests.databases import Databases
from tests.rel.harness.checker import check
from tests.rel.harness.storm import Plan, Storm, blow, open_storm
from tests.rel.harness.weather import SLOW

WAITS = (("again", 30),)


@dataclass(frozen=True)
class Bug:
    """The words of the fault that it must be found with; a fault of the weather and its share; how many chats are
    closed, and how many people never answer."""

    words: str
    fault: Fault
    share: float = 0.0
    closed: float = 0.0
    silent: float = 1.0
    replicas: int = 1

    def plan(self, name: str, databases: Databases) -> Plan:
        """A small storm."""
        weather = ((self.share, self.fault),)
        database = databases.fresh() if self.replicas > 1 else ""
        return Plan(
            4, 7, self.replicas, database, towns=4, pace=30, kill_every=0, between=0.2, closed=self.closed,
            silent=self.silent, faults=weather, quiet=20, waits=WAITS, bug=name,
        )  # fmt: skip


BUSY = status(503)
BUGS = {
    "mark_before_send": Bug("is done and was never received", BUSY, 0.4),
    "no_look_before_escalating": Bug("after it was covered", BUSY, silent=0.2),
    "unreachable_and_forgotten": Bug("not recorded as missed", BUSY, closed=0.5),
    "watch_for_the_taking": Bug("sent twice without a reason", hang(SLOW, done=True), 0.6, replicas=2),
    "repeat_not_labelled": Bug("sent twice and does not say so", reset(done=True), 0.4),
    "outcome_lost": Bug("sent twice without a reason", BUSY),
    "deputy_passed_over": Bug("was climbed past its vara", BUSY),
    "chain_not_frozen": Bug("has another chain than when it was called", BUSY),
}


@pytest.mark.parametrize("name", BUGS)
async def test_the_storm_finds(name: str, databases: Databases, tmp_path: Path) -> None:
    bug = BUGS[name]
    async with open_storm(tmp_path, bug.plan(name, databases)) as storm:
        blowing = asyncio.create_task(blow(storm))
        faults = await until_found(storm, bug.words, blowing)
        blowing.cancel()
        await asyncio.gather(blowing, return_exceptions=True)
    assert [fault for fault in faults if bug.words in fault], faults[:5]


async def until_found(storm: Storm, words: str, blowing: asyncio.Task[None]) -> list[str]:
    """The faults when such a one is among them, or else those that there are when the storm is over."""
    over = False
    while not over:
        over = blowing.done()
        faults = (await check(storm)).faults
        if any(words in fault for fault in faults):
            break
        await asyncio.wait({blowing}, timeout=0.5)
    return faults
