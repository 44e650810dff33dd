"""A signed consent form: from its sender's OneDrive straight into the restricted library (UC-51; H-120, T6, T17, T18).

Only inside the consent flow: whoever has registered a consent that waits for its form. The address is sealed on a row
until the file has been fetched, and then erased; nothing in the file is read and no copy is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.cards import samtykke_beskjeder as cards
from bot.documents.names import DocumentKind, file_name
from bot.documents.received import ending_of
from bot.domain.effects import Effect, EffectState
from bot.domain.moteplan import local
from bot.domain.room import Room
from bot.domain.samtykke import Form, Samtykke, Slag
from bot.domain.samtykke_frister import with_due
from bot.domain.sealed import Sealed
from bot.domain.skjema import LIFETIME, Innlevering
from bot.errors import NotFound, UserError
from bot.ports import Before, Document, FiledDocument, Message, UnitOfWork
from bot.usecases import access
from bot.usecases.agenda import house_texts
from bot.usecases.command import Context, Outcome
from bot.usecases.deliveries import Delivery, Fetch, Late, More, Show, Take
from bot.usecases.dispatch import UseCase
from bot.usecases.moter_sweeps import AT_ONCE
from bot.usecases.samtykker import get, happened

RESTRICTED = "samtykker"
LONGEST_ADDRESS = 4_000


@dataclass(frozen=True, slots=True)
class LeverSkjema:
    """Somebody has sent a file in the 1:1 chat; `url` is where Teams says it lies."""

    url: str


@dataclass(frozen=True, slots=True)
class KnyttSkjema:
    """Its sender says which consent it belongs to."""

    innlevering: str
    samtykke: str


def receive(work: UnitOfWork, command: LeverSkjema, context: Context) -> Outcome:
    """Where one consent waits for its form, the file is that form; of several the sender says which."""
    waits = waiting(work, context.actor.id)
    if not waits or not command.url or len(command.url) > LONGEST_ADDRESS:
        raise UserError("file_refused")
    form = Innlevering(
        id=context.id("innlevering"),
        room=context.room.id,
        person=context.actor.id,
        received_at=context.now,
        expires_at=context.now + LIFETIME,
        url=Sealed(command.url),
        samtykke=waits[0].id if len(waits) == 1 else "",
    )
    work.add(form)
    return Outcome(form.id, (context.file("samtykke_signert", form.id),) if form.samtykke else ())


def belongs(work: UnitOfWork, command: KnyttSkjema, context: Context) -> Outcome:
    """To one of the sender's own consents that wait. The first answer stands."""
    form = work.get(Innlevering, command.innlevering)
    if form is None or form.expires_at < context.now:
        raise NotFound("form_gone")
    if form.samtykke or command.samtykke not in {consent.id for consent in waiting(work, context.actor.id)}:
        raise UserError("already_there")
    work.save(replace(form, samtykke=command.samtykke))
    return Outcome(form.id, (context.file("samtykke_signert", form.id),))


def waiting(work: UnitOfWork, person: str) -> list[Samtykke]:
    """The consents in writing that a person has registered and whose form has not come, the newest first."""
    mine = work.find(Samtykke, order="given_at", registered_by=person, form=Form.SKRIFTLIG, form_url="", ended=None)
    return list(reversed(mine))


def forgotten(work: UnitOfWork, room: Room, now: datetime) -> None:
    """A file whose sender never said what it was, or that nobody fetches any more: its address is erased."""
    for form in work.find(Innlevering, order="expires_at", limit=AT_ONCE, expires_at=Before(now)):
        if not form.samtykke or not _on_its_way(work, form):
            work.remove(Innlevering, form.id)


def _on_its_way(work: UnitOfWork, form: Innlevering) -> bool:
    fetched = work.find(Effect, subject=form.id, view="samtykke_signert")
    return any(effect.state in (EffectState.PENDING, EffectState.UNDER_WAY, EffectState.HELD) for effect in fetched)


# --- carried out ---------------------------------------------------------------------------------------------------


def _read(work: UnitOfWork, late: Late) -> Fetch | None:
    form = work.get(Innlevering, late.effect.subject)
    consent = work.get(Samtykke, form.samtykke) if form else None
    if form is None or consent is None or consent.ended:
        return None
    room, short = late.room, form.id[:8]
    return Fetch(form.url, lambda content: document(room, consent, short, late.now, content))


def document(room: Room, consent: Samtykke, short: str, at: datetime, content: bytes) -> Document | None:
    """Under a name of ours, whatever it was called: «2026-11-26-s-2026-3-samtykke-1f0c9a2b.pdf»."""
    ending = ending_of(content)
    if ending is None:
        return None
    day = local(at).date()
    name = file_name(day, consent.number, DocumentKind.SAMTYKKE, house_texts(room), short, ending)
    return Document(RESTRICTED, str(day.year), name, content)


def _filed(work: UnitOfWork, late: Late, filed: FiledDocument) -> More:
    form = work.get(Innlevering, late.effect.subject)
    if form is None:
        return ()
    consent, context = get(work, form.samtykke), late.context()
    whole = replace(consent, form_url=filed.web_url)
    work.save(with_due(whole, late.room.plan.choices, late.now) if consent.ended else whole)
    happened(work, consent, Slag.ARKIVERT, context)
    work.remove(Innlevering, form.id)
    return (context.tell(form.person, "samtykke_arkivert", consent.id),)


def _not_filed(work: UnitOfWork, late: Late) -> More:
    return _dropped(work, late, "samtykke_ikke_arkivert")


def _unneeded(work: UnitOfWork, late: Late) -> More:
    """The consent ended before the file was fetched."""
    return _dropped(work, late, "samtykke_ikke_hentet")


def _dropped(work: UnitOfWork, late: Late, view: str) -> More:
    """Nothing of the form is kept, and its sender is told."""
    form = work.get(Innlevering, late.effect.subject)
    if form is None:
        return ()
    work.remove(Innlevering, form.id)
    return (late.context().tell(form.person, view, form.samtykke),)


def _not_fetched(work: UnitOfWork, late: Late) -> Message | None:
    consent = work.get(Samtykke, late.effect.subject)
    return cards.form_not_fetched(consent, late.t(work)) if consent else None


def _stored(work: UnitOfWork, late: Late) -> Message | None:
    consent = work.get(Samtykke, late.effect.subject)
    return cards.form_stored(consent, late.t(work)) if consent else None


def _not_stored(work: UnitOfWork, late: Late) -> Message | None:
    consent = work.get(Samtykke, late.effect.subject)
    return cards.form_not_stored(consent, late.t(work)) if consent else None


def _own(work: UnitOfWork, command: KnyttSkjema, context: Context) -> bool:
    """Its sender. One that is gone is nobody's: that is said in the answer."""
    form = work.get(Innlevering, command.innlevering)
    return access.staff(work, command, context) and (form is None or form.person == context.actor.id)


CASES: dict[type[Any], UseCase] = {
    LeverSkjema: UseCase(receive, access.staff),
    KnyttSkjema: UseCase(belongs, _own),
}
VIEWS: dict[str, Delivery] = {
    "samtykke_signert": Take(_read, _filed, _not_filed, _unneeded),
    "samtykke_arkivert": Show(_stored),
    "samtykke_ikke_arkivert": Show(_not_stored),
    "samtykke_ikke_hentet": Show(_not_fetched),
}
SWEEPS = (forgotten,)
