"""The organs of the model: who sits where, who leads, how often they meet (handbook H-06: three levels)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from bot.domain.plan.base import Count, Id, Part, SourceRef, Text, YesNo
from bot.domain.plan.rhythm import Cadence
from bot.domain.plan.words import file_word

LEVEL_WORDS = {
    "styrande": "styrende",
    "koordinerande": "koordinerende",
    "utøvende": "utovende",
    "utøvande": "utovende",
    "utførende": "utovende",
    "utførande": "utovende",
}
CASE_WORDS = {"med grunnlag": "with_ground", "aldri": "never"}


def _level(value: object) -> object:
    word = value.strip().lower() if isinstance(value, str) else value
    return LEVEL_WORDS.get(word, word) if isinstance(word, str) else value


def _cases(value: object) -> object:
    return CASE_WORDS.get(value.strip().lower(), value) if isinstance(value, str) else value


class Level(StrEnum):
    """The three levels of the SLT model."""

    STYRENDE = "styrende"
    KOORDINERENDE = "koordinerende"
    UTOVENDE = "utovende"


class Role(Part):
    """A role of the plan. `labels` are every way the plan writes it; the first is shown. A bare text is its label."""

    labels: Annotated[tuple[Text, ...], Field(min_length=1)]
    external: YesNo = False
    plural: YesNo = False
    per_case: YesNo = False
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare_label(cls, data: Any) -> Any:
        return {file_word("labels"): (data,)} if isinstance(data, str) else data

    @property
    def label(self) -> str:
        """The role's name as the plan first writes it."""
        return self.labels[0]


class JointMeeting(Part):
    """A meeting held together with another organ. `counts_within`: it is one of the organ's own meetings."""

    with_organ: Id
    n: Count = 1
    counts_within: YesNo = True


class Organ(Part):
    """A body of the plan, or a level without meetings (`meets` is then False)."""

    id: Id
    level: Annotated[Level, BeforeValidator(_level)]
    level_label: Text | None = None
    name: Text
    aliases: tuple[Text, ...] = ()
    members: tuple[Id, ...] = ()
    members_label: Text | None = None
    chair: Id | None = None
    secretary: Id | None = None
    convener: Id | None = None
    coordinated_by: Id | None = None
    meets: YesNo = True
    cadence: Cadence | None = None
    joint_meetings: tuple[JointMeeting, ...] = ()
    duties: tuple[Text, ...] = ()
    coordinator_duties: tuple[Text, ...] = ()
    individual_cases: Annotated[Literal["with_ground", "never"] | None, BeforeValidator(_cases)] = None
    consent_form_place: Text | None = None
    shared_with: tuple[Text, ...] = ()
    channel: Text | None = None
    run_by_other: YesNo = False
    note: Text | None = None
    sources: tuple[SourceRef, ...] = ()

    @property
    def may_take_individual_cases(self) -> bool:
        """The steering level never may (handbook H-123, use cases G3); others as the plan says, with a ground."""
        return self.level is not Level.STYRENDE and self.individual_cases == "with_ground"
