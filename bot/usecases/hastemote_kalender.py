"""The calendar of a call-out: one event from the organiser's mailbox, as it should be at this moment (UC-61).

Subject and body reach other organisations: they say that there is a hastemøte, and nothing of what it is about.
"""

from __future__ import annotations

from dataclasses import replace

from bot.cards import hastemote as cards
from bot.cards import hastemote_beskjeder as notices
from bot.domain.effects import Repeat
from bot.domain.hastemote import Hastemote, HastemoteStatus, still_on
from bot.domain.innkalling import COVERS, Innkalling, Svar
from bot.domain.room import RosterEntry
from bot.domain.sealed import Sealed
from bot.ports import Cancellation, Invitation, Message, UnitOfWork
from bot.texts import N_
from bot.usecases.agenda import house_texts
from bot.usecases.command import nobodys
from bot.usecases.deliveries import Delivery, Invite, Late, More, Show
from bot.usecases.hastemote_kort import linked
from bot.usecases.hastemote_omfang import Scope, reaches, scope_now
from bot.usecases.hastemote_reaching import CALENDAR, about, invite, leads, refresh, rows_of

SUBJECT = N_("Hastemøte – SLT")
BODY = N_(
    "Du er kalt inn til et hastemøte. Svar i meldingen fra SLT-boten i Teams. "
    "Skriv ikke noe om enkeltpersoner i invitasjonen eller i svar på den."
)
CALLED_OFF = N_("Hastemøtet er avlyst.")


def _wanted(work: UnitOfWork, late: Late) -> Invitation | Cancellation | None:
    mote = work.get(Hastemote, about(late.effect))
    if mote is None:
        return None
    t = house_texts(late.room)
    if mote.status is HastemoteStatus.AVLYST:
        return Cancellation(mote.event, cards.marked(mote, t(CALLED_OFF), t)) if mote.event else None
    scope = scope_now(work, late.room, mote, late.now)
    if not still_on(mote, late.now):
        return None
    attendees = _attendees(work, mote, scope)
    if not mote.event and not (attendees and scope.is_open(late.room)):
        return None
    return Invitation(
        key=f"hastemote-{mote.id}",
        subject=cards.marked(mote, t(SUBJECT), t),
        body=f"{t(cards.EXERCISE)} {t(BODY)}" if mote.exercise else t(BODY),
        start=mote.starts_at,
        end=mote.ends_at,
        place=mote.place or None,
        online=mote.online,
        attendees=attendees,
        event=mote.event,
        earliest=mote.created_at,
        latest=mote.latest_at,
    )


def _attendees(work: UnitOfWork, mote: Hastemote, scope: Scope) -> tuple[str, ...]:
    """Whoever was asked and has not said no, and whoever called; somebody who is away when they say that they come.
    Whoever is outside the ground by now is taken off. Somebody without an address gets the card alone."""
    rows = rows_of(work, mote.id)
    asked = [p for row in rows for p in row.asked if _wants_it(row, p) and reaches(work, scope, row, p)]
    entries = [work.get(RosterEntry, person) for person in dict.fromkeys((mote.caller, *asked))]
    return tuple(dict.fromkeys(entry.email for entry in entries if entry and entry.email))


def _wants_it(row: Innkalling, person: str) -> bool:
    answer = row.answer_of(person)
    return answer in COVERS if person in row.away else answer is not Svar.KAN_IKKE


def _kept(work: UnitOfWork, late: Late, event: str, join_url: str) -> More:
    """Remember the event and its link; one that was called off while the event was being made is called off now. A new
    link is put on the cards of those who come: whoever answers from now on gets it with the answer."""
    mote = work.get(Hastemote, about(late.effect))
    if mote is None or (mote.event, mote.join_url) == (event, join_url or mote.join_url):
        return ()
    work.save(replace(mote, event=event, join_url=Sealed(join_url) or mote.join_url))
    if not mote.event and mote.status is HastemoteStatus.AVLYST:
        invite(work, mote, late.room, late.now)
    if not join_url or join_url == mote.join_url or not still_on(mote, late.now):
        return ()
    rows = rows_of(work, mote.id)
    for row in rows:
        work.save(row)  # whoever answers in this moment does so before or after, on every engine
    refresh(work, mote, late.room, late.now)
    return linked(work, mote, rows, late.context())


def _failed(work: UnitOfWork, late: Late) -> More:
    """Those who follow it are told that the calendar did not go out: people have the card. Once for each time that the
    meeting has, however many were asked after it: the id of what is told is then the same."""
    mote = work.get(Hastemote, about(late.effect))
    if mote is None:
        return ()
    context = nobodys(late.room, late.now, f"hastemote:{mote.id}:{mote.turn}")
    return tuple(
        context.tell(person, "hastemote_uten_kalender", mote.id, Repeat.LABELLED)
        for person in leads(work, mote, late.room)
    )


def _not_invited(work: UnitOfWork, late: Late) -> Message | None:
    mote = work.get(Hastemote, about(late.effect))
    return notices.calendar_failed(mote, late.t(work)) if mote else None


VIEWS: dict[str, Delivery] = {
    CALENDAR: Invite(_wanted, _kept, _failed),
    "hastemote_uten_kalender": Show(_not_invited),
}
