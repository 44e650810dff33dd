"""Tasks: made by an approved referat, done by their owner (use cases UC-15, UC-101)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.effects import Effect
from bot.domain.oppgave import Oppgave, OppgaveStatus, done, with_reminders
from bot.domain.referat import Referat, TaskLine
from bot.domain.room import Room
from bot.domain.sealed import Sealed
from bot.errors import NotFound
from bot.ports import Among, UnitOfWork
from bot.usecases import access
from bot.usecases.command import Actor, Context, Outcome
from bot.usecases.dispatch import UseCase
from bot.usecases.hastereferat_sak import task_may_be_told
from bot.usecases.roles import first_holders


@dataclass(frozen=True, slots=True)
class CompleteOppgave:
    """The owner says that a task is done."""

    oppgave: str


def complete(work: UnitOfWork, command: CompleteOppgave, context: Context) -> Outcome:
    """Done. The first of two who say so is the one."""
    oppgave = work.get(Oppgave, command.oppgave)
    if oppgave is None:
        raise NotFound("oppgave_gone")
    work.save(done(oppgave, context.actor.id, context.now))
    return Outcome(oppgave.id)


def create_from(work: UnitOfWork, referat: Referat, context: Context) -> tuple[Effect, ...]:
    """The tasks of a referat as rows, and the promise to tell each owner."""
    lines = {f"{i}:{n}": line for i, item in enumerate(referat.items) for n, line in enumerate(item.tasks)}
    return create_tasks(work, referat.id, referat.organ, lines, context)


def create_tasks(
    work: UnitOfWork, source: str, organ: str, lines: Mapping[str, TaskLine], context: Context, sak: str = ""
) -> tuple[Effect, ...]:
    """Tasks as rows, by their place in what they come from, and the promise to tell each owner. What follows a case is
    promised under it, so that a withdrawal takes it back (`porten.DISCLOSING`)."""
    made = [
        Oppgave(
            id=context.id(f"oppgave:{source}:{place}"),
            room=context.room.id,
            source=source,
            organ=organ,
            owner=line.owner,
            what=Sealed(line.what),
            created_at=context.now,
            deadline=line.deadline,
        )
        for place, line in lines.items()
    ]
    for oppgave in made:
        work.add(with_reminders(oppgave, context.room.plan.choices))
    return tuple(
        context.tell(person, "oppgave_ny", f"{sak}|{oppgave.id}" if sak else oppgave.id)
        for oppgave in made
        for person in owners(work, context.room, oppgave)
    )


def owners(work: UnitOfWork, room: Room, oppgave: Oppgave) -> list[str]:
    """Who is told: those who hold the role now; the coordinator where it is vacant, or held outside the team."""
    return first_holders(work, oppgave.owner) or first_holders(work, room.plan.coordinator.role)


def open_for(work: UnitOfWork, room: Room, actor: Actor, now: datetime) -> list[Oppgave]:
    """The open tasks of somebody's roles, by deadline; the coordinator sees them all. What follows a case is seen by
    others only while they are within its ground."""
    everything = actor.has(room.plan.coordinator.role)
    roles = sorted(room.plan.roles if everything else actor.roles)
    found = work.find(Oppgave, status=OppgaveStatus.APEN, owner=Among(roles)) if roles else []
    seen = [task for task in found if everything or task_may_be_told(work, room, task, now)]
    return sorted(seen, key=lambda task: (task.deadline is None, task.deadline))


def _owner(work: UnitOfWork, command: CompleteOppgave, context: Context) -> bool:
    """Somebody who holds the task's role, or the coordinator."""
    oppgave = work.get(Oppgave, command.oppgave)
    if access.coordinator(work, command, context):
        return True
    return oppgave is not None and access.in_team(work, command, context) and context.actor.has(oppgave.owner)


CASES: dict[type[Any], UseCase] = {CompleteOppgave: UseCase(complete, _owner)}
