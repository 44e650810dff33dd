"""The year as it stands: what the plan wants done, how far it has come, and what is late (UC-10, UC-72)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain import arshjul
from bot.domain.arshjul import Basis, Occurrence, Term
from bot.domain.plan import Plan
from bot.domain.plan.tiltak import Tiltak
from bot.domain.room import Room
from bot.domain.tiltak import TiltakState, TiltakStatus, due_of, term_of, unanswered
from bot.ports import UnitOfWork
from bot.texts import texts
from bot.usecases import access
from bot.usecases.command import Context, Outcome
from bot.usecases.dispatch import UseCase


@dataclass(frozen=True, slots=True)
class Line:
    """One occurrence as people see it: its date now, and where in time that is."""

    occurrence: Occurrence
    status: TiltakStatus
    due: date
    term: Term

    @property
    def late(self) -> bool:
        """Past its date and not done."""
        return self.term is Term.OVER_FRISTEN

    @property
    def open(self) -> bool:
        """Not done."""
        return self.status.state is not TiltakState.UTFORT


@dataclass(frozen=True, slots=True)
class LagArshjul:
    """The coordinator wants the year as a picture in the library."""

    year: int


def draw(work: UnitOfWork, command: LagArshjul, context: Context) -> Outcome:
    """Promise the picture; who asked is told where it lies."""
    subject = f"{command.year}:{context.id('bilde')[:8]}:{context.actor.id}"
    return Outcome(subject, (context.file("arshjul_bilde", subject),))


def lines(work: UnitOfWork, room: Room, years: Iterable[int], today: date) -> list[Line]:
    """Every occurrence of the years, each once."""
    statuses = {status.id: status for status in work.find(TiltakStatus)}
    found = {o.key: o for year in years for o in arshjul.in_year(room.plan, year)}
    return [line_of(o, statuses.get(o.key) or unanswered(o, room.id), room.plan, today) for o in found.values()]


def line_of(occurrence: Occurrence, status: TiltakStatus, plan: Plan, today: date) -> Line:
    """An occurrence with its status, as of a day. Only what this plan asks for can be due."""
    in_force = arshjul.in_force(plan, occurrence) or status.due is not None
    term = term_of(occurrence, status, today, plan.choices) if in_force else Term.SENERE
    return Line(occurrence, status, due_of(occurrence, status), term)


def around(work: UnitOfWork, room: Room, today: date) -> list[Line]:
    """Last year, this year and the next: all that can be due or late now."""
    return lines(work, room, (today.year - 1, today.year, today.year + 1), today)


def undated(plan: Plan) -> list[Tiltak]:
    """The tiltak that the plan sets no time for: shown, never given a date (UC-70)."""
    years = range(plan.period.first_year, plan.period.last_year + 1)
    dated = {occurrence.subject for year in years for occurrence in arshjul.in_year(plan, year)}
    return [tiltak for tiltak in plan.tiltak if tiltak.id not in dated]


def owner_labels(plan: Plan, owners: Iterable[str]) -> str:
    """The owners as the plan writes them; empty where it names none."""
    organs = {organ.id: organ.name for organ in plan.organs}
    return ", ".join(plan.roles[o].label if o in plan.roles else organs.get(o, o) for o in owners)


def agenda_items(work: UnitOfWork, room: Room, until: date) -> tuple[str, ...]:
    """What is late, and what is due up to a date, as neutral lines for an agenda (UC-72). Not what is a suggestion."""
    t, plan = texts(room.plan.municipality.language), room.plan
    due = [line for line in around(work, room, until) if line.open and _due_by(line, plan, until)]
    return tuple(
        t(
            "Tiltak: {title} ({owner}, frist {day})",
            title=line.occurrence.title,
            owner=owner_labels(plan, line.occurrence.owners) or t("uten ansvarlig i planen"),
            day=t.day(line.due, weekday=False),
        )
        for line in sorted(due, key=lambda line: line.due)
    )


def _due_by(line: Line, plan: Plan, until: date) -> bool:
    if line.due > until or not arshjul.in_force(plan, line.occurrence):
        return False
    return line.occurrence.basis is not Basis.FORSLAG or line.status.due is not None


CASES: dict[type[Any], UseCase] = {LagArshjul: UseCase(draw, access.coordinator)}
