"""What several people want at once: a call-out, or the request for one, that is part of another (UC-60, threat T23).

Nobody is blocked and nothing is dropped: what each of them wanted is kept on a row of its own, one for each person,
and shown to those who decide or follow. Nothing that concerns one person is merged, so no ground reaches anybody by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.domain.hastemote import OPEN, Hastemote, HastemoteStatus
from bot.domain.room import Room
from bot.ports import UnitOfWork
from bot.usecases.hastemote_reaching import coordinators, refresh_soon

REQUEST = "hastemote_foresporsel"


def wishes_of(work: UnitOfWork, hastemote: str) -> list[Hastemote]:
    """What others wanted, the oldest first."""
    return sorted(work.find(Hastemote, joins=hastemote), key=lambda wish: (wish.created_at, wish.id))


def keep(work: UnitOfWork, into: Hastemote, wish: Hastemote, now: datetime) -> tuple[Hastemote, bool]:
    """The row that keeps what somebody wanted, and whether it says anything new: however often they ask, it is one."""
    row = replace(
        wish,
        id=f"{into.id}-{wish.caller}",
        status=HastemoteStatus.SLATT_SAMMEN,
        joins=into.id,
        closed_by=wish.caller,
        closed_at=now,
    )
    said = [into] if into.caller == wish.caller else []
    for old in (*said, *work.find(Hastemote, id=row.id)):
        if wanted(old) == wanted(row) and set(row.roles) <= set(old.roles):
            return old, False
    work.put(row)
    return row, True


def wanted(mote: Hastemote) -> tuple[datetime, str, bool, str]:
    """When, where and about what."""
    return mote.starts_at, str(mote.place), mote.online, str(mote.situation)


def other_than(wishes: Iterable[Hastemote], mote: Hastemote) -> list[Hastemote]:
    """Those that wanted it at another time or place, or in other words."""
    return [wish for wish in wishes if wanted(wish) != wanted(mote)]


def whole_of(work: UnitOfWork, mote: Hastemote) -> Hastemote:
    """The one that counts: itself, or what it became part of."""
    while mote.joins and (into := work.get(Hastemote, mote.joins)) is not None:
        mote = into
    return mote


def waiting(work: UnitOfWork) -> Hastemote | None:
    """The request that waits for a yes or no."""
    found = work.find(Hastemote, status=HastemoteStatus.FORESPURT)
    return min(found, key=lambda mote: (mote.created_at, mote.id), default=None)


def askers(work: UnitOfWork, request: Hastemote) -> tuple[str, ...]:
    """Everybody who asked, the first one first."""
    return tuple(dict.fromkeys((request.caller, *(wish.caller for wish in wishes_of(work, request.id)))))


def wanted_by(work: UnitOfWork, mote: Hastemote) -> tuple[str, ...]:
    """Everybody who asked for what became this call-out, or was added to it, or called about the same. Nobody of one
    about one person: only those who lead it are told of that."""
    if mote.sak:
        return ()
    wishes = wishes_of(work, mote.id)
    further = (person for wish in wishes for person in (wish.caller, *wanted_by(work, wish)))
    return tuple(dict.fromkeys(person for person in (mote.asker, *further) if person))


def under_way_now(work: UnitOfWork, now: datetime) -> Hastemote | None:
    """The newest call-out that a request could be added to: the real thing, about nobody in particular, not past."""
    found = (m for status in OPEN for m in work.find(Hastemote, status=status))
    return max(
        (m for m in found if not m.sak and not m.exercise and now < m.ends_at),
        key=lambda mote: (mote.created_at, mote.id),
        default=None,
    )


def show_request(work: UnitOfWork, request: Hastemote | None, room: Room, now: datetime, but: str = "") -> None:
    """Bring the cards of a request up to date, within three seconds; not that of whoever looks at it just now."""
    if request is not None:
        people = [person for person in coordinators(work, room) if person != but]
        refresh_soon(work, request, REQUEST, people, room, now)
