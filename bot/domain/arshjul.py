"""The year wheel: what the plan wants done in a year, by when, and whose word the date is (UC-10, UC-70).

Pure. A date is the plan's own (`PLAN`), follows from its words («hvert år»: by the end of the year, `BEREGNET`), or is
the product's suggestion (`FORSLAG`) and is always shown as one. Where the plan does not say how often, there is no
date at all. A suggestion is never late: nobody has promised it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from bot.domain.arshjul_rytme import Basis, Slot, slots
from bot.domain.moteplan import at_work
from bot.domain.plan import Choices, Plan
from bot.domain.plan.tiltak import Duty, Obligation, Tiltak

__all__ = ["Basis", "Occurrence", "Term", "find", "in_force", "in_year", "overdue_at", "remind_at", "undated"]
ELSEWHERE = (Duty.MOTE, Duty.REFERAT)
"""Duties that the meeting plan takes care of."""


class Term(StrEnum):
    """Where in time an occurrence stands on a day."""

    SENERE = "senere"
    SNART = "snart"
    OVER_FRISTEN = "over_fristen"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One thing to do once, in one period. `key` is «j25-3-01:2026»; `subject` the id of the tiltak or obligation.
    `owners` are roles or organs of the plan. `placed`: it has a month to stand in. `number` of `of` where the plan
    wants it several times a year."""

    key: str
    subject: str
    title: str
    first: date
    due: date
    basis: Basis
    placed: bool
    owners: tuple[str, ...]
    grades: tuple[int, ...] = ()
    number: int = 1
    of: int = 1

    def term(self, today: date, choices: Choices, due: date | None = None) -> Term:
        """Soon from the municipality's reminder days before it is due; late the day after. `due` is a new date that
        its owner has set: a promise, so it can be late although the first one was a suggestion."""
        until = due or self.due
        if until < today:
            return Term.SENERE if due is None and self.basis is Basis.FORSLAG else Term.OVER_FRISTEN
        soon = today >= until - timedelta(days=choices.reminder_days)
        return Term.SNART if soon else Term.SENERE


def in_year(plan: Plan, year: int) -> tuple[Occurrence, ...]:
    """Everything that is due in a calendar year, or goes on in it; by date, then as the plan has it."""
    return _in_year(_Same(plan), year)


def find(plan: Plan, key: str) -> Occurrence | None:
    """The occurrence of that key, or None when the plan has none."""
    year = key.rpartition(":")[2][:4]
    if not (year.isascii() and year.isdigit()):
        return None
    found = [o for y in (int(year), int(year) + 1) for o in in_year(plan, y) if o.key == key]
    return found[0] if found else None


def in_force(plan: Plan, occurrence: Occurrence) -> bool:
    """Does this plan ask for it? Only what is due after the plan took effect (UC-03)."""
    return plan.effective_from is not None and occurrence.due > plan.effective_from


def undated(plan: Plan) -> list[Tiltak]:
    """The tiltak that the plan sets no time for: shown, never given a date (UC-70)."""
    years = range(plan.period.first_year, plan.period.last_year + 1)
    dated = {occurrence.subject for year in years for occurrence in in_year(plan, year)}
    return [tiltak for tiltak in plan.tiltak if tiltak.id not in dated]


def remind_at(due: date, choices: Choices) -> datetime:
    """When the owner is reminded, UTC: in the morning, outside the quiet hours, on the day before a weekend."""
    return at_work(due - timedelta(days=choices.reminder_days), choices.quiet_hours)


def overdue_at(due: date, choices: Choices) -> datetime:
    """When the owner is told that it is late, UTC: the first quiet-free morning after."""
    day = due + timedelta(days=1)
    while choices.quiet_hours.weekends and day.weekday() >= 5:
        day += timedelta(days=1)
    return at_work(day, choices.quiet_hours)


class _Same:
    """A plan as a key: the very same object. (A plan holds mappings, so it has no hash of its own.)"""

    __slots__ = ("plan",)

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __hash__(self) -> int:
        return id(self.plan)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.plan is self.plan


@lru_cache(maxsize=256)
def _in_year(same: _Same, year: int) -> tuple[Occurrence, ...]:
    plan = same.plan
    if not plan.period.first_year <= year <= plan.period.last_year:
        return ()
    tiltak = [o for t in plan.tiltak for o in _of_tiltak(plan, t, year)]
    duties = [o for d in plan.obligations if not d.tiltak for o in _of_duty(plan, d, year)]
    return tuple(sorted((*tiltak, *duties), key=lambda o: o.due))


def _of_tiltak(plan: Plan, tiltak: Tiltak, year: int) -> Iterator[Occurrence]:
    owners = tiltak.owners or tuple(dict.fromkeys(role for part in tiltak.parts for role in part.owners))
    grades = getattr(tiltak.recurrence, "grades", ()) or tiltak.grades
    for slot in slots(tiltak.recurrence, year, plan):
        yield _occurrence(tiltak.id, tiltak.title, owners, grades, slot)


def _of_duty(plan: Plan, duty: Obligation, year: int) -> Iterator[Occurrence]:
    if duty.duty not in ELSEWHERE:
        for slot in slots(duty.recurrence, year, plan):
            yield _occurrence(duty.id, duty.title, duty.responsible, (), slot)


def _occurrence(subject: str, title: str, owners: tuple[str, ...], grades: tuple[int, ...], slot: Slot) -> Occurrence:
    return Occurrence(
        key=f"{subject}:{slot.name}",
        subject=subject,
        title=title,
        first=slot.first,
        due=slot.due,
        basis=slot.basis,
        placed=slot.placed,
        owners=owners,
        grades=grades,
        number=slot.number,
        of=slot.of,
    )
