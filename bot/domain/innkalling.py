"""How one agency (virksomhet) is reached: who is asked, what they answer, and what follows when they do not (UC-61).

An agency is what must be covered. Its chain (the people, their deputies, their leader, and how long each is waited
for) is frozen when the call goes out: later changes of roles or choices do not move a call that is under way.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum


class Svar(StrEnum):
    """What somebody who is asked can answer."""

    KOMMER = "kommer"
    FORSINKET = "forsinket"
    STEDFORTREDER = "stedfortreder"
    KAN_IKKE = "kan_ikke"


COVERS = (Svar.KOMMER, Svar.FORSINKET, Svar.STEDFORTREDER)


class Rung(StrEnum):
    """What a link of the chain does. `I_STEDET` is none: the deputy is asked because somebody sends a stand-in."""

    SPOR = "spor"
    PURRING = "purring"
    VARA = "vara"
    LEDER = "leder"
    TELEFON = "telefon"
    I_STEDET = "i_stedet"


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain. `people` are asked; then `wait` seconds pass before the next link. A telephone link asks
    nobody: the coordinator gets the phone list, again every `wait` seconds (failure F33)."""

    rung: Rung
    people: tuple[str, ...] = ()
    wait: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """One person's newest answer."""

    person: str
    answer: Svar
    at: datetime


@dataclass(frozen=True, slots=True)
class Innkalling:
    """One agency that is needed. `roles` are the plan's roles it was called for. `position` is the link that is next
    and `next_at` (UTC) when; None when nothing is due. `missed` could not be reached; `phoned` counts the phone lists
    that the coordinator has had. `away` had said so when the call went out: asked all the same, never waited for.
    `came` had said that they come, to a meeting that had begun before it was moved. `by_phone` is who has noted, at
    `by_phone_at`, that somebody from there has said on the telephone that they come: no answer, and not whose it
    was."""

    id: str
    room: str
    hastemote: str
    name: str
    roles: tuple[str, ...]
    chain: tuple[Link, ...]
    called_at: datetime
    position: int = 0
    next_at: datetime | None = None
    asked: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    answers: tuple[Reply, ...] = ()
    covered_at: datetime | None = None
    phoned: int = 0
    away: tuple[str, ...] = ()
    came: tuple[str, ...] = ()
    by_phone: str = ""
    by_phone_at: datetime | None = None
    version: int = 0

    @property
    def covered(self) -> bool:
        """Does somebody come for this agency? A stand-in does, until one who is asked says no."""
        return self._comes or self.by_stand_in

    @property
    def by_stand_in(self) -> bool:
        """Does only a stand-in come? A refusal from before they were sent is of somebody else."""
        sent = [reply.at for reply in self.answers if reply.answer is Svar.STEDFORTREDER]
        if self._comes or not sent:
            return False
        refused = (r.at for r in self.answers if r.answer is Svar.KAN_IKKE and rung_of(self, r.person) is Rung.VARA)
        return all(at < max(sent) for at in refused)

    @property
    def coming(self) -> tuple[str, ...]:
        """Those who have said that they come, or send a stand-in."""
        return tuple(reply.person for reply in self.answers if reply.answer in COVERS)

    @property
    def refused_since(self) -> tuple[str, ...]:
        """Those who have said no themselves since it was noted that somebody comes: their own word is newer."""
        since = self.by_phone_at
        return tuple(r.person for r in self.answers if since and r.answer is Svar.KAN_IKKE and r.at > since)

    @property
    def said_by_phone(self) -> bool:
        """Does it hold what was noted from the telephone? Nobody knows who said it, so any later refusal undoes it."""
        return bool(self.by_phone) and not self.refused_since

    @property
    def _comes(self) -> bool:
        return self.said_by_phone or any(reply.answer in (Svar.KOMMER, Svar.FORSINKET) for reply in self.answers)

    @property
    def halted(self) -> bool:
        """Nobody comes, and nobody is asked any more: the ground of the call does not reach it."""
        return not self.covered and self.next_at is None

    @property
    def link(self) -> Link:
        """The link that is next; at the end always the telephone."""
        return self.chain[self.position] if self.position < len(self.chain) else _LAST

    def answer_of(self, person: str) -> Svar | None:
        """What a person has answered."""
        return next((reply.answer for reply in self.answers if reply.person == person), None)

    @property
    def waiting_for(self) -> tuple[str, ...]:
        """Those who were asked, are not away, could be reached, and have not answered."""
        return tuple(p for p in self.asked if p not in (*self.missed, *self.away) and self.answer_of(p) is None)


_LAST = Link(Rung.TELEFON, (), 600)


@dataclass(frozen=True, slots=True)
class Step:
    """What a link that is taken leads to: these people are asked (`rung` tells how), or the coordinator is to call."""

    row: Innkalling
    rung: Rung
    ask: tuple[str, ...] = ()


def chain(
    people: tuple[str, ...],
    deputies: tuple[tuple[str, ...], ...],
    leaders: tuple[str, ...],
    deputy: int,
    leader: int,
    again: int,
) -> tuple[Link, ...]:
    """The chain of an agency; `deputy`, `leader` and `again` are minutes. Asked again half-way to the deputy; where
    there is no deputy or no leader, whoever comes after takes the place. `deputies` are groups in order of rank: they
    share the time until the leader's turn, so that more ranks make no chain longer. Everybody stands in it once."""
    ranks = _each_once(people, deputies)
    leaders = tuple(p for p in dict.fromkeys(leaders) if p not in (*people, *(p for rank in ranks for p in rank)))
    half = deputy * 30
    links = (
        Link(Rung.SPOR, people, half),
        Link(Rung.PURRING, people, deputy * 60 - half),
        *_in_order(ranks, max(leader - deputy, 1) * 60),
        Link(Rung.LEDER, leaders, 0),
    )
    return (*(link for link in links if link.people), Link(Rung.TELEFON, (), again * 60))


def _each_once(people: tuple[str, ...], ranks: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """The ranks without those who are asked before; a rank that is empty is none."""
    seen, kept = set(people), []
    for rank in ranks:
        new = tuple(p for p in dict.fromkeys(rank) if p not in seen)
        seen.update(new)
        kept.append(new)
    return tuple(rank for rank in kept if rank)


def _in_order(ranks: tuple[tuple[str, ...], ...], seconds: int) -> tuple[Link, ...]:
    shares = [seconds * (n + 1) // len(ranks) - seconds * n // len(ranks) for n in range(len(ranks))]
    return tuple(Link(Rung.VARA, rank, share) for rank, share in zip(ranks, shares, strict=True))


def due(row: Innkalling, now: datetime) -> bool:
    """Is a link to be taken now?"""
    return row.next_at is not None and row.next_at <= now


def climbed(row: Innkalling, now: datetime) -> Step:
    """Take the next link that has anybody to ask. What was due in the past is counted from when it was due, so that
    a late step does not make the next one late too; the telephone from now. Where everybody who is asked has said that
    they are away, the next link is due at once."""
    while (link := row.link).rung is not Rung.TELEFON:
        ask, sent_for = _to_ask(row, link), _sent_for(row, link)
        row = replace(row, position=row.position + 1)
        if ask or sent_for:
            since = min(row.next_at or now, now)
            asked = tuple(dict.fromkeys((*row.asked, *ask)))
            wait = 0 if set(ask) <= set(row.away) and not sent_for else link.wait
            return Step(replace(row, asked=asked, next_at=since + timedelta(seconds=wait)), link.rung, ask)
    after = now + timedelta(seconds=max(link.wait, 60))
    return Step(replace(row, next_at=after, phoned=row.phoned + 1), Rung.TELEFON)


def _to_ask(row: Innkalling, link: Link) -> tuple[str, ...]:
    if link.rung is Rung.PURRING:
        return tuple(p for p in link.people if p in row.waiting_for)
    return tuple(p for p in link.people if p not in row.asked)


def _sent_for(row: Innkalling, link: Link) -> bool:
    """Were the deputies of a link asked before their turn, since somebody sent one, and is an answer still to come?"""
    return link.rung is Rung.VARA and any(p in row.waiting_for and rung_of(row, p) is Rung.VARA for p in link.people)


def answered(row: Innkalling, person: str, answer: Svar, at: datetime, *, begun: bool = False) -> Innkalling:
    """The agency with a person's answer; their newest counts, the same again changes nothing, but a stand-in after
    one who said no is another one, and a no after what was noted from the telephone is newer than that. In a meeting
    that has `begun` it is kept who was to come. Covered, nothing more is due. When nobody who was asked is left, the
    next link is due at once."""
    if row.answer_of(person) is answer and not _says_more(row, answer):
        return row
    others = tuple(reply for reply in row.answers if reply.person != person)
    now = replace(row, answers=(*others, Reply(person, answer, at)), came=_came(row) if begun else row.came)
    if now.covered:
        return replace(now, next_at=None, covered_at=row.covered_at or at)
    return _onward(replace(now, covered_at=None), at)


def _says_more(row: Innkalling, again: Svar) -> bool:
    if again is Svar.STEDFORTREDER:
        return not row.covered
    return again is Svar.KAN_IKKE and row.said_by_phone


def unreachable(row: Innkalling, person: str, at: datetime) -> Innkalling:
    """Somebody could not be reached: seen at once, and where nobody else is waited for the next is asked at once
    (failure F15)."""
    missed = (*row.missed, person) if person not in row.missed else row.missed
    return _onward(replace(row, missed=missed), at)


def found(row: Innkalling, person: str) -> Innkalling:
    """Somebody who could not be reached is there again. What is due stays due: nobody is held back for them."""
    return replace(row, missed=tuple(one for one in row.missed if one != person))


def handed_on(row: Innkalling, busy: Collection[str] = ()) -> Step:
    """Where only a stand-in comes: those who are set up as that are asked, the first rank that somebody is left of who
    is not `busy` coming for another agency. Nobody waits for them."""
    ask = next((left for link in row.chain if link.rung is Rung.VARA and (left := _to_send(row, link, busy))), ())
    ask = ask if row.by_stand_in else ()
    return Step(replace(row, asked=tuple(dict.fromkeys((*row.asked, *ask)))), Rung.I_STEDET, ask)


def _to_send(row: Innkalling, link: Link, busy: Collection[str]) -> tuple[str, ...]:
    out = (*row.away, *row.missed, *busy)
    return tuple(p for p in link.people if p not in out and row.answer_of(p) is None)


def has_stand_in(row: Innkalling, person: str) -> bool:
    """Is there a deputy in the chain who may still come in this person's place?"""
    others = (p for link in row.chain if link.rung is Rung.VARA for p in link.people if p != person)
    return any(p not in (*row.away, *row.missed) and row.answer_of(p) is not Svar.KAN_IKKE for p in others)


def offered(rows: Iterable[Innkalling], person: str, *, about_one: bool) -> tuple[Svar, ...]:
    """What somebody can answer for these agencies. About one person nobody comes who was not called: a stand-in is sent
    only where one of the chain can come (UC-53)."""
    sends = not about_one or all(has_stand_in(row, person) for row in rows)
    return tuple(svar for svar in Svar if sends or svar is not Svar.STEDFORTREDER)


def unsent(row: Innkalling, at: datetime) -> Innkalling:
    """No stand-in is left: what was answered about one holds no longer, and the next is asked at once."""
    kept = tuple(reply for reply in row.answers if reply.answer is not Svar.STEDFORTREDER)
    return _onward(replace(row, answers=kept, covered_at=None), at)


def to_be_sent(row: Innkalling, person: str, rung: Rung) -> bool:
    """Is a question still one at the moment that it is sent?"""
    needed = rung is Rung.SPOR or not row.covered or (rung is Rung.I_STEDET and row.by_stand_in)
    return needed and row.answer_of(person) is None


def stand_ins(row: Innkalling) -> tuple[str, ...]:
    """Those set up as a deputy who were asked, reached or not."""
    return tuple(p for p in row.asked if rung_of(row, p) is Rung.VARA)


def rung_of(row: Innkalling, person: str) -> Rung:
    """As what somebody was asked first."""
    return next((link.rung for link in row.chain if person in link.people), Rung.SPOR)


def _onward(row: Innkalling, at: datetime) -> Innkalling:
    """At once to the next link where nobody is waited for; the telephone only the first time, then it has its pace."""
    if row.covered:
        return row
    stranded = not row.waiting_for and not (row.link.rung is Rung.TELEFON and row.phoned)
    return replace(row, next_at=at) if stranded or row.next_at is None else row


def restarted(row: Innkalling, at: datetime, *, begun: bool = False) -> Innkalling:
    """The agency asked anew, for another time: the same frozen chain from its beginning, without answers. Of a meeting
    that had `begun` it is kept who came: they may have heard something."""
    came = _came(row) if begun else row.came
    asked_anew = replace(row, called_at=at, position=0, next_at=at, asked=(), missed=(), answers=(), came=came)
    return replace(asked_anew, covered_at=None, phoned=0, by_phone="", by_phone_at=None)


def _came(row: Innkalling) -> tuple[str, ...]:
    """Whoever was to come to a meeting that has begun may have heard something, whatever they answer since."""
    return tuple(dict.fromkeys((*row.came, *row.coming, *perhaps_phoned(row))))


def noted(row: Innkalling, by: str, at: datetime) -> Innkalling:
    """Somebody from the agency has said on the telephone that they come: nothing more is due. Not where one of them has
    said no since."""
    now = replace(row, by_phone=by, by_phone_at=at, next_at=None, covered_at=row.covered_at or at)
    return now if now.covered else row


def unnoted(row: Innkalling, at: datetime) -> Innkalling:
    """It was noted by mistake: the agency is as it was, and where nobody comes the chain goes on at once."""
    now = replace(row, by_phone="", by_phone_at=None)
    return now if now.covered else _onward(replace(now, covered_at=None), at)


def perhaps_phoned(row: Innkalling) -> tuple[str, ...]:
    """Those of whom one may have said on the telephone that they come: whoever was asked and has not said no."""
    return tuple(p for p in row.asked if row.said_by_phone and row.answer_of(p) is not Svar.KAN_IKKE)


_ORDER = tuple(Rung)


def widened(
    row: Innkalling, roles: tuple[str, ...], more: tuple[Link, ...], away: tuple[str, ...], at: datetime
) -> Innkalling:
    """The agency with further roles and their chain: their people are asked now, unless somebody comes already, and
    what was due next is due when it was; then deputies and leaders together. Moved, all of them are asked first."""
    fresh = tuple(p for link in more if link.rung is Rung.SPOR for p in link.people if p not in row.asked)
    left = int((row.next_at - at).total_seconds()) if row.next_at else 0
    taken = tuple(_with(link, fresh) if link.rung is Rung.SPOR else link for link in row.chain[: row.position])
    rest = [*row.chain[row.position :]]
    for link in (one for one in more if one.rung not in (Rung.SPOR, Rung.TELEFON)):
        rest = _inserted(rest, link)
    now = (Link(Rung.SPOR, fresh, max(left, 0)),) if fresh else ()
    return replace(
        row,
        roles=(*row.roles, *(role for role in roles if role not in row.roles)),
        chain=(*taken, *now, *rest),
        next_at=at if fresh and row.next_at else row.next_at,
        away=tuple(dict.fromkeys((*row.away, *away))),
    )


def _inserted(rest: list[Link], link: Link) -> list[Link]:
    """The links that are left, with one more: together with the first of its kind, else before what comes after it."""
    for n, one in enumerate(rest):
        if one.rung is link.rung:
            return [*rest[:n], _with(one, link.people), *rest[n + 1 :]]
        if _ORDER.index(one.rung) > _ORDER.index(link.rung):
            return [*rest[:n], link, *rest[n:]]
    return [*rest, link]


def _with(link: Link, people: tuple[str, ...]) -> Link:
    return replace(link, people=tuple(dict.fromkeys((*link.people, *people))))


def left_to_the_telephone(row: Innkalling, at: datetime) -> Innkalling:
    """The agency whose chain we cannot climb: people take over at once, and are reminded of it."""
    after = at + timedelta(seconds=_LAST.wait)
    return replace(row, position=len(row.chain), next_at=after, phoned=row.phoned + 1)


def ended(row: Innkalling) -> Innkalling:
    """Nothing more is due: the call is over."""
    return replace(row, next_at=None)
