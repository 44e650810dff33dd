"""A municipality's SLT plan, in the product's own terms.

Everything municipal comes from here: organs, cadences, duties, categories, the coordinator's title (use cases, G7).
What the plan does not say is None or empty, and is shown as «ikke fastsatt i planen» (G8).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from bot.domain.plan.base import Day, Id, Link, Part, SourceRef, Text, Year, Years
from bot.domain.plan.choices import Choices
from bot.domain.plan.organ import Level, Organ, Role
from bot.domain.plan.tiltak import Age, Area, DerivedDeadline, GoalSet, Obligation, Tiltak

LANGUAGE_WORDS = {"bokmål": "nb", "nynorsk": "nn"}
SEATS = ("chair", "secretary", "convener")


class Municipality(Part):
    """Whose plan it is."""

    id: Id
    name: Text
    language: Annotated[
        Literal["nb", "nn"], BeforeValidator(lambda value: LANGUAGE_WORDS.get(str(value).strip().lower(), value))
    ]
    region: Text | None = None
    partners: tuple[Text, ...] = ()
    note: Text | None = None


class Adoption(Part):
    """Who adopted the plan, and when."""

    date: Day
    by: Text


class TargetGroup(Part):
    """Whom the work is for; ages only where the plan names them."""

    label: Text
    age_from: Age | None = None
    age_to: Age | None = None
    source: SourceRef | None = None


class Coordinator(Part):
    """The coordinator: role, and the title the plan uses."""

    role: Id
    title: Text
    also_holds: tuple[Text, ...] = ()
    mandate: Text | None = None
    duties: tuple[Text, ...] = ()
    note: Text | None = None
    source: SourceRef | None = None


class HastemotePlan(Part):
    """What the plan says about urgent meetings; a None inside is «ikke fastsatt i planen»."""

    summary: Text
    participants: tuple[Text, ...] = ()
    who_may_call: tuple[Id, ...] = ()
    response_minutes: int | None = None
    minutes_rule: Text | None = None
    consent_rule: Text | None = None
    source: SourceRef | None = None


class CaseForum(Part):
    """Where individual cases are handled outside the SLT organs (Våler: BTI-møter, Oppvekstteam)."""

    id: Id
    name: Text
    bti_level: int | None = None
    convener: Text | None = None
    chair: Id | None = None
    tiltak: Id | None = None


class Bti(Part):
    """What the plan says about Bedre tverrfaglig innsats."""

    summary: Text | None = None
    levels: int | None = None
    named_levels: tuple[int, ...] = ()
    log_name: Text | None = None
    url: Text | None = None
    forums: tuple[CaseForum, ...] = ()
    note: Text | None = None
    sources: tuple[SourceRef, ...] = ()


class Category(Part):
    """A kind of concern, as the plan names it."""

    id: Id
    label: Text


class Guidance(Part):
    """Where the plan points a concern about one of the themes with a way of their own: whom to ask, and its tiltak."""

    topic: Literal["radikalisering", "bilder", "voksne"]
    roles: tuple[Id, ...] = ()
    tiltak: tuple[Id, ...] = ()
    links: tuple[Link, ...] = ()


class VarslingPlan(Part):
    """Who receives a concern, where it is handled, and the kinds the plan names."""

    intake_role: Id | None = None
    intake_organ: Id | None = None
    categories: tuple[Category, ...] = ()
    guidance: tuple[Guidance, ...] = ()
    source: SourceRef | None = None

    def guidance_on(self, topic: str) -> Guidance | None:
        """What the plan says about a theme, or None."""
        return next((guidance for guidance in self.guidance if guidance.topic == topic), None)


class KnowledgeSource(Part):
    """A survey or profile the plan builds on."""

    name: Text
    interval_years: int | None = None
    years_seen: tuple[Year, ...] = ()
    url: Text | None = None


class Rule(Part):
    """A rule of this municipality that the product has no words for: shown where the plan is asked about."""

    id: Id
    title: Text
    text: Text
    organs: tuple[Id, ...] = ()
    source: SourceRef | None = None


class Plan(Part):
    """One generation of one municipality's plan."""

    id: Id
    municipality: Municipality
    title: Text
    period: Years
    predecessor: Id | None = None
    effective_from: Day | None = None
    prepared: Day | None = None
    adopted: Adoption | None = None
    target_group: TargetGroup | None = None
    documents: Mapping[Id, Text] = {}
    purpose: tuple[Text, ...] = ()
    roles: Mapping[Id, Role]
    organs: Annotated[tuple[Organ, ...], Field(min_length=1)]
    coordinator: Coordinator
    varsling: VarslingPlan = VarslingPlan()
    hastemote: HastemotePlan | None = None
    bti: Bti | None = None
    goals: tuple[GoalSet, ...] = ()
    success_factors: tuple[Text, ...] = ()
    prevention_levels: tuple[Text, ...] = ()
    existing_plans: tuple[Text, ...] = ()
    knowledge_sources: tuple[KnowledgeSource, ...] = ()
    resource_links: tuple[Link, ...] = ()
    other_groups: tuple[Text, ...] = ()
    rules: tuple[Rule, ...] = ()
    areas: tuple[Area, ...] = ()
    tiltak: tuple[Tiltak, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    derived_deadlines: tuple[DerivedDeadline, ...] = ()
    open_questions: tuple[Text, ...] = ()
    choices: Choices = Choices()

    def role(self, role_id: str) -> Role:
        """The role of that id. Raises KeyError: a checked plan has every role it names."""
        return self.roles[role_id]

    def organ(self, organ_id: str) -> Organ:
        """The organ of that id. Raises KeyError."""
        return {organ.id: organ for organ in self.organs}[organ_id]

    def organs_at(self, level: Level) -> tuple[Organ, ...]:
        """The organs of a level, in the plan's order."""
        return tuple(organ for organ in self.organs if organ.level is level)

    def find_tiltak(self, tiltak_id: str) -> Tiltak | None:
        """The tiltak of that id, or None."""
        return next((tiltak for tiltak in self.tiltak if tiltak.id == tiltak_id), None)

    def tiltak_in(self, area_id: str) -> tuple[Tiltak, ...]:
        """The tiltak of a focus area, in the plan's order."""
        return tuple(tiltak for tiltak in self.tiltak if tiltak.area == area_id)

    def seat(self, organ_id: str, seat: Literal["chair", "secretary", "convener"]) -> str | None:
        """Who holds a seat: the plan's word, else the municipality's own choice, else None."""
        said: str | None = getattr(self.organ(organ_id), seat)
        chosen = self.choices.seats.get(organ_id)
        return said or (getattr(chosen, seat) if chosen else None)

    @property
    def intake_organ(self) -> Organ | None:
        """The organ that handles concerns: the plan's, else the municipality's choice, else None."""
        organ_id = self.varsling.intake_organ or self.choices.intake_organ
        return self.organ(organ_id) if organ_id else None

    @property
    def intake_role(self) -> str:
        """Who receives concerns: the plan's role, else the municipality's choice, else the coordinator."""
        return self.varsling.intake_role or self.choices.intake_role or self.coordinator.role

    def activated(self, effective_from: date) -> Plan:
        """This plan, in force from a date: no source gives one, so a person must (UC-03)."""
        return self.model_copy(update={"effective_from": effective_from})
