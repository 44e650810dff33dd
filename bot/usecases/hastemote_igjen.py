"""Whether a message of a call-out gets through, and somebody whom it did not reach who is there again: they have
installed the bot, or written to it (failure F15).

Once for each time: what shows that they were lost is cleared in the same transaction.
"""

from __future__ import annotations

from datetime import datetime

from bot.domain.beredskap import ReachCheck
from bot.domain.effects import Repeat
from bot.domain.hastemote import OPEN, Hastemote, still_on
from bot.domain.innkalling import Innkalling, found, rung_of
from bot.domain.room import Room
from bot.ports import UnitOfWork
from bot.usecases.command import nobodys
from bot.usecases.hastemote_omfang import may_be_asked
from bot.usecases.hastemote_reaching import QUESTION, named, refresh, rows_of


def remember_reach(work: UnitOfWork, room: Room, person: str, now: datetime, *, reachable: bool) -> None:
    """Whether a message got through is remembered for the next call."""
    before = work.get(ReachCheck, person)
    if before is None or before.lost == reachable:
        work.put(ReachCheck(person, room.id, now, reachable=True, blocked=not reachable))


def seen_again(work: UnitOfWork, room: Room, person: str, now: datetime) -> None:
    """Ask them now, for every call-out under way that asked them in vain and has nobody from there yet."""
    check = work.get(ReachCheck, person)
    if check is None or not check.lost:
        return
    work.put(ReachCheck(person, room.id, now, reachable=True))
    for mote in (m for status in OPEN for m in work.find(Hastemote, status=status) if still_on(m, now)):
        rows = [row for row in rows_of(work, mote.id) if person in row.missed and not row.covered]
        for row in (one for one in rows if may_be_asked(work, room, mote, one, person, now)):
            _ask(work, mote, row, person, room, now)
        if rows:
            refresh(work, mote, room, now)


def _ask(work: UnitOfWork, mote: Hastemote, row: Innkalling, person: str, room: Room, now: datetime) -> None:
    work.save(found(row, person))
    context = nobodys(room, now, f"igjen:{row.id}:{mote.turn}:{now.isoformat()}")
    subject = named(mote, f"{row.id}:{mote.turn}:{rung_of(row, person)}")
    work.add(context.tell(person, QUESTION, subject, Repeat.LABELLED))
