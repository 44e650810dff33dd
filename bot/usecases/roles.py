"""Who holds which role, and who somebody is in a room."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.people import Standing
from bot.domain.room import RoleHolder, Room, RosterEntry
from bot.ports import Among, UnitOfWork
from bot.usecases.command import Actor


def actor(work: UnitOfWork, room: Room, person: str) -> Actor | None:
    """The person as the room knows them, or None when the room has never seen them. A role counts only while its
    holder is in the team, with an account of staff or a guest's: never a pupil's or a blocked one (threat T10)."""
    entry = work.get(RosterEntry, person)
    if entry is None:
        return None
    roles = work.find(RoleHolder, person=person) if _counts(entry) else []
    language = entry.language or room.plan.municipality.language
    return Actor(person, entry.standing, entry.in_team, frozenset(r.role for r in roles), language)


def holders(work: UnitOfWork, role: str | None) -> list[str]:
    """The people who hold a role now, not its deputies; only those in the team."""
    return [r.person for r in _ranked(work, role) if r.rank == 0]


def first_holders(work: UnitOfWork, role: str | None) -> list[str]:
    """The holders of a role, or where nobody holds it now the deputies of the lowest rank."""
    ranked = _ranked(work, role)
    return [r.person for r in ranked if r.rank == ranked[0].rank]


def deputies(work: UnitOfWork, role: str) -> list[str]:
    """The role's deputies in order."""
    return [r.person for r in _ranked(work, role) if r.rank > 0]


def deputies_by_rank(work: UnitOfWork, role: str) -> list[tuple[str, ...]]:
    """The same in groups, one for each rank."""
    held = [r for r in _ranked(work, role) if r.rank > 0]
    ranks = dict.fromkeys(r.rank for r in held)
    return [tuple(r.person for r in held if r.rank == rank) for rank in ranks]


def language_of(work: UnitOfWork, room: Room, person: str, locale: str = "") -> str:
    """The language a person has chosen, else nynorsk where their Teams is, else the municipality's (UC-102)."""
    entry = work.get(RosterEntry, person)
    hint = "nn" if locale.startswith("nn") else ""
    return (entry.language if entry else "") or hint or room.plan.municipality.language


def take_hint(work: UnitOfWork, person: str, locale: str) -> None:
    """Whoever has Teams in nynorsk and has chosen nothing is written to in nynorsk, also when the bot writes first."""
    entry = work.get(RosterEntry, person) if locale.startswith("nn") else None
    if entry is not None and not entry.language:
        work.save(replace(entry, language="nn"))


def _ranked(work: UnitOfWork, role: str | None) -> list[RoleHolder]:
    if not role:
        return []
    held = sorted(work.find(RoleHolder, role=role), key=lambda r: (r.rank, r.id))
    entries = work.find(RosterEntry, id=Among(sorted({r.person for r in held}))) if held else []
    here = {entry.id for entry in entries if _counts(entry)}
    return [r for r in held if r.person in here]


def counts(work: UnitOfWork, person: str) -> bool:
    """Is this person in the team now, as staff or a guest? Whoever has left is asked and told nothing (threat T10)."""
    entry = work.get(RosterEntry, person)
    return entry is not None and _counts(entry)


def _counts(entry: RosterEntry) -> bool:
    return entry.in_team and entry.standing in (Standing.STAFF, Standing.GUEST)
