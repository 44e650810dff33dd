"""The port Calendar on one organiser mailbox.

Source of the rules: platform, "Calendar": one mailbox (group calendars take no application permission), `transactionId`
so that creating may be repeated, `hideAttendees`, a Teams meeting where asked for. Subject and body come neutral.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.errors import Doubtful, NameTaken, OutsideError, TryLater
from bot.graph.addresses import segment
from bot.graph.client import Graph
from bot.graph.failures import Answer, Json, failure
from bot.ports import CalendarEvent, Invitation

_DUPLICATE = "ErrorDuplicateTransactionId"
_SEEN = "id,transactionId,onlineMeeting,subject,start,end,location,attendees"
MINUTE = timedelta(minutes=1)


class MailboxCalendar:
    """The organiser's calendar. `mailbox` is its user id or address. Errors: OutsideError only."""

    def __init__(self, graph: Graph, mailbox: str) -> None:
        self._graph = graph
        self._user = f"/users/{segment(mailbox)}"

    async def invite(self, invitation: Invitation) -> CalendarEvent:
        """Create the event once, however often it is asked for; one that was made before with other content (for the
        time before it was moved) is brought up to date. Raises TryLater, Doubtful, Refused."""
        try:
            answer = await self._graph.ask("invite", "POST", self._user + "/events", body=_event(invitation))
        except Doubtful as doubt:
            return await self._found(invitation, doubt, TryLater("invite: the answer was lost, and it is not there"))
        if answer.code == _DUPLICATE:
            other = Doubtful("invite: made before with other content")
            return await self._found(invitation, other, other)
        return await self._answered(invitation, answer)

    async def change(self, invitation: Invitation) -> CalendarEvent:
        """Bring the event up to date. A change is the whole of what it should be, so that a lost answer is no doubt."""
        path = f"{self._user}/events/{segment(invitation.event)}"
        try:
            answer = await self._graph.ask("change", "PATCH", path, body=_change(invitation))
        except Doubtful as doubt:
            raise TryLater(str(doubt)) from None
        return _made(_checked("change", answer).body)

    async def cancel(self, event_id: str, comment: str) -> None:
        """Cancel it and tell the attendees; one that is gone is cancelled. Raises TryLater, Doubtful, Refused."""
        event = f"{self._user}/events/{segment(event_id)}"
        try:
            answer = await self._graph.ask("cancel", "POST", event + "/cancel", body={"comment": comment})
            if answer.status != 404:
                _checked("cancel", answer)
        except Doubtful as doubt:
            await self._cancelled(event, doubt)

    async def _answered(self, invitation: Invitation, answer: Answer) -> CalendarEvent:
        try:
            return _made(_checked("invite", answer).body)
        except Doubtful as doubt:
            return await self._found(invitation, doubt, TryLater("invite: not there"))

    async def _found(self, invitation: Invitation, doubt: Doubtful, absent: OutsideError) -> CalendarEvent:
        """After a lost answer: is it there, and is it what it should be? Looking itself failing leaves the doubt."""
        try:
            event = await self._look(invitation)
        except OutsideError:
            raise doubt from None
        if event is None:
            raise absent from None
        if _is_as(event, _event(invitation)):
            return _made(event)
        return await self.change(replace(invitation, event=str(event["id"])))

    async def _look(self, invitation: Invitation) -> Json | None:
        """The event of the invitation's key, whatever time it was made for."""
        start = min(filter(None, (invitation.start, invitation.earliest)))
        end = max(invitation.end, max(invitation.start, invitation.latest or invitation.start) + MINUTE)
        query = {"startDateTime": _utc(start) + "Z", "endDateTime": _utc(end) + "Z", "$select": _SEEN, "$top": "100"}
        async for event in self._graph.pages("look", self._user + "/calendarView", query):
            if event.get("transactionId") == invitation.key:
                return event
        return None

    async def _cancelled(self, event: str, doubt: Doubtful) -> None:
        try:
            left = await self._graph.read("look", event, {"$select": "id"})
        except OutsideError:
            raise doubt from None
        if left is not None:
            raise TryLater("cancel: the answer was lost, and it is not done") from None


def _event(invitation: Invitation) -> Json:
    body: Json = {
        "subject": invitation.subject,
        "body": {"contentType": "text", "content": invitation.body},
        "start": {"dateTime": _utc(invitation.start), "timeZone": "UTC"},
        "end": {"dateTime": _utc(invitation.end), "timeZone": "UTC"},
        "attendees": [{"emailAddress": {"address": one}, "type": "required"} for one in invitation.attendees],
        "hideAttendees": True,
        "transactionId": invitation.key,
        "isOnlineMeeting": invitation.online,
    }
    if invitation.online:
        body["onlineMeetingProvider"] = "teamsForBusiness"
    if invitation.place:
        body["location"] = {"displayName": invitation.place}
    return body


def _change(invitation: Invitation) -> Json:
    """All that may change. The body stays as it was made: Outlook has written the meeting's link into it; and a meeting
    that is online once stays so."""
    kept = {"body", "transactionId", *(() if invitation.online else ("isOnlineMeeting",))}
    wanted = {name: value for name, value in _event(invitation).items() if name not in kept}
    return {"location": {"displayName": ""}, **wanted}


def _is_as(event: Json, wanted: Json) -> bool:
    """Does an event say what is wanted, in all that may change?"""
    return _said(event) == _said(wanted)


def _said(event: Json) -> tuple[Any, ...]:
    people = {one["emailAddress"]["address"].lower() for one in event.get("attendees") or ()}
    moments = (str(event[edge]["dateTime"])[:19] for edge in ("start", "end"))
    return event.get("subject"), *moments, (event.get("location") or {}).get("displayName") or "", people


def _checked(op: str, answer: Answer) -> Answer:
    if answer.ok:
        return answer
    error = failure(op, answer)
    raise TryLater(str(error)) if isinstance(error, NameTaken) else error  # 409 is a passing clash in a mailbox


def _made(event: Json) -> CalendarEvent:
    meeting = event.get("onlineMeeting") or {}
    return CalendarEvent(str(event["id"]), meeting.get("joinUrl"))


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
