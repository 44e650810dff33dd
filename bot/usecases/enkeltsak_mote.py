"""An individual case in a meeting: listed on the agenda, confirmed by the chair, or stopped (UC-33, UC-36, UC-54)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.effects import Effect, EffectState, Repeat
from bot.domain.enkeltsak import Enkeltsak, Ledd
from bot.domain.gate import NOTHING_YET, Bekreftet, Grunnlag, Portsvar, Sporsmal, ask
from bot.domain.mote import AHEAD, Agenda, ItemKind, Mote, MoteStatus
from bot.domain.moteplan import local
from bot.domain.room import Room
from bot.domain.samtykke import Tilstand, tilstand
from bot.errors import Conflict, NotFound, UserError
from bot.ports import Among, Before, UnitOfWork
from bot.usecases.command import Context, Outcome
from bot.usecases.dispatch import UseCase
from bot.usecases.enkeltsaker import closed_gate
from bot.usecases.moter import meets_here, people, sits
from bot.usecases.moter_sweeps import sweep_context
from bot.usecases.porten import consents_of, for_mote, log, organs_of, outcomes_in, question, taken
from bot.usecases.roles import first_holders

BEFORE = timedelta(minutes=30)
"""How long before its start the chair may confirm."""

ASKED_WITHIN = timedelta(days=1)
"""A meeting that nobody has minuted is not looked at for ever."""


@dataclass(frozen=True, slots=True)
class BekreftSak:
    """What the chair has seen with their own eyes: who has gone out or is not there, and who is present."""

    sak: str
    mote: str
    seen: Bekreftet = NOTHING_YET


@dataclass(frozen=True, slots=True)
class StoppSak:
    """The chair does not let it be spoken of, or stops it."""

    sak: str
    mote: str


# --- on the agenda -------------------------------------------------------------------------------------------------


def tell_of_cases(work: UnitOfWork, agenda: Agenda, mote: Mote, context: Context) -> tuple[Effect, ...]:
    """For each case on an agenda that is being approved: the log, and those within its ground. Whoever has been told
    before is not told again."""
    cases = [item.about for item in agenda.items if item.kind is ItemKind.ENKELTSAK]
    promised = [effect for about in cases for effect in _on_agenda(work, about, mote, context)]
    return tuple(effect for effect in promised if not _told_before(work, effect))


def _told_before(work: UnitOfWork, effect: Effect) -> bool:
    """The same, promised or done already; one that was taken back does not count."""
    same = work.find(Effect, view=effect.view, subject=effect.subject, person=effect.person)
    return any(one.state is not EffectState.CANCELLED for one in same)


def _on_agenda(work: UnitOfWork, about: str, mote: Mote, context: Context) -> Iterator[Effect]:
    sak = taken(work, about)
    answer = for_mote(work, context.room, sak, mote)
    if not answer.may_be_listed:
        raise closed_gate(answer, context)
    log(work, context, sak, Ledd.AGENDA, answer, mote.id)
    subject = f"{sak.id}|{mote.id}"
    for person in to_tell(work, context.room, sak, mote):
        yield context.tell(person, "enkeltsak_varsel", subject, Repeat.NEVER)


def to_tell(work: UnitOfWork, room: Room, sak: Enkeltsak, mote: Mote) -> list[str]:
    """Who may know beforehand that there is a case: those in the meeting who are within its ground, but the chair."""
    roles = recipients(work, room, sak, mote)
    chairs = people(work, room, mote.organ, "chair")
    holders = [person for role in sorted(roles) for person in first_holders(work, role)]
    return [person for person in dict.fromkeys(holders) if person not in chairs]


def recipients(work: UnitOfWork, room: Room, sak: Enkeltsak, mote: Mote) -> frozenset[str]:
    """The roles in the meeting that the ground names. Presence and anonymity name nobody."""
    attending = frozenset(role for organ in organs_of(room.plan, mote) for role in organ.members)
    if sak.ground is Grunnlag.HJEMMEL:
        return attending & frozenset(sak.basis_recipients)
    if sak.ground is not Grunnlag.SAMTYKKE:
        return frozenset()
    active = [c for c in consents_of(work, sak.id) if tilstand(c, mote.day) is Tilstand.AKTIV]
    return attending & frozenset(role for consent in active for role in consent.recipients)


def due_confirmations(work: UnitOfWork, room: Room, now: datetime) -> None:
    """A meeting has begun: whoever holds the chair now is asked about each case on its agenda, once. Who held it when
    the agenda was approved may have left."""
    begun = work.find(Mote, status=Among(AHEAD), starts_at=Before(now))
    for mote in (one for one in begun if one.starts_at > now - ASKED_WITHIN):
        context = sweep_context(room, now, f"bekreft:{mote.id}:{mote.starts_at}")
        for sak in (each for each in _cases(work, mote) if to_confirm(work, room, each, mote)):
            for chair in people(work, room, mote.organ, "chair"):
                asked = context.tell(chair, "enkeltsak_bekreft", f"{sak.id}|{mote.id}")
                if work.get(Effect, asked.id) is None and not _told_before(work, asked):
                    work.add(asked)


def to_confirm(work: UnitOfWork, room: Room, sak: Enkeltsak, mote: Mote) -> bool:
    """Does the case wait for the chair? Its gate is open, and nothing has been said of it in this meeting."""
    return sak.id not in outcomes_in(work, mote.id) and for_mote(work, room, sak, mote).may_be_listed


# --- at the meeting ------------------------------------------------------------------------------------------------


def confirm(work: UnitOfWork, command: BekreftSak, context: Context) -> Outcome:
    """The gate is asked once more, now with what the chair sees; only green lets it be spoken of."""
    sak, mote = _both(work, command, context)
    seen = confirmed(command.seen, context.room)
    said = outcomes_in(work, mote.id).get(sak.id)
    let_through(work, context, sak, mote.id, asked_now(work, context, sak, mote, seen), said)
    work.save(replace(sak, wanted=False))
    return Outcome(f"{sak.id}|{mote.id}")


def let_through(
    work: UnitOfWork, context: Context, sak: Enkeltsak, mote: str, asked: Sporsmal, said: Ledd | None
) -> None:
    """A line in the log for what whoever leads a meeting has confirmed, an ordinary one or a hastemøte. Raises Conflict
    when something was `said` of the case there before, and GateClosed when it may not be spoken of."""
    if said:
        raise Conflict("already_handled")
    answer = ask(asked)
    if not answer.may_be_discussed:
        raise closed_gate(answer, context)
    log(work, context, sak, Ledd.MOTE, answer, mote, asked.confirmed, tuple(sorted(asked.everybody)))


def asked_now(work: UnitOfWork, context: Context, sak: Enkeltsak, mote: Mote, seen: Bekreftet) -> Sporsmal:
    """What the gate is asked at the meeting itself: on its day, or later where it is late."""
    day = max(mote.day, local(context.now).date())
    return question(work, context.room, sak, organs_of(context.room.plan, mote), day, seen)


def confirmed(seen: Bekreftet, room: Room) -> Bekreftet:
    """What whoever leads a meeting has seen there, as the gate reads it: roles of the plan."""
    return replace(seen, by_chair=True, left=seen.left & room.plan.roles.keys())


def stop(work: UnitOfWork, command: StoppSak, context: Context) -> Outcome:
    """Not spoken of, or no further. That is all that is written (UC-36)."""
    sak, mote = _both(work, command, context)
    said = outcomes_in(work, mote.id).get(sak.id)
    kept_out(work, context, sak, mote.id, for_mote(work, context.room, sak, mote), said)
    work.save(replace(sak, wanted=False))
    return Outcome(f"{sak.id}|{mote.id}")


def kept_out(
    work: UnitOfWork, context: Context, sak: Enkeltsak, mote: str, answer: Portsvar, said: Ledd | None
) -> None:
    """A line in the log for a case that was stopped in a meeting. Raises Conflict when it was before."""
    if said is Ledd.STOPPET:
        raise Conflict("already_handled")
    log(work, context, sak, Ledd.STOPPET, answer, mote)


def waiting(work: UnitOfWork, context: Context) -> list[tuple[Enkeltsak, Mote]]:
    """The cases of meetings that have begun, which the actor is to confirm or has confirmed and not stopped."""
    organs = [o.id for o in context.room.plan.organs if meets_here(o) and sits(work, context, o.id, "chair")]
    motes = [mote for organ in organs for mote in work.find(Mote, order="starts_at", organ=organ)]
    begun = [mote for mote in motes if _begun(mote, context)]
    return [(sak, mote) for mote in begun for sak in _cases(work, mote) if not _stopped(work, sak, mote)]


def _begun(mote: Mote, context: Context) -> bool:
    over = mote.status in (MoteStatus.AVLYST, MoteStatus.REFERAT_GODKJENT)
    return not over and mote.starts_at - BEFORE <= context.now


def _cases(work: UnitOfWork, mote: Mote) -> list[Enkeltsak]:
    agendas = work.find(Agenda, mote=mote.id)
    items = max(agendas, key=lambda agenda: agenda.revision).items if agendas else ()
    found = [work.get(Enkeltsak, item.about) for item in items if item.kind is ItemKind.ENKELTSAK]
    return [sak for sak in found if sak is not None]


def _stopped(work: UnitOfWork, sak: Enkeltsak, mote: Mote) -> bool:
    return outcomes_in(work, mote.id).get(sak.id) is Ledd.STOPPET


def _both(work: UnitOfWork, command: BekreftSak | StoppSak, context: Context) -> tuple[Enkeltsak, Mote]:
    mote = work.get(Mote, command.mote)
    sak = taken(work, command.sak)
    if mote is None or sak.id not in {each.id for each in _cases(work, mote)}:
        raise NotFound("sak_not_on_agenda")
    if not _begun(mote, context):
        raise UserError("mote_not_begun")
    return sak, mote


def _chair(work: UnitOfWork, command: Any, context: Context) -> bool:
    mote = work.get(Mote, command.mote)
    return mote is not None and sits(work, context, mote.organ, "chair")


CASES: dict[type[Any], UseCase] = {
    BekreftSak: UseCase(confirm, _chair),
    StoppSak: UseCase(stop, _chair),
}
SWEEPS = (due_confirmations,)
