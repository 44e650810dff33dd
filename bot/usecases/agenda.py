"""What stands on an agenda: proposed from the plan, the varslinger, the tasks and the year wheel (UC-12).

Nothing here says who a case is about. A varsling is its neutral number and its theme, an individual case one neutral
line, and never on the agenda of the steering level (use cases G1, G3).
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.cards.varsling import category_label
from bot.domain.enkeltsak import Enkeltsak
from bot.domain.hastemote import Hastemote, HastemoteStatus
from bot.domain.hastereferat import HasteReferat
from bot.domain.mote import AHEAD, HELD, Agenda, AgendaItem, ItemKind, Mote
from bot.domain.oppgave import Oppgave, OppgaveStatus, is_overdue
from bot.domain.plan.organ import Level, Organ
from bot.domain.referat import Referat
from bot.domain.room import Room
from bot.domain.varsling import About, Status, Varsling
from bot.ports import UnitOfWork
from bot.texts import N_, Texts, texts
from bot.usecases.arshjul import agenda_items
from bot.usecases.hastereferat_skrevet import referat_of
from bot.usecases.porten import discussed_in, for_mote, listed

STANDING = {
    Level.STYRENDE: (N_("Status for mål og prioriteringer"), N_("Orientering fra koordinatoren")),
    Level.KOORDINERENDE: (N_("Oversikt over utfordringer i oppvekstmiljøet"), N_("Status for tiltakene")),
    Level.UTOVENDE: (N_("Runden rundt bordet: trender og miljøer"),),
}
"""The product's suggestion where the municipality has not chosen its own; shown as a suggestion."""


def house_texts(room: Room) -> Texts:
    """The language of what everybody reads: the municipality's."""
    return texts(room.plan.municipality.language)


def proposal(work: UnitOfWork, room: Room, mote: Mote) -> tuple[AgendaItem, ...]:
    """Every item this agenda may have, in order."""
    t, organ = house_texts(room), room.plan.organ(mote.organ)
    return (
        *_last_referat(work, mote, t),
        *_standing(room, organ, t),
        *_varslinger(work, room, mote, t),
        *_hastemoter(work, room, mote, t),
        *_oppgaver(work, room, mote, t),
        *_arshjul(work, room, organ, mote),
        *_enkeltsaker(work, room, mote, t),
        AgendaItem(ItemKind.EVENTUELT, t("Eventuelt")),
        AgendaItem(ItemKind.NESTE, t("Neste møte")),
    )


def latest_agenda(work: UnitOfWork, mote: str) -> Agenda | None:
    """The newest approved agenda of a meeting."""
    return max(work.find(Agenda, mote=mote), key=lambda a: a.revision, default=None)


def items_of(work: UnitOfWork, room: Room, mote: Mote) -> tuple[AgendaItem, ...]:
    """The items a meeting has: its agenda's, or where it has none what would have been proposed. A case that nobody
    put on an agenda was never the meeting's."""
    agenda = latest_agenda(work, mote.id)
    if agenda:
        return agenda.items
    return tuple(item for item in proposal(work, room, mote) if item.kind is not ItemKind.ENKELTSAK)


def shown_items(work: UnitOfWork, room: Room, mote: Mote, agenda: Agenda) -> tuple[AgendaItem, ...]:
    """An agenda's items as they may be shown now: before the meeting, a case whose gate has closed is off (UC-52)."""
    if mote.status not in AHEAD:
        return agenda.items
    return tuple(item for item in agenda.items if item.kind is not ItemKind.ENKELTSAK or _open(work, room, mote, item))


def _open(work: UnitOfWork, room: Room, mote: Mote, item: AgendaItem) -> bool:
    """The gate, asked again; what the meeting has heard already stays."""
    sak = work.get(Enkeltsak, item.about)
    if sak is None:
        return False
    return for_mote(work, room, sak, mote).may_be_listed or discussed_in(work, sak.id, mote.id)


def _last_referat(work: UnitOfWork, mote: Mote, t: Texts) -> Iterator[AgendaItem]:
    before = [m for m in work.find(Mote, order="starts_at", organ=mote.organ) if m.starts_at < mote.starts_at]
    minuted = [m for m in before if work.find(Referat, mote=m.id)]
    if minuted:
        yield AgendaItem(ItemKind.REFERAT, t("Godkjenning av referat fra {day}", day=t.day(minuted[-1].day)))


def _standing(room: Room, organ: Organ, t: Texts) -> Iterator[AgendaItem]:
    own = room.plan.choices.standing_items.get(organ.id)
    lines = own if own is not None else tuple(t(line) for line in STANDING[organ.level])
    for n, line in enumerate(lines):
        yield AgendaItem(ItemKind.FAST, line, str(n), suggested=own is None)


def _varslinger(work: UnitOfWork, room: Room, mote: Mote, t: Texts) -> Iterator[AgendaItem]:
    """Accepted concerns, by number and theme, that have not been on the agenda of a meeting that was held."""
    organ = room.plan.intake_organ
    if organ is None or organ.id != mote.organ:
        return
    had = _had(work, mote, ItemKind.VARSLING)
    for varsling in work.find(Varsling, order="created_at", status=Status.PA_AGENDA):
        in_time = varsling.created_at <= mote.starts_at  # a meeting that has been held took up nothing later
        if in_time and varsling.id not in had and varsling.about is not About.ENKELTSAK:
            theme = category_label(room.plan, varsling.category)
            title = t("Varsling {number}: {theme}", number=varsling.number, theme=theme)
            yield AgendaItem(ItemKind.VARSLING, title, varsling.id)


def _hastemoter(work: UnitOfWork, room: Room, mote: Mote, t: Texts) -> Iterator[AgendaItem]:
    """The theme of a hastemøte that was held, once, where the varslinger are handled: a category and nothing else
    (UC-63)."""
    organ = room.plan.intake_organ
    if organ is None or organ.id != mote.organ:
        return
    had = _had(work, mote, ItemKind.HASTEMOTE)
    for referat in work.find(HasteReferat, order="written_at"):
        if referat.theme and referat.id not in had and _was_held(work, referat):
            theme = category_label(room.plan, referat.theme)
            yield AgendaItem(ItemKind.HASTEMOTE, t("Etter hastemøte: {theme}", theme=theme), referat.id)


def _was_held(work: UnitOfWork, referat: HasteReferat) -> bool:
    """Not where it was written by mistake, and the meeting moved or called off since."""
    mote = work.get(Hastemote, referat.hastemote)
    return mote is None or (mote.status is not HastemoteStatus.AVLYST and referat_of(work, mote) == referat)


def _had(work: UnitOfWork, mote: Mote, kind: ItemKind) -> set[str]:
    earlier = [m for m in work.find(Mote, organ=mote.organ) if m.status in HELD and m.id != mote.id]
    agendas = [agenda for m in earlier if (agenda := latest_agenda(work, m.id))]
    return {item.about for agenda in agendas for item in agenda.items if item.kind is kind}


def _oppgaver(work: UnitOfWork, room: Room, mote: Mote, t: Texts) -> Iterator[AgendaItem]:
    """One item for all open tasks of the organ; which they are stands in the document."""
    tasks = work.find(Oppgave, order="created_at", status=OppgaveStatus.APEN, organ=mote.organ)
    if not tasks:
        return
    late = sum(is_overdue(task, mote.day) for task in tasks)
    title = t.n("Oppfølging av oppgaver: {count} åpen", "Oppfølging av oppgaver: {count} åpne", len(tasks))
    if late:
        title += ", " + t("{late} over fristen", late=late)
    yield AgendaItem(ItemKind.OPPGAVER, title, note="\n".join(task_line(task, room, t) for task in tasks))


def task_line(task: Oppgave, room: Room, t: Texts) -> str:
    """«Natteravnene kontaktes (SLT-koordinator, frist 17. oktober 2025)»."""
    owner = role_label(room, task.owner)
    if task.deadline is None:
        return t("{what} ({owner}, uten frist)", what=task.what, owner=owner)
    return t("{what} ({owner}, frist {day})", what=task.what, owner=owner, day=t.day(task.deadline, weekday=False))


def role_label(room: Room, role: str) -> str:
    """The role as the plan writes it; a role the plan no longer has, as it was."""
    found = room.plan.roles.get(role)
    return found.label if found else role


def _arshjul(work: UnitOfWork, room: Room, organ: Organ, mote: Mote) -> Iterator[AgendaItem]:
    """What is late or due soon on the day of the meeting, where the organ has a part in it (UC-72)."""
    for key, line in agenda_items(work, room, organ, mote.day):
        yield AgendaItem(ItemKind.ARSHJUL, line, key)


def _enkeltsaker(work: UnitOfWork, room: Room, mote: Mote, t: Texts) -> Iterator[AgendaItem]:
    """One neutral line for each case whose gate is open for this meeting (UC-33)."""
    for about in listed(work, room, mote):
        yield AgendaItem(ItemKind.ENKELTSAK, t("Enkeltsak – se møteleder"), about)
