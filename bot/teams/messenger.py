"""`ports.Messenger` on the Bot Connector."""

from __future__ import annotations

from botbuilder.schema import Activity, ChannelAccount, ConversationAccount, ConversationParameters

from bot.dialogs.turn import Turn
from bot.domain.people import Person, Where
from bot.errors import NotReachable
from bot.ports import Begun, Conversation, Message
from bot.teams.connector import Call, Connector, activities_path
from bot.teams.outgoing import activity_of
from bot.teams.wire import dump

REMEMBERED = 10_000


class TeamsMessenger:
    """Sends messages. Learns from every turn which service URL serves a person and a tenant; until then, and after
    a restart, `service_url` is used."""

    def __init__(self, connector: Connector, *, app_id: str, service_url: str, one_url: bool = True) -> None:
        self.connector = connector
        self._bot = ChannelAccount(id=f"28:{app_id}")
        self._service_url = service_url
        self._one_url = one_url
        self._served_by: dict[Person | str, str] = {}

    async def send(self, to: Conversation, message: Message, begun: Begun | None = None) -> str:
        return await self.post(to, activity_of(message), begun)

    async def update(self, to: Conversation, activity_id: str, message: Message, begun: Begun | None = None) -> None:
        activity = activity_of(message)
        activity.id = activity_id
        await self.put(to, activity, begun)

    def places(self, tenant: str) -> tuple[int, float]:
        return self.connector.places(tenant)

    def wait(self, tenant: str, conversation: str) -> float:
        return self.connector.wait(tenant, conversation)

    async def open_personal(self, person: Person, teams_user_id: str | None = None) -> Conversation:
        url = self._served_by.get(person) or self._tenants_url(person) or self._service_url
        wish = ConversationParameters(
            is_group=False,
            bot=self._bot,
            members=[ChannelAccount(id=teams_user_id or person.id)],
            tenant_id=person.tenant,
            channel_data={"tenant": {"id": person.tenant}},
        )
        call = Call("POST", url, "/v3/conversations", person.tenant, "conversations", dump(wish), repeatable=True)
        found = await self.connector.call(call)
        if not found:
            raise NotReachable("no conversation")
        return Conversation(person.tenant, url, found, Where.PERSONAL, person)

    def _tenants_url(self, person: Person) -> str | None:
        """In Teams one URL serves a whole tenant; in the demo each seat of the Playground has its own."""
        return self._served_by.get(person.tenant) if self._one_url else None

    async def post(self, to: Conversation, activity: Activity, begun: Begun | None = None) -> str:
        """Send an activity of botbuilder's; the adapter's replies come this way too."""
        path, body = activities_path(to.id), dump(self._address(to, activity))
        return await self.connector.call(Call("POST", to.service_url, path, to.tenant, to.id, body, begun=begun))

    async def put(self, to: Conversation, activity: Activity, begun: Begun | None = None) -> None:
        """Replace the activity that has this one's id."""
        path, body = activities_path(to.id, activity.id), dump(self._address(to, activity))
        call = Call("PUT", to.service_url, path, to.tenant, to.id, body, repeatable=True, begun=begun)
        await self.connector.call(call)

    def learn(self, turn: Turn) -> None:
        """Remember where this person's chat is served."""
        url = turn.conversation.service_url
        if self._served_by.get(turn.person) != url:
            if len(self._served_by) >= REMEMBERED:
                self._served_by.clear()
            self._served_by[turn.person] = self._served_by[turn.person.tenant] = url

    def _address(self, to: Conversation, activity: Activity) -> Activity:
        if activity.from_property is None:
            activity.from_property = self._bot
        if activity.conversation is None:
            activity.conversation = ConversationAccount(id=to.id, tenant_id=to.tenant)
        return activity
