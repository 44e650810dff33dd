"""A call-out on the telephone: a text without content and a link that is used once (UC-61).

Off unless the installation has a gateway. The text says that somebody is called, when, and where to answer; nothing of
what it is about. Whoever opens the link sees time, place and the answers, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.hastemote import OPEN, Hastemote, HastemoteStatus, still_on
from bot.domain.innkalling import Innkalling, Rung, Svar, offered, to_be_sent
from bot.domain.people import Standing
from bot.domain.room import Room, RosterEntry
from bot.domain.svarlenke import AnswerLink, code_of, id_of, is_genuine, is_open, used
from bot.ports import TextMessage, UnitOfWork
from bot.texts import Texts, texts
from bot.usecases.command import Actor, Context
from bot.usecases.deliveries import Alert, Delivery, Late
from bot.usecases.dispatch import Door
from bot.usecases.hastemote_omfang import may_be_asked
from bot.usecases.hastemote_reaching import CALLED_OFF_BY_TEXT, MOVED_BY_TEXT, TEXT_MESSAGE, about, rows_of
from bot.usecases.hastemoter import AnswerHastemote
from bot.usecases.roles import actor, language_of

AFTER = timedelta(hours=1)


class LinkState(StrEnum):
    """What a link is worth at this moment."""

    OPEN = "open"
    UNKNOWN = "unknown"
    SPENT = "spent"
    OVER = "over"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class LinkPage:
    """What whoever opens a link may see. `mote`, and what they `can` answer, only while it can be answered; `answer`
    what `person` has said for an agency, its `row`."""

    state: LinkState
    t: Texts
    mote: Hastemote | None = None
    answer: Svar | None = None
    can: tuple[Svar, ...] = ()
    row: Innkalling | None = None
    person: str = ""
    exercise: bool = False


def number_of(work: UnitOfWork, room: Room, row: Innkalling, person: str) -> str:
    """Somebody's own number in the directory; else their role's, where nobody else is asked first for the agency."""
    entry = work.get(RosterEntry, person)
    if entry is not None and entry.phone:
        return entry.phone
    alone = bool(row.chain) and row.chain[0].people == (person,)
    phones = (room.plan.choices.phones.get(role, "") for role in row.roles)
    return next((phone for phone in phones if phone), "") if alone else ""


def _text(work: UnitOfWork, late: Late) -> TextMessage | None:
    id, turn, rung = about(late.effect).split(":")
    row, person = work.get(Innkalling, id), late.effect.person or ""
    mote = work.get(Hastemote, row.hastemote) if row else None
    if row is None or mote is None or mote.status not in OPEN or int(turn) != mote.turn:
        return None
    if not may_be_asked(work, late.room, mote, row, person, late.now):
        return None
    number = number_of(work, late.room, row, person)
    if not number or not to_be_sent(row, person, Rung(rung)):
        return None
    code = _give_out(work, late, row, mote, person)
    t = late.t(work)
    said = _said(mote, f"{late.room.answer_url}/svar/{code}", t)
    return _message(number, said, late, t)


def _called_off(work: UnitOfWork, late: Late) -> TextMessage | None:
    """To somebody who was reached on the telephone: who answered by the link, or whom Teams did not reach."""
    row, person = work.get(Innkalling, late.effect.subject), late.effect.person or ""
    mote = work.get(Hastemote, row.hastemote) if row else None
    if row is None or mote is None or mote.status is not HastemoteStatus.AVLYST:
        return None
    number = _reached_at(work, late.room, row, person)
    if not number:
        return None
    t = late.t(work)
    when = t.moment(mote.starts_at)
    said = t("SLT: Hastemøtet {when} er avlyst.", when=when)
    if mote.exercise:
        said = t("ØVELSE, SLT: Hastemøtet {when} er avlyst.", when=when)
    return _message(number, said, late, t)


def _moved(work: UnitOfWork, late: Late) -> TextMessage | None:
    """To a stand-in who answered by the link for an earlier time, and is not asked for the new one."""
    row, person = work.get(Innkalling, late.effect.subject), late.effect.person or ""
    mote = work.get(Hastemote, row.hastemote) if row else None
    if row is None or mote is None or not still_on(mote, late.now) or person in row.asked:
        return None
    number = _reached_at(work, late.room, row, person)
    if not number or not may_be_asked(work, late.room, mote, row, person, late.now):
        return None
    t = late.t(work)
    when = t.moment(mote.starts_at)
    said = t("SLT: Hastemøtet er flyttet til {when}. Trengs du da, får du en ny melding.", when=when)
    if mote.exercise:
        said = t("ØVELSE, SLT: Hastemøtet er flyttet til {when}. Trengs du da, får du en ny melding.", when=when)
    return _message(number, said, late, t)


def _message(number: str, said: str, late: Late, t: Texts) -> TextMessage:
    """One that may have come before says so."""
    text = t("Sendes på nytt. {text}", text=said) if late.effect.doubtful else said
    return TextMessage(late.effect.id, number, text)


def _reached_at(work: UnitOfWork, room: Room, row: Innkalling, person: str) -> str:
    """The number of somebody who answered by the link, or whom Teams did not reach; else empty."""
    links = work.find(AnswerLink, innkalling=row.id, person=person)
    by_phone = any(link.used_at or person in row.missed for link in links)
    return number_of(work, room, row, person) if by_phone else ""


def _said(mote: Hastemote, link: str, t: Texts) -> str:
    when = t.moment(mote.starts_at)
    if mote.exercise:
        return t("ØVELSE, SLT: Du kalles inn til hastemøte {when}. Svar her: {link}", when=when, link=link)
    return t("SLT: Du kalles inn til hastemøte {when}. Svar her: {link}", when=when, link=link)


def _give_out(work: UnitOfWork, late: Late, row: Innkalling, mote: Hastemote, person: str) -> str:
    code = code_of(late.signing_key, row.id, person, mote.turn)
    if work.get(AnswerLink, id_of(code)) is None:
        work.add(AnswerLink(id_of(code), late.room.id, row.id, person, mote.turn, mote.ends_at + AFTER))
    return code


def look(work: UnitOfWork, room: Room, key: bytes, code: str, now: datetime) -> LinkPage:
    """What a link shows. Opening it uses nothing up: messaging apps open links on their own."""
    link, mote = _opened(work, key, code)
    page = _looked(work, room, link, mote, now)
    return replace(page, exercise=mote is not None and mote.exercise)


def _looked(work: UnitOfWork, room: Room, link: AnswerLink | None, mote: Hastemote | None, now: datetime) -> LinkPage:
    if link is None or mote is None:
        return LinkPage(LinkState.UNKNOWN, texts(room.plan.municipality.language))
    t = texts(language_of(work, room, link.person))
    row = work.get(Innkalling, link.innkalling)
    if row is None or not still_on(mote, now) or not may_be_asked(work, room, mote, row, link.person, now):
        return LinkPage(LinkState.OVER, t)
    if link.used_at is not None and link.turn == mote.turn:
        return LinkPage(LinkState.SPENT, t, answer=_answer_of(work, link))
    if not is_open(link, now) or link.turn != mote.turn:
        return LinkPage(LinkState.SPENT, t)
    asked = [one for one in rows_of(work, mote.id) if link.person in one.asked]
    return LinkPage(LinkState.OPEN, t, mote, can=offered(asked, link.person, about_one=bool(mote.sak)))


def answer(work: UnitOfWork, room: Room, door: Door, key: bytes, code: str, svar: Svar, now: datetime) -> LinkPage:
    """Answer by a link, through the same door as a card, and use the link up."""
    page = look(work, room, key, code, now)
    link = work.get(AnswerLink, id_of(code))
    if page.state is not LinkState.OPEN or link is None or svar not in page.can:
        return page
    who = actor(work, room, link.person) or Actor(link.person, Standing.STRANGER, False, frozenset())
    context = Context(room, who, now, f"svarlenke:{link.id}")
    door.handle(work, AnswerHastemote(link.innkalling, svar, link.turn), context)
    work.save(used(link, now))
    row = work.get(Innkalling, link.innkalling)
    return LinkPage(LinkState.ANSWERED, page.t, page.mote, svar, row=row, person=link.person, exercise=page.exercise)


def _answer_of(work: UnitOfWork, link: AnswerLink) -> Svar | None:
    """What stands, also when it was changed in Teams since: whoever presses twice is not left in doubt."""
    row = work.get(Innkalling, link.innkalling)
    return row.answer_of(link.person) if row else None


def _opened(work: UnitOfWork, key: bytes, code: str) -> tuple[AnswerLink | None, Hastemote | None]:
    link = work.get(AnswerLink, id_of(code))
    if link is None or not is_genuine(link, key, code):
        return None, None
    row = work.get(Innkalling, link.innkalling)
    return link, work.get(Hastemote, row.hastemote) if row else None


VIEWS: dict[str, Delivery] = {
    TEXT_MESSAGE: Alert(_text),
    CALLED_OFF_BY_TEXT: Alert(_called_off),
    MOVED_BY_TEXT: Alert(_moved),
}
