"""Tiltak, obligations and goals: what the plan wants done, by whom and how often."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from bot.domain.plan.base import Id, Link, Part, SourceRef, Text, Year, Years, YesNo
from bot.domain.plan.rhythm import Grade, Recurrence
from bot.domain.plan.words import file_word

Age = Annotated[int, Field(ge=0, le=120)]
DUTY_WORDS = {"møte": "mote", "årshjul": "arshjul", "opplæring": "opplaering"}


class Area(Part):
    """A focus area: the heading a group of tiltak stands under."""

    id: Id
    title: Text
    subtitle: Text | None = None
    source: SourceRef | None = None


class TiltakPart(Part):
    """One of several things a row of the plan asks for, with its own owners."""

    summary: Text
    owners: tuple[Id, ...] = ()
    owners_label: Text | None = None
    note: Text | None = None


class Tiltak(Part):
    """A row of the plan. `title` is the plan's own; `summary` is a short sentence of ours.

    A plan that names its rows by goal and has no titles (Våler) gives `goal` alone, which is then the title.
    `title_residue` is draft text left in the title cell: shown with a warning, never read out as a fact.
    `continues` is our reading of which row of the former plan this one carries on.
    """

    id: Id
    number: int | None = None
    area: Id
    title: Text
    subtitle: Text | None = None
    title_residue: Text | None = None
    goal: Text | None = None
    summary: Text | None = None
    owners: tuple[Id, ...] = ()
    owners_label: Text | None = None
    recurrence: Recurrence
    grades: tuple[Grade, ...] = ()
    age_from: Age | None = None
    age_to: Age | None = None
    partners: tuple[Text, ...] = ()
    participants: tuple[Text, ...] = ()
    participants_count: int | None = None
    performed_by: Text | None = None
    led_by: Id | None = None
    links: tuple[Link, ...] = ()
    parts: tuple[TiltakPart, ...] = ()
    external_numbers: tuple[Text, ...] = ()
    bti_level: int | None = None
    individual_service: YesNo = False
    note: Text | None = None
    continues: Id | None = None
    source: SourceRef | None = None

    @model_validator(mode="before")
    @classmethod
    def _goal_is_title(cls, data: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        title, goal = file_word("title"), file_word("goal")
        if title in data or "title" in data or not data.get(goal):
            return data
        return {**data, title: data[goal]}


class Duty(StrEnum):
    """What an obligation is about, so that the product knows which report, evaluation or conference it is."""

    MOTE = "mote"
    REFERAT = "referat"
    RAPPORT = "rapport"
    EVALUERING = "evaluering"
    KONFERANSE = "konferanse"
    ARSHJUL = "arshjul"
    KUNNSKAP = "kunnskap"
    OPPLAERING = "opplaering"
    TILTAK = "tiltak"
    ANNET = "annet"


class Obligation(Part):
    """Something the plan commits the municipality to. `responsible` are roles or organs; empty is «ikke fastsatt»."""

    id: Id
    duty: Annotated[Duty, BeforeValidator(lambda value: DUTY_WORDS.get(str(value).strip().lower(), value))]
    title: Text
    recurrence: Recurrence
    responsible: tuple[Id, ...] = ()
    responsible_per_organ: Mapping[Id, Id] = {}
    coordinated_by: Id | None = None
    recipient: Text | None = None
    tiltak: Id | None = None
    organs: tuple[Id, ...] = ()
    note: Text | None = None
    source: SourceRef | None = None


class DerivedDeadline(Part):
    """A year that follows from the plan without being a duty in it: offered as an optional reminder only."""

    id: Id
    title: Text
    year: Year


class GoalSet(Part):
    """A set of goals under one heading. `verbatim` is False where the points are our own short wording."""

    id: Id
    heading: Text
    period: Years | None = None
    items: tuple[Text, ...]
    verbatim: YesNo = True
    note: Text | None = None
    source: SourceRef | None = None
