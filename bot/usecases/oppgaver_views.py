"""How effects about tasks look when they are carried out, and the reminders that are due."""

from __future__ import annotations

from datetime import datetime

from bot.cards import oppgaver as cards
from bot.domain.moteplan import is_quiet, local
from bot.domain.oppgave import Oppgave, OppgaveStatus, is_overdue, reminded
from bot.domain.room import Room
from bot.ports import Before, Message, UnitOfWork
from bot.usecases import access
from bot.usecases.agenda import role_label
from bot.usecases.deliveries import Delivery, Late, Show
from bot.usecases.hastereferat_sak import task_may_be_told
from bot.usecases.moter_sweeps import AT_ONCE, sweep_context
from bot.usecases.oppgaver import owners


def due_tasks(work: UnitOfWork, room: Room, now: datetime) -> None:
    """Remind the owner of each task that is due, once before its deadline and once after it (UC-101)."""
    choices = room.plan.choices
    if is_quiet(now, choices.quiet_hours):
        return
    for task in work.find(Oppgave, order="remind_at", limit=AT_ONCE, remind_at=Before(now)):
        context = sweep_context(room, now, f"oppgave:{task.id}:{task.remind_of}")
        told = owners(work, room, task) if task_may_be_told(work, room, task, now) else []
        for person in told:
            work.add(context.tell(person, "oppgave_minne", task.id))
        work.save(reminded(task, choices))


def _new(work: UnitOfWork, late: Late) -> Message | None:
    task = _open(work, late)
    return cards.new(task, role_label(late.room, task.owner), late.t(work), late.ink()) if task else None


def _reminder(work: UnitOfWork, late: Late) -> Message | None:
    task = _open(work, late)
    if task is None:
        return None
    overdue = is_overdue(task, local(late.now).date())
    return cards.reminder(task, role_label(late.room, task.owner), overdue, late.t(work), late.ink())


def _open(work: UnitOfWork, late: Late) -> Oppgave | None:
    """The task while it is to be done, for somebody who still works here: of another role by now, they may have heard
    what they are asked to use no more."""
    task, reader = work.get(Oppgave, late.effect.subject.rpartition("|")[2]), late.reader(work)
    if reader is None or not access.staff(work, None, reader):
        return None
    if task is None or task.status is not OppgaveStatus.APEN:
        return None
    return task if task_may_be_told(work, late.room, task, late.now) else None


VIEWS: dict[str, Delivery] = {"oppgave_ny": Show(_new), "oppgave_minne": Show(_reminder)}
SWEEPS = (due_tasks,)
