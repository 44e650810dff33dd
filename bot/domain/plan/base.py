"""What every part of a plan is made of: frozen models whose file keys are Norwegian.

The code says `members`, the plan file says `deltakere`: `words.WORDS` is the one table between them.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AliasGenerator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from bot.domain.plan.words import file_word

YES, NO = ("ja", "true"), ("nei", "false")


def _yes_or_no(value: object) -> object:
    """«ja» and «nei» are what a coordinator writes."""
    word = value.strip().lower() if isinstance(value, str) else value
    return True if word in YES else False if word in NO else value if isinstance(value, bool) else None


def _day(value: object) -> object:
    """2025-11-21 or 21.11.2025; anything else is no date (a bare number would be read as seconds)."""
    if not isinstance(value, str):
        return value
    norwegian = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", value.strip())
    if norwegian:
        day, month, year = norwegian.groups()
        return f"{year}-{month:0>2}-{day:0>2}"
    return value.strip() if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip()) else f"ikke en dato: {value}"


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
Day = Annotated[date, BeforeValidator(_day), Field(ge=date(1990, 1, 1), le=date(2100, 12, 31))]
Year = Annotated[int, Field(ge=1990, le=2100)]
Count = Annotated[int, Field(ge=1, le=366)]


class SourceRef(Part):
    """Where in the municipality's own document something stands. In the file: «001:245-251» or «001:245»."""

    document: Text
    first_line: Annotated[int, Field(ge=1)]
    last_line: Annotated[int, Field(ge=1)]

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        if not isinstance(data, str):
            return data
        short = re.fullmatch(r"(\S+?):(\d+)(?:[-–](\d+))?", data.strip())
        if not short:
            raise PydanticCustomError("source_form", "not a reference")
        document, first, last = short.groups()
        words = ("document", document), ("first_line", first), ("last_line", last or first)
        return {file_word(name): value for name, value in words}


class Link(Part):
    """A web address the plan points to. `uncertain`: it is not clear that it belongs here."""

    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
    label: Text | None = None
    uncertain: YesNo = False


class Years(Part):
    """From and including one year, to and including another."""

    first_year: Year
    last_year: Year
