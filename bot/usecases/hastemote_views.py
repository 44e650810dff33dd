"""How a call-out looks to whom: rendered when it is sent (UC-61).

Whoever is invited sees time, place, the neutral situation and their own answer. Those who follow it see the agencies.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.cards import hastemote as cards
from bot.cards import hastemote_beskjeder as notices
from bot.cards import hastemote_levende as live
from bot.cards import hastemote_ringeliste as ringeliste
from bot.cards.actions import Ink
from bot.domain.effects import EffectKind
from bot.domain.hastemote import OPEN, Hastemote, HastemoteStatus, settled, still_on
from bot.domain.innkalling import Innkalling, Rung, to_be_sent, unreachable
from bot.domain.room import Room, RosterEntry
from bot.ports import Message, UnitOfWork
from bot.texts import Texts
from bot.usecases.deliveries import Delivery, Late, More, Show
from bot.usecases.hastemote_bekreft import outcome_of
from bot.usecases.hastemote_igjen import remember_reach
from bot.usecases.hastemote_kort import senders_see
from bot.usecases.hastemote_omfang import may_be_asked, scope_now
from bot.usecases.hastemote_onsker import other_than, wishes_of
from bot.usecases.hastemote_reaching import (
    OVERVIEW,
    OWN,
    PHONE_LIST,
    QUESTION,
    about,
    climb_row,
    followers,
    leads,
    next_stand_in,
    refresh,
    rows_of,
    settle,
)
from bot.usecases.hastemote_stans import GROUND_GONE
from bot.usecases.hastereferat_skrevet import referat_of
from bot.usecases.varsling_views import name_of


def overview_of(work: UnitOfWork, mote: Hastemote, room: Room, now: datetime, person: str) -> live.Overview:
    """What the live card shows this person at this moment."""
    rows = rows_of(work, mote.id)
    people = dict.fromkeys(p for row in rows for link in row.chain for p in (*row.asked, *link.people))
    people |= dict.fromkeys(row.by_phone for row in rows if row.by_phone)
    names = {person: name_of(work, person) for person in people}
    entries = (work.get(RosterEntry, person) for person in people)
    phones = {entry.id: entry.phone for entry in entries if entry and entry.phone}
    scope = scope_now(work, room, mote, now)
    in_time, minuted = still_on(mote, now), referat_of(work, mote) is not None
    on = in_time and not minuted
    outside = frozenset(row.id for row in rows if on and not scope.holds_for(row))
    mote = settled(mote, rows, mote.created_at)
    leading = person in leads(work, mote, room)
    holds = scope.is_open(room)
    unsaid = bool(mote.sak) and mote.status is not HastemoteStatus.AVLYST and outcome_of(work, mote) is None
    shown = live.Overview(mote, tuple(rows), names, room.plan, holds, phones, outside, _wishes(work, mote), leading)
    return replace(shown, unconfirmed=unsaid and not minuted, in_time=in_time, minuted=minuted)


def _wishes(work: UnitOfWork, mote: Hastemote) -> tuple[tuple[str, Hastemote], ...]:
    """What others wanted otherwise, and who."""
    return tuple((name_of(work, wish.caller), wish) for wish in other_than(wishes_of(work, mote.id), mote))


def _found(work: UnitOfWork, late: Late) -> tuple[Innkalling, Hastemote] | None:
    row = work.get(Innkalling, about(late.effect).partition(":")[0])
    mote = work.get(Hastemote, row.hastemote) if row else None
    return (row, mote) if row and mote else None


def _question(work: UnitOfWork, late: Late) -> Message | None:
    found = _found(work, late)
    person = late.effect.person or ""
    if found is None:
        return None
    row, mote = found
    if late.effect.kind is EffectKind.REFRESH:
        return _in_its_place(late, row, mote, work)
    if not _is_current(late, mote):
        return None
    if not may_be_asked(work, late.room, mote, row, person, late.now):
        return None
    if not to_be_sent(row, person, _rung(late)):
        return None
    return cards.question(row, mote, person, late.t(work), late.ink(), rung=_rung(late))


def _in_its_place(late: Late, row: Innkalling, mote: Hastemote, work: UnitOfWork) -> Message:
    """A question that was sent before, as it is now: without buttons where an answer would be none."""
    t, person = late.t(work), late.effect.person or ""
    if still_on(mote, late.now) and _turn(late) == mote.turn:
        within = may_be_asked(work, late.room, mote, row, person, late.now)
        return cards.question(row, mote, person, t, late.ink(), rung=_rung(late), within=within)
    return notices.outdated(mote, t, over=not still_on(mote, late.now))


def _own(work: UnitOfWork, late: Late) -> Message | None:
    """The question again, to whoever has written a word for it."""
    found = _found(work, late)
    if found is None or not (late.effect.kind is EffectKind.REFRESH or _may_see(work, late, *found)):
        return None
    return _in_its_place(late, *found, work)


def _own_since(work: UnitOfWork, late: Late) -> More:
    """What has happened while it was on its way is shown after all."""
    found = _found(work, late)
    if late.effect.kind is EffectKind.REFRESH or (found and _may_see(work, late, *found)):
        return ()
    return (late.context().refresh(OWN, late.effect.subject, person=late.effect.person),)


def _may_see(work: UnitOfWork, late: Late, row: Innkalling, mote: Hastemote) -> bool:
    on = still_on(mote, late.now) and _turn(late) == mote.turn
    return on and may_be_asked(work, late.room, mote, row, late.effect.person or "", late.now)


def _is_current(late: Late, mote: Hastemote) -> bool:
    return _asking(mote, late.now) and _turn(late) == mote.turn


def _turn(late: Late) -> int:
    return int(about(late.effect).split(":")[1])


def _rung(late: Late) -> Rung:
    return Rung(about(late.effect).split(":")[2])


def _reached(work: UnitOfWork, late: Late) -> More:
    remember_reach(work, late.room, late.effect.person or "", late.now, reachable=True)
    return ()


def _asked(work: UnitOfWork, late: Late) -> More:
    """It got through; where the meeting was moved or ended meanwhile, the card shows it after all."""
    _reached(work, late)
    found = _found(work, late)
    if found is None or late.effect.kind is EffectKind.REFRESH or _is_current(late, found[1]):
        return ()
    return (late.context().refresh(QUESTION, late.effect.subject, person=late.effect.person),)


def _not_reached(work: UnitOfWork, late: Late) -> More:
    """Seen at once: the next is asked in the same breath, and the live card shows it. A card that could not be changed
    is no question that did not arrive."""
    if late.effect.kind is EffectKind.REFRESH:
        return ()
    remember_reach(work, late.room, late.effect.person or "", late.now, reachable=False)
    found = _found(work, late)
    if found is None or not _is_current(late, found[1]) or not late.effect.person:
        return ()
    before, mote = found
    row = unreachable(before, late.effect.person, late.now)
    if row.by_stand_in:
        row = next_stand_in(work, mote, row, late.room, late.now)
    row = climb_row(work, mote, row, late.room, late.now)
    refresh(work, settle(work, mote, late.now), late.room, late.now)
    return senders_see(work, mote, [before], [row], late.context())


def _overview(work: UnitOfWork, late: Late) -> Message | None:
    mote = work.get(Hastemote, late.effect.subject)
    person = late.effect.person or ""
    if mote is None or person not in followers(work, mote, late.room):
        return None
    return live.overview(overview_of(work, mote, late.room, late.now, person), late.t(work), late.ink())


def _once_more(work: UnitOfWork, late: Late) -> More:
    """What happened while the live card, or the phone list, was on its way is shown too."""
    mote = work.get(Hastemote, late.effect.subject)
    if mote is not None and late.effect.kind is EffectKind.TELL:
        refresh(work, mote, late.room, late.now)
    return ()


def _phone_list(work: UnitOfWork, late: Late) -> Message | None:
    """Sent while somebody is to be called. One that was sent follows what is true, as the live card does."""
    mote = work.get(Hastemote, late.effect.subject)
    person = late.effect.person or ""
    if mote is None or person not in followers(work, mote, late.room):
        return None
    shown = overview_of(work, mote, late.room, late.now, person)
    if late.effect.kind is not EffectKind.REFRESH and not to_call(shown, late.now).rows:
        return None
    return list_or_live(shown, late.now, late.t(work), late.ink())


def list_or_live(shown: live.Overview, now: datetime, t: Texts, ink: Ink) -> Message:
    """The phone list of those that are left; else the live card."""
    left = to_call(shown, now)
    return ringeliste.phone_list(left, t, ink) if left.rows else live.overview(shown, t, ink)


def to_call(shown: live.Overview, now: datetime) -> live.Overview:
    """The live card with those agencies alone that are to be called: nobody has come for them."""
    asking = _asking(shown.mote, now)
    return replace(shown, rows=tuple(r for r in shown.within if asking and not r.covered and r.phoned))


def _asking(mote: Hastemote, now: datetime) -> bool:
    return mote.status in OPEN and now < mote.ends_at


def _ground_gone(work: UnitOfWork, late: Late) -> Message | None:
    mote = work.get(Hastemote, late.effect.subject)
    if mote is None or not still_on(mote, late.now) or late.effect.person not in leads(work, mote, late.room):
        return None
    if referat_of(work, mote) is not None:
        return None
    scope = scope_now(work, late.room, mote, late.now)
    outside = tuple(row.name for row in rows_of(work, mote.id) if not scope.holds_for(row))
    whole = not scope.is_open(late.room)
    return notices.ground_gone(mote, () if whole else outside, late.t(work), late.ink()) if whole or outside else None


def _merged(work: UnitOfWork, late: Late) -> Message | None:
    mote = work.get(Hastemote, late.effect.subject)
    return notices.merged(mote, _wishes(work, mote), late.t(work)) if mote and mote.status in OPEN else None


def _moved(work: UnitOfWork, late: Late) -> Message | None:
    found = _found(work, late)
    if found is None or found[1].status not in OPEN:
        return None
    row, mote = found
    within = may_be_asked(work, late.room, mote, row, late.effect.person or "", late.now)
    return notices.moved(mote, late.t(work)) if within else None


def _called_off(work: UnitOfWork, late: Late) -> Message | None:
    mote = work.get(Hastemote, late.effect.subject)
    return notices.called_off(mote, late.t(work)) if mote else None


def _by_whom(work: UnitOfWork, late: Late, status: bool) -> tuple[Hastemote, str] | None:
    """The call-out, and the name of whoever moved it or called it off; not where it was moved again since."""
    id, turn, person = late.effect.subject.split(":", 2)
    mote = work.get(Hastemote, id)
    if mote is None or mote.turn != int(turn) or (mote.status is HastemoteStatus.AVLYST) is not status:
        return None
    return mote, name_of(work, person)


def _moved_by(work: UnitOfWork, late: Late) -> Message | None:
    found = _by_whom(work, late, False)
    return notices.moved_by(*found, late.t(work)) if found and still_on(found[0], late.now) else None


def _called_off_by(work: UnitOfWork, late: Late) -> Message | None:
    found = _by_whom(work, late, True)
    return notices.called_off_by(*found, late.t(work)) if found else None


VIEWS: dict[str, Delivery] = {
    QUESTION: Show(_question, after=_asked, failed=_not_reached, keep=True),
    OWN: Show(_own, after=_own_since, keep=True),
    OVERVIEW: Show(_overview, after=_once_more, keep=True),
    PHONE_LIST: Show(_phone_list, after=_once_more, keep=True),
    GROUND_GONE: Show(_ground_gone),
    "hastemote_slatt_sammen": Show(_merged),
    "hastemote_flyttet": Show(_moved),
    "hastemote_avlyst": Show(_called_off),
    "hastemote_flyttet_av": Show(_moved_by),
    "hastemote_avlyst_av": Show(_called_off_by),
}
