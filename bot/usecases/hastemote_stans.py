"""What a call-out that is under way does when the ground it rests on changes (issue 3, "Withdrawal"; UC-52).

In the transaction that ends a consent or changes a case's ground, every question that may no longer be asked is taken
back, the chains outside the ground stop, whoever is outside loses the link and the place in the calendar's event, and
those who follow the call are told. Nobody else is told anything: that a consent is withdrawn is itself something about
the person.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.effects import Effect, Repeat
from bot.domain.enkeltsak import Enkeltsak
from bot.domain.hastemote import OPEN, Hastemote, HastemoteStatus, in_hand
from bot.domain.innkalling import Innkalling, ended
from bot.ports import UnitOfWork
from bot.usecases.command import Context
from bot.usecases.hastemote_kort import unlinked
from bot.usecases.hastemote_omfang import Scope, scope_now
from bot.usecases.hastemote_reaching import (
    CALENDAR,
    OWN,
    QUESTION,
    TEXT_MESSAGE,
    about,
    invite,
    leads,
    refresh,
    rows_of,
)
from bot.usecases.porten import cancel, queued

GROUND_GONE = "hastemote_uten_grunnlag"


def stop_calls(work: UnitOfWork, sak: Enkeltsak, context: Context) -> tuple[Effect, ...]:
    """Bring every call-out about a case in line with what its ground is now; the rows of the case and its consents
    must be written already. The effects tell those who follow a call that agencies are outside."""
    told: list[Effect] = []
    for mote in _still_on(work, sak, context):
        scope = scope_now(work, context.room, mote, context.now)
        outside = [row for row in rows_of(work, mote.id) if not scope.holds_for(row)]
        if outside:
            told += _stop(work, mote, scope, outside, context)
            told += [context.tell(p, GROUND_GONE, mote.id, Repeat.LABELLED) for p in leads(work, mote, context.room)]
    return tuple(told)


def _still_on(work: UnitOfWork, sak: Enkeltsak, context: Context) -> list[Hastemote]:
    """Those that are to be held or being held, also where the asking has ended or nobody has said that it is over."""
    statuses = (*OPEN, HastemoteStatus.AVSLUTTET)
    found = [mote for status in statuses for mote in work.find(Hastemote, status=status, sak=sak.id)]
    return [mote for mote in found if in_hand(mote, context.now)]


def _stop(
    work: UnitOfWork, mote: Hastemote, scope: Scope, outside: Sequence[Innkalling], context: Context
) -> tuple[Effect, ...]:
    """Nobody outside is asked or has the link any more, and the calendar's event is without them."""
    rows = {row.id for row in outside}
    for row in outside:
        work.save(ended(row))
    for effect in queued(work, mote.sak, (QUESTION, OWN, TEXT_MESSAGE)):
        if about(effect).partition(":")[0] in rows:
            cancel(work, effect)
    if not scope.is_open(context.room):
        for effect in queued(work, mote.sak, (CALENDAR,)):
            if about(effect) == mote.id:
                cancel(work, effect)
    invite(work, mote, context.room, context.now, discloses=scope.is_open(context.room))
    refresh(work, mote, context.room, context.now)
    return unlinked(work, mote, outside, context)
