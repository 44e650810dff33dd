"""The guard's test data: fictional texts with what is expected of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.domain.personvern import Allowed, check

DATA = Path(__file__).parent / "data"
ALLOWED = Allowed(
    places=frozenset({"Våk skole", "Kirkebygden", "Bergerbakken skole", "Jevnaker", "JUS"}),
    staff=frozenset({"Kari Prøveansatt", "Ola Prøveleder"}),
    numbers=frozenset({"69 00 00 00"}),
    emails=frozenset({"kari.proveansatt@eksempel.kommune.no"}),
)
"""What a plan gives the guard in these tests."""


@dataclass(frozen=True)
class Case:
    """A text and what the guard should say of it."""

    id: str
    text: str
    kind: str
    expect: dict[str, Any]

    @property
    def pii(self) -> set[str]:
        return set(self.expect.get("pii", ()))


@cache
def load(name: str) -> tuple[Case, ...]:
    """The cases of a data file."""
    rows = yaml.safe_load((DATA / name).read_text("utf-8"))
    return tuple(Case(row["id"], row["text"], row.get("kind", "gruppe_miljo"), row["expect"]) for row in rows)


def kinds(text: str) -> set[str]:
    """The kinds the guard finds, as texts."""
    return {finding.kind.value for finding in check(text, allowed=ALLOWED)}
