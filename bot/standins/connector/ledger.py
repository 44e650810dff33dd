"""What was posted, in the order it came: JSON lines in one file, read back after a restart."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `op` is create, send, update or delete; `seq` counts from 1 without gaps."""

    seq: int
    at: str
    op: str
    conversation: str
    activity_id: str
    activity: Json
    reply_to: str | None = None


class Ledger:
    """The memory of the connector. One line is written with one call; a torn last line is dropped on reading."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "connector.jsonl"
        self._entries = list(_read_whole_lines(self.path))
        self._file = self.path.open("ab", buffering=0)
        self._changed = asyncio.Event()

    @property
    def last(self) -> int:
        """The number of the newest entry, 0 when there is none."""
        return len(self._entries)

    def append(
        self, op: str, conversation: str, activity_id: str, activity: Json, reply_to: str | None = None
    ) -> Entry:
        """Write one entry down and wake whoever waits."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        entry = Entry(self.last + 1, now, op, conversation, activity_id, activity, reply_to)
        self._file.write(json.dumps(asdict(entry), ensure_ascii=False).encode() + b"\n")
        self._entries.append(entry)
        self._changed.set()
        self._changed = asyncio.Event()
        return entry

    def history(self, conversation: str | None = None, after: int = 0) -> list[Entry]:
        """Everything that happened after an entry, in one conversation (and its threads) or in all."""
        return [entry for entry in self._entries[after:] if conversation is None or _inside(entry, conversation)]

    def messages(self, conversation: str | None = None) -> list[Entry]:
        """What stands there now, oldest first: updates put in place, deleted messages gone."""
        standing: dict[str, Entry] = {}
        for entry in self.history(conversation):
            if entry.op == "delete":
                standing.pop(entry.activity_id, None)
            elif entry.op in ("send", "update"):
                standing[entry.activity_id] = entry
        return list(standing.values())

    def conversations(self) -> list[str]:
        """The conversations in which something was posted, in the order of their first message."""
        return list(dict.fromkeys(entry.conversation for entry in self._entries))

    async def changed_since(self, seq: int, seconds: float) -> bool:
        """Wait until there is an entry newer than `seq`; False when time runs out first."""
        try:
            async with asyncio.timeout(seconds):
                while self.last <= seq:
                    await self._changed.wait()
        except TimeoutError:
            return False
        return True

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _inside(entry: Entry, conversation: str) -> bool:
    return entry.conversation == conversation or entry.conversation.startswith(conversation + ";")


def _read_whole_lines(path: Path) -> Iterator[Entry]:
    if not path.exists():
        return
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if len(whole) < len(content):
        with path.open("r+b") as file:
            file.truncate(len(whole))
    for line in whole.splitlines():
        yield Entry(**json.loads(line))
