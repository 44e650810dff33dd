"""A call-out: who is asked, what they answer, and what follows when they do not (UC-60, UC-61).

It is finished when every role that is needed is covered, or when the coordinator closes it: never silently.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.plan import Choices
from bot.domain.sealed import Sealed
from bot.errors import Conflict


class HastemoteStatus(StrEnum):
    """Called, every role covered, or over."""

    INNKALT = "innkalt"
    DEKKET = "dekket"
    AVSLUTTET = "avsluttet"
    AVLYST = "avlyst"


OVER = (HastemoteStatus.AVSLUTTET, HastemoteStatus.AVLYST)


class Svar(StrEnum):
    """What somebody who is asked can answer."""

    KOMMER = "kommer"
    FORSINKET = "forsinket"
    STEDFORTREDER = "stedfortreder"
    KAN_IKKE = "kan_ikke"


COVERS = (Svar.KOMMER, Svar.FORSINKET, Svar.STEDFORTREDER)


class Rung(StrEnum):
    """What is done next for a role that is not covered."""

    PURRING = "purring"
    VARA = "vara"
    LEDER = "leder"
    TELEFON = "telefon"


@dataclass(frozen=True, slots=True)
class Hastemote:
    """A call-out. `situation` is neutral words; where it is held is `place`."""

    id: str
    room: str
    caller: str
    situation: Sealed
    starts_at: datetime
    place: Sealed
    created_at: datetime
    status: HastemoteStatus = HastemoteStatus.INNKALT
    closed_by: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Innkalling:
    """One role that is needed, and everybody who was asked for it. `next_at` (UTC) is when `rung` is taken; None
    when nothing more is due. `missed` are people who could not be reached."""

    id: str
    room: str
    hastemote: str
    role: str
    asked: tuple[str, ...]
    missed: tuple[str, ...] = ()
    answer: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None
    rung: Rung = Rung.PURRING
    next_at: datetime | None = None
    version: int = 0

    @property
    def covered(self) -> bool:
        """Does somebody come for this role?"""
        return self.answer in COVERS


def first_step(row: Innkalling, choices: Choices, now: datetime) -> Innkalling:
    """The row with its first step: asked again half-way to the deputy, or at once onward when nobody was asked."""
    if not row.asked:
        return replace(row, rung=Rung.VARA, next_at=now)
    return replace(row, rung=Rung.PURRING, next_at=now + timedelta(minutes=choices.hastemote_deputy_minutes) / 2)


def next_step(row: Innkalling, called_at: datetime, choices: Choices) -> Innkalling:
    """The row after its step was taken: deputy, then leader, then the telephone; then a person carries it on."""
    deputy = called_at + timedelta(minutes=choices.hastemote_deputy_minutes)
    leader = called_at + timedelta(minutes=choices.hastemote_leader_minutes)
    match row.rung:
        case Rung.PURRING:
            return replace(row, rung=Rung.VARA, next_at=deputy)
        case Rung.VARA:
            return replace(row, rung=Rung.LEDER, next_at=leader)
        case Rung.LEDER:
            return replace(row, rung=Rung.TELEFON, next_at=leader)
    return replace(row, next_at=None)


def answered(row: Innkalling, answer: Svar, by: str, at: datetime) -> Innkalling:
    """The row with an answer. The newest counts, but a «no» never undoes that somebody else comes."""
    if row.covered and answer not in COVERS and row.answered_by != by:
        return row
    covered = answer in COVERS
    return replace(
        row,
        answer=answer.value,
        answered_by=by,
        answered_at=at,
        rung=row.rung if covered else Rung.VARA,
        next_at=None if covered else at,
    )


def unreachable(row: Innkalling, person: str, at: datetime) -> Innkalling:
    """Somebody could not be reached: seen at once, and the deputy is asked at once (failure F15)."""
    missed = (*row.missed, person) if person not in row.missed else row.missed
    if row.covered:
        return replace(row, missed=missed)
    onward = row.rung if row.rung is not Rung.PURRING else Rung.VARA
    return replace(row, missed=missed, rung=onward, next_at=at)


def closed(mote: Hastemote, status: HastemoteStatus, by: str) -> Hastemote:
    """The call-out, over. Raises Conflict when it is over already."""
    if mote.status in OVER:
        raise Conflict("already_handled")
    return replace(mote, status=status, closed_by=by)
