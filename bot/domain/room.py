"""A room: one municipality's SLT work. Nothing is ever read or written across rooms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from bot.domain.people import Standing, Where
from bot.domain.plan import Plan
from bot.domain.sealed import Sealed


@dataclass(frozen=True, slots=True)
class Room:
    """A municipality with its plan, its tenant and its team in Teams. `channels` is channel id by organ id, `bot`
    the bot's application id, for links to the 1:1 chat, `templates` the folder of its own Word templates, if any.
    `answer_url` is where the one-time links of text messages lead; empty when no text messages are sent."""

    id: str
    tenant: str
    team_id: str
    plan: Plan
    channels: Mapping[str, str] = field(default_factory=dict)
    bot: str = ""
    templates: Path | None = None
    answer_url: str = ""


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """A person as last seen in the team's roster and the directory. `id` is the Entra object id."""

    id: str
    room: str
    name: str
    standing: Standing
    in_team: bool
    seen_at: datetime
    email: str = ""
    language: str = ""
    phone: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class RoleHolder:
    """Who holds a role of the plan. `rank` 0 holds it, 1 and up are deputies in order (UC-02)."""

    id: str
    room: str
    role: str
    person: str
    rank: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away, to the end of a day: who stands in gets what comes in meanwhile. `id` is the person's."""

    id: str
    room: str
    until: date
    version: int = 0


@dataclass(frozen=True, slots=True)
class Reach:
    """A stored conversation reference. `id` is `person:<id>` or `channel:<channel id>`."""

    id: str
    room: str
    tenant: str
    service_url: str
    conversation: str
    where: Where
    person: str
    teams_user_id: str
    seen_at: datetime
    reachable: bool = True
    version: int = 0


@dataclass(frozen=True, slots=True)
class SentCard:
    """A card that was sent and may be brought up to date. `id` is `<view>:<subject>:<person or organ>`, `about` the id
    of the thing that the subject begins with."""

    id: str
    room: str
    reach: str
    activity: str
    sent_at: datetime
    about: str = ""
    version: int = 0

    @property
    def view(self) -> str:
        """What it shows."""
        return self.id.partition(":")[0]

    @property
    def subject(self) -> str:
        """What it is about: a thing, and what tells this card from others about it."""
        return self.id.partition(":")[2].rpartition(":")[0]

    @property
    def to(self) -> str:
        """Whose it is."""
        return self.id.rpartition(":")[2]


def card_id(view: str, subject: str, to: str) -> str:
    """The id of the card that shows a thing to a person or an organ."""
    return f"{view}:{subject}:{to}"


def thing_of(subject: str) -> str:
    """The id of the thing that a card or an effect is about."""
    return subject.partition("|")[0]


@dataclass(frozen=True, slots=True)
class Draft:
    """A conversation that has begun: the answers so far, sealed, and when they are thrown away."""

    id: str
    room: str
    dialog: str
    person: str
    answers: Sealed
    started_at: datetime
    expires_at: datetime
    version: int = 0


@dataclass(frozen=True, slots=True)
class Counter:
    """The last neutral number given out in a series, as «V-2026»."""

    id: str
    room: str
    last: int = 0
    version: int = 0
