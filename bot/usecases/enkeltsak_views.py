"""How effects about individual cases look when they are carried out: the gate is asked again, each time."""

from __future__ import annotations

from collections.abc import Callable

from bot.cards import enkeltsak as cards
from bot.cards.actions import Ink
from bot.domain.effects import EffectKind
from bot.domain.enkeltsak import Enkeltsak, SakStatus
from bot.domain.mote import AHEAD, ItemKind, Mote
from bot.domain.room import Room, thing_of
from bot.ports import Message, UnitOfWork
from bot.texts import texts
from bot.usecases.agenda import latest_agenda
from bot.usecases.command import Context
from bot.usecases.deliveries import Delivery, Late, Show
from bot.usecases.enkeltsak_mote import to_confirm, to_tell
from bot.usecases.enkeltsak_stott import OPENED, VIEW, choice_of, still_asks, subject
from bot.usecases.enkeltsaker import may_second, sees
from bot.usecases.moter import people
from bot.usecases.porten import for_mote, taken
from bot.usecases.varsling_views import name_of


def _about(write: Callable[[Enkeltsak, UnitOfWork, Late], Message | None]) -> Show:
    """A row for a message about a case, to somebody who may see it at this moment."""

    def render(work: UnitOfWork, late: Late) -> Message | None:
        sak, reader = work.get(Enkeltsak, late.effect.subject), late.reader(work)
        return write(sak, work, late) if sak and reader and sees(work, reader, sak) else None

    return Show(render)


def _opened(sak: Enkeltsak, work: UnitOfWork, late: Late) -> Message | None:
    return cards.opened(sak, late.t(work), late.ink()) if sak.status is SakStatus.APEN else None


def _second(work: UnitOfWork, late: Late) -> Message | None:
    """The question while it is to be answered, by somebody who may; after that what stood there is taken out, and
    nothing is sent anew."""
    sak, reader = work.get(Enkeltsak, thing_of(late.effect.subject)), late.reader(work)
    if sak is None or reader is None:
        return None
    if still_asks(sak, late.effect.subject) and may_second(work, reader, sak):
        return asks(work, sak, reader, late.ink())
    if late.effect.kind is not EffectKind.REFRESH:
        return None
    mine = choice_of(late.effect.subject) == subject(sak) and reader.actor.id in (sak.seconded_by, sak.anonymity_by)
    return cards.no_longer_asked(sak, late.t(work), mine=mine)


def asks(work: UnitOfWork, sak: Enkeltsak, reader: Context, ink: Ink, *, notice: str = "") -> Message:
    """The question whether somebody stands behind the ground, as this reader is shown it."""
    plan, by, t = reader.room.plan, name_of(work, sak.decided_by), texts(reader.actor.language)
    told = reader.actor.has(*sak.basis_recipients)
    return cards.please_second(sak, plan, by, t, ink, with_reason=told, notice=notice)


def _asked(work: UnitOfWork, late: Late) -> Message:
    return cards.asked(late.t(work))


def _status(sak: Enkeltsak, work: UnitOfWork, late: Late) -> Message | None:
    return cards.seconded(sak, late.t(work), late.ink())


def _closed(sak: Enkeltsak, work: UnitOfWork, late: Late) -> Message | None:
    return cards.closed(sak, late.t(work)) if sak.status is SakStatus.AVSLUTTET else None


def _before(work: UnitOfWork, late: Late) -> Message | None:
    """The disclosure: only to those who are still within the ground, while the gate is open and the case listed. The
    case is taken, so that a withdrawal comes before this or after it and never between."""
    found = _in_mote(work, late)
    if found is None:
        return None
    sak, mote = taken(work, found[0].id), found[1]
    listed = mote.status in AHEAD and for_mote(work, late.room, sak, mote).may_be_listed
    if not listed or not _on_agenda(work, sak, mote) or late.effect.person not in to_tell(work, late.room, sak, mote):
        return None
    return cards.before_mote(mote, _organ(late.room, mote), late.t(work))


def _confirm(work: UnitOfWork, late: Late) -> Message | None:
    """To whoever holds the chair when it is due."""
    found = _in_mote(work, late)
    if found is None or not _on_agenda(work, *found) or not to_confirm(work, late.room, *found):
        return None
    if late.effect.person not in people(work, late.room, found[1].organ, "chair"):
        return None
    return cards.please_confirm(found[1], _organ(late.room, found[1]), late.t(work), late.ink())


def _in_mote(work: UnitOfWork, late: Late) -> tuple[Enkeltsak, Mote] | None:
    sak_id, _, mote_id = late.effect.subject.partition("|")
    sak, mote = work.get(Enkeltsak, sak_id), work.get(Mote, mote_id)
    return (sak, mote) if sak and mote else None


def _on_agenda(work: UnitOfWork, sak: Enkeltsak, mote: Mote) -> bool:
    agenda = latest_agenda(work, mote.id)
    return agenda is not None and any(i.kind is ItemKind.ENKELTSAK and i.about == sak.id for i in agenda.items)


def _organ(room: Room, mote: Mote) -> str:
    return room.plan.organ(mote.organ).name


VIEWS: dict[str, Delivery] = {
    "enkeltsak_opprettet": _about(_opened),
    VIEW: Show(_second, keep=True, first=_asked),
    OPENED: Show(_second, keep=True, first=_asked),
    "enkeltsak_status": _about(_status),
    "enkeltsak_avsluttet": _about(_closed),
    "enkeltsak_varsel": Show(_before),
    "enkeltsak_bekreft": Show(_confirm),
}
