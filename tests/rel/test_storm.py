"""Call-outs while replicas are killed and Teams fails (issue 4, «Shown by» 2; goal G3).

300 call-outs a database; `make soak` makes it 5,000. What is promised is counted, not timed; the lateness is printed
beside its promise, and held to it as far as the machine is ours. The figures stand in `build/storm-*.json`, also while
it blows and when it is broken off.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.databases import Databases
from tests.rel.harness.figures import FOLDER, blown
from tests.rel.harness.storm import Plan, open_storm

CALLS = int(os.environ.get("SLT_SOAK_CALLS", "300"))
SEED = int(os.environ.get("SLT_SOAK_SEED", "20261124"))
LONG: dict[str, Any] = {"towns": 50, "between": 12.0, "spared": 1.0, "quiet": 600.0} if CALLS >= 1000 else {}
"""Teams lets a bot write 1,800 messages an hour into one chat: no coordinator calls more often than that bears."""
REPLICAS = {"sqlite": 1, "postgresql-two-replicas": 2}


@pytest.mark.parametrize("where", REPLICAS)
async def test_everybody_who_is_needed_is_reached_or_missed_and_the_next_is_asked(
    where: str, databases: Databases, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replicas = REPLICAS[where]
    database = databases.fresh() if replicas > 1 else ""
    plan = Plan(CALLS, SEED, replicas, database, **LONG)
    with capsys.disabled():
        async with open_storm(tmp_path, plan) as storm:
            found = await blown(storm, FOLDER / f"storm-{where}.json")
    assert not found.faults, found.faults[:20]
    assert found.counts["calls"] == CALLS
    assert found.counts["kills"] >= CALLS // 60
    assert found.p(0.99) <= found.promise
