"""What every part of a plan is made of: frozen models whose file keys are Norwegian.

The code says `members`, the plan file says `deltakere`: `words.WORDS` is the one table between them.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AliasGenerator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from bot.domain.plan.words import file_word

YES, NO = ("ja", "true"), ("nei", "false")


def _yes_or_no(value: object) -> object:
    """«ja» and «nei» are what a coordinator writes."""
    word = value.strip().lower() if isinstance(value, str) else value
    return True if word in YES else False if word in NO else value if isinstance(value, bool) else None


class Part(BaseModel):
    """A part of a plan: frozen, and a key it does not know is an error."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_name=True,
        validate_by_alias=True,
        alias_generator=AliasGenerator(validation_alias=file_word),
    )


YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=80)]
Year = Annotated[int, Field(ge=1990, le=2100)]
Count = Annotated[int, Field(ge=1, le=366)]


class SourceRef(Part):
    """Where in the municipality's own document something stands: document and lines."""

    document: Text
    first_line: Annotated[int, Field(ge=1)]
    last_line: Annotated[int, Field(ge=1)]


class Link(Part):
    """A web address the plan points to."""

    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
    label: Text | None = None


class Years(Part):
    """From and including one year, to and including another."""

    first_year: Year
    last_year: Year
