"""Who somebody is: a person of a tenant, where they are reached, and what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Person:
    """An authenticated person: tenant id and Entra object id, both lower-case GUID texts.

    Identity comes from the authenticated activity alone, never from a card
    (reliability, "Trust rule").
    """

    tenant: str
    id: str


class Standing(StrEnum):
    """What kind of account a person has in the team's tenant."""

    STAFF = "staff"
    GUEST = "guest"
    PUPIL = "pupil"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Member:
    """A person as the team's roster and the directory show them. `phone` is None where it could not be read."""

    person: Person
    name: str
    standing: Standing
    in_team: bool
    email: str | None = None
    phone: str | None = ""


class Where(StrEnum):
    """The kind of conversation something was said in."""

    PERSONAL = "personal"
    CHANNEL = "channel"
    GROUP = "group"
