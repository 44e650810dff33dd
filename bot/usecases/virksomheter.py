"""Agencies (virksomheter): which roles belong together, and the chain that reaches one of them.

The municipality may say which roles are one agency; otherwise each role is its own. A role's people, deputies and
leader are read from who holds them at the moment of the call, and frozen in the call (`domain.innkalling`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import zip_longest

from bot.domain import innkalling
from bot.domain.plan import Plan
from bot.domain.room import RoleHolder, Room
from bot.ports import UnitOfWork
from bot.usecases.roles import deputies_by_rank, first_holders


@dataclass(frozen=True, slots=True)
class Virksomhet:
    """An agency as the municipality writes it, and those of its roles that are meant."""

    name: str
    roles: tuple[str, ...]


def grouped(plan: Plan, roles: Iterable[str]) -> tuple[Virksomhet, ...]:
    """The agencies of these roles, in the roles' order. A role that the plan does not have is left out."""
    names = {role: name for name, group in plan.choices.virksomheter.items() for role in group}
    found: dict[str, tuple[str, list[str]]] = {}
    for role in dict.fromkeys(roles):
        if role in plan.roles:
            name = names.get(role)
            found.setdefault(name or f"role:{role}", (name or plan.role(role).label, []))[1].append(role)
    return tuple(Virksomhet(name, tuple(group)) for name, group in found.values())


def suggested_roles(plan: Plan) -> tuple[str, ...]:
    """Whom the plan suggests: those who sit in the organ that takes the varslinger, without the coordinator."""
    organ = plan.intake_organ
    return tuple(r for r in (organ.members if organ else ()) if r != plan.coordinator.role)


def callable_roles(work: UnitOfWork, plan: Plan) -> tuple[str, ...]:
    """Every role that can be called: the suggested ones, those that sit in an organ, and those that somebody holds.
    First those from outside the municipality (the police)."""
    seated = (*suggested_roles(plan), *(r for organ in plan.organs for r in organ.members))
    held = sorted({holder.role for holder in work.find(RoleHolder)} & plan.roles.keys())
    roles = (r for r in dict.fromkeys((*seated, *held)) if r != plan.coordinator.role)
    return tuple(sorted(roles, key=lambda r: not plan.role(r).external))


def people_of(work: UnitOfWork, virksomhet: Virksomhet) -> tuple[str, ...]:
    """Who is asked first."""
    return _each(first_holders(work, role) for role in virksomhet.roles)


def deputies_of(
    work: UnitOfWork, room: Room, virksomhet: Virksomhet, allows: Callable[[str], bool]
) -> tuple[tuple[str, ...], ...]:
    """Who is asked when they do not answer, in order of rank: the roles' deputies by name, else the role that steps in
    for them."""
    instead = room.plan.choices.deputies
    of_roles = [
        deputies_by_rank(work, role) or [tuple(_instead(work, instead.get(role, ""), allows))]
        for role in virksomhet.roles
    ]
    return tuple(_each(rank) for rank in zip_longest(*of_roles, fillvalue=()))


def _instead(work: UnitOfWork, role: str, allows: Callable[[str], bool]) -> list[str]:
    return first_holders(work, role) if allows(role) else []


def chain_of(
    work: UnitOfWork, room: Room, virksomhet: Virksomhet, allows: Callable[[str], bool]
) -> tuple[innkalling.Link, ...]:
    """The agency's chain as it is at this moment. Another role that steps in, or leads, must be allowed as well."""
    choices = room.plan.choices
    leaders = (choices.leaders.get(role, "") for role in virksomhet.roles)
    return innkalling.chain(
        people_of(work, virksomhet),
        deputies_of(work, room, virksomhet, allows),
        _each(first_holders(work, leader) for leader in leaders if allows(leader)),
        choices.hastemote_deputy_minutes,
        choices.hastemote_leader_minutes,
        choices.hastemote_again_minutes,
    )


def _each(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person for group in groups for person in group))
