"""Consents: registered, completed, settled, renewed (UC-51, UC-55, UC-56). What ends one is in `samtykke_slutt`.

No name and no free text: counts, groups and ids of the plan. The bot never decides whether a consent is valid (G6).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.cards import gate as words
from bot.domain.effects import Effect
from bot.domain.enkeltsak import Enkeltsak, SakStatus, on_ground
from bot.domain.gate import Grunnlag
from bot.domain.moteplan import local
from bot.domain.plan import Plan
from bot.domain.samtykke import (
    HASTEMOTE,
    Alder,
    Avklaring,
    EgetSvar,
    Form,
    Hendelse,
    Samtykke,
    Slag,
    Tilstand,
    clarified,
    countersigned,
    in_writing,
    renewed,
    tilstand,
)
from bot.domain.samtykke_frister import with_due
from bot.errors import NotFound, UserError
from bot.ports import UnitOfWork
from bot.texts import texts
from bot.usecases import access
from bot.usecases.command import Context, Outcome, next_number
from bot.usecases.dispatch import UseCase
from bot.usecases.enkeltsaker import sees
from bot.usecases.porten import taken
from bot.usecases.roles import first_holders

MOST_GUARDIANS = 2


@dataclass(frozen=True, slots=True)
class RegistrerSamtykke:
    """A consent as it was read through before it was stored."""

    sak: str
    age: Alder
    ung: EgetSvar
    form: Form
    themes: tuple[str, ...]
    recipients: tuple[str, ...]
    purposes: tuple[str, ...]
    verger: int = 0
    signed: int = 0
    frivillig: bool = False
    uttrykkelig: bool = False
    informert: bool = False
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class VergeSamtykker:
    """One more guardian has said yes (scenario S-1)."""

    samtykke: str


@dataclass(frozen=True, slots=True)
class SamtykkeSkriftlig:
    """An oral consent is now in writing too."""

    samtykke: str


@dataclass(frozen=True, slots=True)
class AvklarSamtykke:
    """A human has settled whether a young person of 16 or 17 may consent alone here (scenario S-2)."""

    samtykke: str
    answer: Avklaring


@dataclass(frozen=True, slots=True)
class FornySamtykke:
    """They have said yes again, for a new time."""

    samtykke: str
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class ApneSamtykke:
    """Somebody looks at a consent and its history, which is written in the audit log."""

    samtykke: str


def register(work: UnitOfWork, command: RegistrerSamtykke, context: Context) -> Outcome:
    """Store it as it was told. A case without a ground gets this one."""
    sak = taken(work, command.sak)
    if sak.status is SakStatus.AVSLUTTET:
        raise UserError("sak_over")
    told = as_told(command, context)
    consent = replace(told, id=context.id("samtykke"), number=next_number(work, f"S-{context.now.year}"))
    work.add(with_due(consent, context.room.plan.choices, context.now))
    happened(work, consent, Slag.NEKTET if consent.ended else Slag.GITT, context, how=command.form.value)
    if sak.ground is None and not consent.ended:
        work.save(on_ground(sak, Grunnlag.SAMTYKKE, context.actor.id, context.now))
    return Outcome(consent.id, _told(work, sak, consent, context))


def as_told(command: RegistrerSamtykke, context: Context) -> Samtykke:
    """The consent that is stored, but for its id and its number: what is read through before is this one (UC-51).

    What is not the plan's own is left out, and an adult has no guardians. Raises UserError for what cannot be.
    """
    told = _checked(command, context.room.plan)
    refused = told.ung is EgetSvar.NEI
    minor = told.age is not Alder.OVER_18
    return Samtykke(
        id="",
        room=context.room.id,
        number="",
        sak=told.sak,
        age=told.age,
        ung=told.ung,
        form=told.form,
        themes=told.themes,
        recipients=told.recipients,
        purposes=told.purposes,
        registered_by=context.actor.id,
        given_at=context.now,
        verger=told.verger if minor else 0,
        signed=told.signed if minor else 0,
        frivillig=told.frivillig,
        uttrykkelig=told.uttrykkelig,
        informert=told.informert,
        valid_to=told.valid_to,
        ended=Slag.NEKTET if refused else None,
        ended_at=context.now if refused else None,
    )


def _checked(command: RegistrerSamtykke, plan: Plan) -> RegistrerSamtykke:
    themes = dict(words.themes(plan, texts("nb")))
    purposes = {organ.id for organ in plan.organs if organ.may_take_individual_cases} | {HASTEMOTE}
    kept = replace(
        command,
        themes=tuple(theme for theme in dict.fromkeys(command.themes) if theme in themes),
        recipients=tuple(role for role in dict.fromkeys(command.recipients) if role in plan.roles),
        purposes=tuple(place for place in dict.fromkeys(command.purposes) if place in purposes),
    )
    if not (kept.themes and kept.recipients and kept.purposes):
        raise UserError("samtykke_incomplete")
    if not 0 <= kept.signed <= kept.verger <= MOST_GUARDIANS:
        raise UserError("samtykke_guardians_wrong")
    return kept


def _told(work: UnitOfWork, sak: Enkeltsak, consent: Samtykke, context: Context) -> tuple[Effect, ...]:
    """The coordinator learns of it, and is asked where a human must settle something."""
    people = first_holders(work, context.room.plan.coordinator.role)
    return tuple(context.tell(p, "samtykke_registrert", consent.id) for p in people if p != context.actor.id)


def countersign(work: UnitOfWork, command: VergeSamtykker, context: Context) -> Outcome:
    """One more of the guardians."""
    return _changed(work, command.samtykke, context, Slag.UNDERSKREVET, countersigned)


def write_down(work: UnitOfWork, command: SamtykkeSkriftlig, context: Context) -> Outcome:
    """In writing at last."""
    return _changed(work, command.samtykke, context, Slag.SKRIFTLIG, in_writing)


def settle(work: UnitOfWork, command: AvklarSamtykke, context: Context) -> Outcome:
    """What a human decided; the bot had no opinion. Raises UserError where there was nothing to settle."""
    consent = get(work, command.samtykke)
    if tilstand(consent, local(context.now).date()) is not Tilstand.TIL_AVKLARING:
        raise UserError("samtykke_nothing_to_settle")
    return _changed(work, consent.id, context, Slag.AVKLART, lambda found: clarified(found, command.answer))


def renew(work: UnitOfWork, command: FornySamtykke, context: Context) -> Outcome:
    """Yes again. The new last day must be ahead."""
    if command.valid_to is not None and command.valid_to < local(context.now).date():
        raise UserError("new_date_needed")
    return _changed(work, command.samtykke, context, Slag.FORNYET, lambda found: renewed(found, command.valid_to))


def look(work: UnitOfWork, command: ApneSamtykke, context: Context) -> Outcome:
    """Nothing changes."""
    return Outcome(get(work, command.samtykke).id)


def _changed(work: UnitOfWork, id: str, context: Context, slag: Slag, change: Any) -> Outcome:
    found = get(work, id)
    taken(work, found.sak)
    consent = with_due(change(found), context.room.plan.choices, context.now)
    work.save(consent)
    happened(work, consent, slag, context)
    others = {found.registered_by} - {context.actor.id}
    return Outcome(found.id, tuple(context.tell(person, "samtykke_endret", found.id) for person in sorted(others)))


# --- shared with what ends a consent -------------------------------------------------------------------------------


def get(work: UnitOfWork, id: str) -> Samtykke:
    """The consent. Raises NotFound."""
    found = work.get(Samtykke, id)
    if found is None:
        raise NotFound("samtykke_gone")
    return found


def happened(work: UnitOfWork, consent: Samtykke, slag: Slag, context: Context, how: str = "") -> None:
    """A line of the history."""
    id = context.id(f"hendelse:{consent.id}:{slag}")
    work.add(Hendelse(id, consent.room, consent.id, slag, context.now, context.actor.id, how))


def history(work: UnitOfWork, samtykke: str) -> list[Hendelse]:
    """What happened to a consent, in order."""
    return work.find(Hendelse, order="at", samtykke=samtykke)


def sees_consent(work: UnitOfWork, context: Context, consent: Samtykke) -> bool:
    """Whoever registered it while they are staff here, and those who see its case."""
    sak = work.get(Enkeltsak, consent.sak)
    mine = consent.registered_by == context.actor.id and access.staff(work, None, context)
    return mine or (sak is not None and sees(work, context, sak))


def _sees(work: UnitOfWork, command: Any, context: Context) -> bool:
    consent = work.get(Samtykke, command.samtykke)
    return consent is not None and sees_consent(work, context, consent)


def _registers(work: UnitOfWork, command: RegistrerSamtykke, context: Context) -> bool:
    sak = work.get(Enkeltsak, command.sak)
    return sak is not None and sees(work, context, sak)


CASES: dict[type[Any], UseCase] = {
    RegistrerSamtykke: UseCase(register, _registers),
    VergeSamtykker: UseCase(countersign, _sees),
    SamtykkeSkriftlig: UseCase(write_down, _sees),
    AvklarSamtykke: UseCase(settle, access.coordinator),
    FornySamtykke: UseCase(renew, _sees),
    ApneSamtykke: UseCase(look, _sees),
}
