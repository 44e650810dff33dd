"""Where the plan files and their sources are."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.domain.plan import Plan
from bot.planfile import read_plan

ROOT = Path(__file__).resolve().parents[2]
PLANS = ROOT / "plans"
DATA = Path(__file__).parent / "data"
DOMAIN = ROOT / ".." / "shared" / "domain"
NAMES = ("jevnaker-2022", "jevnaker-2025", "valer-2023")


@cache
def plan(name: str) -> Plan:
    """One of the product's own plans."""
    return read_plan(PLANS / f"{name}.yaml")


@cache
def _research(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def research(name: str) -> Any:
    """The research file a plan is checked against; the test skips, and says so, where the folder is absent."""
    path = DOMAIN / f"{name}.yaml"
    if not path.exists():
        pytest.skip("../shared/domain er ikke her: planene er ikke sammenlignet med kildene")
    return _research(path)
