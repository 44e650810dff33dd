"""What is due about call-outs: the next link of an agency's chain, taken whatever the hour (UC-61).

Every decision is in the domain. Quiet hours are not looked at: a hastemøte is not held back.
"""

from __future__ import annotations

from datetime import datetime

from bot.domain.hastemote import OPEN, Hastemote, HastemoteStatus
from bot.domain.innkalling import Innkalling, ended
from bot.domain.room import Room
from bot.ports import Before, UnitOfWork
from bot.usecases.hastemote_reaching import climb_row, refresh, rows_of, settle

AT_ONCE = 100


def climb(work: UnitOfWork, room: Room, now: datetime) -> None:
    """Take every link that is due: ask again, ask the deputy, ask the leader, and leave it to the telephone."""
    due = work.find(Innkalling, order="next_at", limit=AT_ONCE, next_at=Before(now))
    motes: dict[str, Hastemote] = {}
    for row in due:
        mote = work.get(Hastemote, row.hastemote)
        if mote is None or mote.status not in OPEN or row.covered:
            work.save(ended(row))
            continue
        climb_row(work, mote, row, room, now)
        motes[mote.id] = mote
    for mote in motes.values():
        refresh(work, settle(work, mote, now), room, now)


def agree(work: UnitOfWork, room: Room, now: datetime) -> None:
    """A call-out whose last two agencies were covered in the same moment is covered."""
    for mote in work.find(Hastemote, status=HastemoteStatus.INNKALT):
        if rows_of(work, mote.id):
            settle(work, mote, now)


SWEEPS = (climb, agree)
