"""Whether a hastemøte is held: its referat is written (UC-62).

One that was written by mistake shuts nothing: the meeting can still be moved or called off until it should be over.
Moved, the referat that was written is of another time, and a new one can be.
"""

from __future__ import annotations

from bot.domain.hastemote import Hastemote
from bot.domain.hastereferat import HasteReferat, hastereferat_id
from bot.ports import UnitOfWork


def referat_of(work: UnitOfWork, mote: Hastemote) -> HasteReferat | None:
    """The referat of the call-out at the time that it has now: none is written before it begins."""
    found = (work.get(HasteReferat, hastereferat_id(mote.id, turn)) for turn in {mote.turn, 0})
    return next((referat for referat in found if referat and referat.written_at >= mote.starts_at), None)


def new_id(work: UnitOfWork, mote: Hastemote) -> str:
    """What a referat that is written now is called: after one of an earlier time its own name."""
    first = hastereferat_id(mote.id)
    return hastereferat_id(mote.id, mote.turn) if work.get(HasteReferat, first) is not None else first
