"""What is due about call-outs: the next link of an agency's chain, taken whatever the hour (UC-61).

Every decision is in the domain. Quiet hours are not looked at: a hastemøte is not held back.
"""

from __future__ import annotations

from datetime import datetime

from bot.domain.hastemote import OPEN, Hastemote, HastemoteStatus
from bot.domain.innkalling import Innkalling, ended, left_to_the_telephone
from bot.domain.room import Room
from bot.ports import Before, UnitOfWork
from bot.usecases.hastemote_reaching import PHONE_LIST, climb_row, refresh, rows_of, settle, tell_soon

AT_ONCE = 100
BROKEN = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""What our own mistakes raise. A clash, or a database that does not answer, is none: the whole is run again."""


def climb(work: UnitOfWork, room: Room, now: datetime) -> None:
    """Take every link that is due: ask again, ask the deputy, ask the leader, and leave it to the telephone. When the
    meeting should be over nobody is asked any more, and nobody is told to call."""
    due = work.find(Innkalling, order="next_at", limit=AT_ONCE, next_at=Before(now))
    motes: dict[str, Hastemote] = {}
    for row in due:
        mote = work.get(Hastemote, row.hastemote)
        if mote is None or mote.status not in OPEN or row.covered or mote.ends_at <= now:
            work.save(ended(row))
            motes |= {mote.id: mote} if mote is not None and mote.status in OPEN and not row.covered else {}
            continue
        _climb_or_leave(work, mote, row, room, now)
        motes[mote.id] = mote
    for mote in motes.values():
        refresh(work, settle(work, mote, now), room, now)


def _climb_or_leave(work: UnitOfWork, mote: Hastemote, row: Innkalling, room: Room, now: datetime) -> None:
    """A row that our own code fails on holds no other up: it is left to those who follow the call-out (F29)."""
    try:
        with work.apart():
            climb_row(work, mote, row, room, now)
    except BROKEN:
        work.save(left_to_the_telephone(row, now))
        work.audit(now, "system", "innkalling_broken", row.id, "failed")
        tell_soon(work, mote, PHONE_LIST, room, now)


def agree(work: UnitOfWork, room: Room, now: datetime) -> None:
    """A call-out whose last two agencies were covered in the same moment is covered."""
    for mote in work.find(Hastemote, status=HastemoteStatus.INNKALT):
        if rows_of(work, mote.id):
            settle(work, mote, now)


SWEEPS = (climb, agree)
