"""How the checks of readiness are carried out, and what the coordinator is shown of them."""

from __future__ import annotations

from dataclasses import replace

from bot.cards import beredskap as cards
from bot.domain.beredskap import ReachCheck
from bot.ports import Message, UnitOfWork
from bot.usecases.beredskap import CHECK, SUMMARY, overview
from bot.usecases.deliveries import Delivery, Late, More, Probe, Show


def _opened(work: UnitOfWork, late: Late) -> More:
    return _known(work, late, reachable=True)


def _not_opened(work: UnitOfWork, late: Late) -> More:
    return _known(work, late, reachable=False)


def _known(work: UnitOfWork, late: Late, *, reachable: bool) -> More:
    """A chat that was blocked stays so until a message gets through again."""
    person = late.effect.person or ""
    before = work.get(ReachCheck, person) or ReachCheck(person, late.room.id, late.now, reachable)
    work.put(replace(before, checked_at=late.now, reachable=reachable))
    return ()


def _summary(work: UnitOfWork, late: Late) -> Message | None:
    return cards.summary(overview(work, late.room), late.t(work), late.ink())


def _exercise(work: UnitOfWork, late: Late) -> Message | None:
    return cards.exercise(late.t(work), late.ink())


VIEWS: dict[str, Delivery] = {
    CHECK: Probe(_opened, _not_opened),
    SUMMARY: Show(_summary),
    "beredskap_ovelse": Show(_exercise),
}
