"""What ends a consent: withdrawn, invalidated, run out (UC-52, UC-56).

Everything that follows is in the one transaction: the state, the queued disclosures, the agendas. A reason is never
asked for, and what was shared before is not made unseen: whoever heard it is asked to stop using it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.effects import Effect
from bot.domain.enkeltsak import Enkeltsak
from bot.domain.gate import Grunnlag
from bot.domain.oppgave import Oppgave
from bot.domain.room import Room
from bot.domain.samtykke import WITHDRAWABLE, Samtykke, Slag, ended, withdrawn
from bot.domain.samtykke_frister import Frist, with_due
from bot.domain.sealed import Sealed
from bot.errors import NotFound
from bot.ports import Before, UnitOfWork
from bot.texts import N_, texts
from bot.usecases import access
from bot.usecases.agenda_uten_sak import off_agendas
from bot.usecases.command import Context, Outcome
from bot.usecases.dispatch import UseCase
from bot.usecases.hastemote_hort import Heard, at_calls
from bot.usecases.hastemote_stans import stop_calls
from bot.usecases.moter_sweeps import AT_ONCE, sweep_context
from bot.usecases.porten import cancel_disclosures, consents_of, have_heard, taken
from bot.usecases.roles import first_holders
from bot.usecases.samtykker import get, happened, sees_consent

STOP_USING = N_("Slutt å bruke opplysningene dere kan ha fått i sak {number}. Samtykket gjelder ikke lenger.")


TAKEN_BACK = (Slag.TRUKKET, Slag.UGYLDIG)
"""The ends after which nobody may use what they heard."""
NUMBER = re.compile(r"S-\d{4}-\d{1,6}")
HOW_SAID = ("melding", "muntlig", "skriftlig")
"""How a withdrawal was told, where that is said."""


@dataclass(frozen=True, slots=True)
class TrekkSamtykke:
    """Somebody has been told that a consent is withdrawn. `number` is the consent's («S-2026-3»), `how` one of
    `HOW_SAID`."""

    number: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class UgyldigSamtykke:
    """A human has found that a consent never was one."""

    samtykke: str


def withdraw(work: UnitOfWork, command: TrekkSamtykke, context: Context) -> Outcome:
    """At once, and every other consent of the case with it, those too that have run out: nobody may renew them.
    Asked again it changes nothing.

    Whoever is told may say so (UC-52), but only those who follow the consent may learn that it is there: for others
    the outcome of a number that exists and of one that does not is the same (decision 0006).
    """
    number = command.number.strip().upper()
    if not NUMBER.fullmatch(number):
        raise NotFound("samtykke_unknown_number")
    found = numbered(work, number)
    if found is None:
        return Outcome(number, _nobody_has(work, number, context))
    sak = taken(work, found.sak)
    ending = [consent for consent in consents_of(work, sak.id) if consent.ended in WITHDRAWABLE]
    how = command.how if command.how in HOW_SAID else ""
    for consent in ending:
        _keep(work, withdrawn(consent, context.now), Slag.TRUKKET, context, how)
    if not ending:
        return Outcome(number)
    cancel_disclosures(work, sak.id)
    told = (*_told(work, sak, found, "samtykke_trukket", context), *_stop_using(work, sak, context))
    return Outcome(number, (*_cut_off(work, sak, context), *stop_calls(work, sak, context), *told))


def numbered(work: UnitOfWork, number: str) -> Samtykke | None:
    """The consent with this neutral number."""
    return next(iter(work.find(Samtykke, number=number)), None)


def _nobody_has(work: UnitOfWork, number: str, context: Context) -> tuple[Effect, ...]:
    """A slip of the pen must not leave a withdrawal lying: the coordinator finds out which one was meant, once. Who
    sees every consent is told at once. Raises NotFound."""
    if access.coordinator(work, None, context):
        raise NotFound("samtykke_unknown_number")
    subject = f"{number}|{context.actor.id}"
    if work.find(Effect, view="samtykke_ukjent", subject=subject):
        return ()
    people = first_holders(work, context.room.plan.coordinator.role)
    return tuple(context.tell(person, "samtykke_ukjent", subject) for person in people)


def invalidate(work: UnitOfWork, command: UgyldigSamtykke, context: Context) -> Outcome:
    """It opens nothing any more; what was heard on the strength of it is not to be used."""
    consent = get(work, command.samtykke)
    sak = taken(work, consent.sak)
    _end(work, consent, Slag.UGYLDIG, context)
    told = (*_told(work, sak, consent, "samtykke_endret", context), *_stop_using(work, sak, context))
    return Outcome(consent.id, (*_cut_off(work, sak, context), *stop_calls(work, sak, context), *told))


def expire(work: UnitOfWork, consent: Samtykke, context: Context) -> None:
    """Its last day is over. What was shared while it lasted was rightly shared."""
    sak = taken(work, consent.sak)
    _end(work, consent, Slag.UTLOPT, context, "system")
    told = _told(work, sak, consent, "samtykke_endret", context)
    for effect in (*_cut_off(work, sak, context), *stop_calls(work, sak, context), *told):
        work.add(effect)


def _end(work: UnitOfWork, consent: Samtykke, slag: Slag, context: Context, how: str = "") -> None:
    _keep(work, ended(consent, slag, context.now), slag, context, how)


def _keep(work: UnitOfWork, over: Samtykke, slag: Slag, context: Context, how: str) -> None:
    work.save(with_due(over, context.room.plan.choices, context.now))
    happened(work, over, slag, context, how)


def _cut_off(work: UnitOfWork, sak: Enkeltsak, context: Context) -> tuple[Effect, ...]:
    """Nothing more goes out, and the case leaves every agenda that it stands on by consent. Not while another consent
    of the case lives, nor where it stands on another ground: the gate is asked again all the same."""
    lives = any(consent.ended is None for consent in consents_of(work, sak.id))
    if sak.ground is not Grunnlag.SAMTYKKE or lives:
        return ()
    cancel_disclosures(work, sak.id)
    work.save(replace(sak, wanted=False))
    return off_agendas(work, sak, context)


def _stop_using(work: UnitOfWork, sak: Enkeltsak, context: Context) -> tuple[Effect, ...]:
    """To every service that may have heard something: in a meeting, or at a hastemøte that has begun."""
    heard = at_calls(work, context.room, sak.id, context.now)
    for role in have_heard(work, sak.id):
        heard[role] = list(dict.fromkeys((*heard.get(role, ()), *first_holders(work, role))))
    return _stop(work, sak, heard, context)


def stop_using_late(
    work: UnitOfWork, sak: Enkeltsak, since: datetime, present: tuple[str, ...], context: Context
) -> tuple[Effect, ...]:
    """These roles were at a hastemøte that was called at `since`, as its referat says when the consent is gone: those
    who have not been asked before are asked now."""
    consents = consents_of(work, sak.id)
    gone = [c.ended_at for c in consents if c.ended in TAKEN_BACK and c.ended_at is not None and c.ended_at >= since]
    if not gone or any(consent.ended is None for consent in consents):
        return ()
    asked = {task.owner for task in work.find(Oppgave, source=sak.id) if task.created_at >= min(gone)}
    late = {role: first_holders(work, role) for role in sorted(set(present) - asked)}
    return _stop(work, sak, late, context)


def _stop(work: UnitOfWork, sak: Enkeltsak, heard: Heard, context: Context) -> tuple[Effect, ...]:
    """A task 1:1 for each role: on no agenda, so it belongs to no organ. Where nobody is left, the coordinator's."""
    t = texts(context.room.plan.municipality.language)
    what = Sealed(t(STOP_USING, number=sak.number))
    told: list[Effect] = []
    for role, people in sorted(heard.items()):
        task = Oppgave(context.id(f"slutt:{sak.id}:{role}"), context.room.id, sak.id, "", role, what, context.now)
        work.add(task)
        owners = people or first_holders(work, role) or first_holders(work, context.room.plan.coordinator.role)
        told += [context.tell(person, "oppgave_ny", task.id) for person in owners]
    return tuple(told)


def _told(work: UnitOfWork, sak: Enkeltsak, consent: Samtykke, view: str, context: Context) -> tuple[Effect, ...]:
    """The coordinator, the organ's chair, and who registered it, each once, but not who says it."""
    plan = context.room.plan
    roles = (plan.coordinator.role, plan.seat(sak.organ, "chair"))
    people = [*(person for role in roles for person in first_holders(work, role)), consent.registered_by]
    return tuple(context.tell(p, view, consent.id) for p in dict.fromkeys(people) if p != context.actor.id)


def due_consents(work: UnitOfWork, room: Room, now: datetime) -> None:
    """Remind of each consent that is due, once each, and end what has run out (UC-56)."""
    for consent in work.find(Samtykke, order="due_at", limit=AT_ONCE, due_at=Before(now)):
        context = sweep_context(room, now, f"samtykke:{consent.id}:{consent.due_for}:{consent.due_at}")
        if consent.due_for == Frist.UTLOPT:
            expire(work, consent, context)
            continue
        for person in _reminded(work, consent, context):
            work.add(context.tell(person, f"samtykke_{consent.due_for}", consent.id))
        work.save(with_due(consent, room.plan.choices, now))


def _reminded(work: UnitOfWork, consent: Samtykke, context: Context) -> list[str]:
    coordinators = first_holders(work, context.room.plan.coordinator.role)
    if consent.due_for == Frist.ARKIV:
        return coordinators
    return list(dict.fromkeys((consent.registered_by, *coordinators)))


def _sees(work: UnitOfWork, command: UgyldigSamtykke, context: Context) -> bool:
    consent = work.get(Samtykke, command.samtykke)
    return consent is not None and sees_consent(work, context, consent)


CASES: dict[type[Any], UseCase] = {
    TrekkSamtykke: UseCase(withdraw, access.staff),
    UgyldigSamtykke: UseCase(invalidate, _sees),
}
SWEEPS = (due_consents,)
