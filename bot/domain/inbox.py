"""What has been handled: the memory that makes a re-sent activity do nothing twice (failure F18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Handled:
    """A command that was carried out. `id` is the activity's or the form's key, `outcome` the id of what came
    of it, so that the same answer can be given again."""

    id: str
    room: str
    action: str
    outcome: str
    at: datetime
    version: int = 0
