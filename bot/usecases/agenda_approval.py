"""An agenda is approved, filed and posted; a change is a new revision with a reason (UC-12)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from bot.domain.mote import Agenda, AgendaItem, ItemKind, Mote, agenda_id, mote_id, with_agenda
from bot.domain.sealed import Sealed
from bot.errors import UserError
from bot.ports import UnitOfWork
from bot.usecases.agenda import latest_agenda, proposal
from bot.usecases.command import Context, Outcome
from bot.usecases.dispatch import UseCase
from bot.usecases.enkeltsak_mote import tell_of_cases
from bot.usecases.guarded import stop_identifiers, stop_one_person
from bot.usecases.moter import coming, convenes, keep, new_mote, reschedule, stop_place

LONGEST_LINE = 150
OWN_LINES = 3


@dataclass(frozen=True, slots=True)
class ApproveAgenda:
    """The agenda as it stood in the preview. `planned` is the meeting's date in the series, None where there is no
    series and `day` is all there is. `keys` are the proposed items that are kept, `own` the convener's own lines.
    `joint`: the other organ of a joint meeting; `not_one`: the convener says that neither a line nor the
    place is about one person."""

    organ: str
    planned: date | None
    day: date
    start: time
    place: str
    keys: tuple[str, ...]
    own: tuple[str, ...] = ()
    reason: str = ""
    seen: int = 0
    not_names: tuple[str, ...] = ()
    joint: str = ""
    not_one: bool = False


def approve(work: UnitOfWork, command: ApproveAgenda, context: Context) -> Outcome:
    """Fix the meeting and its agenda, and promise the document; the post follows when the document is filed."""
    stop_identifiers(context.room, [command.place, command.reason, *command.own], command.not_names)
    organs = [context.room.plan.organ(o) for o in (command.organ, _joint(command, context)) if o]
    stop_one_person(organs, [command.reason, *command.own], not_one=command.not_one)
    stop_place(command.place, not_one=command.not_one)
    if any(len(line) > LONGEST_LINE for line in command.own):
        raise UserError("text_too_long")
    mote = replace(_meeting(work, command, context), joint_with=_joint(command, context))
    agenda = _agenda(work, command, mote, context)
    told = tell_of_cases(work, agenda, mote, context)
    work.add(agenda)
    work.save(with_agenda(mote, context.room.plan.choices))
    return Outcome(agenda.id, (context.file("agenda_fil", agenda.id), *told))


def _joint(command: ApproveAgenda, context: Context) -> str:
    """The other organ, if the plan lets the two meet together."""
    joint = context.room.plan.organ(command.organ).joint_meetings
    return command.joint if command.joint in {each.with_organ for each in joint} else ""


def _meeting(work: UnitOfWork, command: ApproveAgenda, context: Context) -> Mote:
    if command.planned is None:
        mote = new_mote(work, context.room, command.organ, command.day, command.start, context.now)
    else:
        wanted = mote_id(command.organ, command.planned)
        ahead = coming(work, context.room, command.organ, context.now, command.planned)
        found = next((each for each in ahead if each.id == wanted), None)
        if found is None:
            raise UserError("mote_gone")
        mote = keep(work, found)
    if mote.starts_at <= context.now:
        return mote
    return reschedule(work, mote, command.day, command.start, command.place, context)


def _agenda(work: UnitOfWork, command: ApproveAgenda, mote: Mote, context: Context) -> Agenda:
    before = latest_agenda(work, mote.id)
    revision = (before.revision if before else 0) + 1
    if before and revision != command.seen + 1:
        raise UserError("changed_meanwhile")
    items = chosen(proposal(work, context.room, mote), command.keys, command.own)
    if not items:
        raise UserError("agenda_empty")
    return Agenda(
        id=agenda_id(mote.id, revision),
        room=context.room.id,
        mote=mote.id,
        organ=mote.organ,
        revision=revision,
        approved_by=context.actor.id,
        approved_at=context.now,
        items=items,
        reason=Sealed(command.reason),
    )


def chosen(proposed: tuple[AgendaItem, ...], keys: tuple[str, ...], own: tuple[str, ...]) -> tuple[AgendaItem, ...]:
    """The items that were kept, with the convener's own lines before «Eventuelt» and «Neste møte»."""
    kept = [item for item in proposed if item.key in keys]
    last = [item for item in kept if item.kind in (ItemKind.EVENTUELT, ItemKind.NESTE)]
    mine = [AgendaItem(ItemKind.EGEN, line, str(n)) for n, line in enumerate(own) if line]
    return tuple(replace(item, suggested=False) for item in (*(i for i in kept if i not in last), *mine, *last))


def _convener(work: UnitOfWork, command: Any, context: Context) -> bool:
    return convenes(work, context, command.organ)


CASES: dict[type[Any], UseCase] = {ApproveAgenda: UseCase(approve, _convener)}
