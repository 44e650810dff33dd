"""The gate, asked about a stored case: for the agenda, at the meeting, in the referat (UC-33).

What discloses and what withdraws take the case's row first, so that they go one after the other on every engine
(threat T24). A disclosure that was decided before a withdrawal is looked at again when it is carried out.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.domain.effects import Effect, EffectState
from bot.domain.enkeltsak import Enkeltsak, Ledd, Portlogg, SakStatus, logged
from bot.domain.gate import NOTHING_YET, Bekreftet, Portsvar, Sporsmal, ask
from bot.domain.mote import Mote
from bot.domain.plan import Organ, Plan
from bot.domain.room import Room, thing_of
from bot.domain.samtykke import Samtykke
from bot.errors import NotFound
from bot.ports import Among, UnitOfWork
from bot.usecases.command import Context

BEFORE_A_MEETING = ("enkeltsak_varsel",)
AFTER_A_CALL = ("hastereferat_fil", "hastereferat_klart", "oppgave_ny")
ABOUT_A_CASE = (*BEFORE_A_MEETING, *AFTER_A_CALL)
CALLS = ("hastemote_sporsmal", "hastemote_eget", "hastemote_sms", "hastemote_kalender")
DISCLOSING = (*ABOUT_A_CASE, *CALLS)
"""The views that tell somebody of a case, or call them in about it. Each names its case first in its subject, where it
is about one, and asks the gate again."""
NOT_SENT = Among((EffectState.PENDING, EffectState.UNDER_WAY, EffectState.HELD))


# --- asking --------------------------------------------------------------------------------------------------------


def for_mote(work: UnitOfWork, room: Room, sak: Enkeltsak, mote: Mote, confirmed: Bekreftet = NOTHING_YET) -> Portsvar:
    """The gate for a case in a meeting, on the day of the meeting."""
    return for_organs(work, room, sak, organs_of(room.plan, mote), mote.day, confirmed)


def for_organs(
    work: UnitOfWork,
    room: Room,
    sak: Enkeltsak,
    organs: tuple[Organ, ...],
    day: date,
    confirmed: Bekreftet = NOTHING_YET,
) -> Portsvar:
    """The gate for a case where these organs meet, everybody who sits in them attending."""
    return ask(question(work, room, sak, organs, day, confirmed))


def question(
    work: UnitOfWork, room: Room, sak: Enkeltsak, organs: tuple[Organ, ...], day: date, confirmed: Bekreftet
) -> Sporsmal:
    """What the gate is asked. A secretary whom the plan does not name is the coordinator; a chair must be named."""
    plan = room.plan
    return Sporsmal(
        ground=sak.delingsgrunn(),
        consents=tuple(consents_of(work, sak.id)),
        theme=sak.theme,
        organs=organs,
        attending=frozenset(role for organ in organs for role in organ.members),
        chairs=frozenset(role for organ in organs if (role := plan.seat(organ.id, "chair"))),
        secretaries=frozenset(plan.seat(organ.id, "secretary") or plan.coordinator.role for organ in organs),
        today=day,
        conditions=plan.choices.gate,
        confirmed=confirmed,
        over=sak.status is SakStatus.AVSLUTTET,
    )


def organs_of(plan: Plan, mote: Mote) -> tuple[Organ, ...]:
    """Who meets: both organs of a joint meeting."""
    return tuple(plan.organ(organ) for organ in (mote.organ, mote.joint_with) if organ)


def consents_of(work: UnitOfWork, sak: str) -> list[Samtykke]:
    """A case's consents, the newest first."""
    return sorted(work.find(Samtykke, sak=sak), key=lambda consent: consent.given_at, reverse=True)


def listed(work: UnitOfWork, room: Room, mote: Mote) -> tuple[str, ...]:
    """The ids of the cases that are to be taken up in this meeting and whose gate is open for it, the oldest first."""
    return tuple(sak.id for sak, answer in wanted_in(work, room, mote) if answer.may_be_listed)


def wanted_in(work: UnitOfWork, room: Room, mote: Mote) -> list[tuple[Enkeltsak, Portsvar]]:
    """The cases that are to be taken up in this meeting, the oldest first, with what the gate says of each."""
    wanted = work.find(Enkeltsak, order="created_at", organ=mote.organ, status=SakStatus.APEN, wanted=True)
    return [(sak, for_mote(work, room, sak, mote)) for sak in wanted]


# --- the log -------------------------------------------------------------------------------------------------------


def log(
    work: UnitOfWork,
    context: Context,
    sak: Enkeltsak,
    ledd: Ledd,
    answer: Portsvar,
    mote: str = "",
    confirmed: Bekreftet = NOTHING_YET,
    heard: tuple[str, ...] = (),
) -> Portlogg:
    """Write a line of the gate's log: the ground, who confirmed, when; never who it is about (UC-33)."""
    line = replace(
        logged(sak, ledd, answer, confirmed),
        id=context.id(f"port:{sak.id}:{ledd}:{mote}"),
        by=context.actor.id,
        at=context.now,
        mote=mote,
        heard=heard,
    )
    work.add(line)
    return line


def log_of(work: UnitOfWork, sak: str) -> list[Portlogg]:
    """A case's log, in order."""
    return work.find(Portlogg, order="at", sak=sak)


def outcomes_in(work: UnitOfWork, mote: str, since: datetime | None = None) -> dict[str, Ledd]:
    """What the chair last said of each case in this meeting, or said `since`: let through, or stopped."""
    lines = [line for line in work.find(Portlogg, order="at", mote=mote) if since is None or line.at >= since]
    return {line.sak: line.ledd for line in lines if line.ledd in (Ledd.MOTE, Ledd.STOPPET)}


def discussed_in(work: UnitOfWork, sak: str, mote: str) -> bool:
    """Did the chair let the case through the gate in this meeting?"""
    return any(line.ledd is Ledd.MOTE for line in work.find(Portlogg, sak=sak, mote=mote))


def have_heard(work: UnitOfWork, sak: str) -> tuple[str, ...]:
    """The roles that have been in the room when the case was spoken of."""
    told = (line for line in log_of(work, sak) if line.ledd in (Ledd.MOTE, Ledd.REFERAT))
    return tuple(sorted({role for line in told for role in line.heard}))


# --- one after the other -------------------------------------------------------------------------------------------


def taken(work: UnitOfWork, sak_id: str) -> Enkeltsak:
    """The case, held until this transaction ends: whoever comes second is run whole again. Raises NotFound."""
    sak = work.get(Enkeltsak, sak_id)
    if sak is None:
        raise NotFound("sak_gone")
    work.save(sak)
    return replace(sak, version=sak.version + 1)


def cancel_disclosures(work: UnitOfWork, sak: str, views: tuple[str, ...] = ABOUT_A_CASE) -> None:
    """Take back whatever is queued that tells of a case, in this transaction. What calls people in about it is taken
    back by `hastemote_stans`, which knows whom the call may still reach."""
    for effect in queued(work, sak, views):
        cancel(work, effect)


def queued(work: UnitOfWork, sak: str, views: tuple[str, ...]) -> list[Effect]:
    """What is promised about a case in these views and not sent yet."""
    found = work.find(Effect, view=Among(views), state=NOT_SENT)
    return [effect for effect in found if thing_of(effect.subject) == sak]


def cancel(work: UnitOfWork, effect: Effect) -> None:
    """Take one back. Whoever carries it at this moment finds that it is gone before anything is sent."""
    work.save(replace(effect, state=EffectState.CANCELLED, reason="gate_closed"))
