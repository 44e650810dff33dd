"""How effects about meetings look when they are carried out. A reminder that is no longer needed is not sent."""

from __future__ import annotations

from collections.abc import Callable

from bot.cards import moter as cards
from bot.domain.mote import AHEAD, Mote, MoteStatus
from bot.domain.moteplan import clash
from bot.domain.referat import Referat
from bot.ports import Message, UnitOfWork
from bot.usecases.agenda import latest_agenda
from bot.usecases.deliveries import Delivery, Late, Show

Written = Callable[[Mote, str, UnitOfWork, Late], Message | None]


def _about(write: Written) -> Show:
    """A row for a message about a meeting that is there."""

    def render(work: UnitOfWork, late: Late) -> Message | None:
        mote = work.get(Mote, late.effect.subject)
        return write(mote, late.room.plan.organ(mote.organ).name, work, late) if mote else None

    return Show(render)


def _moved(mote: Mote, organ: str, work: UnitOfWork, late: Late) -> Message | None:
    return cards.moved(organ, mote, late.t(work)) if mote.status in AHEAD else None


def _called_off(mote: Mote, organ: str, work: UnitOfWork, late: Late) -> Message | None:
    return cards.called_off(organ, mote, late.t(work)) if mote.status is MoteStatus.AVLYST else None


def _needs_date(mote: Mote, organ: str, work: UnitOfWork, late: Late) -> Message | None:
    found = clash(mote.day, late.room.plan.choices.closed_days)
    if found is None or mote.status not in AHEAD:
        return None
    return cards.needs_date(organ, mote, found, late.t(work), late.ink())


def _no_agenda(mote: Mote, organ: str, work: UnitOfWork, late: Late) -> Message | None:
    if mote.status not in AHEAD or latest_agenda(work, mote.id):
        return None
    return cards.no_agenda(organ, mote, late.t(work), late.ink())


def _no_referat(mote: Mote, organ: str, work: UnitOfWork, late: Late) -> Message | None:
    if mote.status is not MoteStatus.AVHOLDT or work.find(Referat, mote=mote.id):
        return None
    return cards.no_referat(organ, mote, late.t(work), late.ink())


def _still_none(mote: Mote, organ: str, work: UnitOfWork, late: Late) -> Message | None:
    return cards.still_no_referat(organ, mote, late.t(work)) if mote.status is MoteStatus.AVHOLDT else None


VIEWS: dict[str, Delivery] = {
    "mote_flyttet": _about(_moved),
    "mote_avlyst": _about(_called_off),
    "mote_ny_dato": _about(_needs_date),
    "mote_uten_agenda": _about(_no_agenda),
    "mote_uten_referat": _about(_no_referat),
    "mote_fortsatt_uten_referat": _about(_still_none),
}
