"""What is kept of a hastemøte that was held: who was there as roles, the ground, decisions and tasks (UC-62).

Never a narrative of what happened: there is no field for one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.hastemote import Hastemote
from bot.domain.referat import TaskLine
from bot.domain.sealed import Sealed

DECISIONS, TASKS = 3, 4
LONGEST_DECISION = 300


@dataclass(frozen=True, slots=True)
class HasteReferat:
    """The short minutes. `present` are roles, `theme` a category of the plan that goes to the next fagteam. When and
    where it was held, and after how many moves (`turn`), are as they were when it was written; one from before that was
    kept has no `starts_at`."""

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
    starts_at: datetime | None = None
    place: Sealed | None = None
    online: bool = True
    turn: int = 0
    version: int = 0


def hastereferat_id(hastemote: str, turn: int = 0) -> str:
    """One per call-out; one more for a later time, where the first was written by mistake before it was moved."""
    return f"hastereferat-{hastemote}-{turn}" if turn else f"hastereferat-{hastemote}"


def as_it_was(referat: HasteReferat, mote: Hastemote) -> Hastemote:
    """The call-out with the time and the place that the referat is of: it may have been moved since."""
    if referat.starts_at is None:
        return mote
    place = referat.place or Sealed("")
    return replace(mote, starts_at=referat.starts_at, place=place, online=referat.online, turn=referat.turn)
