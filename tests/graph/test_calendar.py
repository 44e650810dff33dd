"""Invitations: made once whatever happens to the answer, hidden attendees, cancelled once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.errors import Doubtful, Refused, TryLater
from bot.graph import Graph, MailboxCalendar
from bot.ports import Invitation
from bot.standins.graph import EVENTS, Faults
from tests.standins.graph_server import KARI, Running

OSLO = ZoneInfo("Europe/Oslo")
MOTE = Invitation(
    key="mote-1",
    subject="SLT: møte",
    body="Velkommen. Saksliste ligger i Teams.",
    start=datetime(2026, 3, 12, 8, 30, tzinfo=OSLO),
    end=datetime(2026, 3, 12, 10, 0, tzinfo=OSLO),
    place="Kommunestyresalen",
    online=True,
    attendees=("ola@kommune.example", "grete@politiet.example"),
)


@pytest.fixture
def calendar(graph: Graph) -> MailboxCalendar:
    return MailboxCalendar(graph, KARI)


async def test_an_invitation_is_made_with_hidden_attendees_and_a_teams_meeting(
    calendar: MailboxCalendar, server: Running
) -> None:
    made = await calendar.invite(MOTE)
    event = server.app[EVENTS].all()[0]
    assert made.join_url == event["onlineMeeting"]["joinUrl"]
    assert (event["hideAttendees"], len(event["attendees"])) == (True, 2)
    assert event["start"] == {"dateTime": "2026-03-12T07:30:00", "timeZone": "UTC"}


async def test_a_meeting_in_a_room_alone_has_no_link(calendar: MailboxCalendar) -> None:
    assert (await calendar.invite(replace(MOTE, online=False))).join_url is None


@pytest.mark.parametrize("action", ["drop_before", "drop_after", "hang_after", "status"])
async def test_an_invitation_is_made_once_however_often_it_is_asked_for(
    calendar: MailboxCalendar, server: Running, faults: Faults, action: str
) -> None:
    faults.add("event.create", action, status=504)  # type: ignore[arg-type]
    made = None
    for _ in range(3):
        try:
            made = await calendar.invite(MOTE)
        except TryLater:
            continue
    assert made is not None
    assert [event["id"] for event in server.app[EVENTS].all()] == [made.id]


async def test_when_the_look_fails_too_the_doubt_stays(calendar: MailboxCalendar, faults: Faults) -> None:
    faults.add("event.create", "drop_after")
    faults.add("event.get", "status", status=500)
    with pytest.raises(Doubtful):
        await calendar.invite(MOTE)


async def test_the_same_key_with_other_content_finds_the_event_that_is_there(calendar: MailboxCalendar) -> None:
    made = await calendar.invite(MOTE)
    assert await calendar.invite(replace(MOTE, body="Annet")) == made


NEW_YEAR = datetime(2027, 1, 1, 8, tzinfo=UTC)


async def test_the_same_key_for_another_time_is_left_to_a_human(calendar: MailboxCalendar) -> None:
    await calendar.invite(MOTE)
    with pytest.raises(Doubtful):
        await calendar.invite(replace(MOTE, start=NEW_YEAR, end=NEW_YEAR))


@pytest.mark.parametrize("first", [MOTE.start, datetime(2027, 2, 1, 8, tzinfo=UTC)])
async def test_made_for_another_time_before_it_was_moved_it_is_found_and_moved(
    calendar: MailboxCalendar, server: Running, first: datetime
) -> None:
    made = await calendar.invite(replace(MOTE, start=first, end=first))
    moved = replace(MOTE, start=NEW_YEAR, end=NEW_YEAR, attendees=("ny@kommune.example",))
    between = replace(moved, earliest=datetime(2026, 1, 1, tzinfo=UTC), latest=datetime(2027, 2, 1, 8, tzinfo=UTC))
    assert await calendar.invite(between) == made
    event = server.app[EVENTS].all()[0]
    assert (event["start"]["dateTime"], len(event["attendees"])) == ("2027-01-01T08:00:00", 1)


@pytest.mark.parametrize("action", ["drop_after", "hang_after"])
async def test_cancelling_is_done_once_and_may_be_asked_for_again(
    calendar: MailboxCalendar, server: Running, faults: Faults, action: str
) -> None:
    made = await calendar.invite(MOTE)
    faults.add("event.cancel", action)  # type: ignore[arg-type]
    await calendar.cancel(made.id, "Møtet er avlyst.")
    await calendar.cancel(made.id, "Møtet er avlyst.")
    assert server.app[EVENTS].all()[0]["isCancelled"]


async def test_a_cancellation_that_was_not_done_is_tried_later(calendar: MailboxCalendar, faults: Faults) -> None:
    made = await calendar.invite(MOTE)
    faults.add("event.cancel", "drop_before")
    with pytest.raises(TryLater):
        await calendar.cancel(made.id, "Møtet er avlyst.")


async def test_a_moved_meeting_is_the_same_event_at_another_time_for_more_people(
    calendar: MailboxCalendar, server: Running
) -> None:
    made = await calendar.invite(replace(MOTE, online=False))
    later, more = datetime(2026, 3, 12, 12, tzinfo=UTC), (*MOTE.attendees, "ny@kommune.example")
    moved = replace(MOTE, start=later, end=later, attendees=more, place=None, online=False, event=made.id)
    assert (await calendar.change(moved)).id == made.id
    event = server.app[EVENTS].all()[0]
    assert event["start"]["dateTime"] == "2026-03-12T12:00:00"
    assert (len(event["attendees"]), event["location"]) == (3, {"displayName": ""})
    assert "Saksliste" in event["body"]["content"]


@pytest.mark.parametrize("action", ["drop_before", "drop_after"])
async def test_a_change_whose_answer_was_lost_is_made_again(
    calendar: MailboxCalendar, faults: Faults, action: str
) -> None:
    made = await calendar.invite(MOTE)
    faults.add("event.patch", action)  # type: ignore[arg-type]
    with pytest.raises(TryLater):
        await calendar.change(replace(MOTE, event=made.id))
    assert (await calendar.change(replace(MOTE, event=made.id))).id == made.id


async def test_an_event_that_is_gone_cannot_be_changed(calendar: MailboxCalendar) -> None:
    with pytest.raises(Refused):
        await calendar.change(replace(MOTE, event="borte"))


async def test_a_mailbox_that_is_not_there_is_refused(graph: Graph) -> None:
    with pytest.raises(Refused):
        await MailboxCalendar(graph, "borte@kommune.example").invite(MOTE)
