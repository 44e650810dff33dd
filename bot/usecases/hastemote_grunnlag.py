"""The ground of a call-out that concerns one person: the gate says who may be invited (issue "Calling"; UC-53).

Agencies outside the ground are left out and named to those who follow the call, and to nobody else. The gate is asked
when the call is made and again when each question is sent: a consent may be withdrawn in between.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.enkeltsak import Enkeltsak, Ledd, SakStatus
from bot.domain.gate import Bekreftet, Grunnlag, Portsvar, Sporsmal, ask
from bot.domain.hastemote import Hastemote
from bot.domain.moteplan import local
from bot.domain.room import Room
from bot.errors import NotAllowed, NotFound
from bot.ports import UnitOfWork
from bot.usecases.command import Context
from bot.usecases.enkeltsaker import closed_gate, handles
from bot.usecases.porten import consents_of, log
from bot.usecases.virksomheter import Virksomhet


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom a call may invite. `allowed` is None where nobody is concerned: everybody may come."""

    sak: Enkeltsak | None = None
    answer: Portsvar | None = None
    allowed: frozenset[str] | None = None

    @property
    def ground(self) -> Grunnlag:
        """The ground that the case's chair has recorded."""
        return self.sak.ground if self.sak and self.sak.ground else Grunnlag.ANONYMISERT

    def within(self, agencies: Iterable[Virksomhet]) -> tuple[Virksomhet, ...]:
        """The agencies that may be invited, with those of their roles that may."""
        kept = (replace(a, roles=tuple(r for r in a.roles if self.allows(r))) for a in agencies)
        return tuple(agency for agency in kept if agency.roles)

    def outside(self, agencies: Iterable[Virksomhet]) -> tuple[str, ...]:
        """The names of the agencies of which nobody may."""
        return tuple(agency.name for agency in agencies if not any(map(self.allows, agency.roles)))

    def allows(self, role: str) -> bool:
        """May this role be invited?"""
        return self.allowed is None or role in self.allowed


EVERYBODY = Scope()


def scope_of(work: UnitOfWork, room: Room, sak_id: str, now: datetime) -> Scope:
    """What the gate says of a case for a hastemøte. Raises NotFound for a case that is not there or is closed."""
    if not sak_id:
        return EVERYBODY
    sak = work.get(Enkeltsak, sak_id)
    if sak is None or sak.status is not SakStatus.APEN:
        raise NotFound("sak_gone")
    answer = ask(_question(work, room, sak, now))
    return Scope(sak, answer, frozenset(room.plan.roles) - answer.leave if answer.may_be_listed else frozenset())


def _question(work: UnitOfWork, room: Room, sak: Enkeltsak, now: datetime) -> Sporsmal:
    """No organ meets: whoever is invited comes. The coordinator leads and keeps the minutes (forslag, UC-62)."""
    plan = room.plan
    leading = frozenset({plan.coordinator.role})
    return Sporsmal(
        ground=sak.delingsgrunn(),
        consents=tuple(consents_of(work, sak.id)),
        theme=sak.theme,
        organs=(),
        attending=frozenset(plan.roles),
        chairs=leading,
        secretaries=leading,
        today=local(now).date(),
        conditions=plan.choices.gate,
    )


def checked_scope(work: UnitOfWork, sak_id: str, context: Context) -> Scope:
    """The same for a call that is made now. Raises NotAllowed for somebody else's case, and GateClosed with the reasons
    when nobody may be invited."""
    scope = scope_of(work, context.room, sak_id, context.now)
    if scope.sak is not None and not handles(work, context, scope.sak):
        raise NotAllowed("not_allowed")
    if scope.answer is not None and not scope.answer.may_be_listed:
        raise closed_gate(scope.answer, context)
    return scope


def is_still_allowed(work: UnitOfWork, room: Room, mote: Hastemote, roles: Iterable[str], now: datetime) -> bool:
    """May an agency still be asked, now that the question is sent?"""
    try:
        scope = scope_of(work, room, mote.sak, now)
    except NotFound:
        return False
    return any(map(scope.allows, roles))


def is_still_open(work: UnitOfWork, room: Room, mote: Hastemote, now: datetime) -> bool:
    """Does the ground that the call was made on hold at this moment?"""
    return is_still_allowed(work, room, mote, room.plan.roles, now)


def log_called(work: UnitOfWork, scope: Scope, mote: Hastemote, context: Context) -> None:
    """A line in the gate's log: invited to a hastemøte, on what ground, by whom."""
    if scope.sak is not None and scope.answer is not None:
        log(work, context, scope.sak, Ledd.HASTEMOTE, scope.answer, mote.id)


def log_held(work: UnitOfWork, mote: Hastemote, present: tuple[str, ...], context: Context) -> None:
    """A line in the gate's log: these roles were there, so that a withdrawal reaches them (UC-52)."""
    sak = work.get(Enkeltsak, mote.sak) if mote.sak else None
    if sak is None:
        return
    answer = ask(_question(work, context.room, sak, context.now))
    log(work, context, sak, Ledd.MOTE, answer, mote.id, Bekreftet(by_chair=True), present)


def cases_for(work: UnitOfWork) -> list[Enkeltsak]:
    """The open cases that have a ground, the newest first."""
    found = [sak for sak in work.find(Enkeltsak, status=SakStatus.APEN) if sak.ground is not None]
    return sorted(found, key=lambda sak: sak.created_at, reverse=True)
