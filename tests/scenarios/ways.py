"""The ways into a conversation: the chat, the message extension in any chat, a dialog that the channel's card opens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.standins.card_reading import visible_text
from bot.standins.client import Reply, TeamsClient
from tests.scenarios.house import House, Seat

EXTENSION = "meldBekymring"
BETWEEN_PEOPLE = "19:laerer_1003_nav_1006@unq.gbl.spaces"
GROUP = "19:ungdomsskolen@thread.v2"


@dataclass
class Chat:
    """The 1:1 chat with the bot."""

    seat: Seat

    async def open(self) -> str:
        """Write `meld`."""
        return await self.seat.say("meld")

    async def press(self, button: str, **answers: Any) -> str:
        """Fill in and press."""
        return await self.seat.press(button, **answers)


@dataclass
class Window:
    """A Teams dialog, which only the one who opened it sees."""

    client: TeamsClient
    opener: dict[str, Any] | None = None
    command: str = EXTENSION
    reply: Reply | None = None
    card: dict[str, Any] = field(default_factory=dict)

    async def open(self) -> str:
        """Open it: the extension, or the opener card's button."""
        if self.opener is not None:
            return self._look(await self.client.open_dialog(self.opener, "Meld bekymring"))
        return self._look(await self.client.open_extension(self.command))

    async def press(self, button: str, **answers: Any) -> str:
        """Fill in and press."""
        command = "" if self.opener is not None else self.command
        return self._look(await self.client.submit_dialog(command, self.card, button, answers))

    @property
    def closed(self) -> bool:
        """Whether the last answer closed the window."""
        assert self.reply is not None
        return not (self.reply.body or {}).get("task")

    def _look(self, reply: Reply) -> str:
        assert reply.status == 200, reply.status
        assert not reply.posted, "a dialog posts nothing where it was opened"
        self.reply, self.card = reply, reply.dialog or self.card
        return "\n".join(visible_text(reply.dialog)) if reply.dialog else reply.toast or ""


Way = Chat | Window


async def way_in(house: House, name: str, person: str = "laerer") -> Way:
    """A person at the beginning of a way in."""
    seat = house.seat(person)
    if name == "chat":
        return Chat(seat)
    if name == "kanalkort":
        reply = await house.seat("slt_koordinator").client.in_channel("Fagteam").send_text("kanalkort")
        assert reply.card is not None
        return Window(seat.client.in_channel("Fagteam"), reply.card)
    places = {"utvidelse": seat.client, "utvidelse i kanal": seat.client.in_channel("Fagteam")}
    chats = {"utvidelse mellom to": BETWEEN_PEOPLE, "utvidelse i gruppe": GROUP}
    return Window(places.get(name) or seat.client.in_chat(chats[name]))


WAYS = ("chat", "utvidelse", "utvidelse i kanal", "utvidelse i gruppe", "kanalkort")
