"""What is due about call-outs as a whole, found with one read a round: a request that waits for its answer, the ground
to be confirmed when it begins, its end, its follow-up (UC-60, UC-33, UC-62, UC-63).
"""

from __future__ import annotations

from datetime import datetime

from bot.domain.hastemote import LENGTH, Due, Hastemote
from bot.domain.room import Room
from bot.ports import Before, UnitOfWork
from bot.usecases.hastemote_bekreft import ask_to_confirm
from bot.usecases.hastemote_foresporsel import unanswered
from bot.usecases.hastereferater import look_at


def look_at_what_is_due(work: UnitOfWork, room: Room, now: datetime) -> None:
    """Until it should be over a call-out is due at its end: so one that begins is found an hour ahead of that."""
    for mote in work.find(Hastemote, order="due_at", due_at=Before(now + LENGTH)):
        ask_to_confirm(work, mote, room, now)
        if mote.due_at is None or mote.due_at > now:
            continue
        (unanswered if mote.due_for is Due.BEKREFTELSE else look_at)(work, mote, room, now)


SWEEPS = (look_at_what_is_due,)
