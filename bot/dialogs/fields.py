"""Dates and times as people fill them in, and the days that a meeting can have."""

from __future__ import annotations

from datetime import date, datetime, time

from bot.cards.moter import clash_words
from bot.dialogs.flow import View
from bot.domain.moteplan import clash, moment


def day(text: str) -> date | None:
    """A date field's value."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def clock(text: str) -> time | None:
    """A time field's value: 08:30, or 08.30 as it is written in Norway."""
    try:
        return time.fromisoformat(text.strip().replace(".", ":"))
    except ValueError:
        return None


def when_problems(view: View, day_text: str, clock_text: str, *, after: datetime | None = None) -> dict[str, str]:
    """What is wrong with a meeting's date and time; `after` is what it must come later than (now, if None)."""
    t, on, at = view.t, day(day_text), clock(clock_text)
    problems = {}
    if on is None:
        problems["day"] = t("Velg en dato.")
    if at is None:
        problems["start"] = t("Skriv klokkeslettet som 08.30.")
    found = clash(on, view.plan.choices.closed_days) if on else None
    if found and found.forbids:
        problems["day"] = t("{why} Velg en annen dag.", why=clash_words(found, t))
    elif on and at and moment(on, at) <= (after or view.here.now):
        problems["day"] = t("Datoen må være fram i tid.")
    return problems
