"""The blank consent form: filed once per edition and language, and linked (UC-50).

The edition follows the plan, the template and the language: a municipality that replaces its template, or adopts a new
plan, gets a new file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.cards import samtykke as cards
from bot.documents.names import DocumentKind, file_name
from bot.documents.samtykkeskjema import SamtykkeskjemaView
from bot.documents.samtykkeskjema import samtykkeskjema as to_docx
from bot.documents.template_files import Template, Templates
from bot.domain.moteplan import local
from bot.domain.plan import Plan
from bot.domain.room import Room
from bot.domain.skjema import Skjema
from bot.ports import Document, FiledDocument, Message, UnitOfWork
from bot.texts import N_, texts
from bot.usecases import access
from bot.usecases.command import Context, Outcome
from bot.usecases.deliveries import Delivery, Late, More, Put, Show
from bot.usecases.dispatch import UseCase
from bot.usecases.moter_filing import LIBRARY

LANGUAGES = ("nb", "nn")
FOLDER = N_("Skjema")


@dataclass(frozen=True, slots=True)
class HentSkjema:
    """Somebody wants the blank form, in bokmål or nynorsk."""

    language: str


def fetch(work: UnitOfWork, command: HentSkjema, context: Context) -> Outcome:
    """The form that is filed; one that is not, is filed now, and whoever asked gets the link."""
    id = form_id(context.room, command.language)
    found = work.get(Skjema, id)
    if found is not None and found.web_url:
        return Outcome(id)
    waits = dict.fromkeys((*(found.waiting if found else ()), context.actor.id))
    plain = found or Skjema(id, context.room.id, language_of(command.language), context.now)
    work.put(replace(plain, waiting=tuple(waits)))
    return Outcome(id, (context.file("samtykkeskjema_fil", id),))


def form_id(room: Room, language: str) -> str:
    """The same as long as plan, template and language are."""
    template = Templates(room.templates).read(Template.SAMTYKKESKJEMA)
    edition = hashlib.sha256(template + room.plan.model_dump_json().encode()).hexdigest()[:12]
    return f"{room.plan.id}-{language_of(language)}-{edition}"


def language_of(language: str) -> str:
    """Bokmål where it is neither."""
    return language if language in LANGUAGES else "nb"


def services(plan: Plan) -> tuple[str, ...]:
    """The plan's own agencies: whoever sits where cases may be taken up, else everybody in the plan's organs."""
    organs = [organ for organ in plan.organs if organ.may_take_individual_cases] or list(plan.organs)
    roles = dict.fromkeys(role for organ in organs for role in organ.members)
    return tuple(plan.role(role).label for role in roles)


def _read(work: UnitOfWork, late: Late) -> Callable[[], Document] | None:
    form = work.get(Skjema, late.effect.subject)
    if form is None or form.web_url:
        return None
    room, issued = late.room, local(form.issued_at).date()
    return lambda: document(room, form.language, issued)


def document(room: Room, language: str, issued: date) -> Document:
    """The form as a document of the open library: it is blank."""
    t, plan = texts(language), room.plan
    contact = plan.role(plan.coordinator.role).label
    view = SamtykkeskjemaView(
        municipality=plan.municipality.name,
        plan_title=plan.title,
        services=services(plan),
        issued=issued,
        contact=contact,
    )
    return Document(
        library=LIBRARY,
        folder=plan.choices.folders.get("samtykkeskjema") or t(FOLDER),
        name=file_name(issued, plan.id, DocumentKind.SAMTYKKESKJEMA, t, language),
        content=to_docx(view, t, Templates(room.templates)),
        columns={"Dokumenttype": t(DocumentKind.SAMTYKKESKJEMA.value).capitalize(), "Status": t("Tomt skjema")},
    )


def _filed(work: UnitOfWork, late: Late, filed: FiledDocument) -> More:
    form = work.get(Skjema, late.effect.subject)
    if form is None:
        return ()
    work.save(replace(form, web_url=filed.web_url, waiting=()))
    return tuple(late.context().tell(person, "samtykkeskjema_klart", form.id) for person in form.waiting)


def _not_filed(work: UnitOfWork, late: Late) -> More:
    form = work.get(Skjema, late.effect.subject)
    if form is None or form.web_url:
        return ()
    work.save(replace(form, waiting=()))
    return tuple(late.context().tell(person, "samtykkeskjema_ikke_lagret", form.id) for person in form.waiting)


def _ready(work: UnitOfWork, late: Late) -> Message | None:
    form = work.get(Skjema, late.effect.subject)
    return cards.form_ready(cards.LANGUAGES[form.language], form.web_url, late.t(work)) if form else None


def _not_ready(work: UnitOfWork, late: Late) -> Message | None:
    return cards.form_not_filed(late.t(work))


CASES: dict[type[Any], UseCase] = {HentSkjema: UseCase(fetch, access.staff)}
VIEWS: dict[str, Delivery] = {
    "samtykkeskjema_fil": Put(_read, _filed, _not_filed),
    "samtykkeskjema_klart": Show(_ready),
    "samtykkeskjema_ikke_lagret": Show(_not_ready),
}
