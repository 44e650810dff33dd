"""Whether a call-out would reach people: checked without asking anything of them, and shown to the coordinator.

A check opens the chat that a call would use, which nobody notices. Once a month everybody whom a call may ask is
checked; once a quarter the coordinator is offered an exercise. The first month and quarter only set the mark.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.domain.beredskap import BeredskapPulse, ReachCheck, month_of, period_of
from bot.domain.frister import is_working
from bot.domain.moteplan import at_work, is_quiet, local
from bot.domain.room import RoleHolder, Room
from bot.ports import UnitOfWork
from bot.usecases.command import Context, Outcome, nobodys
from bot.usecases.dispatch import UseCase
from bot.usecases.hastemote_reaching import anybody, coordinators
from bot.usecases.hastemoter import has_hastemote, may_call
from bot.usecases.virksomheter import Virksomhet, deputies_of, grouped, people_of, suggested_roles

CHECK = "beredskap_sjekk"
SUMMARY = "beredskap_oversikt"
AFTERWARDS = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class SjekkBeredskap:
    """Check everybody now."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """One agency: who would be asked, how many of them could be reached when last tried, and which of its roles, as the
    plan writes them, have a holder and nobody to step in (`alone`)."""

    name: str
    people: int
    reachable: int
    unknown: int
    alone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beredskap:
    """Everything the coordinator is shown. `checked_at` is the oldest of the newest checks; None before any."""

    agencies: tuple[Readiness, ...]
    checked_at: datetime | None


def overview(work: UnitOfWork, room: Room) -> Beredskap:
    """What is known at this moment."""
    checks = {check.id: check for check in work.find(ReachCheck)}
    agencies = agencies_of(work, room)
    seen = [checks[p].checked_at for agency in agencies for p in people_of(work, agency) if p in checks]
    return Beredskap(tuple(_readiness(work, room, a, checks) for a in agencies), min(seen, default=None))


def _readiness(work: UnitOfWork, room: Room, agency: Virksomhet, checks: dict[str, ReachCheck]) -> Readiness:
    people = people_of(work, agency)
    reachable = sum(1 for p in people if p in checks and not checks[p].lost)
    unknown = sum(1 for p in people if p not in checks)
    alone = tuple(room.plan.role(role).label for role in agency.roles if _is_alone(work, room, role))
    return Readiness(agency.name, len(people), reachable, unknown, alone)


def _is_alone(work: UnitOfWork, room: Room, role: str) -> bool:
    """Does somebody hold this role, and nobody else step in for them? A colleague with another role does not."""
    one = Virksomhet(role, (role,))
    people = people_of(work, one)
    instead = {person for rank in deputies_of(work, room, one, anybody) for person in rank}
    return bool(people) and not instead - set(people)


def agencies_of(work: UnitOfWork, room: Room) -> tuple[Virksomhet, ...]:
    """The coordinator, whom a call would ask by itself, and every other role that somebody holds."""
    held = sorted({holder.role for holder in work.find(RoleHolder)} & room.plan.roles.keys())
    return grouped(room.plan, (room.plan.coordinator.role, *suggested_roles(room.plan), *held))


def check(work: UnitOfWork, command: SjekkBeredskap, context: Context) -> Outcome:
    """Check everybody now, and show the outcome when it is known."""
    _check_all(work, context, [context.actor.id])
    return Outcome("beredskap")


def _check_all(work: UnitOfWork, context: Context, told: list[str]) -> None:
    room = context.room
    everybody = [*coordinators(work, room)]
    for agency in agencies_of(work, room):
        everybody += people_of(work, agency)
        everybody += [p for rank in deputies_of(work, room, agency, anybody) for p in rank]
    for person in dict.fromkeys(everybody):
        work.add(context.check(person, CHECK, person))
    for person in told:
        work.add(context.tell_later(person, SUMMARY, "beredskap", AFTERWARDS))


def due_beredskap(work: UnitOfWork, room: Room, now: datetime) -> None:
    """On the first working morning of a month and of a period."""
    day = local(now).date()
    quiet = room.plan.choices.quiet_hours
    if not has_hastemote(room.plan) or is_quiet(now, quiet) or now < at_work(day, quiet) or not is_working(day):
        return
    if _turns(work, room, month_of(day), now):
        _check_all(work, nobodys(room, now, month_of(day)), coordinators(work, room))
    period = period_of(day, room.plan.choices.hastemote_exercise_months)
    if _turns(work, room, period, now):
        context = nobodys(room, now, period)
        for person in coordinators(work, room):
            work.add(context.tell(person, "beredskap_ovelse", period))


def _turns(work: UnitOfWork, room: Room, pulse: str, now: datetime) -> bool:
    """Has a new month or period begun since the one that was seen last? The very first only sets the mark."""
    if work.get(BeredskapPulse, pulse) is not None:
        return False
    kind = pulse.partition(":")[0]
    before = [p for p in work.find(BeredskapPulse) if p.id.partition(":")[0] == kind]
    work.add(BeredskapPulse(pulse, room.id, now))
    return bool(before)


CASES: dict[type[Any], UseCase] = {SjekkBeredskap: UseCase(check, may_call)}
SWEEPS = (due_beredskap,)
