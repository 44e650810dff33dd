"""Whom a call-out may reach: everybody, or where it concerns one person those within the case's ground (UC-53).

The gate is asked when the call is made and again when each question is sent: a consent may be withdrawn in between.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.enkeltsak import Enkeltsak, SakStatus
from bot.domain.gate import Grunnlag, Portsvar, Sporsmal, ask
from bot.domain.hastemote import Hastemote
from bot.domain.innkalling import Innkalling
from bot.domain.moteplan import local
from bot.domain.room import RoleHolder, Room
from bot.errors import NotFound
from bot.ports import UnitOfWork
from bot.usecases.porten import consents_of
from bot.usecases.roles import counts
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

    def holds_for(self, row: Innkalling) -> bool:
        """May an agency still be asked? Not when any of the roles that it was called for is outside by now."""
        return all(map(self.allows, row.roles))

    def is_open(self, room: Room) -> bool:
        """Is there anybody whom the ground lets in?"""
        return any(map(self.allows, room.plan.roles))


EVERYBODY = Scope()
NOBODY = Scope(allowed=frozenset())


def scope_of(work: UnitOfWork, room: Room, sak_id: str, now: datetime) -> Scope:
    """What the gate says of a case for a hastemøte. Raises NotFound for a case that is not there or is closed."""
    if not sak_id:
        return EVERYBODY
    sak = work.get(Enkeltsak, sak_id)
    if sak is None or sak.status is not SakStatus.APEN:
        raise NotFound("sak_gone")
    answer = ask(question(work, room, sak, now))
    return Scope(sak, answer, frozenset(room.plan.roles) - answer.leave if answer.may_be_listed else frozenset())


def question(work: UnitOfWork, room: Room, sak: Enkeltsak, now: datetime) -> Sporsmal:
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
        over=sak.status is SakStatus.AVSLUTTET,
    )


def scope_now(work: UnitOfWork, room: Room, mote: Hastemote, now: datetime) -> Scope:
    """Whom a call-out that is under way may still reach; nobody, when its case is gone."""
    try:
        return scope_of(work, room, mote.sak, now)
    except NotFound:
        return NOBODY


def may_be_asked(work: UnitOfWork, room: Room, mote: Hastemote, row: Innkalling, person: str, now: datetime) -> bool:
    """May this person still be asked, or given the link?"""
    return reaches(work, scope_now(work, room, mote, now), row, person)


def reaches(work: UnitOfWork, scope: Scope, row: Innkalling, person: str) -> bool:
    """Is this person of the agency within, and in the team still? A deputy or a leader too only as somebody whom the
    ground names."""
    return scope.holds_for(row) and counts(work, person) and names(work, scope, person)


def names(work: UnitOfWork, scope: Scope, person: str) -> bool:
    """Does the ground name a role of this person's? Where nobody is concerned it names everybody."""
    if scope.allowed is None:
        return True
    return any(scope.allows(holder.role) for holder in work.find(RoleHolder, person=person))
