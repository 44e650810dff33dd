"""How effects about tiltak and the year wheel look when they are carried out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.cards import arshjul as year_cards
from bot.cards import tiltak as cards
from bot.cards.tiltak_words import title as numbered
from bot.documents.arshjul import ArshjulView, Entry, Status, arshjul_png
from bot.documents.names import DocumentKind, file_name
from bot.domain import arshjul
from bot.domain.arshjul import Basis, Term
from bot.domain.effects import EffectKind
from bot.domain.moteplan import local
from bot.domain.plan.organ import Level
from bot.domain.room import Room
from bot.domain.tiltak import ArshjulBilde, Line, TiltakState, line_of, owner_labels
from bot.ports import Document, FiledDocument, Message, UnitOfWork
from bot.texts import Texts
from bot.usecases.agenda import house_texts
from bot.usecases.arshjul import around, lines
from bot.usecases.deliveries import Delivery, Late, More, Put, Show
from bot.usecases.tiltak import status_of
from bot.usecases.varsling_views import name_of

STATUS = {
    TiltakState.IKKE_STARTET: Status.PLANLAGT,
    TiltakState.IKKE_MIN: Status.PLANLAGT,
    TiltakState.PAGAR: Status.PAGAR,
    TiltakState.UTFORT: Status.UTFORT,
    TiltakState.UTSATT: Status.UTSATT,
}
LIBRARY = "felles"


def shown(work: UnitOfWork, room: Room, key: str, today: date, *, mine: bool) -> cards.Shown | None:
    """One occurrence as a card shows it; None when the plan no longer has it."""
    occurrence = arshjul.find(room.plan, key)
    if occurrence is None:
        return None
    line = line_of(occurrence, status_of(work, room, occurrence), room.plan, today)
    return cards.Shown(line, room.plan, name_of(work, line.status.answered_by), mine, today)


def _reminder(work: UnitOfWork, late: Late) -> Message | None:
    """Not sent when it is no longer due; a card that was sent shows what became of it."""
    found = shown(work, late.room, late.effect.subject, local(late.now).date(), mine=True)
    refreshed = late.effect.kind is EffectKind.REFRESH
    if found is None or (found.line.term is Term.SENERE and not refreshed):
        return None
    return cards.reminder(found, late.t(work), late.ink())


def _not_mine(work: UnitOfWork, late: Late) -> Message | None:
    found = shown(work, late.room, late.effect.subject, local(late.now).date(), mine=True)
    if found is None or found.line.status.state is not TiltakState.IKKE_MIN:
        return None
    return cards.not_mine(found, late.t(work), late.ink())


def _overview(work: UnitOfWork, late: Late) -> Message | None:
    today = local(late.now).date()
    overdue = sorted((line for line in around(work, late.room, today) if line.late), key=lambda line: line.due)
    if not overdue:
        return None
    return year_cards.overview(overdue, late.room.plan, today, late.t(work), late.ink())


# --- the picture ----------------------------------------------------------------------------------------------------


def _read(work: UnitOfWork, late: Late) -> Callable[[], Document] | None:
    asked = work.get(ArshjulBilde, late.effect.subject)
    if asked is None:
        return None
    room, t = late.room, house_texts(late.room)
    view = wheel(work, room, asked.year, local(late.now).date())
    return lambda: _document(room, asked, arshjul_png(view, t), t)


def wheel(work: UnitOfWork, room: Room, year: int, today: date) -> ArshjulView:
    """The year as the picture shows it: what the plan sets no month for stands beside the wheel (UC-10)."""
    found = sorted(lines(work, room, (year,), today), key=lambda line: line.due)
    return ArshjulView(year, room.plan.municipality.name, tuple(_entry(line, room, year) for line in found))


def _entry(line: Line, room: Room, year: int) -> Entry:
    occurrence = line.occurrence
    promised = line.status.due is not None
    in_wheel = line.due.year == year and (promised or (occurrence.placed and occurrence.basis is not Basis.FORSLAG))
    exact = promised or occurrence.basis is Basis.PLAN
    return Entry(
        numbered(occurrence, house_texts(room)),
        line.due.month if in_wheel else None,
        line.due.day if in_wheel and exact else None,
        owner_labels(room.plan, occurrence.owners),
        Status.FORSINKET if line.late else STATUS[line.status.state],
    )


def _document(room: Room, asked: ArshjulBilde, picture: bytes, t: Texts) -> Document:
    """Under a name of its own each time it is asked for: the statuses in it have changed since the last one."""
    day = local(asked.asked_at).date()
    kind = DocumentKind.ARSHJUL
    return Document(
        library=LIBRARY,
        folder=room.plan.choices.folders.get("arshjul") or f"{t('Årshjul')}/{asked.year}",
        name=file_name(day, str(asked.year), kind, t, asked.id[:8], ending="png"),
        content=picture,
        columns={"Dokumenttype": t(kind.value).capitalize()},
        ours=True,
    )


def _filed(work: UnitOfWork, late: Late, filed: FiledDocument) -> More:
    """The link to who asked, and to the channel of the coordinating organ where it has one."""
    asked = work.get(ArshjulBilde, late.effect.subject)
    if asked is None:
        return ()
    work.save(replace(asked, web_url=filed.web_url))
    context = late.context()
    organs = [organ.id for organ in late.room.plan.organs_at(Level.KOORDINERENDE) if organ.id in late.room.channels]
    posts = [context.post(organ, "arshjul_lagret", asked.id) for organ in organs]
    return (context.tell(asked.asked_by, "arshjul_lagret", asked.id), *posts)


def _not_filed(work: UnitOfWork, late: Late) -> More:
    asked = work.get(ArshjulBilde, late.effect.subject)
    return (late.context().tell(asked.asked_by, "arshjul_ikke_lagret", asked.id),) if asked else ()


def _link(work: UnitOfWork, late: Late) -> Message | None:
    asked = work.get(ArshjulBilde, late.effect.subject)
    return year_cards.filed(str(asked.year), asked.web_url, late.t(work)) if asked and asked.web_url else None


def _no_link(work: UnitOfWork, late: Late) -> Message | None:
    asked = work.get(ArshjulBilde, late.effect.subject)
    return year_cards.not_filed(str(asked.year), late.t(work)) if asked else None


VIEWS: dict[str, Delivery] = {
    "tiltak_minne": Show(_reminder, keep=True),
    "tiltak_ikke_min": Show(_not_mine),
    "tiltak_oversikt": Show(_overview),
    "arshjul_bilde": Put(_read, _filed, _not_filed),
    "arshjul_lagret": Show(_link),
    "arshjul_ikke_lagret": Show(_no_link),
}
