"""How effects about agendas look when they are carried out: the document first, then the post with its link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.cards import agenda as cards
from bot.documents.agenda import AgendaItem as Line
from bot.documents.agenda import AgendaView
from bot.documents.agenda import agenda as to_docx
from bot.documents.names import DocumentKind
from bot.documents.template_files import Templates
from bot.domain.effects import EffectKind
from bot.domain.mote import Agenda, Mote, MoteStatus
from bot.domain.room import Room
from bot.ports import Document, FiledDocument, Message, UnitOfWork
from bot.usecases.agenda import house_texts, latest_agenda, role_label, shown_items
from bot.usecases.deliveries import Delivery, Late, More, Put, Show
from bot.usecases.moter import announce
from bot.usecases.moter_filing import document


def _read(work: UnitOfWork, late: Late) -> Callable[[], Document] | None:
    found = _current(work, late.effect.subject)
    if found is None:
        return None
    agenda, mote = found
    view, t, room = agenda_view(work, late.room, agenda, mote), house_texts(late.room), late.room
    status = t("Godkjent")
    own = Templates(room.templates)
    return lambda: document(room, mote, DocumentKind.AGENDA, agenda.revision, status, to_docx(view, t, own), t)


def agenda_view(work: UnitOfWork, room: Room, agenda: Agenda, mote: Mote) -> AgendaView:
    """What the document shows: roles and never people."""
    plan, t = room.plan, house_texts(room)
    organ = plan.organ(mote.organ)
    items = shown_items(work, room, mote, agenda)
    return AgendaView(
        municipality=plan.municipality.name,
        organ=organ.name,
        meeting_title=t("{organ} {day}", organ=organ.name, day=t.day(mote.day, weekday=False)),
        when=mote.starts_at,
        end=mote.ends_at,
        place=mote.place or None,
        items=tuple(
            Line(n, item.title, t(cards.KINDS[item.kind]) if item.kind in cards.KINDS else "", item.note)
            for n, item in enumerate(items, 1)
        ),
        plan_title=plan.title,
        chair=_label(room, plan.seat(organ.id, "chair")),
        secretary=_label(room, plan.seat(organ.id, "secretary")),
        convened_by=_label(room, plan.seat(organ.id, "convener")),
        drafted_at=agenda.approved_at,
    )


def _label(room: Room, role: str | None) -> str | None:
    return role_label(room, role) if role else None


def _filed(work: UnitOfWork, late: Late, filed: FiledDocument) -> More:
    found = _current(work, late.effect.subject)
    if found is None:
        return ()
    agenda, mote = found
    work.save(replace(agenda, web_url=filed.web_url))
    return announce(work, late.context(), mote.organ, "agenda_i_kanal", agenda.id)


def _not_filed(work: UnitOfWork, late: Late) -> More:
    """The agenda is posted all the same, and who approved it learns that the document is not in the library."""
    found = _current(work, late.effect.subject)
    if found is None:
        return ()
    agenda, mote = found
    context = late.context()
    told = context.tell(agenda.approved_by, "agenda_ikke_lagret", agenda.id)
    return (told, *announce(work, context, mote.organ, "agenda_i_kanal", agenda.id))


def _posted(work: UnitOfWork, late: Late) -> Message | None:
    """The post; an older one is only brought up to date, never sent."""
    refreshing = late.effect.kind is EffectKind.REFRESH
    found = _any(work, late.effect.subject) if refreshing else _current(work, late.effect.subject)
    if found is None:
        return None
    agenda, mote = found
    organ, items = late.room.plan.organ(mote.organ), shown_items(work, late.room, mote, agenda)
    return cards.posted(agenda, mote, organ.name, items, late.t(work))


def _no_document(work: UnitOfWork, late: Late) -> Message | None:
    found = _current(work, late.effect.subject)
    return cards.not_filed(late.room.plan.organ(found[1].organ).name, found[1], late.t(work)) if found else None


def _current(work: UnitOfWork, agenda_id: str) -> tuple[Agenda, Mote] | None:
    """The agenda and its meeting, unless a newer agenda has come or the meeting is cancelled."""
    found = _any(work, agenda_id)
    newest = latest_agenda(work, found[1].id) if found else None
    return found if newest and newest.id == agenda_id else None


def _any(work: UnitOfWork, agenda_id: str) -> tuple[Agenda, Mote] | None:
    """The agenda and its meeting, unless that is cancelled."""
    agenda = work.get(Agenda, agenda_id)
    mote = work.get(Mote, agenda.mote) if agenda else None
    return (agenda, mote) if agenda and mote and mote.status is not MoteStatus.AVLYST else None


VIEWS: dict[str, Delivery] = {
    "agenda_fil": Put(_read, _filed, _not_filed),
    "agenda_i_kanal": Show(_posted, keep=True),
    "agenda_ikke_lagret": Show(_no_document),
}
