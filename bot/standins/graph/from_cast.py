"""The stand-in's seed for the invented people of the demo and the tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.standins.cast import Actor, Cast
from bot.standins.graph.seed import Channel, Grant, Library, Seed, Team, User

ORGANISER = User(
    "5a1e0000-0000-4000-8000-00000000ca1e",
    "SLT møteinnkalling",
    "slt@jevnaker.example",
    role="Postkassen innkallinger sendes fra",
)


def seed_from_cast(
    cast: Cast, *, libraries: Sequence[Library] | None = None, role_titles: Mapping[str, str] | None = None
) -> Seed:
    """The cast's tenant as Graph shows it: its accounts, its one team, and who has the bot installed.

    Libraries are "felles" and, for the SLT coordinator alone, "samtykker", unless others are given. `role_titles` are
    the plan's names of the roles, for the web page.
    """
    titles = role_titles or {}
    users = tuple(_user(actor, titles) for actor in cast.people if actor.tenant == cast.tenant)
    staff = [actor.object_id for actor in cast.members if actor.user_type == "Member"]
    return Seed(
        tenant_id=cast.tenant,
        users=(*users, ORGANISER),
        teams=(_team(cast),),
        libraries=tuple(libraries or _libraries(cast)),
        app_id=cast.bot_id,
        app_name=cast.bot_name,
        installed=(cast.team.group_id, *staff),
    )


def _user(actor: Actor, titles: Mapping[str, str]) -> User:
    role = ", ".join(titles.get(role, role.replace("_", " ")) for role in actor.roles)
    return User(actor.object_id, actor.name, actor.mail, actor.user_type, actor.job_title, role=role)


def _team(cast: Cast) -> Team:
    coordinators = tuple(actor.object_id for actor in cast.holding("slt_koordinator"))
    members = tuple(actor.object_id for actor in cast.members)
    channels = tuple(Channel(channel.id, channel.name) for channel in cast.team.channels)
    return Team(cast.team.group_id, cast.team.name, members, coordinators, channels)


def _libraries(cast: Cast) -> Sequence[Library]:
    readers = tuple(Grant(actor.object_id, ("write",)) for actor in cast.holding("slt_koordinator"))
    return (Library("felles", "Felles"), Library("samtykker", "Samtykker", restricted=True, grants=readers))
