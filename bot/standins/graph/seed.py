"""What the stand-in starts with: people, teams, libraries. All of it is data the caller gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class User:
    """An account of the tenant. `role` is only shown on the web page; Graph knows nothing of it."""

    id: str
    display_name: str
    mail: str
    user_type: str = "Member"
    job_title: str | None = None
    department: str | None = None
    enabled: bool = True
    role: str = ""
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of a team; private and shared ones have their own members and library."""

    id: str
    display_name: str
    membership_type: str = "standard"
    members: tuple[str, ...] = ()
    library: str | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """A team: who is in it (by user id), who owns it, its channels and its library."""

    id: str
    display_name: str
    members: tuple[str, ...]
    owners: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    library: str = "felles"


@dataclass(frozen=True, slots=True)
class Grant:
    """Somebody's right to a library: a user id and Graph's roles ("read", "write", "owner")."""

    user_id: str
    roles: tuple[str, ...] = ("read",)


@dataclass(frozen=True, slots=True)
class Library:
    """A document library. `id` is its drive id and its folder's name; `columns` maps internal names to titles, and
    None takes any column. `app_access` is the application's own right: "write", "read" or "none"."""

    id: str
    name: str
    restricted: bool = False
    app_access: str = "write"
    grants: tuple[Grant, ...] = ()
    columns: Mapping[str, str] | None = None
    rewrites_office: bool = False


DEFAULT_LIBRARIES = (Library("felles", "Felles"), Library("samtykker", "Samtykker", restricted=True))


@dataclass(frozen=True, slots=True)
class Seed:
    """Everything the stand-in knows when it starts. `installed` are ids of users and teams that have the app."""

    tenant_id: str = "00000000-0000-4000-8000-0000000000aa"
    users: tuple[User, ...] = ()
    teams: tuple[Team, ...] = ()
    libraries: tuple[Library, ...] = DEFAULT_LIBRARIES
    app_id: str = "00000000-0000-4000-8000-0000000000bb"
    app_name: str = "SLT-bot"
    installed: tuple[str, ...] = ()
