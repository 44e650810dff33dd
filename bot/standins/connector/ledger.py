"""What was posted, in the order it came: JSON lines in one file, read back after a restart."""

from __future__ import annotations

import asyncio
import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.standins.card_reading import ADAPTIVE

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
        self._entries: list[Entry] = []
        self._rooms: dict[str, _Room] = defaultdict(_Room)
        for entry in _read_whole_lines(self.path):
            self._remember(entry)
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
        self._remember(entry)
        self._changed.set()
        self._changed = asyncio.Event()
        return entry

    def history(self, conversation: str | None = None, after: int = 0) -> list[Entry]:
        """Everything that happened after an entry, in one conversation (and its threads) or in all."""
        if conversation is None:
            return self._entries[after:]
        entries = self._rooms[_room(conversation)].entries
        begins = bisect_right(entries, after, key=lambda entry: entry.seq)
        return [entry for entry in entries[begins:] if _inside(entry, conversation)]

    def messages(self, conversation: str | None = None) -> list[Entry]:
        """What stands there now, oldest first: updates put in place, deleted messages gone."""
        if conversation is None:
            standing: dict[str, Entry] = {}
            for entry in self._entries:
                _put(standing, entry)
            return list(standing.values())
        return [one for one in self._rooms[_room(conversation)].standing.values() if _inside(one, conversation)]

    def shown(self, conversation: str, activity_id: str, card: Json, after: int) -> None:
        """A press was answered with a card, which Teams itself puts in the place of the message that was pressed. It
        was not posted, so it is no entry. What was posted there `after` the press is newer, and stays."""
        standing = self._rooms[_room(conversation)].standing
        old = standing.get(activity_id)
        if old is not None and old.seq <= after:
            content = {"contentType": ADAPTIVE, "content": card}
            standing[activity_id] = replace(old, activity={**old.activity, "attachments": [content]})

    def stands(self, conversation: str, activity_id: str) -> bool:
        """Is there such a message now, in the conversation or its threads?"""
        found = self._rooms[_room(conversation)].standing.get(activity_id)
        return found is not None and _inside(found, conversation)

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

    def _remember(self, entry: Entry) -> None:
        room = self._rooms[_room(entry.conversation)]
        self._entries.append(entry)
        room.entries.append(entry)
        _put(room.standing, entry)


@dataclass(slots=True)
class _Room:
    """A conversation with its threads: what happened, and the messages that stand there now, by their id."""

    entries: list[Entry] = field(default_factory=list)
    standing: dict[str, Entry] = field(default_factory=dict)


def _room(conversation: str) -> str:
    return conversation.partition(";")[0]


def _put(standing: dict[str, Entry], entry: Entry) -> None:
    if entry.op == "delete":
        standing.pop(entry.activity_id, None)
    elif entry.op in ("send", "update"):
        standing[entry.activity_id] = entry


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
