"""What a question about the plan can be about (UC-100)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from bot.domain.plan import KnowledgeSource, Obligation, Organ, Tiltak

Seat = Literal["chair", "secretary", "convener"]
Topic = Tiltak | Obligation | KnowledgeSource


class Asked(StrEnum):
    """What is asked about a thing."""

    WHO = "who"
    WHEN = "when"
    WHAT = "what"


@dataclass(frozen=True, slots=True)
class AboutSeat:
    """Who holds a seat. `organs` are empty when the plan has no such organ."""

    seat: Seat
    organs: tuple[Organ, ...]


@dataclass(frozen=True, slots=True)
class AboutMembers:
    """Who sits in an organ."""

    organs: tuple[Organ, ...]


@dataclass(frozen=True, slots=True)
class AboutMeetings:
    """How often an organ meets."""

    organs: tuple[Organ, ...]


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """When the next meeting is: the meeting schedule knows, not the plan."""


@dataclass(frozen=True, slots=True)
class AboutCoordinator:
    """What the coordinator does. The plan names no persons."""


@dataclass(frozen=True, slots=True)
class AboutModel:
    """What SLT is."""


@dataclass(frozen=True, slots=True)
class AboutIntake:
    """Who receives concerns."""


@dataclass(frozen=True, slots=True)
class AboutTopics:
    """The tiltak, obligations and surveys whose titles fit."""

    asked: Asked
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Unnumbered:
    """A tiltak was asked for by number, and this plan gives none."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """The plan names it in passing: `where` are the rows that do, `unclear` what the plan leaves open about it."""

    where: tuple[Tiltak, ...]
    unclear: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AboutSomebody:
    """A question about an individual: never answered."""


@dataclass(frozen=True, slots=True)
class Silent:
    """A question, but nothing in the plan fits."""


About = (
    AboutSeat
    | AboutMembers
    | AboutMeetings
    | NextMeeting
    | AboutCoordinator
    | AboutIntake
    | AboutModel
    | AboutTopics
    | Unnumbered
    | Mentioned
    | AboutSomebody
    | Silent
)
