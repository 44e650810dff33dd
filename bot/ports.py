"""What the inside asks of the outside. Each port has one adapter for production and is used for real in tests.

Errors: every method of an outside port raises only members of `errors.OutsideError`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeVar

from bot.domain.people import Member, Person, Where

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where a message can be sent: one stored conversation reference.

    `person` is set when and only when `where` is PERSONAL.
    """

    tenant: str
    service_url: str
    id: str
    where: Where
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One outgoing message. `summary` is the notification text: always neutral (threat T15)."""

    summary: str
    text: str | None = None
    card: Json | None = None


Begun = Callable[[], None]
"""Called when a request goes out, its place in the pace taken."""


class Messenger(Protocol):
    """Sends messages into Teams."""

    async def send(self, to: Conversation, message: Message, begun: Begun | None = None) -> str:
        """Send and return the activity id. Raises NotReachable, TryLater, Doubtful, Refused."""

    async def update(self, to: Conversation, activity_id: str, message: Message, begun: Begun | None = None) -> None:
        """Replace a message that was sent before."""

    async def open_personal(self, person: Person, teams_user_id: str | None = None) -> Conversation:
        """Create the 1:1 conversation with a person. Raises NotReachable when the bot is not installed."""

    def places(self, tenant: str) -> tuple[int, float]:
        """How many messages the tenant's pace lets out now, and the seconds until there is one more."""

    def wait(self, tenant: str, conversation: str) -> float:
        """The seconds until a conversation's pace lets out one more."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document to file: `library` is a key of the plan's rooms ("felles", "samtykker"), `folder` a
    slash-separated path in it, `name` a neutral server-made file name, `columns` list-item fields. `ours`: an id of
    ours is in the name, so what lies there under it is this document, also when it would look otherwise by now."""

    library: str
    folder: str
    name: str
    content: bytes
    columns: Mapping[str, str] = field(default_factory=dict)
    ours: bool = False


@dataclass(frozen=True, slots=True)
class FiledDocument:
    """Where a document ended up."""

    item_id: str
    web_url: str
    size: int
    version: str


class Filing(Protocol):
    """The SharePoint library."""

    async def file(self, document: Document) -> FiledDocument:
        """Put the document there exactly once: a fixed name, adopted if the same bytes are there already.

        Raises NameTaken when other bytes have that name, and TryLater, Doubtful, Refused, Locked.
        """

    async def replace(self, document: Document, version: str) -> FiledDocument:
        """Write a new version over the one we know (If-Match). Raises Changed, Locked and the above."""


class Downloads(Protocol):
    """Files that people have sent the bot."""

    async def fetch(self, url: str) -> bytes:
        """A file's bytes. Raises Refused for an address that may not be called or a file that is too large,
        NotReachable for one that is gone, TryLater."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """A calendar invitation. Subject and body reach other organisations: neutral text only.
    `key` makes creation safe to repeat (Graph's transactionId). `event` is the event it changes, where it was made
    before. `earliest` and `latest` are between which moments it may have begun, had it been made before in vain."""

    key: str
    subject: str
    body: str
    start: datetime
    end: datetime
    place: str | None
    online: bool
    attendees: Sequence[str]
    event: str = ""
    earliest: datetime | None = None
    latest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Cancellation:
    """An event that is called off. `comment` reaches everybody who was invited: neutral text only."""

    event: str
    comment: str


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An event that was made."""

    id: str
    join_url: str | None


class Calendar(Protocol):
    """The organiser mailbox's calendar."""

    async def invite(self, invitation: Invitation) -> CalendarEvent:
        """Create the event once. Raises TryLater, Doubtful, Refused."""

    async def change(self, invitation: Invitation) -> CalendarEvent:
        """Bring its `event` up to date: time, place and who is invited; Outlook tells those it concerns. Safe to
        repeat. Raises TryLater, Doubtful, and Refused when the event is gone."""

    async def cancel(self, event_id: str, comment: str) -> None:
        """Cancel it and tell the attendees."""


@dataclass(frozen=True, slots=True)
class TextMessage:
    """A text message to a telephone, also for a gateway that reads it aloud. The text says nothing of what it is
    about. `key` is the same each time this message is sent."""

    key: str
    to: str
    text: str


class Telephone(Protocol):
    """A gateway for text messages or calls."""

    async def send(self, message: TextMessage) -> None:
        """Hand it over. Raises NotReachable for a number that is none, TryLater, Doubtful, Refused."""


class Directory(Protocol):
    """Who is in the team, from Microsoft Graph."""

    async def members(self, team_id: str) -> Sequence[Member]:
        """The team's members and guests now."""

    async def person(self, person_id: str) -> Member | None:
        """One account of the tenant, or None."""


class Clock(Protocol):
    """The only source of now; read by the outermost layer alone."""

    def now(self) -> datetime:
        """The current moment, aware, in UTC."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Before:
    """A criterion: the field is earlier than this moment, or equal to it."""

    moment: datetime


@dataclass(frozen=True, slots=True)
class Among:
    """A criterion: the field is one of these."""

    values: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Except:
    """A criterion: the field is none of these. A field that is not set is none of them."""

    values: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Question:
    """Is there any thing of a kind that fits? `order` is a field that an index finds the first of them by."""

    kind: type[Any]
    criteria: Mapping[str, Any]
    order: str = "id"


class UnitOfWork(Protocol):
    """One transaction in one room. Things are the frozen dataclasses of the domain; each has `id`, `room` and
    `version`. Synchronous: it runs beside the event loop (decision 0003)."""

    room: str
    touched: bool
    """Has anything been written in it?"""

    def get(self, kind: type[T], id: str) -> T | None:
        """The thing with this id, or None."""

    def find(self, kind: type[T], *, order: str = "id", limit: int | None = None, **criteria: Any) -> list[T]:
        """Things whose fields equal the criteria (or fit a Before, an Among or an Except), in order of a field."""

    def add(self, thing: Any) -> None:
        """Store a new thing. Raises Conflict when its id is taken."""

    def save(self, thing: Any) -> None:
        """Store a changed thing. Raises Conflict when somebody changed it since it was read."""

    def put(self, thing: Any) -> None:
        """Store a thing whatever was there before (rosters, references: last writer wins)."""

    def count(self, series: str) -> int:
        """The next number of a series, from one on. Two at once get two numbers; one that is not used comes again."""

    def remove(self, kind: type[Any], id: str) -> None:
        """Delete a thing and its key, if it is there."""

    def apart(self) -> AbstractContextManager[None]:
        """What is done inside is done whole; when it raises, not at all, and the rest of the unit of work stands."""

    def forget_key(self, owner: str) -> None:
        """Destroy a thing's key: whatever of its sealed text is left anywhere in the database opens no more."""

    def naming(self, person: str) -> Mapping[str, int]:
        """How many rows of each table name a person, the audit log's too. For the person's own eyes."""

    def audit(self, at: datetime, actor: str, action: str, subject: str, outcome: str = "ok") -> None:
        """Append to the audit log: ids and codes only."""

    def anchor(self) -> str:
        """Where the room's audit log ends, short, to be kept outside the database; empty while there is none."""


class Store(Protocol):
    """Where everything is kept. Each call is one transaction, run whole again on a passing clash."""

    async def write(self, room: str, work: Callable[[UnitOfWork], T], ahead: Sequence[tuple[type[Any], str]] = ()) -> T:
        """Run `work` in a transaction and commit. Raises StoreDown when the database does not answer. `ahead` are the
        things (kind and id) that it will surely ask for: of all who are committed together they are read at once."""

    async def read(self, room: str, work: Callable[[UnitOfWork], T]) -> T:
        """Run `work` on a reading transaction."""

    async def beat(self, holder: str) -> set[str]:
        """Beat for every watch that this holder has, in one statement; the ids of those rooms."""

    async def watches(self) -> dict[str, tuple[str, int]]:
        """By room: who has the watch, and the beat."""

    async def rooms_with(self, holder: str, questions: Sequence[Question]) -> list[set[str]]:
        """For each question the ids of the rooms where the answer is yes, of those whose watch this holder has. With
        `beat` and `watches` all that is ever asked of many rooms at once, and no content is read."""
