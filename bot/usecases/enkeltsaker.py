"""Individual cases: opened, put on a ground, asked to be taken up, closed (UC-31, UC-33, UC-36, UC-54)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.cards import gate as words
from bot.domain.effects import Effect
from bot.domain.enkeltsak import LONGEST_REASON, Enkeltsak, Ledd, SakStatus, closed, on_ground
from bot.domain.gate import Grunnlag, Hjemmel, Portsvar
from bot.domain.moteplan import local
from bot.domain.plan import Organ
from bot.domain.room import Room
from bot.domain.sealed import Sealed
from bot.domain.varsling import About, Status, Varsling, move
from bot.errors import GateClosed, NotFound, UserError
from bot.ports import UnitOfWork
from bot.texts import texts
from bot.usecases import access
from bot.usecases.agenda_uten_sak import off_agendas
from bot.usecases.command import Context, Outcome, next_number
from bot.usecases.dispatch import UseCase
from bot.usecases.enkeltsak_stott import OLD, STALE, VIEW, answered, asked, of_choice
from bot.usecases.guarded import stop_identifiers, stop_one_person
from bot.usecases.hastemote_stans import stop_calls
from bot.usecases.kort import holding
from bot.usecases.moter import next_mote, sits
from bot.usecases.porten import ABOUT_A_CASE, BEFORE_A_MEETING, cancel_disclosures, for_mote, for_organs, log, taken
from bot.usecases.roles import first_holders
from bot.usecases.varslinger import expiry


@dataclass(frozen=True, slots=True)
class OpprettSak:
    """The coordinator opens a case: from a request in a varsling, or by hand. `contact` is the role of the member of
    staff who has the contact, where it is not the one who asked."""

    organ: str
    theme: str
    varsling: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class ApneSak:
    """Somebody looks at a case, which is written in the audit log."""

    sak: str


@dataclass(frozen=True, slots=True)
class RegistrerGrunn:
    """A human says on what ground the case may be shared. `anonymous`: everything on the list is taken away (H-142).
    For another legal basis: which, whom it is necessary to tell, and why. `not_one`: whoever wrote why says that it
    does not describe the person."""

    sak: str
    ground: Grunnlag
    minor: bool = True
    anonymous: bool = False
    basis: Hjemmel | None = None
    recipients: tuple[str, ...] = ()
    reason: str = ""
    not_names: tuple[str, ...] = ()
    not_one: bool = False


@dataclass(frozen=True, slots=True)
class StottGrunn:
    """A second person stands behind it: the chair for an anonymous case, somebody else for another legal basis. `seen`
    is the choice of a ground that the pressed card was about."""

    sak: str
    seen: int


@dataclass(frozen=True, slots=True)
class TaOppSak:
    """A request to take the case up in the organ's next meeting."""

    sak: str


@dataclass(frozen=True, slots=True)
class AvsluttSak:
    """The case is over here."""

    sak: str


# --- opening -------------------------------------------------------------------------------------------------------


def open_case(work: UnitOfWork, command: OpprettSak, context: Context) -> Outcome:
    """A neutral number, and nothing about who."""
    organ = _organ(context.room, command.organ or _intake(context.room))
    varsling = work.get(Varsling, command.varsling) if command.varsling else None
    if command.varsling and (varsling is None or varsling.about is not About.ENKELTSAK):
        raise NotFound("varsling_gone")
    made = [sak for sak in work.find(Enkeltsak, varsling=command.varsling) if command.varsling]
    if made:
        return Outcome(made[0].id)
    sak = Enkeltsak(
        id=context.id("sak"),
        room=context.room.id,
        number=next_number(work, f"E-{context.now.year}"),
        organ=organ.id,
        theme=varsling.category if varsling else _theme(context.room, command.theme),
        asked_by=varsling.reporter if varsling else _contact(work, command, context),
        created_by=context.actor.id,
        created_at=context.now,
        varsling=command.varsling,
    )
    work.add(sak)
    return Outcome(sak.id, (*_begun(work, varsling, context), *_told_asker(sak, context)))


def _organ(room: Room, wanted: str) -> Organ:
    found = next((organ for organ in room.plan.organs if organ.id == wanted), None)
    if found is None or not found.may_take_individual_cases:
        raise GateClosed("sak_organ_tar_ikke")
    return found


def _intake(room: Room) -> str:
    """Where concerns are handled, for a request that names no organ."""
    return room.plan.intake_organ.id if room.plan.intake_organ else ""


def _theme(room: Room, theme: str) -> str:
    if theme not in dict(words.themes(room.plan, texts("nb"))):
        raise UserError("sak_theme_needed")
    return theme


def _contact(work: UnitOfWork, command: OpprettSak, context: Context) -> str:
    return next(iter(first_holders(work, command.contact)), context.actor.id)


def _begun(work: UnitOfWork, varsling: Varsling | None, context: Context) -> tuple[Effect, ...]:
    """The request is being looked at now; whoever sent it sees that (UC-39)."""
    if varsling is None or varsling.status is not Status.MOTTATT:
        return ()
    work.save(move(varsling, Status.UNDER_VURDERING, context.actor.id, context.now))
    return (context.tell(varsling.reporter, "varsling_status", varsling.id),)


def _told_asker(sak: Enkeltsak, context: Context) -> tuple[Effect, ...]:
    return () if sak.asked_by == context.actor.id else (context.tell(sak.asked_by, "enkeltsak_opprettet", sak.id),)


def look(work: UnitOfWork, command: ApneSak, context: Context) -> Outcome:
    """Nothing changes."""
    return Outcome(_sak(work, command.sak).id)


# --- the ground ----------------------------------------------------------------------------------------------------


def register_ground(work: UnitOfWork, command: RegistrerGrunn, context: Context) -> Outcome:
    """Write down a human's choice. The gate decides nothing about whether it is right (G6, H-150)."""
    room = context.room
    stop_identifiers(room, [command.reason], command.not_names)
    stop_one_person((), [command.reason], not_one=command.not_one, code="person_in_reason")
    if len(command.reason) > LONGEST_REASON:
        raise UserError("text_too_long")
    before = taken(work, command.sak)
    sak = on_ground(before, command.ground, context.actor.id, context.now)
    sak = replace(sak, minor=command.minor, **_particulars(work, command, sak, context))
    answer = in_next_meeting(work, sak, context)
    sak = replace(sak, wanted=sak.wanted and answer.may_be_listed)
    work.save(sak)
    log(work, context, sak, Ledd.GRUNN, answer)
    asking = (*answered(work, before, context), *asked(work, sak, context))
    return Outcome(sak.id, (*_on_new_ground(work, sak, answer, context), *asking))


def _on_new_ground(work: UnitOfWork, sak: Enkeltsak, answer: Portsvar, context: Context) -> tuple[Effect, ...]:
    """What was queued on the ground before is taken back, and the agendas follow the new one. The referat of a
    hastemøte that the new ground allows goes on: whom it may be told is asked again."""
    cancel_disclosures(work, sak.id, BEFORE_A_MEETING if answer.may_be_listed else ABOUT_A_CASE)
    stopped = stop_calls(work, sak, context)
    return stopped if answer.may_be_listed else (*stopped, *off_agendas(work, sak, context))


def _particulars(work: UnitOfWork, command: RegistrerGrunn, sak: Enkeltsak, context: Context) -> dict[str, Any]:
    if command.ground is Grunnlag.ANONYMISERT:
        if not command.anonymous:
            raise UserError("anonymity_needed")
        return {"anonymity_by": context.actor.id if sits(work, context, sak.organ, "chair") else ""}
    if command.ground is Grunnlag.HJEMMEL:
        recipients = tuple(role for role in command.recipients if role in context.room.plan.roles)
        if command.basis is None or not command.reason or not recipients:
            raise UserError("basis_needs_reason")
        return {"basis": command.basis, "basis_recipients": recipients, "reason": Sealed(command.reason)}
    return {}


def second(work: UnitOfWork, command: StottGrunn, context: Context) -> Outcome:
    """Somebody else than the one who chose stands behind it. A card about another choice counts for nothing. Raises
    UserError where nothing is asked for."""
    sak = taken(work, command.sak)
    if sak.status is SakStatus.AVSLUTTET:
        raise UserError("sak_over")
    if command.seen != sak.choice:
        return Outcome(f"{sak.id}:{STALE if command.seen else OLD}")
    if sak.ground is Grunnlag.ANONYMISERT and not sak.anonymity_by and sits(work, context, sak.organ, "chair"):
        changed = replace(sak, anonymity_by=context.actor.id)
    elif sak.ground is Grunnlag.HJEMMEL and not sak.seconded_by and sak.decided_by != context.actor.id:
        changed = replace(sak, seconded_by=context.actor.id)
    else:
        raise UserError("nothing_to_second")
    work.save(changed)
    log(work, context, changed, Ledd.GRUNN, in_next_meeting(work, changed, context))
    told = context.tell(sak.decided_by, "enkeltsak_status", sak.id)
    return Outcome(sak.id, (told, *answered(work, sak, context)))


# --- taken up, closed ----------------------------------------------------------------------------------------------


def take_up(work: UnitOfWork, command: TaOppSak, context: Context) -> Outcome:
    """To the next meeting's agenda if the gate lets it; refused with every reason otherwise (G2)."""
    sak = taken(work, command.sak)
    if sak.status is SakStatus.AVSLUTTET:
        raise UserError("sak_over")
    answer = in_next_meeting(work, sak, context)
    if not answer.may_be_listed:
        raise closed_gate(answer, context)
    work.save(replace(sak, wanted=True))
    return Outcome(sak.id)


def in_next_meeting(work: UnitOfWork, sak: Enkeltsak, context: Context) -> Portsvar:
    """The gate for the organ's next meeting, or for today where none has a date."""
    mote = next_mote(work, context.room, sak.organ, context.now)
    if mote is not None:
        return for_mote(work, context.room, sak, mote)
    organ = context.room.plan.organ(sak.organ)
    return for_organs(work, context.room, sak, (organ,), local(context.now).date())


def closed_gate(answer: Portsvar, context: Context) -> GateClosed:
    """The refusal, with its reasons in the actor's language."""
    t = texts(context.actor.language)
    return GateClosed("gate_closed", why=" ".join(words.reasons(answer, context.room.plan, t)))


def close(work: UnitOfWork, command: AvsluttSak, context: Context) -> Outcome:
    """No more of it here, and off every agenda; whoever asked is reminded that a consent can be ended too (UC-56)."""
    sak = closed(taken(work, command.sak), expiry(context.room, context.now))
    work.save(sak)
    cancel_disclosures(work, sak.id)
    told = (context.tell(sak.asked_by, "enkeltsak_avsluttet", sak.id), *answered(work, sak, context))
    return Outcome(sak.id, (*told, *off_agendas(work, sak, context), *stop_calls(work, sak, context)))


def _sak(work: UnitOfWork, sak_id: str) -> Enkeltsak:
    sak = work.get(Enkeltsak, sak_id)
    if sak is None:
        raise NotFound("sak_gone")
    return sak


# --- who -----------------------------------------------------------------------------------------------------------


def handles(work: UnitOfWork, context: Context, sak: Enkeltsak) -> bool:
    """The coordinator, or whoever leads the organ where the case is taken up."""
    coordinator = access.coordinator(work, None, context)
    return coordinator or (context.actor.in_team and sits(work, context, sak.organ, "chair"))


def sees(work: UnitOfWork, context: Context, sak: Enkeltsak) -> bool:
    """Those, and the member of staff who asked."""
    return handles(work, context, sak) or (sak.asked_by == context.actor.id and access.staff(work, None, context))


def visible(work: UnitOfWork, context: Context) -> list[Enkeltsak]:
    """The open cases the actor may see, the oldest first."""
    found = work.find(Enkeltsak, order="created_at", status=SakStatus.APEN)
    return [sak for sak in found if sees(work, context, sak)]


def _sees(work: UnitOfWork, command: Any, context: Context) -> bool:
    sak = work.get(Enkeltsak, command.sak)
    return sak is not None and sees(work, context, sak)


def _handles(work: UnitOfWork, command: Any, context: Context) -> bool:
    sak = work.get(Enkeltsak, command.sak)
    return sak is not None and handles(work, context, sak)


def may_second(work: UnitOfWork, context: Context, sak: Enkeltsak) -> bool:
    """Who leads the organ, for an anonymous case; for another legal basis also who keeps its minutes and the
    coordinator, but never the one who chose it."""
    if not context.actor.in_team:
        return False
    if sak.ground is Grunnlag.ANONYMISERT:
        return sits(work, context, sak.organ, "chair")
    known = handles(work, context, sak) or sits(work, context, sak.organ, "secretary")
    return known and sak.decided_by != context.actor.id


def _stands_behind(work: UnitOfWork, command: StottGrunn, context: Context) -> bool:
    sak = work.get(Enkeltsak, command.sak)
    return sak is not None and (may_second(work, context, sak) or _was_asked(work, command, context, sak))


def _was_asked(work: UnitOfWork, command: StottGrunn, context: Context, sak: Enkeltsak) -> bool:
    """They hold a card about a choice that is another now: it changes nothing, and they are told so."""
    if command.seen == sak.choice or not context.actor.in_team:
        return False
    return context.actor.id in holding(work, VIEW, of_choice(sak.id, command.seen))


CASES: dict[type[Any], UseCase] = {
    OpprettSak: UseCase(open_case, access.coordinator),
    ApneSak: UseCase(look, _sees),
    RegistrerGrunn: UseCase(register_ground, _handles),
    StottGrunn: UseCase(second, _stands_behind),
    TaOppSak: UseCase(take_up, _handles),
    AvsluttSak: UseCase(close, _handles),
}
