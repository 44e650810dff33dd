"""Whether a call-out would reach people, known before it is needed (issue "Before").

A check asks nothing of anybody: it only opens the chat that a call would use. Once a month everybody is checked, and
once a quarter the coordinator is offered an exercise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ReachCheck:
    """What is known of a person's chat (`id` is the person): whether it could be opened when it was last tried, and
    whether the newest message was refused. A chat that is blocked can still be opened."""

    id: str
    room: str
    checked_at: datetime
    reachable: bool
    blocked: bool = False
    version: int = 0

    @property
    def lost(self) -> bool:
        """Would a message not get through?"""
        return self.blocked or not self.reachable


@dataclass(frozen=True, slots=True)
class BeredskapPulse:
    """What has been done for a month or a quarter. `id` names both."""

    id: str
    room: str
    at: datetime
    version: int = 0


def month_of(day: date) -> str:
    """The pulse of the month's check."""
    return f"sjekk:{day:%Y-%m}"


def period_of(day: date, months: int) -> str:
    """The pulse of the exercise: one every `months` months, counted from January of year 1."""
    return f"ovelse:{months}:{(day.year * 12 + day.month - 1) // months}"
