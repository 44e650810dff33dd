"""The owner of a due tiltak answers: done, under way, postponed with a reason, not mine (UC-70, UC-71)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.domain import arshjul
from bot.domain.arshjul import Occurrence
from bot.domain.effects import Effect
from bot.domain.moteplan import local
from bot.domain.room import Room
from bot.domain.tiltak import TiltakAnswer, TiltakState, TiltakStatus, answered, done, postponed, unanswered
from bot.errors import Conflict, NotFound
from bot.ports import UnitOfWork
from bot.usecases import access
from bot.usecases.command import Context, Outcome
from bot.usecases.dispatch import UseCase
from bot.usecases.guarded import stop_identifiers, stop_one_person
from bot.usecases.roles import first_holders


@dataclass(frozen=True, slots=True)
class SvarTiltak:
    """An answer from a card. `seen` is how many answers there were when the card was made."""

    occurrence: str
    state: TiltakState
    seen: int
    done_on: date | None = None
    grades: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class UtsettTiltak:
    """A new date with a reason, as the owner wrote it. `not_one`: the reason is not about one person."""

    occurrence: str
    until: date
    reason: str
    not_names: tuple[str, ...] = ()
    not_one: bool = False


def answer(work: UnitOfWork, command: SvarTiltak, context: Context) -> Outcome:
    """Keep an answer. Whoever answers second changes nothing: they get to see what the first one said."""
    occurrence, status = the(work, context.room, command.occurrence)
    if status.answers != command.seen:
        return Outcome(occurrence.key)
    today = local(context.now).date()
    if command.state is TiltakState.UTFORT:
        said = done(status, occurrence, command.done_on or today, command.grades, today)
    else:
        said = replace(status, state=command.state)
    return _kept(work, occurrence, said, context)


def postpone(work: UnitOfWork, command: UtsettTiltak, context: Context) -> Outcome:
    """Keep a new date and its reason. Identifiers stop it before anything is stored (G11)."""
    stop_identifiers(context.room, (command.reason,), command.not_names)
    stop_one_person((), (command.reason,), not_one=command.not_one)
    occurrence, status = the(work, context.room, command.occurrence)
    if status.state is TiltakState.UTFORT:
        raise Conflict("tiltak_done")
    said = postponed(status, command.until, command.reason, local(context.now).date(), context.room.plan.choices)
    return _kept(work, occurrence, said, context)


def the(work: UnitOfWork, room: Room, key: str) -> tuple[Occurrence, TiltakStatus]:
    """The occurrence of a key, and how far it has come. Raises NotFound when the plan has none."""
    occurrence = arshjul.find(room.plan, key)
    if occurrence is None:
        raise NotFound("tiltak_gone")
    return occurrence, status_of(work, room, occurrence)


def status_of(work: UnitOfWork, room: Room, occurrence: Occurrence) -> TiltakStatus:
    """How far it has come."""
    return work.get(TiltakStatus, occurrence.key) or unanswered(occurrence, room.id)


def recipients(work: UnitOfWork, room: Room, occurrence: Occurrence, status: TiltakStatus) -> list[str]:
    """Who is reminded: everybody who holds an owner's role; the coordinator for an owner that is outside the
    municipality, vacant, an organ, or missing in the plan, and when the owner has said «not mine»."""
    coordinators = first_holders(work, room.plan.coordinator.role)
    if status.state is TiltakState.IKKE_MIN or not occurrence.owners:
        return coordinators
    people = [p for owner in occurrence.owners for p in (_holders(work, room, owner) or coordinators)]
    return list(dict.fromkeys(people))


def _holders(work: UnitOfWork, room: Room, owner: str) -> list[str]:
    role = room.plan.roles.get(owner)
    return [] if role is None or role.external else first_holders(work, owner)


def may_answer(work: UnitOfWork, command: SvarTiltak | UtsettTiltak, context: Context) -> bool:
    """Somebody in the team who holds one of the owner's roles, or the coordinator."""
    occurrence = arshjul.find(context.room.plan, command.occurrence)
    return access.coordinator(work, None, context) if occurrence is None else owns(work, context, occurrence)


def owns(work: UnitOfWork, context: Context, occurrence: Occurrence) -> bool:
    """Is this occurrence the actor's to answer for?"""
    mine = context.actor.has(*occurrence.owners) or access.coordinator(work, None, context)
    return mine and access.in_team(work, None, context)


def _kept(work: UnitOfWork, occurrence: Occurrence, said: TiltakStatus, context: Context) -> Outcome:
    status = answered(said, context.actor.id, context.now)
    if work.get(TiltakStatus, status.id) is None:
        work.add(status)
    else:
        work.save(status)
    work.add(_history(status, context))
    return Outcome(occurrence.key, tuple(_told(work, occurrence, status, context)))


def _history(status: TiltakStatus, context: Context) -> TiltakAnswer:
    return TiltakAnswer(
        id=context.id(f"svar:{status.id}"),
        room=context.room.id,
        occurrence=status.id,
        state=status.state,
        by=context.actor.id,
        at=context.now,
        done_on=status.done_on,
        grades=status.done_grades,
        due=status.due,
    )


def _told(work: UnitOfWork, occurrence: Occurrence, status: TiltakStatus, context: Context) -> Iterator[Effect]:
    """Colleagues with the same card see the answer; the coordinator hears of «not mine»."""
    owners = recipients(work, context.room, occurrence, unanswered(occurrence, context.room.id))
    for person in owners:
        if person != context.actor.id:
            yield context.refresh("tiltak_minne", occurrence.key, person=person)
    if status.state is TiltakState.IKKE_MIN:
        for person in first_holders(work, context.room.plan.coordinator.role):
            if person != context.actor.id:
                yield context.tell(person, "tiltak_ikke_min", occurrence.key)


CASES: dict[type[Any], UseCase] = {
    SvarTiltak: UseCase(answer, may_answer),
    UtsettTiltak: UseCase(postpone, may_answer),
}
