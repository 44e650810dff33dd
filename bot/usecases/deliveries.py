"""What an effect turns into when it is carried out: rendered late, every gate looked at again.

A row is one `view` of an effect. `render` gives None when the thing is no longer to be sent (withdrawn, closed,
answered). `after` and `failed` may promise more: the link to a document that was filed, the next person to ask.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.cards.actions import Ink
from bot.domain.effects import Effect
from bot.domain.room import Room
from bot.ports import Cancellation, Document, FiledDocument, Invitation, Message, TextMessage, UnitOfWork
from bot.texts import Texts, texts
from bot.usecases.command import Context, nobodys
from bot.usecases.roles import actor, language_of


@dataclass(frozen=True, slots=True)
class Late:
    """The circumstances in which an effect is carried out."""

    room: Room
    effect: Effect
    now: datetime
    signing_key: bytes

    @property
    def to(self) -> str:
        """For whom buttons are signed: a person, or anybody in a channel."""
        return self.effect.person or "*"

    def ink(self) -> Ink:
        """For signing the buttons of the card."""
        return Ink(self.signing_key, self.to, self.now)

    def t(self, work: UnitOfWork) -> Texts:
        """The recipient's language."""
        if self.effect.person:
            return texts(language_of(work, self.room, self.effect.person))
        return texts(self.room.plan.municipality.language)

    def reader(self, work: UnitOfWork) -> Context | None:
        """The recipient's own circumstances, with the roles they hold at this moment; None for whom the room does not
        know."""
        who = actor(work, self.room, self.effect.person or "")
        return replace(self.context(), actor=who) if who else None

    def context(self) -> Context:
        """For promising what follows: the effect's own id keeps the new ids the same each time."""
        return nobodys(self.room, self.now, f"effect:{self.effect.id}")


More = tuple[Effect, ...]


def nothing_more(work: UnitOfWork, late: Late) -> More:
    """Nothing follows."""
    return ()


def nothing_more_filed(work: UnitOfWork, late: Late, filed: FiledDocument) -> More:
    """Nothing follows."""
    return ()


@dataclass(frozen=True, slots=True)
class Show:
    """A message or card to a person or a channel. `keep` remembers where it was sent, for bringing it up to
    date later. `first` is for a card with a text that is erased one day: a card without it is sent, and filled when it
    is remembered where it stands, so that a crash or a lost answer leaves no text where nobody knows of it."""

    render: Callable[[UnitOfWork, Late], Message | None]
    after: Callable[[UnitOfWork, Late], More] = nothing_more
    failed: Callable[[UnitOfWork, Late], More] = nothing_more
    keep: bool = False
    first: Callable[[UnitOfWork, Late], Message] | None = None


@dataclass(frozen=True, slots=True)
class Put:
    """A document into the library. `read` gathers what it shows inside the transaction; the bytes are made
    outside it, by what `read` returns."""

    read: Callable[[UnitOfWork, Late], Callable[[], Document] | None]
    after: Callable[[UnitOfWork, Late, FiledDocument], More] = nothing_more_filed
    failed: Callable[[UnitOfWork, Late], More] = nothing_more


@dataclass(frozen=True, slots=True)
class Fetch:
    """A file to fetch, and the document that its bytes become; None when it is not of a kind that is taken."""

    url: str
    make: Callable[[bytes], Document | None]


@dataclass(frozen=True, slots=True)
class Take:
    """A file that somebody sent, straight into the library: it is fetched, put there, and not kept. `unneeded` is
    what follows when it is not to be fetched after all."""

    read: Callable[[UnitOfWork, Late], Fetch | None]
    after: Callable[[UnitOfWork, Late, FiledDocument], More] = nothing_more_filed
    failed: Callable[[UnitOfWork, Late], More] = nothing_more
    unneeded: Callable[[UnitOfWork, Late], More] = nothing_more


@dataclass(frozen=True, slots=True)
class Invite:
    """The calendar, brought to what it should be now: an event made, changed or called off. `after` gets the event's
    id and its link."""

    read: Callable[[UnitOfWork, Late], Invitation | Cancellation | None]
    after: Callable[[UnitOfWork, Late, str, str], More] | None = None
    failed: Callable[[UnitOfWork, Late], More] = nothing_more


@dataclass(frozen=True, slots=True)
class Alert:
    """A text message. `read` gives None for somebody without a number."""

    read: Callable[[UnitOfWork, Late], TextMessage | None]
    failed: Callable[[UnitOfWork, Late], More] = nothing_more


@dataclass(frozen=True, slots=True)
class Probe:
    """Somebody's chat is opened and nothing is said in it: whether the bot is installed for them."""

    after: Callable[[UnitOfWork, Late], More]
    failed: Callable[[UnitOfWork, Late], More]


Delivery = Show | Put | Take | Invite | Alert | Probe
