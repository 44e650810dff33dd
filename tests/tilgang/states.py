"""A step of a conversation as somebody has come to it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.dialogs.flow import AT
from bot.domain.sealed import Sealed


@dataclass(frozen=True)
class State:
    """The answers that led to the step, and its card."""

    dialog: str
    column: str
    answers: Mapping[str, str]
    card: dict[str, Any]

    @property
    def at(self) -> str:
        """The step."""
        return self.answers[AT]

    @property
    def sealed(self) -> Sealed:
        """The answers as a draft holds them."""
        return Sealed(json.dumps(dict(self.answers)))


def read_states(path: Path) -> list[State]:
    """States that were written to a file."""
    return [State(**found) for found in json.loads(path.read_text("utf-8"))]


def write_states(path: Path, states: Sequence[State]) -> None:
    """For another process."""
    path.write_text(json.dumps([dataclasses.asdict(state) for state in states]), "utf-8")
