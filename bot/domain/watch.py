"""The watch over a room's durable work: which replica has it, and when all was last seen to be well.

One replica at a time has the watch. It beats; when the beat stops, another takes over (failures F20, F23). The beat
is a number and not a moment, so that clocks which disagree, or jump, change nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

WATCH = "durable"


@dataclass(frozen=True, slots=True)
class Watch:
    """`holder` is `<replica>:<start>`; `beat` counts up while it lives. `well_at` is when the auditor last found
    nothing overdue (UTC); it stands still while something is."""

    id: str
    room: str
    holder: str
    beat: int = 0
    well_at: datetime | None = None
    version: int = 0

    def held_by(self, replica: str) -> bool:
        """Is it this replica's, from this start of it or an earlier one?"""
        return self.holder.rpartition(":")[0] == replica
