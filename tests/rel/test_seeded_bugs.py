"""The tests tested: known-bad variants of the durable work, which the storm finds (goal G20)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rel.harness.checker import check
from tests.rel.harness.storm import Plan, blow, open_storm

BUGS = {
    "mark_before_send": ("", 4.0),
    "no_look_before_escalating": ("after it was covered", 0),
    "unreachable_and_forgotten": ("not recorded as missed", 0),
}
"""The variant, words of a sentence that it must be found with, and how often replicas are killed."""


def hard(kill_every: float, bug: str = "") -> Plan:
    waits = (("again", 30),)
    return Plan(
        16, 7, towns=4, kill_every=kill_every, between=0.8, closed=0.25, rough=6, quiet=15, waits=waits, bug=bug
    )


@pytest.mark.parametrize(("bug", "found_by"), BUGS.items(), ids=BUGS)
async def test_the_storm_finds(bug: str, found_by: tuple[str, float], tmp_path: Path) -> None:
    words, kill_every = found_by
    found: list[str] = []
    async with open_storm(tmp_path, hard(kill_every, bug)) as storm:
        try:
            await blow(storm)
        except AssertionError as error:
            found.append(str(error))
        found += (await check(storm)).faults
    assert [one for one in found if words in one], found[:5]
