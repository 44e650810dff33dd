"""The port Directory: who is in the team, and what kind of account they have.

Source of the rules: a pupil's account is a member of the tenant like any other, so it is told apart by an attribute the
municipality names; an account whose attributes cannot be read is a stranger while such a rule is set (fail closed).
Without a rule the roster is read also where accounts may not be: then telephone numbers are not known (UC-61).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import structlog

from bot.domain.people import Member, Person, Standing
from bot.errors import OutsideError, Refused, TryLater
from bot.graph.addresses import segment
from bot.graph.client import Graph
from bot.graph.failures import Json

log = structlog.get_logger(__name__)
_LICENCES = "assignedLicenses"


@dataclass(frozen=True, slots=True)
class PupilRule:
    """Whose account is a pupil's: the attribute (say "jobTitle", "department", or "assignedLicenses" for a licence's
    sku id) equals one of the values. Case does not count."""

    attribute: str
    values: Sequence[str]

    def fits(self, user: Json) -> bool:
        """Whether this account is a pupil's."""
        found = user.get(self.attribute)
        if self.attribute == _LICENCES:
            given = [str(one.get("skuId", "")) for one in found or []]
        else:
            given = [] if found is None else [str(found)]
        wanted = {value.casefold() for value in self.values}
        return any(value.strip().casefold() in wanted for value in given)


class GraphDirectory:
    """People from Graph, for one tenant. Errors: OutsideError only."""

    def __init__(self, graph: Graph, tenant: str, pupils: PupilRule | None = None) -> None:
        self._graph = graph
        self._tenant = tenant.lower()
        self._pupils = pupils
        self._told: set[str] = set()
        names = ["id", "displayName", "mail", "userType", "accountEnabled", "mobilePhone"]
        self._select = {"$select": ",".join(dict.fromkeys([*names, *([pupils.attribute] if pupils else [])]))}

    async def members(self, team_id: str) -> Sequence[Member]:
        """The team's members and guests now. Raises TryLater, Refused. A team that the bot is in has somebody: an
        answer without anybody is none."""
        team = segment(team_id)
        users = await (self._users(team) if self._pupils else self._users_if_any(team))
        found: dict[str, Member] = {}
        async for row in self._graph.pages("members", f"/teams/{team}/members", {"$top": "100"}):
            member = self._member(row, users)
            found[member.person.id] = member
        if not found:
            raise TryLater("members: nobody")
        return list(found.values())

    async def person(self, person_id: str) -> Member | None:
        """One account of the tenant, or None. Whether it is in a team, `members` knows; here `in_team` is False."""
        user = await self._graph.read("person", f"/users/{segment(person_id)}", self._select)
        if user is None:
            return None
        return self._shown(user, standing(user, self._pupils), in_team=False)

    async def _users(self, team: str) -> dict[str, Json]:
        """The members' accounts with their attributes, by id: the team's roster does not give them."""
        path = f"/groups/{team}/members/microsoft.graph.user"
        rows = self._graph.pages("accounts", path, {**self._select, "$top": "100"})
        return {str(row["id"]).lower(): row async for row in rows}

    async def _users_if_any(self, team: str) -> dict[str, Json]:
        """The same where nothing depends on it. Where the permission is missing, the operator is told once."""
        try:
            return await self._users(team)
        except Refused as error:
            if team not in self._told:
                self._told.add(team)
                log.warning("accounts_not_readable", code=str(error))
        except OutsideError as error:
            log.info("accounts_not_read", code=type(error).__name__)
        return {}

    def _member(self, row: Json, users: dict[str, Json]) -> Member:
        user_id = str(row["userId"]).lower()
        kind = "Guest" if "guest" in row.get("roles", []) else "Member"
        given = {"id": user_id, "displayName": row.get("displayName"), "mail": row.get("email"), "userType": kind}
        user = users.get(user_id, given)
        known = self._pupils is None or user_id in users
        is_guest = kind == "Guest" or user.get("userType") == "Guest"
        stands = Standing.GUEST if is_guest else standing(user, self._pupils) if known else Standing.STRANGER
        shown = self._shown({**given, **{name: user[name] for name in user if user[name]}}, stands, in_team=True)
        return shown if user_id in users else replace(shown, phone=None)

    def _shown(self, user: Json, stands: Standing, *, in_team: bool) -> Member:
        person = Person(self._tenant, str(user["id"]).lower())
        name, phone = str(user.get("displayName") or ""), str(user.get("mobilePhone") or "")
        return Member(person, name, stands, in_team, user.get("mail") or None, phone)


def standing(user: Json, pupils: PupilRule | None) -> Standing:
    """What an account is. A blocked account, and one of a kind we do not know, is a stranger."""
    if user.get("accountEnabled") is False:
        return Standing.STRANGER
    if user.get("userType") == "Guest":
        return Standing.GUEST
    if user.get("userType") not in (None, "Member"):
        return Standing.STRANGER
    return Standing.PUPIL if pupils and pupils.fits(user) else Standing.STAFF
