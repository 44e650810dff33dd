"""How a request for a hastemøte looks to those who decide, and what whoever asked is told (UC-60)."""

from __future__ import annotations

from datetime import datetime

from bot.cards import hastemote_foresporsel as cards
from bot.domain.effects import Effect, EffectKind, Repeat
from bot.domain.hastemote import Hastemote, HastemoteStatus
from bot.domain.room import Room, RosterEntry
from bot.ports import Message, UnitOfWork
from bot.usecases.command import nobodys
from bot.usecases.deliveries import Delivery, Late, More, Show
from bot.usecases.hastemote_foresporsel import ANSWER, CALL_YOURSELF, none_told, stamp_of
from bot.usecases.hastemote_igjen import remember_reach
from bot.usecases.hastemote_onsker import REQUEST, askers, under_way_now, whole_of, wishes_of
from bot.usecases.hastemote_reaching import coordinators
from bot.usecases.roles import first_holders
from bot.usecases.varsling_views import name_of


def _request(work: UnitOfWork, late: Late) -> Message | None:
    mote = work.get(Hastemote, late.effect.subject)
    if mote is None:
        return None
    if mote.status is HastemoteStatus.FORESPURT:
        return cards.request(asked_for(work, mote, late.now), late.room.plan, late.t(work), late.ink())
    if late.effect.kind is not EffectKind.REFRESH:
        return None
    by = mote.closed_by or mote.caller
    return cards.request_decided(mote, whole_of(work, mote), "" if by == "system" else name_of(work, by), late.t(work))


def _told(work: UnitOfWork, late: Late) -> More:
    remember_reach(work, late.room, late.effect.person or "", late.now, reachable=True)
    return ()


def asked_for(work: UnitOfWork, mote: Hastemote, now: datetime) -> cards.Asked:
    """A request as those who decide see it."""
    also = tuple((name_of(work, wish.caller), wish) for wish in wishes_of(work, mote.id))
    running = under_way_now(work, now)
    return cards.Asked(mote, name_of(work, mote.caller), also, running, stamp_of(running) if running else 0)


def _request_not_told(work: UnitOfWork, late: Late) -> More:
    """Where none of those who may say yes can be reached, whoever asked is told at once; once, however often they are
    tried."""
    if late.effect.kind is EffectKind.REFRESH:
        return ()
    remember_reach(work, late.room, late.effect.person or "", late.now, reachable=False)
    mote = work.get(Hastemote, late.effect.subject)
    if mote is None or mote.status is not HastemoteStatus.FORESPURT or not none_told(work, late.room):
        return ()
    context = nobodys(late.room, late.now, f"foresporsel:{mote.id}:ingen_nadd")
    told = (context.tell(person, CALL_YOURSELF, mote.id, Repeat.LABELLED) for person in askers(work, mote))
    return tuple(effect for effect in told if work.get(Effect, effect.id) is None)


def _call_yourself(work: UnitOfWork, late: Late) -> Message | None:
    mote = work.get(Hastemote, late.effect.subject)
    if mote is None or not (mote.status is HastemoteStatus.FORESPURT or mote.closed_by == "system"):
        return None
    return cards.call_yourself(contacts(work, late.room), late.room.plan, late.t(work))


def contacts(work: UnitOfWork, room: Room) -> tuple[cards.Contact, ...]:
    """Those who can say yes, and the coordinator's leader, with the numbers that are known."""
    role = room.plan.coordinator.role
    leader = room.plan.choices.leaders.get(role)
    first = _contact(work, room, role, coordinators(work, room))
    return (first, _contact(work, room, leader, first_holders(work, leader))) if leader else (first,)


def _contact(work: UnitOfWork, room: Room, role: str, people: list[str]) -> cards.Contact:
    entries = ((name_of(work, person), work.get(RosterEntry, person)) for person in people)
    known = tuple((name, entry.phone if entry else "") for name, entry in entries)
    return cards.Contact(room.plan.role(role).label, known, room.plan.choices.phones.get(role, ""))


def _request_answer(work: UnitOfWork, late: Late) -> Message | None:
    mote = work.get(Hastemote, late.effect.subject)
    if mote is None:
        return None
    return cards.request_answer(mote, whole_of(work, mote), late.t(work), several=bool(wishes_of(work, mote.id)))


VIEWS: dict[str, Delivery] = {
    REQUEST: Show(_request, after=_told, failed=_request_not_told, keep=True),
    CALL_YOURSELF: Show(_call_yourself),
    ANSWER: Show(_request_answer),
}
