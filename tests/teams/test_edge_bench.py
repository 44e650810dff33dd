"""How the benchmark judges; what it measures is its own business."""

from __future__ import annotations

import pytest

from bench.rows import ROWS, SERVERS, Ceiling, Ratio, Target
from bench.run import Measured, judge, targets_of

OURS, PEER = Target("ours", "x"), Target("bare", "x")


def measured(ours: float, peer: float) -> Measured:
    found = Measured()
    for target, rps in ((OURS, ours), (PEER, peer)):
        for factor in (0.1, 1, 10):
            found.add(target, {"rps": rps * factor, "p99_ms": 40 * factor, "failed": 0})
    return found


@pytest.mark.parametrize(("ours", "held"), [(60.0, True), (55.0, True), (54.9, False)])
def test_a_ratio_is_of_medians(ours: float, held: bool) -> None:
    line = judge(Ratio("x", OURS, PEER, 0.55), measured(ours, 100.0)).as_json()
    assert line == {"name": "x", "ours": ours, "peer": 100.0, "ratio": ours / 100, "promise": 0.55, "pass": held}


@pytest.mark.parametrize(("limit", "held"), [(100.0, True), (39.0, False)])
def test_a_ceiling(limit: float, held: bool) -> None:
    assert judge(Ceiling("x", OURS, limit), measured(1.0, 1.0)).held is held


def test_failed_requests_spoil_a_run() -> None:
    with pytest.raises(RuntimeError):
        Measured().add(OURS, {"rps": 100.0, "p99_ms": 1.0, "failed": 1})


def test_every_row_has_its_server() -> None:
    assert {target.server for target in targets_of(ROWS)} <= set(SERVERS)
