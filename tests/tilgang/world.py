"""A room with one of everything in it, and a bot that tries what people do and keeps nothing of it."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar, cast

from bot import registry
from bot.bootstrap import Bot, Parts
from bot.cards.errors import TEXTS
from bot.demo.room import demo_plan, demo_room
from bot.dialogs.engine import Engine
from bot.dialogs.router import Outside, Router
from bot.dialogs.turn import Answer, Turn, TurnKind
from bot.domain.people import Person, Where
from bot.domain.room import RoleHolder, Room, RosterEntry
from bot.ports import Conversation, Store, UnitOfWork
from bot.settings import Settings
from bot.store.tables import metadata
from bot.usecases.command import Context
from bot.usecases.dispatch import Door
from bot.usecases.roles import actor
from tests.tilgang.people import COLUMNS, Column
from tests.tilgang.things import fill

T = TypeVar("T")
NOW = datetime(2026, 3, 4, 11, 0, tzinfo=UTC)
CODES = {text: code for code, text in TEXTS.items()}


class _Undo(Exception):
    """Ends a transaction of which nothing is kept."""


def _nothing(work: UnitOfWork) -> None:
    """Nothing."""


class Watched:
    """A unit of work whose audit rows are seen."""

    def __init__(self, work: UnitOfWork, rows: list[tuple[str, str]]) -> None:
        self._work, self._rows = work, rows

    def __getattr__(self, name: str) -> Any:
        return getattr(self._work, name)

    def audit(self, at: datetime, actor: str, action: str, subject: str, outcome: str = "ok") -> None:
        """Write it down twice."""
        self._rows.append((actor, outcome))
        self._work.audit(at, actor, action, subject, outcome)


class Dry:
    """A store in which everything is tried for real and rolled back. `audited` is what would have been audited.

    `before` makes the transaction's starting point, `after` looks at what it has come to.
    """

    def __init__(self, store: Any) -> None:
        self._store = store
        self.audited: list[tuple[str, str]] = []
        self.before: Callable[[UnitOfWork], None] = _nothing
        self.after: Callable[[UnitOfWork], None] = _nothing

    def now(self, room: str, work: Callable[[UnitOfWork], T]) -> T:
        """Try it."""
        results: list[T] = []

        def attempt(inner: UnitOfWork) -> None:
            self.before(inner)
            results.append(work(cast("UnitOfWork", Watched(inner, self.audited))))
            self.after(inner)
            raise _Undo

        with contextlib.suppress(_Undo):
            self._store.write_now(room, attempt)
        return results[0]

    async def write(self, room: str, work: Callable[[UnitOfWork], T], ahead: Sequence[tuple[type[Any], str]] = ()) -> T:
        """As the port."""
        return self.now(room, work)

    async def read(self, room: str, work: Callable[[UnitOfWork], T]) -> T:
        """As the port."""
        return self.now(room, work)


@dataclass
class FixedClock:
    """It is always this moment."""

    moment: datetime = NOW

    def now(self) -> datetime:
        """That moment."""
        return self.moment


@dataclass
class World:
    """The room, its bot, and what it is tried with."""

    bot: Bot
    room: Room
    store: Dry
    router: Router
    numbers: Any = field(default_factory=itertools.count)

    def context(self, work: UnitOfWork, column: str) -> Context:
        """The circumstances of a command by somebody."""
        who = actor(work, self.room, COLUMNS[column].id)
        assert who is not None
        return Context(self.room, who, NOW, f"try:{next(self.numbers)}")

    def may(self, column: str, command: Any) -> bool:
        """Would the door let this person?"""
        return self.store.now(self.room.id, lambda work: self.bot.door.may(work, command, self.context(work, column)))

    def turn(self, who: Column, kind: TurnKind, *, channel: str = "", tenant: str = "", **fields: Any) -> Turn:
        """Something that this person does, in the 1:1 chat or in a channel."""
        person = Person(tenant or self.room.tenant, who.id)
        where = Where.CHANNEL if channel else Where.PERSONAL
        place = Conversation(person.tenant, "https://smba.example/", channel or f"a:{who.id}", where, person)
        return Turn(
            kind=kind,
            key=f"{person.tenant}|{place.id}|{next(self.numbers)}",
            person=person,
            person_name="",
            teams_user_id=f"29:{who.id}",
            conversation=place,
            answerable=kind is TurnKind.CARD,
            reply_to="1" if kind is TurnKind.CARD else None,
            channel_id=channel or None,
            **fields,
        )

    def moved_to(self, room: Room) -> Router:
        """The same bot in another room of its store, where what is done is kept."""
        return _router(self.bot, room, self.bot.store, FixedClock())

    async def tried(self, turn: Turn) -> tuple[str, Answer]:
        """What comes of it: "ja", or the code of the sentence it was refused with. A refusal for lack of rights must
        have left its row in the audit log."""
        self.store.audited.clear()
        answer = await self.router(turn)
        said = answer.toast or "".join(m.text or "" for m in answer.messages)
        code = CODES.get(said, "ja")
        if code == "not_allowed" or code.startswith("card_"):
            assert (turn.person.id, code) in self.store.audited
        return code, answer


def open_world(folder: Path, **choices: Any) -> World:
    """A world in a folder. `choices` are the municipality's own."""
    plan = demo_plan(date(2026, 1, 5))
    plan = plan.model_copy(update={"choices": plan.choices.model_copy(update=choices)})
    room = demo_room(plan)
    clock = FixedClock()
    settings = Settings.for_demo(folder, port=0, graph_base_url="http://127.0.0.1:9/v1.0", executor_id="test")
    bot = Bot(Parts(settings, {room.id: room}, clock, durable=False))
    metadata.create_all(bot.store.writing)
    bot.store.write_now(room.id, lambda work: people(work, room))
    bot.store.write_now(room.id, lambda work: fill(work, room, NOW))
    return World(bot, room, dry := Dry(bot.store), _router(bot, room, cast("Store", dry), clock))


def _router(bot: Bot, room: Room, store: Store, clock: FixedClock) -> Router:
    async def learn(room: Room, turn: Turn) -> None:
        """Nobody knows them."""

    door = Door(store, registry.CASES)
    outside = Outside(learn=learn, roster_changed=lambda room, turn: None, committed=lambda room: None)
    key = bot.parts.settings.card_key
    engine = Engine(registry.DIALOGS, door)
    return Router({room.tenant: room}, store, engine, door, registry.TABLES, clock, key, outside)


def people(work: UnitOfWork, room: Room) -> None:
    """The roster and the roles: everybody of the tables."""
    for name, column in COLUMNS.items():
        work.put(RosterEntry(column.id, room.id, name, column.standing, column.in_team, NOW))
        held = [*[(r, 0) for r in column.roles], *[(r, 1) for r in column.deputy]]
        for role, rank in held:
            holder = RoleHolder(f"{role}:{column.id}", room.id, role, column.id)
            work.put(replace(holder, rank=rank))


def later(**by: float) -> datetime:
    """A moment to come."""
    return NOW + timedelta(**by)
