"""How often something happens, as a plan says it: the cadence of an organ, the recurrence of a tiltak.

A rhythm is carried, never computed here. `stated` is False where the plan does not say how often and the
kind is only our reading of it: such a rhythm gives no date (use cases, G8 and UC-70).
`described` carries a rule no other kind knows, in the plan's words: it is shown, never counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from bot.domain.plan.base import Count, Day, Id, Part, Text, Year, YesNo
from bot.domain.plan.words import file_word, kind_of

WEEKDAYS: tuple[tuple[str, ...], ...] = (
    ("mandag", "måndag"),
    ("tirsdag", "tysdag"),
    ("onsdag",),
    ("torsdag",),
    ("fredag",),
    ("lørdag", "laurdag"),
    ("søndag", "sundag"),
)
UNITS = {
    "halvår": "half_year",
    "kvartal": "quarter",
    "måned": "month",
    "månad": "month",
    "skoleår": "school_year",
    "skuleår": "school_year",
}


def _weekday(value: object) -> object:
    """Monday is 0; bokmål and nynorsk are both understood."""
    word = str(value).strip().lower()
    return next((number for number, names in enumerate(WEEKDAYS) if word in names), value)


def _which(value: object) -> object:
    """The last one in the month is -1."""
    return -1 if str(value).strip().lower() in ("siste", "last") else value


def _unit(value: object) -> object:
    return UNITS.get(str(value).strip().lower(), value)


Weekday = Annotated[int, BeforeValidator(_weekday), Field(ge=0, le=6)]
Which = Annotated[int, BeforeValidator(_which), Field(ge=-1, le=5)]
Month = Annotated[int, Field(ge=1, le=12)]
Grade = Annotated[int, Field(ge=1, le=13)]


class Rhythm(Part):
    """What every rhythm carries."""

    stated: YesNo = True
    minimum: YesNo = False
    more_when_needed: YesNo = False
    text: Text | None = None


class NoneStated(Rhythm):
    """The plan does not say how often."""

    kind: Literal["none_stated"] = "none_stated"
    stated: YesNo = False


class Annual(Rhythm):
    """Once a year; the month only where the plan names one."""

    kind: Literal["annual"] = "annual"
    month: Month | None = None
    arena: Text | None = None
    linked_to: Id | None = None


class NPerYear(Rhythm):
    """So many times a year."""

    kind: Literal["n_per_year"] = "n_per_year"
    n: Count
    months: tuple[Month, ...] = ()


class NPer(Rhythm):
    """So many times in each half-year, quarter, month or school year."""

    kind: Literal["n_per"] = "n_per"
    n: Count
    unit: Annotated[Literal["half_year", "quarter", "month", "school_year"], BeforeValidator(_unit)]


class EveryNWeeks(Rhythm):
    """With so many weeks between; on a certain weekday where the plan says so."""

    kind: Literal["every_n_weeks"] = "every_n_weeks"
    n: Count
    weekday: Weekday | None = None


class EveryNMonths(Rhythm):
    """With so many months between."""

    kind: Literal["every_n_months"] = "every_n_months"
    n: Count


class EveryNYears(Rhythm):
    """With so many years between; `last_seen` is the last year the plan names."""

    kind: Literal["every_n_years"] = "every_n_years"
    n: Count
    last_seen: Year | None = None


class Monthly(Rhythm):
    """Once a month."""

    kind: Literal["monthly"] = "monthly"


class MonthlyWeekday(Rhythm):
    """«Første torsdag i hver måned»: `which` is 1–5, or -1 for the last; only in `months` where named."""

    kind: Literal["monthly_weekday"] = "monthly_weekday"
    which: Which
    weekday: Weekday
    months: tuple[Month, ...] = ()


class FixedDate(Rhythm):
    """One date, or one stretch of days."""

    kind: Literal["fixed_date"] = "fixed_date"
    date: Day
    last_date: Day | None = None


class FixedDates(Rhythm):
    """Dates the plan itself lists."""

    kind: Literal["fixed_dates"] = "fixed_dates"
    dates: Annotated[tuple[Day, ...], Field(min_length=1)]


class OnceInPeriod(Rhythm):
    """Once, within the years the row names; without years, some time in the plan period."""

    kind: Literal["once_in_period"] = "once_in_period"
    first_year: Year | None = None
    last_year: Year | None = None
    deadline: Day | None = None


class PerGrade(Rhythm):
    """Belongs to certain school grades; the plan does not say which day."""

    kind: Literal["per_grade"] = "per_grade"
    grades: Annotated[tuple[Grade, ...], Field(min_length=1)]
    arena: Text | None = None


class SchoolYearStart(Rhythm):
    """In the first weeks of the school year."""

    kind: Literal["school_year_start"] = "school_year_start"
    grades: tuple[Grade, ...] = ()


class Seasonal(Rhythm):
    """In a season: sommer, jul …"""

    kind: Literal["seasonal"] = "seasonal"
    season: Text


class AnnualBeforeEvent(Rhythm):
    """Every year before something the municipality knows the date of: sommerferie …"""

    kind: Literal["annual_before_event"] = "annual_before_event"
    event: Text


class AnnualWeek(Rhythm):
    """In a numbered ISO week."""

    kind: Literal["annual_week"] = "annual_week"
    week: Annotated[int, Field(ge=1, le=53)]


class Continuous(Rhythm):
    """Goes on all the time."""

    kind: Literal["continuous"] = "continuous"


class WhenNeeded(Rhythm):
    """Only when there is a need."""

    kind: Literal["when_needed"] = "when_needed"


class OnEvent(Rhythm):
    """When something happens: a new employee …"""

    kind: Literal["on_event"] = "on_event"
    event: Text


class PerMeeting(Rhythm):
    """At every meeting."""

    kind: Literal["per_meeting"] = "per_meeting"


class Described(Rhythm):
    """A rule no other kind knows, in the plan's own words."""

    kind: Literal["described"] = "described"
    text: Text


def _kind(value: object) -> object:
    """The file says «hver n. uke» where the code says every_n_weeks."""
    if not isinstance(value, Mapping):
        return value
    words: dict[str, Any] = dict(value)
    for key in ("kind", file_word("kind")):
        if isinstance(words.get(key), str):
            words[key] = kind_of(words[key])
    return words


Cadence = Annotated[
    NPerYear
    | NPer
    | EveryNWeeks
    | EveryNMonths
    | Monthly
    | MonthlyWeekday
    | FixedDates
    | WhenNeeded
    | Described
    | NoneStated,
    Field(discriminator="kind"),
    BeforeValidator(_kind),
]

Recurrence = Annotated[
    NoneStated
    | Annual
    | NPerYear
    | NPer
    | EveryNWeeks
    | EveryNMonths
    | EveryNYears
    | Monthly
    | MonthlyWeekday
    | FixedDate
    | FixedDates
    | OnceInPeriod
    | PerGrade
    | SchoolYearStart
    | Seasonal
    | AnnualBeforeEvent
    | AnnualWeek
    | Continuous
    | WhenNeeded
    | OnEvent
    | PerMeeting
    | Described,
    Field(discriminator="kind"),
    BeforeValidator(_kind),
]
