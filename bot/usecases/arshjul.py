"""The year as it stands: what the plan wants done, how far it has come, and what is late (UC-10, UC-72)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain import arshjul
from bot.domain.plan import Plan
from bot.domain.plan.organ import Level, Organ
from bot.domain.room import Room
from bot.domain.tiltak import ArshjulBilde, Line, TiltakStatus, line_of, owner_labels, unanswered
from bot.ports import UnitOfWork
from bot.texts import N_, Texts, texts
from bot.usecases import access
from bot.usecases.command import Context, Outcome
from bot.usecases.dispatch import UseCase


@dataclass(frozen=True, slots=True)
class LagArshjul:
    """The coordinator wants the year as a picture in the library."""

    year: int


def draw(work: UnitOfWork, command: LagArshjul, context: Context) -> Outcome:
    """Promise the picture; who asked is told where it lies."""
    asked = ArshjulBilde(context.id("bilde"), context.room.id, command.year, context.actor.id, context.now)
    work.add(asked)
    return Outcome(asked.id, (context.file("arshjul_bilde", asked.id),))


def year_lines(work: UnitOfWork, room: Room, year: int, today: date) -> tuple[Line, ...]:
    """A year as people see it, by date; this year has what is late from before too."""
    found = lines(work, room, (year,), today)
    if year == today.year:
        here = {line.occurrence.key for line in found}
        found += [li for li in lines(work, room, (year - 1,), today) if li.late and li.occurrence.key not in here]
    return tuple(sorted(found, key=lambda line: line.due))


def lines(work: UnitOfWork, room: Room, years: Iterable[int], today: date) -> list[Line]:
    """Every occurrence of the years, each once."""
    statuses = {status.id: status for status in work.find(TiltakStatus)}
    found = {o.key: o for year in years for o in arshjul.in_year(room.plan, year)}
    return [line_of(o, statuses.get(o.key) or unanswered(o, room.id), room.plan, today) for o in found.values()]


def around(work: UnitOfWork, room: Room, today: date) -> list[Line]:
    """Last year, this year and the next: all that can be due or late now."""
    return lines(work, room, (today.year - 1, today.year, today.year + 1), today)


def agenda_items(work: UnitOfWork, room: Room, organ: Organ, day: date) -> list[tuple[str, str]]:
    """What is late or due soon on the day of a meeting, by key, as neutral lines for the organ's agenda (UC-72). Not
    what is a suggestion."""
    t, plan = texts(room.plan.municipality.language), room.plan
    due = [line for line in around(work, room, day) if line.counts and _concerns(organ, line)]
    return [(line.occurrence.key, _agenda_line(line, plan, t)) for line in sorted(due, key=lambda line: line.due)]


def _concerns(organ: Organ, line: Line) -> bool:
    """The coordinating organ follows the whole plan; another takes what stands on itself or on its own seats."""
    if organ.level is Level.KOORDINERENDE:
        return True
    return bool({organ.id, *organ.members} & set(line.occurrence.owners))


def _agenda_line(line: Line, plan: Plan, t: Texts) -> str:
    said = N_("Bak plan: {title} ({owner}, frist {day})") if line.late else N_("Tiltak: {title} ({owner}, frist {day})")
    owner = owner_labels(plan, line.occurrence.owners) or t("uten ansvarlig i planen")
    return t(said, title=line.occurrence.title, owner=owner, day=t.day(line.due, weekday=False))


CASES: dict[type[Any], UseCase] = {LagArshjul: UseCase(draw, access.coordinator)}
