"""What a conversation of several steps is made of.

A dialog is a literal table of steps. A step renders a card from the answers so far, and moves on from what was
pressed and filled in. Both are pure: they return values and know no store, no clock and no Teams.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.cards import kit
from bot.cards.actions import Ink
from bot.domain.people import Where
from bot.domain.plan import Choices, Plan
from bot.domain.room import Room
from bot.errors import NotFound
from bot.ports import Json, UnitOfWork
from bot.texts import Texts
from bot.usecases.command import Actor, Context, Outcome, Rule

if TYPE_CHECKING:
    from microsoft_teams.cards import Action

Answers = Mapping[str, str]
AT = "at"
DROP = "avbryt"


@dataclass(frozen=True, slots=True)
class Here:
    """The circumstances of a turn: whose room, who acts, when, in which language, and how buttons are signed. `card` is
    the message in the actor's own chat that was pressed, and whose place the answer takes."""

    room: Room
    actor: Actor
    now: datetime
    key: str
    t: Texts
    where: Where
    signing_key: bytes
    submit: bool = False
    card: str = ""

    def ink(self, to: str | None = None) -> Ink:
        """For signing the buttons of a card to the actor, or to somebody else."""
        return Ink(self.signing_key, to or self.actor.id, self.now, self.submit)

    def context(self, key: str | None = None) -> Context:
        """The circumstances of a command."""
        return Context(self.room, self.actor, self.now, key or self.key)


@dataclass(frozen=True, slots=True)
class View:
    """What a step sees. `data` is what the dialog's `load` read; `draft` and `n` name this conversation and its
    version; `problems` holds the sentence to show at each field that was not accepted."""

    here: Here
    dialog: str
    draft: str
    n: int
    data: Any = None
    problems: Mapping[str, str] = field(default_factory=dict)

    @property
    def t(self) -> Texts:
        """The texts in the actor's language."""
        return self.here.t

    @property
    def plan(self) -> Plan:
        """The municipality's plan."""
        return self.here.room.plan

    def button(self, title: str, pressed: str, *, style: kit.Style | None = None, inputs: bool = True) -> Action:
        """A button of this conversation."""
        verb = f"{self.dialog}.{pressed}"
        return kit.button(self.here.ink(), title, verb, self.draft, self.n, style=style, inputs=inputs)

    def back(self) -> Action:
        """One step back."""
        return self.button(self.t("Tilbake"), "tilbake", inputs=False)

    def drop(self) -> Action:
        """Throw the conversation away."""
        return self.button(self.t("Avbryt"), DROP, inputs=False)

    def card(self, body: list[Any], *buttons: Action) -> Json:
        """A card of this conversation."""
        return kit.card(body, buttons, self.t.language)


@dataclass(frozen=True, slots=True)
class Go:
    """Go on with these answers: `answers["at"]` names the next step. With `problems` the step is shown again;
    `shown` are values that the card shows and nothing keeps. `note` is a code for the audit log, where the fact
    that something was shown is all that is kept (UC-34)."""

    answers: Answers
    problems: Mapping[str, str] = field(default_factory=dict)
    shown: Answers = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finish:
    """The conversation ends with a command."""

    command: Any


@dataclass(frozen=True, slots=True)
class Abort:
    """The conversation ends with nothing but a card."""

    card: Json


Next = Go | Finish | Abort
Render = Callable[[View, Answers], Json]
Move = Callable[[View, Answers, str, Mapping[str, str]], Next]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it shows, and where a pressed button leads. `back` is the step before it."""

    render: Render
    move: Move
    back: str = ""


def _no_data(work: UnitOfWork, here: Here, answers: Answers) -> Any:
    return None


def _no_start(work: UnitOfWork, here: Here, argument: str) -> Answers:
    return {}


def _usual_hours(choices: Choices) -> int:
    return choices.draft_hours


@dataclass(frozen=True, slots=True)
class Dialog:
    """A conversation. `rule` says who may begin it, `start` gives its first answers, `load` reads what its
    steps show, `done` makes the card that follows its command. Personal dialogs never run in a channel.

    `hours` is how long an unfinished one is kept. Where `resumes`, beginning again offers the one that was left
    unfinished: to go on with it, or to throw it away. `dropped` is the card that a conversation gives back when it is
    thrown away, where it took the place of another. `known_as` is the view by which the message where it ended is
    remembered on, about the outcome: the answer to that last press may be lost, and what was written stays there."""

    name: str
    first: str
    steps: Mapping[str, Step]
    rule: Rule
    done: Callable[[UnitOfWork, Here, Outcome], Json]
    load: Callable[[UnitOfWork, Here, Answers], Any] = _no_data
    start: Callable[[UnitOfWork, Here, str], Answers] = _no_start
    title: str = ""
    hours: Callable[[Choices], int] = _usual_hours
    resumes: bool = False
    dropped: Callable[[UnitOfWork, Here, Answers], Json] | None = None
    known_as: str = ""

    def render(self, view: View, answers: Answers) -> Json:
        """The card of the step the answers are at."""
        return self.steps[answers[AT]].render(view, answers)

    def move(self, view: View, answers: Answers, pressed: str, inputs: Mapping[str, str]) -> Next:
        """Where a pressed button leads."""
        step = self.steps[answers[AT]]
        if pressed == DROP:
            return Abort(kit.card([kit.words(view.t("Greit. Ingenting er lagret eller sendt."))], (), view.t.language))
        if pressed == "tilbake" and step.back:
            return Go({**answers, AT: step.back})
        return step.move(view, answers, pressed, inputs)


def at(step: str, answers: Answers, **more: str) -> Go:
    """Go to a step, with more answers."""
    return Go({**answers, **more, AT: step})


def again(answers: Answers, shown: Mapping[str, str], **problems: str) -> Go:
    """Show the step once more, with what was filled in and what to mend."""
    return Go(answers, problems, dict(shown))


def missing() -> NotFound:
    """The conversation is over or was thrown away."""
    return NotFound("draft_gone")
