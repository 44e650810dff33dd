"""What a card of a conversation's step needs to know of the conversation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from microsoft_teams.cards import Action, CardElement

from bot.cards import kit
from bot.domain.plan import Plan
from bot.ports import Json
from bot.texts import Texts

Answers = Mapping[str, str]


class StepView(Protocol):
    """A step seen from its card. Buttons come signed; `problems` has a sentence per field to mend."""

    @property
    def t(self) -> Texts:
        """The texts in the reader's language."""

    @property
    def plan(self) -> Plan:
        """The municipality's plan."""

    @property
    def problems(self) -> Mapping[str, str]:
        """What to mend, by field."""

    @property
    def data(self) -> Any:
        """What the dialog read for its steps."""

    def button(self, title: str, pressed: str, *, style: kit.Style | None = None, inputs: bool = True) -> Action:
        """A button of this conversation."""

    def back(self) -> Action:
        """One step back."""

    def drop(self) -> Action:
        """Throw the conversation away."""

    def card(self, body: list[CardElement], *buttons: Action) -> Json:
        """A card of this conversation."""


def mend(view: StepView, *fields: str) -> list[CardElement]:
    """The sentences at the fields to mend, with a sign and not by colour alone."""
    return [kit.notice(view.problems[f]) for f in fields if f in view.problems]


def mend_below(view: StepView) -> list[CardElement]:
    """Beside the buttons of a long card: that something above must be mended, for whoever cannot see it from there."""
    if not view.problems:
        return []
    text = view.t("Jeg har ikke lagret noe ennå. Se det som er merket lenger opp, og prøv igjen.")
    return [kit.notice(text)]
