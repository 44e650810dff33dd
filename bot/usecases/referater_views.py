"""How effects about referater look when they are carried out: the document first, then the post with its link.

The document holds what was approved and nothing else: no text of a varsling ever gets here (UC-15).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.cards import referat as cards
from bot.documents.names import DocumentKind
from bot.documents.referat import ReferatItem, ReferatView, Task
from bot.documents.referat import referat as to_docx
from bot.documents.template_files import Templates
from bot.domain.mote import Mote
from bot.domain.referat import HandledItem, Referat, ReferatStatus
from bot.domain.room import Room
from bot.ports import Document, FiledDocument, Message, UnitOfWork
from bot.texts import Texts
from bot.usecases.agenda import house_texts, role_label
from bot.usecases.deliveries import Delivery, Late, More, Put, Show
from bot.usecases.moter import announce
from bot.usecases.moter_filing import document
from bot.usecases.referater import as_logged
from bot.usecases.varsling_views import name_of

Found = tuple[Referat, Mote]


def labels(room: Room, referat: Referat) -> Mapping[str, str]:
    """The roles in a referat, as the plan writes them."""
    owners = [task.owner for item in referat.items for task in item.tasks]
    return {role: role_label(room, role) for role in (*referat.present, *referat.absent, *owners)}


def _read(work: UnitOfWork, late: Late) -> Callable[[], Document] | None:
    found = _approved(work, late.effect.subject)
    if found is None:
        return None
    referat, mote = found
    again = replace(referat, items=tuple(as_logged(work, mote.id, item) for item in referat.items))
    view, t, room = referat_view(late.room, again, mote), house_texts(late.room), late.room
    own = Templates(room.templates)
    return lambda: document(room, mote, DocumentKind.REFERAT, 1, t("Godkjent"), to_docx(view, t, own), t)


def referat_view(room: Room, referat: Referat, mote: Mote) -> ReferatView:
    """What the document shows: roles and never people."""
    plan, t = room.plan, house_texts(room)
    organ = plan.organ(mote.organ)
    chair, secretary = plan.seat(organ.id, "chair"), plan.seat(organ.id, "secretary")
    return ReferatView(
        municipality=plan.municipality.name,
        organ=organ.name,
        meeting_title=t("{organ} {day}", organ=organ.name, day=t.day(mote.day, weekday=False)),
        when=mote.starts_at,
        end=mote.ends_at,
        place=mote.place or None,
        items=tuple(_item(n, item, room, t) for n, item in enumerate(referat.items, 1)),
        present=tuple(role_label(room, role) for role in referat.present),
        absent=tuple(role_label(room, role) for role in referat.absent),
        plan_title=plan.title,
        chair=role_label(room, chair) if chair else None,
        secretary=role_label(room, secretary) if secretary else None,
        approved_by=role_label(room, chair or plan.coordinator.role),
        approved_at=referat.decided_at,
        next_meeting=referat.next_at,
    )


def _item(n: int, item: HandledItem, room: Room, t: Texts) -> ReferatItem:
    if item.silent:
        return ReferatItem(n, item.title, t(cards.silent(item.outcome)))
    tasks = tuple(Task(task.what, role_label(room, task.owner), task.deadline) for task in item.tasks)
    return ReferatItem(n, item.title, item.summary, item.decision, tasks)


def _filed(work: UnitOfWork, late: Late, filed: FiledDocument) -> More:
    found = _approved(work, late.effect.subject)
    if found is None:
        return ()
    work.save(replace(found[0], web_url=filed.web_url))
    return announce(work, late.context(), found[0].organ, "referat_i_kanal", found[0].id)


def _not_filed(work: UnitOfWork, late: Late) -> More:
    found = _approved(work, late.effect.subject)
    if found is None:
        return ()
    context, referat = late.context(), found[0]
    told = {referat.decided_by, referat.secretary}
    return tuple(context.tell(person, "referat_ikke_lagret", referat.id) for person in sorted(told))


def _to_chair(work: UnitOfWork, late: Late) -> Message | None:
    found = _any(work, late.effect.subject)
    if found is None:
        return None
    referat, mote = found
    by = name_of(work, referat.decided_by)
    organ = late.room.plan.organ(mote.organ).name
    return cards.to_chair(referat, mote, organ, labels(late.room, referat), by, late.t(work), late.ink())


def _answer(work: UnitOfWork, late: Late) -> Message | None:
    found = _any(work, late.effect.subject)
    if found is None or found[0].status is ReferatStatus.TIL_GODKJENNING:
        return None
    return cards.answer(*found, late.room.plan.organ(found[1].organ).name, late.t(work), late.ink())


def _posted(work: UnitOfWork, late: Late) -> Message | None:
    found = _approved(work, late.effect.subject)
    return cards.posted(*found, late.room.plan.organ(found[1].organ).name, late.t(work)) if found else None


def _no_document(work: UnitOfWork, late: Late) -> Message | None:
    found = _approved(work, late.effect.subject)
    return cards.not_filed(late.room.plan.organ(found[1].organ).name, found[1], late.t(work)) if found else None


def _any(work: UnitOfWork, referat_id: str) -> Found | None:
    referat = work.get(Referat, referat_id)
    mote = work.get(Mote, referat.mote) if referat else None
    return (referat, mote) if referat and mote else None


def _approved(work: UnitOfWork, referat_id: str) -> Found | None:
    found = _any(work, referat_id)
    return found if found and found[0].status is ReferatStatus.GODKJENT else None


VIEWS: dict[str, Delivery] = {
    "referat_til_leder": Show(_to_chair, keep=True),
    "referat_svar": Show(_answer),
    "referat_fil": Put(_read, _filed, _not_filed),
    "referat_i_kanal": Show(_posted),
    "referat_ikke_lagret": Show(_no_document),
}
