"""Free text in a conversation, looked through before anything is kept (use cases G11, UC-32).

`look` gives a sentence at each field that points at somebody, and the fields as they may be shown again: with what
identifies taken out. What points at somebody only together with the rest is for the writer to consider.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cards.meld import blank
from bot.cards.personvern import explain
from bot.dialogs.flow import Answers, View
from bot.domain import personvern
from bot.usecases.varslinger import allowed_words


@dataclass(frozen=True, slots=True)
class Looked:
    """What the guard says. `shown` is everything that was filled in, safe to show; `not_names` is kept."""

    problems: Mapping[str, str]
    shown: Mapping[str, str]
    not_names: tuple[str, ...]

    @property
    def kept(self) -> dict[str, str]:
        """What the conversation remembers of it."""
        return {"not_names": "\n".join(self.not_names)}


def look(view: View, answers: Answers, inputs: Mapping[str, str], texts: Mapping[str, str], prefix: str = "") -> Looked:
    """Look through the texts, by field. `inputs` may hold the answers to the card's two questions; `prefix` is put
    before a field's name in what is shown again."""
    not_names = _not_names(answers, inputs)
    allowed = allowed_words(view.here.room, not_names)
    found = {name: personvern.check(text, allowed=allowed) for name, text in texts.items()}
    blocked = {name: [f for f in findings if f.blocks] for name, findings in found.items()}
    problems = {name: explain(findings, view.t) for name, findings in blocked.items() if findings}
    doubtful = [f for findings in found.values() for f in findings if not f.blocks]
    if doubtful and inputs.get("considered") != "ja":
        problems["considered"] = explain(doubtful, view.t)
    shown = {prefix + name: blank(text, blocked[name], view.t) for name, text in texts.items()}
    return Looked(problems, shown, not_names)


def _not_names(answers: Answers, inputs: Mapping[str, str]) -> tuple[str, ...]:
    """Only what can be «not a name»: a number or an address of e-mail written here is not kept either."""
    said = [*answers.get("not_names", "").splitlines(), *inputs.get("not_names", "").replace(",", "\n").splitlines()]
    words = dict.fromkeys(word.strip() for word in said if word.strip())
    return tuple(word for word in words if all(f.overridable for f in personvern.check(word)))
