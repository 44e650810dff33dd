"""The coordinator takes a varsling further (UC-38): the first of two who act at once wins, and the other sees who was.

A card is stamped with when it was last handled; a command on an older stamp is refused with what is true now.
Looking at a varsling, or adding text to it, changes no stamp.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bot.cards.varsling import STATUS
from bot.domain.room import Room, RosterEntry
from bot.domain.sealed import NO_TEXT, Sealed
from bot.domain.varsling import ENDED, OPEN, About, Status, Varsling, move, opened
from bot.errors import Conflict, NotFound, UserError
from bot.ports import UnitOfWork
from bot.texts import texts
from bot.usecases import access
from bot.usecases.absence import stand_ins
from bot.usecases.command import Context, Outcome
from bot.usecases.dispatch import UseCase
from bot.usecases.guarded import stop_identifiers, stop_one_person
from bot.usecases.roles import actor, holders
from bot.usecases.varsling_kort import QUESTION, brought_up_to_date, question, question_over
from bot.usecases.varslinger import expiry, receives

MOST_MORE = 3000


class Triage(StrEnum):
    """What one press does with a varsling."""

    VURDER = "vurder"
    AGENDA = "agenda"


STATUS_AFTER = {Triage.VURDER: Status.UNDER_VURDERING, Triage.AGENDA: Status.PA_AGENDA}


@dataclass(frozen=True, slots=True)
class TriageVarsling:
    """To the next meeting, or under consideration. `seen` is the stamp of the card that was pressed."""

    varsling: str
    choice: Triage
    seen: int = 0


class Reason(StrEnum):
    """Why a varsling is closed."""

    HANDTERT = "handtert"
    EGEN_TJENESTE = "egen_tjeneste"
    IKKE_SLT = "ikke_slt"
    FOR_LITE = "for_lite"
    ANNET = "annet"


@dataclass(frozen=True, slots=True)
class OpenVarsling:
    """Somebody who receives it looks at it."""

    varsling: str


@dataclass(frozen=True, slots=True)
class AskMore:
    """The reporter is asked for more, without identifiers. `points` are chosen from a list. `not_one`, here and below:
    whoever wrote the text says that it is not about one person."""

    varsling: str
    seen: int
    points: tuple[str, ...]
    question: str = ""
    not_names: tuple[str, ...] = ()
    not_one: bool = False


@dataclass(frozen=True, slots=True)
class AddToVarsling:
    """The reporter answers with more text."""

    varsling: str
    text: str
    not_names: tuple[str, ...] = ()
    not_one: bool = False


@dataclass(frozen=True, slots=True)
class ReferVarsling:
    """It goes on elsewhere: «egen», «bti:FORUM» or «rolle:ROLE», all of the plan. Nothing is sent there (G4)."""

    varsling: str
    seen: int
    to: str


@dataclass(frozen=True, slots=True)
class MergeVarsling:
    """It is about the same environment as another, and goes on as a part of it."""

    varsling: str
    seen: int
    into: str


@dataclass(frozen=True, slots=True)
class CloseVarsling:
    """It ends here, for a reason from a list and a few words that the coordinator keeps."""

    varsling: str
    seen: int
    reason: Reason
    text: str = ""
    not_names: tuple[str, ...] = ()
    not_one: bool = False


def stamp(varsling: Varsling) -> int:
    """When it was last handled, as a number that a button can carry (milliseconds)."""
    return int(varsling.handled_at.timestamp() * 1000) if varsling.handled_at else 0


def triage(work: UnitOfWork, command: TriageVarsling, context: Context) -> Outcome:
    """To the next meeting, or under consideration."""
    return _handled(work, _seen(work, command.varsling, command.seen, context), STATUS_AFTER[command.choice], context)


def look_at(work: UnitOfWork, command: OpenVarsling, context: Context) -> Outcome:
    """Opened: nobody is reminded of it any more."""
    varsling = found(work, command.varsling)
    if varsling.opened_at is None or varsling.due_at is not None:
        work.save(opened(varsling, context.now))
    return Outcome(varsling.id)


def ask_more(work: UnitOfWork, command: AskMore, context: Context) -> Outcome:
    """The reporter gets a card where more can be written. Raises UserError where they may not report any more: a
    question is about what they wrote, and is for nobody who has left."""
    _stop(work, command, command.question, context.room)
    varsling = _seen(work, command.varsling, command.seen, context)
    reporter = actor(work, context.room, varsling.reporter)
    if reporter is None or not access.may_report(work, command, replace(context, actor=reporter)):
        raise UserError("reporter_gone")
    before = question_over(work, varsling, context)
    text = Sealed("\n".join((*command.points, command.question)).strip())
    asked = replace(varsling, question=text, asked_at=context.now)
    done = _handled(work, asked, Status.UNDER_VURDERING, context, tell=False)
    return Outcome(varsling.id, (*before, *done.effects, context.tell(varsling.reporter, QUESTION, question(asked))))


def _stop(work: UnitOfWork, command: AskMore | AddToVarsling | CloseVarsling, text: str, room: Room) -> None:
    """Identifiers, and what reads as if it were about one person. Of a varsling about one no text is taken at all."""
    stop_identifiers(room, [text], command.not_names)
    if found(work, command.varsling).about is not About.ENKELTSAK:
        stop_one_person((), [text], not_one=command.not_one)
    elif text:
        raise UserError("no_text_about_one_person")


def add(work: UnitOfWork, command: AddToVarsling, context: Context) -> Outcome:
    """The text is added, sealed like the rest, and those who receive varslinger are told."""
    _stop(work, command, command.text, context.room)
    varsling = found(work, command.varsling)
    if varsling.status in ENDED or varsling.erased_at is not None:
        raise Conflict("varsling_ended")
    text = "\n\n".join(part for part in (varsling.more, command.text) if part)
    if len(text) > MOST_MORE:
        raise UserError("text_too_long")
    work.save(replace(varsling, more=Sealed(text), question=NO_TEXT))
    told = [context.tell(person, "varsling_svar", varsling.id) for person in receivers(work, context.room)]
    shown = (*brought_up_to_date(work, varsling, context), *question_over(work, varsling, context))
    return Outcome(varsling.id, (*told, *shown))


def refer(work: UnitOfWork, command: ReferVarsling, context: Context) -> Outcome:
    """Recorded as gone on elsewhere."""
    if command.to not in destinations(context.room):
        raise UserError("destination_unknown")
    varsling = _seen(work, command.varsling, command.seen, context)
    return _handled(work, replace(varsling, referred_to=command.to), Status.HENVIST, context)


def merge(work: UnitOfWork, command: MergeVarsling, context: Context) -> Outcome:
    """It ends as a part of another open one, whose status its reporter follows from now on."""
    varsling = _seen(work, command.varsling, command.seen, context)
    other = found(work, command.into)
    if other.id == varsling.id or other.status not in OPEN or other.about is not varsling.about:
        raise UserError("merge_impossible")
    done = _handled(work, replace(varsling, merged_into=other.id), Status.SLATT_SAMMEN, context)
    for part in work.find(Varsling, merged_into=varsling.id):
        work.save(replace(part, merged_into=other.id))
    return Outcome(varsling.id, (*done.effects, *brought_up_to_date(work, other, context)))


def close(work: UnitOfWork, command: CloseVarsling, context: Context) -> Outcome:
    """Closed, with the reason."""
    _stop(work, command, command.text, context.room)
    varsling = _seen(work, command.varsling, command.seen, context)
    why = replace(varsling, closing_reason=command.reason.value, closing=Sealed(command.text))
    return _handled(work, why, Status.AVSLUTTET, context)


def destinations(room: Room) -> dict[str, str]:
    """Where a varsling can go on, as the plan has it: the own service, the BTI forums, the roles of the organs."""
    plan = room.plan
    forums = {f"bti:{forum.id}": forum.name for forum in (plan.bti.forums if plan.bti else ())}
    seated = dict.fromkeys(role for organ in plan.organs for role in organ.members)
    roles = {f"rolle:{role}": plan.role(role).label for role in seated if role != plan.coordinator.role}
    return {"egen": "", **forums, **roles}


def receivers(work: UnitOfWork, room: Room) -> list[str]:
    """Everybody who is told that there is more: holders and stand-ins of the role that receives."""
    role = room.plan.intake_role
    return list(dict.fromkeys((*holders(work, role), *stand_ins(work, room, role))))


def found(work: UnitOfWork, id: str) -> Varsling:
    """The varsling. Raises NotFound."""
    varsling = work.get(Varsling, id)
    if varsling is None:
        raise NotFound("varsling_gone")
    return varsling


def _seen(work: UnitOfWork, id: str, seen: int, context: Context) -> Varsling:
    """The varsling as the actor saw it. Raises Conflict with who was first, when and what they did."""
    varsling = found(work, id)
    if stamp(varsling) == seen or varsling.handled_at is None:
        return varsling
    t = texts(context.actor.language)
    entry = work.get(RosterEntry, varsling.handled_by)
    status, when = t(STATUS[varsling.status]), t.moment(varsling.handled_at)
    raise Conflict("varsling_taken", who=entry.name if entry else "", status=status, when=when)


def _handled(work: UnitOfWork, varsling: Varsling, to: Status, context: Context, *, tell: bool = True) -> Outcome:
    moved = move(varsling, to, context.actor.id, context.now)
    work.save(replace(moved, expires_at=expiry(context.room, context.now)))
    parts = work.find(Varsling, merged_into=varsling.id)
    reporters = dict.fromkeys((varsling, *parts)) if tell else {}
    told = [context.tell(one.reporter, "varsling_status", one.id) for one in reporters]
    over = question_over(work, varsling, context) if to in ENDED else ()
    return Outcome(varsling.id, (*brought_up_to_date(work, varsling, context), *over, *told))


def reports(work: UnitOfWork, command: AddToVarsling, context: Context) -> bool:
    """Only the one who sent it, as long as they may report at all."""
    varsling = work.get(Varsling, command.varsling)
    mine = varsling is not None and varsling.reporter == context.actor.id
    return mine and access.may_report(work, command, context)


CASES: dict[type[Any], UseCase] = {
    TriageVarsling: UseCase(triage, receives),
    OpenVarsling: UseCase(look_at, receives),
    AskMore: UseCase(ask_more, receives),
    AddToVarsling: UseCase(add, reports),
    ReferVarsling: UseCase(refer, receives),
    MergeVarsling: UseCase(merge, receives),
    CloseVarsling: UseCase(close, receives),
}
