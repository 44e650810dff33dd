"""The referat of a hastemøte as a document, and the messages after it: end it, follow it up, how the call went."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.cards import hastereferat as cards
from bot.cards.hastemote import ground_of
from bot.cards.hastereferat_sak import said_of
from bot.documents.names import DocumentKind, file_name
from bot.documents.referat import ReferatItem, ReferatView, Task
from bot.documents.referat import referat as to_docx
from bot.domain.hastemote import OPEN, Hastemote, HastemoteStatus
from bot.domain.hastereferat import HasteReferat, as_it_was, hastereferat_id
from bot.domain.moteplan import local
from bot.domain.oppgave import Oppgave, OppgaveStatus
from bot.domain.room import Room
from bot.ports import Document, FiledDocument, Message, UnitOfWork
from bot.texts import Texts
from bot.usecases.agenda import house_texts, role_label
from bot.usecases.deliveries import Delivery, Late, More, Put, Show
from bot.usecases.hastemote_bekreft import outcome_of
from bot.usecases.hastemote_reaching import about, named, rows_of
from bot.usecases.hastereferat_hvem import acting_role, recipients
from bot.usecases.hastereferat_sak import may_be_filed, may_be_told, sak_number, task_may_be_told
from bot.usecases.hastereferat_skrevet import referat_of
from bot.usecases.innlevering import RESTRICTED
from bot.usecases.moter_filing import FINISHED, LIBRARY


def _read(work: UnitOfWork, late: Late) -> Callable[[], Document] | None:
    found = _found(work, late)
    if found is None or not may_be_filed(work, late.room, found[1], late.now):
        return None
    t, room, mote = house_texts(late.room), late.room, as_it_was(*found)
    view = document_view(work, late.room, *found)
    short = "" if found[0].id == hastereferat_id(mote.id) else f"rev{mote.turn + 1}"
    return lambda: _document(room, mote, short, to_docx(view, t), t)


def _document(room: Room, mote: Hastemote, short: str, content: bytes, t: Texts) -> Document:
    """Under a neutral name: the day, the call-out's number, and `short` where one was written before it was moved.
    About one person in the restricted library: that there is a case, and its ground, are not for everybody in the team
    (H-121)."""
    day = local(mote.starts_at).date()
    name = file_name(day, f"hastemote-{mote.number}", DocumentKind.REFERAT, t, short)
    if mote.sak:
        return Document(RESTRICTED, f"{t('Hastemøter')}/{day.year}", name, content)
    own = room.plan.choices.folders.get("hastemoter") or room.plan.choices.folders.get("moter")
    return Document(
        library=LIBRARY,
        folder=own or f"{t('Møter')}/{t('Hastemøter')}/{day.year}",
        name=name,
        content=content,
        columns={
            "Organ": t("Hastemøte"),
            "Motedato": day.isoformat(),
            "Dokumenttype": t(DocumentKind.REFERAT.value).capitalize(),
            "Status": t("Ferdig"),
            "Dokumentklasse": t(FINISHED),
        },
    )


def document_view(work: UnitOfWork, room: Room, referat: HasteReferat, mote: Hastemote) -> ReferatView:
    """What the document shows: time, roles, ground, decisions and tasks; nobody's name and no narrative. Of a case
    nothing but its number."""
    plan, t, mote = room.plan, house_texts(room), as_it_was(referat, mote)
    tasks = tuple(Task(task.what, role_label(room, task.owner), task.deadline) for task in referat.tasks)
    handled: tuple[ReferatItem, ...] = (
        ReferatItem(2, t("Tema"), cards.theme_of(referat.theme, plan, t)),
        ReferatItem(3, t("Beslutninger"), decision="\n".join(referat.decisions), tasks=tasks),
    )
    if mote.sak:
        case = t("Enkeltsak {number}", number=sak_number(work, mote))
        handled = (ReferatItem(2, case, said_of(outcome_of(work, mote), t), tasks=tasks),)
    return ReferatView(
        municipality=plan.municipality.name,
        organ=t("Hastemøte"),
        meeting_title=t("hastemøte {number}", number=mote.number),
        when=mote.starts_at,
        items=(ReferatItem(1, t("Grunnlag for deling"), ground_of(mote, t)), *handled),
        present=tuple(role_label(room, role) for role in referat.present),
        plan_title=plan.title,
        place=t("Teams") if mote.online else mote.place or None,
        chair=_role(work, room, mote.caller, t),
        secretary=_role(work, room, referat.secretary, t),
        approved_at=referat.written_at,
    )


def _role(work: UnitOfWork, room: Room, person: str, t: Texts) -> str:
    """Whoever called leads it (forslag, UC-62), and whoever wrote keeps the minutes: as roles, without their names."""
    held = acting_role(work, room, person)
    if held is None:
        return t("uten rolle i planen")
    label = role_label(room, held.role)
    return t("Stedfortreder for {role}", role=label) if held.rank else label


def _filed(work: UnitOfWork, late: Late, filed: FiledDocument) -> More:
    found = _found(work, late)
    if found is None:
        return ()
    referat, mote = found
    work.save(replace(referat, web_url=filed.web_url))
    context = late.context()
    told = recipients(work, late.room, referat, mote, late.now)
    return tuple(context.tell(person, "hastereferat_klart", named(mote, referat.id)) for person in told)


def _not_filed(work: UnitOfWork, late: Late) -> More:
    found = _found(work, late)
    return (late.context().tell(found[0].secretary, "hastereferat_ikke_lagret", found[0].id),) if found else ()


def _ready(work: UnitOfWork, late: Late) -> Message | None:
    found, person = _found(work, late), late.effect.person or ""
    if found is None or not may_be_told(work, late.room, found[1], person, late.now):
        return None
    if person not in recipients(work, late.room, *found, late.now):
        return None
    return cards.ready(as_it_was(*found), found[0].web_url, late.t(work))


def _no_document(work: UnitOfWork, late: Late) -> Message | None:
    found = _found(work, late)
    return cards.not_filed(as_it_was(*found), late.t(work)) if found else None


def _end(work: UnitOfWork, late: Late) -> Message | None:
    mote = work.get(Hastemote, late.effect.subject)
    if mote is None or mote.status not in (*OPEN, HastemoteStatus.AVSLUTTET) or _minuted(work, mote):
        return None
    return cards.end(mote, late.t(work), late.ink())


def _follow_up(work: UnitOfWork, late: Late) -> Message | None:
    mote = work.get(Hastemote, late.effect.subject)
    if mote is None or mote.status is not HastemoteStatus.AVSLUTTET:
        return None
    referat = referat_of(work, mote)
    tasks = work.find(Oppgave, source=referat.id, status=OppgaveStatus.APEN) if referat else []
    shown = (task for task in tasks if task_may_be_told(work, late.room, task, late.now))
    lines = tuple((role_label(late.room, task.owner), task.what) for task in shown)
    return cards.follow_up(mote, referat is not None, lines, late.t(work), late.ink())


def evaluation(work: UnitOfWork, late: Late) -> Message | None:
    """How the call went, agency by agency, to those who follow it."""
    mote = work.get(Hastemote, late.effect.subject)
    if mote is None or mote.status is not HastemoteStatus.AVSLUTTET:
        return None
    return cards.evaluation(mote, rows_of(work, mote.id), _minuted(work, mote), late.t(work), late.ink())


def _minuted(work: UnitOfWork, mote: Hastemote) -> bool:
    return referat_of(work, mote) is not None


def _found(work: UnitOfWork, late: Late) -> tuple[HasteReferat, Hastemote] | None:
    referat = work.get(HasteReferat, about(late.effect))
    mote = work.get(Hastemote, referat.hastemote) if referat else None
    return (referat, mote) if referat and mote else None


VIEWS: dict[str, Delivery] = {
    "hastereferat_fil": Put(_read, _filed, _not_filed),
    "hastereferat_klart": Show(_ready),
    "hastereferat_ikke_lagret": Show(_no_document),
    "hastemote_slutt": Show(_end),
    "hastemote_oppfolging": Show(_follow_up),
    "hastemote_evaluering": Show(evaluation),
}
