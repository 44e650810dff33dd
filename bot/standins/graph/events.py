"""Graph's calendar routes for a mailbox: create once (transactionId), read, cancel.

Source of the rules: Microsoft Graph, "Create event" and the event resource's `transactionId`: the same id with the same
content gives the same event, with other content ErrorDuplicateTransactionId.
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aiohttp import web

from bot.standins.graph.answers import GraphFault, Json, json_body, page_of, select
from bot.standins.graph.people import People
from bot.standins.graph.state import State

_WINDOWS = {"W. Europe Standard Time": "Europe/Oslo"}


class Events:
    """The calendars of all mailboxes. Errors: GraphFault."""

    def __init__(self, state: State, people: People) -> None:
        self._state, self._people = state, people

    def routes(self) -> list[web.RouteDef]:
        """Everything under a user's calendar."""
        base = "/v1.0/users/{user}"
        return [
            web.post(base + "/events", self._create),
            web.post(base + "/calendar/events", self._create),
            web.get(base + "/events", self._list),
            web.get(base + "/calendarView", self._view),
            web.get(base + "/calendar/calendarView", self._view),
            web.get(base + "/events/{event}", self._get),
            web.patch(base + "/events/{event}", self._change),
            web.post(base + "/events/{event}/cancel", self._cancel),
            web.delete(base + "/events/{event}", self._delete),
        ]

    def all(self) -> list[Json]:
        """Every event of every mailbox, cancelled ones too, by start: for the web page."""
        events = [_shown(row) for row in self._state.rows("SELECT * FROM events")]
        return sorted(events, key=lambda event: moment(event["start"]))

    async def _create(self, request: web.Request) -> web.StreamResponse:
        mailbox, given = self._people.find(request.match_info["user"]), await json_body(request)
        _check(given)
        key, text = given.get("transactionId"), json.dumps(given, ensure_ascii=False, sort_keys=True)
        known = self._state.row("SELECT * FROM events WHERE mailbox=? AND transaction_id=?", (mailbox.id, key))
        if known is None:
            row = ("AAMk" + uuid.uuid4().hex, mailbox.id, key, text, 0)
            with self._state.change() as db:
                db.execute("INSERT INTO events VALUES (?,?,?,?,?)", row)
            known = self._state.row("SELECT * FROM events WHERE id=?", (row[0],))
        if known is None or known["given"] != text:
            raise GraphFault(409, "ErrorDuplicateTransactionId", "The TransactionId has already been used.")
        return web.json_response(_shown(known), status=201)

    async def _list(self, request: web.Request) -> web.StreamResponse:
        return page_of(request, [_shown(row) for row in self._of(request)], default=10)

    async def _view(self, request: web.Request) -> web.StreamResponse:
        try:
            start, end = (_parsed(request.query[f"{edge}DateTime"]) for edge in ("start", "end"))
        except (KeyError, ValueError):
            raise GraphFault(400, "ErrorInvalidParameter", "startDateTime and endDateTime are required.") from None
        events = [_shown(row) for row in self._of(request)]
        return page_of(
            request, [e for e in events if moment(e["start"]) < end and moment(e["end"]) > start], default=10
        )

    async def _get(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(select(request, _shown(self._one(request))))

    async def _change(self, request: web.Request) -> web.StreamResponse:
        row, wanted = self._one(request), await json_body(request)
        given = {**json.loads(row["given"]), **wanted}
        _check(given)
        with self._state.change() as db:
            text = json.dumps(given, ensure_ascii=False, sort_keys=True)
            db.execute("UPDATE events SET given=? WHERE id=?", (text, row["id"]))
        return web.json_response(_shown(self._one(request)))

    async def _cancel(self, request: web.Request) -> web.StreamResponse:
        row, _ = self._one(request), await json_body(request)
        with self._state.change() as db:
            db.execute("UPDATE events SET cancelled=1 WHERE id=?", (row["id"],))
        return web.Response(status=202)

    async def _delete(self, request: web.Request) -> web.StreamResponse:
        row = self._one(request)
        with self._state.change() as db:
            db.execute("DELETE FROM events WHERE id=?", (row["id"],))
        return web.Response(status=204)

    def _of(self, request: web.Request) -> list[sqlite3.Row]:
        mailbox = self._people.find(request.match_info["user"])
        return self._state.rows("SELECT * FROM events WHERE mailbox=? AND cancelled=0 ORDER BY rowid", (mailbox.id,))

    def _one(self, request: web.Request) -> sqlite3.Row:
        wanted = request.match_info["event"], self._people.find(request.match_info["user"]).id
        row = self._state.row("SELECT * FROM events WHERE id=? AND mailbox=? AND cancelled=0", wanted)
        if row is None:
            raise GraphFault(404, "ErrorItemNotFound", "The specified object was not found in the store.")
        return row


def moment(value: Json) -> datetime:
    """Graph's dateTimeTimeZone as an aware moment."""
    zone = str(value["timeZone"])
    return datetime.fromisoformat(value["dateTime"][:19]).replace(tzinfo=ZoneInfo(_WINDOWS.get(zone, zone)))


def _parsed(text: str) -> datetime:
    value = datetime.fromisoformat(text)
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def _check(given: Json) -> None:
    try:
        start, end = moment(given["start"]), moment(given["end"])
    except (KeyError, TypeError, ValueError, ZoneInfoNotFoundError):
        raise GraphFault(400, "ErrorInvalidRequest", "start and end need dateTime and timeZone.") from None
    if end < start:
        raise GraphFault(400, "ErrorPropertyValidationFailure", "The event ends before it starts.")
    for attendee in given.get("attendees", []):
        if "@" not in attendee.get("emailAddress", {}).get("address", ""):
            raise GraphFault(400, "ErrorInvalidRecipients", "At least one recipient isn't valid.")


def _shown(row: sqlite3.Row) -> Json:
    given = json.loads(row["given"])
    online = bool(given.get("isOnlineMeeting"))
    meeting = {"joinUrl": f"https://teams.microsoft.com/l/meetup-join/{row['id']}"} if online else None
    fixed = {
        "id": row["id"],
        "isCancelled": bool(row["cancelled"]),
        "onlineMeeting": meeting,
        "isOnlineMeeting": online,
    }
    return {**given, **fixed, "iCalUId": row["id"], "mailbox": row["mailbox"]}
