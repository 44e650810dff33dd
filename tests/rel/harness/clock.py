"""One time for every process of a run: the machine's, running faster, and moved by a number in a shared file."""

from __future__ import annotations

import mmap
import struct
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path


@dataclass
class SharedClock:
    """`begins` is when the run began (seconds since 1970) and `pace` how many of its seconds pass in one of ours."""

    file: Path
    begins: float
    pace: float = 1.0
    _ahead: mmap.mmap | None = field(default=None, repr=False)

    def now(self) -> datetime:
        """Now, as the run has it."""
        return datetime.fromtimestamp(self.at(time.time()), UTC)

    def at(self, real: float) -> float:
        """What the run's time was or will be at a moment of ours, without moves made since."""
        return self.begins + (real - self.begins) * self.pace + self._moved()

    def real(self, moment: datetime) -> float:
        """The other way: our moment of a moment of the run, as it is moved now."""
        return self.begins + (moment.timestamp() - self._moved() - self.begins) / self.pace

    def move(self, seconds: float) -> None:
        """Move it forward in every process."""
        self._map()[:8] = struct.pack("d", self._moved() + seconds)

    def _moved(self) -> float:
        moved: float = struct.unpack("d", self._map()[:8])[0]
        return moved

    def _map(self) -> mmap.mmap:
        if self._ahead is None:
            if not self.file.exists():
                self.file.write_bytes(bytes(8))
            with self.file.open("r+b") as file:
                self._ahead = mmap.mmap(file.fileno(), 8)
        return self._ahead
