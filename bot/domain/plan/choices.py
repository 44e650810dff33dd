"""The municipality's own choices: what no plan settles (use cases, G8).

Nothing here is the plan's word. Every default is the product's suggestion, and is shown as such until the
municipality has written its own: `choices.is_own("minutes_days")` tells which.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from bot.domain.plan.base import Count, Day, Id, Link, Part, Text, YesNo


def _clock(value: object) -> object:
    """A Norwegian writes 08.30."""
    return value.strip().replace(".", ":") if isinstance(value, str) else value


Clock = Annotated[time, BeforeValidator(_clock)]
Days = Annotated[int, Field(ge=0, le=365)]
Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9 ]{3,16}$")]


class FirstMeeting(Part):
    """Where a series starts: the other dates follow from the organ's cadence."""

    date: Day
    start: Clock
    minutes: Annotated[int, Field(ge=10, le=600)] = 90
    place: Text | None = None


class Seats(Part):
    """Who leads, keeps minutes and convenes where the plan does not say (UC-01: Våler)."""

    chair: Id | None = None
    secretary: Id | None = None
    convener: Id | None = None


class Contact(Part):
    """Where to call: outside the sources, so the municipality writes it."""

    name: Text
    phone: Phone | None = None
    url: Text | None = None


class Gate(Part):
    """Conditions of the gate for individual cases which no source settles; the default is the stricter answer.

    `presence_needs_both`: «ungdom/foresatte» leaves open whether one of them is enough.
    `recipients_cover_all`: everyone in the room, chair and secretary too, must be among the consent's recipients.
    `basis_needs_second`: another legal basis than consent needs a second person behind it (threat T24).
    """

    presence_needs_both: YesNo = True
    recipients_cover_all: YesNo = True
    basis_needs_second: YesNo = True


class ClosedDays(Part):
    """Days without meetings: a school break, a planning day."""

    label: Text
    first_date: Day
    last_date: Day


class QuietHours(Part):
    """When no reminder is sent. A hastemøte is not held back."""

    start: Clock = time(18, 0)
    until: Clock = time(7, 30)
    weekends: YesNo = True


class Choices(Part):
    """What the municipality decides for itself. Defaults are the product's suggestions (forslag)."""

    first_meetings: Mapping[Id, FirstMeeting] = {}
    standing_items: Mapping[Id, tuple[Text, ...]] = {}
    seats: Mapping[Id, Seats] = {}
    deputies: Mapping[Id, Id] = {}
    leaders: Mapping[Id, Id] = {}
    call_for_items_days: Days = 14
    agenda_days: Days = 7
    minutes_days: Days = 7
    reminder_days: Days = 14
    varsling_unopened_days: Days = 2
    intake_role: Id | None = None
    intake_organ: Id | None = None
    meld_open_to_all: YesNo = False
    hastemote_deputy_minutes: Count = 10
    hastemote_leader_minutes: Count = 20
    hastemote_again_minutes: Count = 10
    hastemote_callers: tuple[Id, ...] = ()
    hastemote_follow_up_hours: Count = 48
    hastemote_exercise_months: Annotated[int, Field(ge=1, le=24)] = 3
    virksomheter: Mapping[Text, tuple[Id, ...]] = {}
    phones: Mapping[Id, Phone] = {}
    consent_written_days: Days = 7
    consent_reminder_days: Days = 14
    retention_months: Annotated[int, Field(ge=1, le=120)] = 12
    retention_answer_days: Days = 30
    draft_hours: Annotated[int, Field(ge=1, le=720)] = 72
    meld_draft_hours: Annotated[int, Field(ge=1, le=72)] = 24
    suppress_below: Annotated[int, Field(ge=1, le=50)] = 5
    barnevern: Contact | None = None
    barnevernvakt: Contact | None = None
    privacy_contact: Contact | None = None
    emergency_number: Text = "112"
    health_number: Text = "113"
    emergency_links: tuple[Link, ...] = ()
    allowed_phones: tuple[Phone, ...] = ()
    allowed_places: tuple[Text, ...] = ()
    gate: Gate = Gate()
    closed_days: tuple[ClosedDays, ...] = ()
    quiet_hours: QuietHours = QuietHours()
    folders: Mapping[Id, Text] = {}

    def is_own(self, name: str) -> bool:
        """Whether the municipality has written this choice itself; otherwise it is the product's suggestion."""
        return name in self.model_fields_set
