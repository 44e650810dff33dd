"""Graph's people routes: users, teams, their members and channels, and where the app is installed."""

from __future__ import annotations

import base64

from aiohttp import web

from bot.standins.graph.answers import GraphFault, Json, json_body, page_of, select
from bot.standins.graph.seed import Channel, Seed, Team, User
from bot.standins.graph.state import State

# what Graph gives of a user when no $select asks for more
_DEFAULT = ("id", "displayName", "mail", "userPrincipalName", "jobTitle")


class People:
    """Who there is. `join`, `leave` and `change_user` change it while it runs, for tests and the demo."""

    def __init__(self, seed: Seed, state: State) -> None:
        self.seed, self._state = seed, state
        self.users = {user.id.lower(): user for user in seed.users}
        self.teams = {team.id: team for team in seed.teams}
        self.members = {team.id: list(dict.fromkeys((*team.owners, *team.members))) for team in seed.teams}
        self._seed_installs()

    def leave(self, team_id: str, user_id: str) -> None:
        """Somebody is no longer in the team."""
        self.members[team_id].remove(user_id)

    def join(self, team_id: str, user_id: str) -> None:
        """Somebody comes into the team."""
        self.members[team_id].append(user_id)

    def change_user(self, user: User) -> None:
        """An account is new or another than it was."""
        self.users[user.id.lower()] = user

    def routes(self) -> list[web.RouteDef]:
        """Everything under users, teams and groups but the calendar."""
        apps = "teamwork/installedApps"
        return [
            web.get("/v1.0/users", self._users),
            web.get("/v1.0/users/{user}", self._user),
            web.get("/v1.0/users/{user}/" + apps, self._apps_of_user),
            web.post("/v1.0/users/{user}/" + apps, self._install_for_user),
            web.get("/v1.0/users/{user}/" + apps + "/{install}/chat", self._chat),
            web.get("/v1.0/teams/{team}", self._team),
            web.get("/v1.0/teams/{team}/members", self._members),
            web.get("/v1.0/teams/{team}/channels", self._channels),
            web.get("/v1.0/teams/{team}/channels/{channel}", self._channel),
            web.get("/v1.0/teams/{team}/channels/{channel}/members", self._channel_members),
            web.get("/v1.0/teams/{team}/channels/{channel}/filesFolder", self._files_folder),
            web.get("/v1.0/teams/{team}/installedApps", self._apps_of_team),
            web.get("/v1.0/groups/{team}/members", self._group_members),
            web.get("/v1.0/groups/{team}/members/microsoft.graph.user", self._group_members),
            web.get("/v1.0/groups/{team}/members/graph.user", self._group_members),
        ]

    # --- finding ---------------------------------------------------------------------------------------------------

    def find(self, key: str) -> User:
        """A user by id or user principal name."""
        by_mail = {user.mail.lower(): user for user in self.users.values()}
        user = self.users.get(key.lower()) or by_mail.get(key.lower())
        if user is None:
            raise GraphFault(404, "Request_ResourceNotFound", "Resource does not exist.")
        return user

    def _found_team(self, request: web.Request) -> Team:
        team = self.teams.get(request.match_info["team"])
        if team is None:
            raise GraphFault(404, "NotFound", "No team found with this group id.")
        return team

    def _found_channel(self, request: web.Request) -> Channel:
        for channel in self._found_team(request).channels:
            if channel.id == request.match_info["channel"]:
                return channel
        raise GraphFault(404, "NotFound", "No channel found with this id.")

    # --- users -----------------------------------------------------------------------------------------------------

    async def _users(self, request: web.Request) -> web.StreamResponse:
        return page_of(request, [_shown(request, user) for user in self.users.values()])

    async def _user(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(select(request, _shown(request, self.find(request.match_info["user"]))))

    async def _group_members(self, request: web.Request) -> web.StreamResponse:
        ids = self.members[self._found_team(request).id]
        users = [{"@odata.type": "#microsoft.graph.user", **_shown(request, self.find(id_))} for id_ in ids]
        return page_of(request, users)

    # --- teams -----------------------------------------------------------------------------------------------------

    async def _team(self, request: web.Request) -> web.StreamResponse:
        team = self._found_team(request)
        return web.json_response(select(request, {"id": team.id, "displayName": team.display_name}))

    async def _members(self, request: web.Request) -> web.StreamResponse:
        team = self._found_team(request)
        return page_of(request, [self._member(team, id_) for id_ in self.members[team.id]])

    def _member(self, team: Team, user_id: str) -> Json:
        user = self.find(user_id)
        roles = ["owner"] if user_id in team.owners else ["guest"] if user.user_type == "Guest" else []
        return {
            "@odata.type": "#microsoft.graph.aadUserConversationMember",
            "id": base64.b64encode(f"{team.id}##{user.id}".encode()).decode(),
            "roles": roles,
            "displayName": user.display_name,
            "userId": user.id,
            "email": user.mail,
            "tenantId": self.seed.tenant_id,
        }

    async def _channels(self, request: web.Request) -> web.StreamResponse:
        return page_of(request, [_channel(channel) for channel in self._found_team(request).channels])

    async def _channel(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(select(request, _channel(self._found_channel(request))))

    async def _channel_members(self, request: web.Request) -> web.StreamResponse:
        team, channel = self._found_team(request), self._found_channel(request)
        everyone = channel.membership_type == "standard"
        ids = self.members[team.id] if everyone else channel.members
        return page_of(request, [self._member(team, id_) for id_ in ids])

    async def _files_folder(self, request: web.Request) -> web.StreamResponse:
        team, channel = self._found_team(request), self._found_channel(request)
        drive = channel.library or team.library
        reference = {"driveId": drive, "driveType": "documentLibrary"}
        return web.json_response({"id": "root", "name": channel.display_name, "parentReference": reference})

    # --- installed apps --------------------------------------------------------------------------------------------

    def _seed_installs(self) -> None:
        with self._state.change() as db:
            if db.execute("SELECT 1 FROM marks WHERE name='installs'").fetchone():
                return
            db.execute("INSERT INTO marks VALUES ('installs')")
            rows = [(scope.lower(), self.seed.app_id) for scope in self.seed.installed]
            db.executemany("INSERT OR IGNORE INTO installs VALUES (?,?)", rows)

    async def _apps_of_user(self, request: web.Request) -> web.StreamResponse:
        return page_of(request, self._apps(self.find(request.match_info["user"]).id))

    async def _apps_of_team(self, request: web.Request) -> web.StreamResponse:
        return page_of(request, self._apps(self._found_team(request).id))

    def _apps(self, scope: str) -> list[Json]:
        rows = self._state.rows("SELECT app FROM installs WHERE scope=?", (scope.lower(),))
        return [self._app(scope, row["app"]) for row in rows]

    def _app(self, scope: str, app: str) -> Json:
        name = self.seed.app_name if app == self.seed.app_id else app
        teams_app = {"id": app, "externalId": app, "displayName": name, "distributionMethod": "organization"}
        return {"id": base64.urlsafe_b64encode(f"{scope}##{app}".encode()).decode(), "teamsApp": teams_app}

    async def _install_for_user(self, request: web.Request) -> web.StreamResponse:
        user, body = self.find(request.match_info["user"]), await json_body(request)
        app = str(body.get("teamsApp@odata.bind", "")).rpartition("/")[2]
        if not app:
            raise GraphFault(400, "BadRequest", "teamsApp@odata.bind is required.")
        if user.user_type == "Guest":
            raise GraphFault(403, "Forbidden", "Apps cannot be installed for guests.")
        with self._state.change() as db:
            if not db.execute("INSERT OR IGNORE INTO installs VALUES (?,?)", (user.id.lower(), app)).rowcount:
                raise GraphFault(409, "Conflict", "The app is already installed.")
        return web.Response(status=201)

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        user = self.find(request.match_info["user"])
        return web.json_response({"id": f"19:{user.id}_{self.seed.app_id}@unq.gbl.spaces", "chatType": "oneOnOne"})


def _shown(request: web.Request, user: User) -> Json:
    """All of a user where `$select` will choose, else Graph's default properties only."""
    body: Json = {
        "id": user.id,
        "displayName": user.display_name,
        "mail": user.mail,
        "userPrincipalName": user.mail,
        "jobTitle": user.job_title,
        "userType": user.user_type,
        "department": user.department,
        "accountEnabled": user.enabled,
        "mobilePhone": user.phone,
    }
    return body if "$select" in request.query else {key: body[key] for key in _DEFAULT}


def _channel(channel: Channel) -> Json:
    return {"id": channel.id, "displayName": channel.display_name, "membershipType": channel.membership_type}
