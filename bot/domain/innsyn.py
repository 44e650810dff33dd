"""What the bot holds about one of its users, gathered for them alone (UC-95)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.room import Draft, Reach, RoleHolder, RosterEntry
from bot.domain.varsling import Varsling


@dataclass(frozen=True, slots=True)
class Held:
    """Everything, in short: the person, their roles, what they sent and began, and the rows that name them by table."""

    entry: RosterEntry | None
    roles: Sequence[RoleHolder]
    away_until: date | None
    chat: Reach | None
    varslinger: Sequence[Varsling]
    drafts: Sequence[Draft]
    rows: Mapping[str, int]
