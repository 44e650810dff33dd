"""A call-out: from the request to what comes after it (UC-60 to UC-63).

It is covered when every agency is, and over when the coordinator closes it: never silently. What is done for each
agency stands in `domain.innkalling`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.gate import Grunnlag
from bot.domain.innkalling import Innkalling
from bot.domain.plan import Choices
from bot.domain.sealed import NO_TEXT, Sealed
from bot.errors import Conflict

LENGTH = timedelta(minutes=60)
SAME_THING = timedelta(minutes=15)


class HastemoteStatus(StrEnum):
    """Asked for by somebody who may not call, called, every agency covered, or over. One that was part of another from
    the beginning, or became it, is merged (slått sammen)."""

    FORESPURT = "forespurt"
    INNKALT = "innkalt"
    DEKKET = "dekket"
    AVSLUTTET = "avsluttet"
    AVLYST = "avlyst"
    AVVIST = "avvist"
    SLATT_SAMMEN = "slatt_sammen"


OPEN = (HastemoteStatus.INNKALT, HastemoteStatus.DEKKET)
OVER = (HastemoteStatus.AVSLUTTET, HastemoteStatus.AVLYST, HastemoteStatus.AVVIST, HastemoteStatus.SLATT_SAMMEN)


class Due(StrEnum):
    """What a call-out as a whole is next looked at for."""

    BEKREFTELSE = "bekreftelse"
    SLUTT = "slutt"
    OPPFOLGING = "oppfolging"


@dataclass(frozen=True, slots=True)
class Hastemote:
    """A call-out. `situation` is neutral words; where it is held is `place`, and `online` with a Teams meeting.

    `turn` counts how often it was moved: an answer to an earlier time is none. `latest_at` is the latest time it has
    had, where it was moved. `sak` is the case it concerns, if it concerns one person: then `ground` is the case's, and
    `left_out` names the agencies outside it. `event` and `join_url` are the calendar's. `roles` are those that were
    wanted. `due_at` (UTC) is when it is next looked at, for `due_for`. `joins` is the one that it is part of: what
    somebody else wanted is kept on a row of their own, for those who follow it. `asker` is who asked for it first,
    where it was granted."""

    id: str
    room: str
    caller: str
    situation: Sealed
    starts_at: datetime
    place: Sealed
    created_at: datetime
    number: str = ""
    status: HastemoteStatus = HastemoteStatus.INNKALT
    roles: tuple[str, ...] = ()
    online: bool = True
    exercise: bool = False
    ground: Grunnlag = Grunnlag.ANONYMISERT
    sak: str = ""
    left_out: tuple[str, ...] = ()
    turn: int = 0
    merged: int = 0
    event: str = ""
    join_url: Sealed = NO_TEXT
    due_at: datetime | None = None
    due_for: Due | None = None
    covered_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: str = ""
    latest_at: datetime | None = None
    joins: str = ""
    asker: str = ""
    version: int = 0

    @property
    def ends_at(self) -> datetime:
        """When the invitation says that it ends."""
        return self.starts_at + LENGTH


def still_on(mote: Hastemote, now: datetime) -> bool:
    """Is it to be held, or being held? Whoever follows it may have ended the asking before it began; and it is over
    when it should be, also where nobody has said so."""
    return mote.status in (*OPEN, HastemoteStatus.AVSLUTTET) and now < mote.ends_at


def in_hand(mote: Hastemote, now: datetime) -> bool:
    """Can those who lead it still move it or call it off? Also where they have ended the asking before it is over, and
    where it should be over and nobody has said how it went."""
    return mote.status in OPEN or still_on(mote, now)


def called(mote: Hastemote) -> Hastemote:
    """The call-out when it goes out: next looked at when it should be over."""
    return replace(mote, status=HastemoteStatus.INNKALT, due_at=mote.ends_at, due_for=Due.SLUTT)


def requested(mote: Hastemote, choices: Choices) -> Hastemote:
    """The call-out as a request: nobody is asked until the coordinator says so, and not silently forgotten."""
    waits = mote.created_at + timedelta(minutes=choices.hastemote_deputy_minutes)
    return replace(mote, status=HastemoteStatus.FORESPURT, due_at=waits, due_for=Due.BEKREFTELSE)


def confirmed(mote: Hastemote, by: str) -> Hastemote:
    """The request granted: whoever granted it calls. Raises Conflict when it is decided already."""
    if mote.status is not HastemoteStatus.FORESPURT:
        raise Conflict("already_handled")
    return called(replace(mote, closed_by="", caller=by, asker=mote.caller))


def joined(mote: Hastemote, to: str, by: str, at: datetime) -> Hastemote:
    """A request, or a second call, that is part of another. Raises Conflict when it is decided already."""
    if mote.status is not HastemoteStatus.FORESPURT:
        raise Conflict("already_handled")
    return replace(_over(mote, HastemoteStatus.SLATT_SAMMEN, by, at), joins=to)


def declined(mote: Hastemote, by: str, at: datetime) -> Hastemote:
    """The request turned down. Raises Conflict when it is decided already."""
    if mote.status is not HastemoteStatus.FORESPURT:
        raise Conflict("already_handled")
    return _over(mote, HastemoteStatus.AVVIST, by, at)


def settled(mote: Hastemote, rows: Sequence[Innkalling], at: datetime) -> Hastemote:
    """Covered when every agency is; called again when one that was to come cannot."""
    if mote.status not in OPEN:
        return mote
    if rows and all(row.covered for row in rows):
        return replace(mote, status=HastemoteStatus.DEKKET, covered_at=mote.covered_at or at)
    return replace(mote, status=HastemoteStatus.INNKALT, covered_at=None)


def moved(mote: Hastemote, starts_at: datetime, place: str, online: bool, at: datetime) -> Hastemote:
    """The call-out at another time or place: everybody is asked anew, also where the asking had ended. Raises Conflict
    when it is over."""
    if not in_hand(mote, at):
        raise Conflict("hastemote_over")
    mote = replace(mote, closed_at=None, closed_by="")
    elsewhere = replace(mote, starts_at=starts_at, place=Sealed(place), online=online, turn=mote.turn + 1)
    latest = max(mote.latest_at or mote.starts_at, starts_at)
    return replace(called(elsewhere), covered_at=None, latest_at=latest)


def closed(mote: Hastemote, status: HastemoteStatus, by: str, at: datetime, choices: Choices) -> Hastemote:
    """The call-out, over. One that is held is followed up (UC-63): where the asking ends before the meeting does, first
    with its referat; until it is over it can be called off. Raises Conflict when it is over already."""
    if not (in_hand(mote, at) if status is HastemoteStatus.AVLYST else mote.status in OPEN):
        raise Conflict("already_handled")
    over = _over(mote, status, by, at)
    if status is not HastemoteStatus.AVSLUTTET or mote.exercise:
        return over
    if at < mote.ends_at:
        return replace(over, due_at=mote.ends_at, due_for=Due.SLUTT)
    return _followed_up(over, at, choices)


def looked_at(mote: Hastemote, choices: Choices) -> Hastemote:
    """The call-out after what it was due for: once each."""
    if mote.status is HastemoteStatus.AVSLUTTET and mote.due_for is Due.SLUTT:
        return _followed_up(mote, mote.starts_at, choices)
    return replace(mote, due_at=None, due_for=None)


def _followed_up(mote: Hastemote, since: datetime, choices: Choices) -> Hastemote:
    hours = timedelta(hours=choices.hastemote_follow_up_hours)
    return replace(mote, due_at=since + hours, due_for=Due.OPPFOLGING)


def is_same_thing(mote: Hastemote, exercise: bool, now: datetime) -> bool:
    """Is a call made now about what this one is about? Two calls within minutes are (threat T23): the second is added
    to the first and never blocked. An exercise is never mixed with the real thing."""
    return mote.status in OPEN and mote.exercise == exercise and now - mote.created_at <= SAME_THING


def _over(mote: Hastemote, status: HastemoteStatus, by: str, at: datetime) -> Hastemote:
    return replace(mote, status=status, closed_by=by, closed_at=at, due_at=None, due_for=None)
