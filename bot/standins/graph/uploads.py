"""Upload sessions: chunks in order, kept over a restart.

Source of the rules: Microsoft Graph, "driveItem: createUploadSession": every chunk but the last a multiple of 320 KiB,
each under 60 MiB, in order, the same total throughout, no Authorization on the upload URL.
"""

from __future__ import annotations

import re
import sqlite3
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.standins.graph.answers import GraphFault, Json
from bot.standins.graph.items import Item
from bot.standins.graph.library import Libraries

STEP = 320 * 1024
LIMIT = 60 * 1024 * 1024
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")
_LIFE = timedelta(hours=24)


class Uploads:
    """All open sessions. Errors: GraphFault."""

    def __init__(self, libraries: Libraries) -> None:
        self._libraries = libraries
        self._state = libraries.state

    def create(self, parent: Item, name: str, behaviour: str, if_match: str | None) -> str:
        """Open a session and return its secret id. A taken name is refused at once with "fail"."""
        taken = self._libraries.child(parent, name)
        if taken and behaviour == "fail":
            raise GraphFault(409, "nameAlreadyExists", "Name already exists.")
        self._libraries.match(taken, if_match)
        self._libraries.unlocked(taken)
        session, expires = uuid.uuid4().hex + uuid.uuid4().hex, _text(datetime.now(UTC) + _LIFE)
        self._part(session).write_bytes(b"")
        row = (session, parent.drive, parent.id, name, behaviour, if_match, None, 0, expires)
        with self._state.change() as db:
            db.execute("INSERT INTO sessions VALUES (?,?,?,?,?,?,?,?,?)", row)
        return session

    def status(self, session: str) -> Json:
        """What is still expected."""
        row = self._row(session)
        return {"expirationDateTime": row["expires"], "nextExpectedRanges": [f"{row['received']}-"]}

    def chunk(self, session: str, content_range: str, data: bytes) -> tuple[Item, bool] | None:
        """Take a chunk. Answers the finished item with the last one, else None."""
        with self._state.lock:
            row = self._row(session)
            first, total = _checked(row, content_range, len(data))
            with self._part(session).open("r+b") as file:
                file.seek(first)
                file.write(data)
            received = first + len(data)
            with self._state.change() as db:
                db.execute("UPDATE sessions SET received=?, total=? WHERE id=?", (received, total, session))
            return self._finish(row, session) if received == total else None

    def drop(self, session: str) -> None:
        """Forget a session and what it had received."""
        self._row(session)
        self._part(session).unlink(missing_ok=True)
        with self._state.change() as db:
            db.execute("DELETE FROM sessions WHERE id=?", (session,))

    def open_sessions(self) -> int:
        """How many sessions nobody finished or deleted."""
        return len(self._state.rows("SELECT id FROM sessions"))

    def _finish(self, row: sqlite3.Row, session: str) -> tuple[Item, bool]:
        parent = self._libraries.get(row["drive"], row["parent"])
        part = self._part(session)
        done = self._libraries.move_in(part, parent, row["name"], row["behaviour"], row["if_match"])
        self.drop(session)
        return done

    def _row(self, session: str) -> sqlite3.Row:
        row = self._state.row("SELECT * FROM sessions WHERE id=?", (session,))
        if row is None or row["expires"] < _text(datetime.now(UTC)):
            raise GraphFault(404, "itemNotFound", "The upload session was not found.")
        return row

    def _part(self, session: str) -> Path:
        return self._state.parts / f"session-{session}"


def _checked(row: sqlite3.Row, content_range: str, length: int) -> tuple[int, int]:
    """The chunk's first byte and the total. Raises the errors of a chunk that breaks a rule."""
    found = _RANGE.fullmatch(content_range)
    if found is None:
        raise GraphFault(400, "invalidRequest", "The Content-Range header is missing or malformed.")
    first, last, total = (int(group) for group in found.groups())
    if last - first + 1 != length or last >= total:
        raise GraphFault(400, "invalidRequest", "The Content-Range does not match the length of the content.")
    if length >= LIMIT:
        raise GraphFault(413, "invalidRequest", "The fragment is too large.")
    if row["total"] not in (None, total):
        raise GraphFault(400, "invalidRequest", "The total length differs from the earlier fragments.")
    if first != row["received"]:
        raise GraphFault(416, "invalidRange", "The uploaded fragment overlaps or leaves a gap.")
    if last + 1 != total and length % STEP:
        raise GraphFault(400, "invalidRequest", "The fragment is not a multiple of 320 KiB.")
    return first, total


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
