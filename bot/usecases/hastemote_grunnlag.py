"""The ground of a call-out that concerns one person: the gate says who may be invited (issue "Calling"; UC-53).

Agencies outside the ground are left out and named to those who follow the call, and to nobody else.
"""

from __future__ import annotations

from bot.domain.enkeltsak import Enkeltsak, Ledd, SakStatus
from bot.domain.gate import ask
from bot.domain.hastemote import Hastemote
from bot.errors import NotAllowed
from bot.ports import UnitOfWork
from bot.usecases.command import Context
from bot.usecases.enkeltsaker import closed_gate, handles
from bot.usecases.hastemote_omfang import Scope, question, scope_of
from bot.usecases.porten import log, taken


def checked_scope(work: UnitOfWork, sak_id: str, context: Context) -> Scope:
    """The same for a call that is made now. Raises NotAllowed for somebody else's case, and GateClosed with the reasons
    when nobody may be invited."""
    if sak_id:
        taken(work, sak_id)
    scope = scope_of(work, context.room, sak_id, context.now)
    if scope.sak is not None and not handles(work, context, scope.sak):
        raise NotAllowed("not_allowed")
    stop_closed(scope, context)
    return scope


def stop_closed(scope: Scope, context: Context) -> None:
    """Raises GateClosed with the reasons when nobody may be invited."""
    if scope.answer is not None and not scope.answer.may_be_listed:
        raise closed_gate(scope.answer, context)


def log_called(work: UnitOfWork, scope: Scope, mote: Hastemote, context: Context) -> None:
    """A line in the gate's log: invited to a hastemøte, on what ground, by whom."""
    if scope.sak is not None and scope.answer is not None:
        log(work, context, scope.sak, Ledd.HASTEMOTE, scope.answer, mote.id)


def log_held(work: UnitOfWork, mote: Hastemote, present: tuple[str, ...], context: Context) -> None:
    """A line in the gate's log: these roles were there, so that a withdrawal reaches them (UC-52)."""
    sak = work.get(Enkeltsak, mote.sak) if mote.sak else None
    if sak is None:
        return
    answer = ask(question(work, context.room, sak, context.now))
    log(work, context, sak, Ledd.REFERAT, answer, mote.id, heard=present)


def cases_for(work: UnitOfWork) -> list[Enkeltsak]:
    """The open cases that have a ground, the newest first."""
    found = [sak for sak in work.find(Enkeltsak, status=SakStatus.APEN) if sak.ground is not None]
    return sorted(found, key=lambda sak: sak.created_at, reverse=True)
