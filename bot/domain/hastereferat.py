"""What is kept of a hastemøte that was held: who was there as roles, the ground, decisions and tasks (UC-62).

Never a narrative of what happened: there is no field for one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.referat import TaskLine

DECISIONS, TASKS = 3, 4
LONGEST_DECISION = 300


@dataclass(frozen=True, slots=True)
class HasteReferat:
    """The short minutes. `present` are roles, `theme` a category of the plan that goes to the next fagteam."""

    id: str
    room: str
    hastemote: str
    secretary: str
    written_at: datetime
    present: tuple[str, ...] = ()
    theme: str = ""
    decisions: tuple[str, ...] = field(default=(), metadata={"sealed": True})
    tasks: tuple[TaskLine, ...] = field(default=(), metadata={"sealed": True})
    web_url: str = ""
    version: int = 0


def hastereferat_id(hastemote: str, turn: int = 0) -> str:
    """One per call-out; one more for a later time, where the first was written by mistake before it was moved."""
    return f"hastereferat-{hastemote}-{turn}" if turn else f"hastereferat-{hastemote}"
