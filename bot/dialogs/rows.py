"""What the router is made of: words people write, and buttons that are not part of a conversation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.cards.actions import Do
from bot.dialogs.flow import Here
from bot.ports import Json, Message, UnitOfWork
from bot.texts import LANGUAGES, texts
from bot.usecases.command import Outcome, Rule

Inputs = Mapping[str, str]
Say = Callable[[UnitOfWork, Here, str], Sequence[Message]]
Groups = Sequence[tuple[str, Sequence[str]]]
Look = Callable[[Here, str, str], Sequence[Message] | None]
Ask = Callable[[UnitOfWork, Here, str], Sequence[Message] | None]
K = TypeVar("K")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Word:
    """Something people write. `name` is the word itself in bokmål, marked with N_: it is shown and understood in
    every language; `names` are its other spellings. `what` is one line for the help card, `say` answers it.
    `dialog` names a conversation that begins instead; `command` makes a command that the door carries out first.
    In a channel only words with `anywhere` are answered there. A `careful` word is not begun by a misspelling, which
    may be another word («trykket»): it is suggested. `rule` says who is answered, where not everybody is; a word with
    a conversation or a command has theirs."""

    name: str
    names: tuple[str, ...]
    what: str
    say: Say | None = None
    dialog: str = ""
    anywhere: bool = False
    command: Callable[[Here, str], Any] | None = None
    careful: bool = False
    rule: Rule | None = None

    @property
    def spellings(self) -> tuple[str, ...]:
        """Everything that is understood as this word."""
        return (*self.names, self.name, *(texts(language)(self.name) for language in LANGUAGES))


@dataclass(frozen=True, slots=True)
class Button:
    """A button outside conversations. `command` makes its command; `card` the card that replaces the pressed
    one. A button without a command only shows."""

    verb: str
    card: Callable[[UnitOfWork, Here, Outcome], Json | None]
    command: Callable[[Do, Inputs], Any] | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """What becomes of a file that somebody sends in their own chat: a command, which may refuse it, and the answer."""

    command: Callable[[Mapping[str, Any]], Any]
    say: Callable[[UnitOfWork, Here, Outcome], Sequence[Message]]


def joined(*tables: Mapping[K, T]) -> dict[K, T]:
    """Tables as one; a name that stands twice is a mistake of ours."""
    rows: dict[K, T] = {}
    for table in tables:
        twice = rows.keys() & table.keys()
        if twice:
            raise ValueError(f"registered twice: {sorted(map(str, twice))}")
        rows.update(table)
    return rows
