"""Free text in a conversation, looked through before anything is kept (use cases G11, UC-32).

`look` gives a sentence at each field that points at somebody, and the fields as they may be shown again: with what
identifies taken out. What points at somebody only together with the rest is for the writer to consider.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cards import guarded as cards
from bot.cards.errors import explain as explain_error
from bot.cards.meld import blank
from bot.cards.personvern import explain
from bot.dialogs.flow import Answers, View
from bot.domain import personvern
from bot.domain.plan.organ import Organ
from bot.errors import UserError
from bot.usecases.guarded import has_no_cases
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


def look_for_one(
    view: View,
    inputs: Mapping[str, str],
    texts: Mapping[str, str],
    organs: Sequence[Organ],
    prefix: str = "",
    code: str = "one_person_in_text",
) -> tuple[dict[str, str], dict[str, str]]:
    """What a group is to see, looked through for what reads as if it were about one individual (G3): the problem, and
    what the conversation remembers of the answer. Whoever says that it is not about one goes on, but in a politiråd.
    `code` is the error that tells of it, where it is not about what a group sees."""
    about_one, said = any(map(personvern.about_one, texts.values())), inputs.get("one_person") == cards.NOT_ONE
    kept = {prefix + "one_person": cards.NOT_ONE if about_one and said else ""}
    if about_one and has_no_cases(organs):
        return {"one_person_never": explain_error(UserError("one_person_never"), view.t)}, kept
    if about_one and not said:
        return {"one_person": explain_error(UserError(code), view.t)}, kept
    return {}, kept


def look_at_place(view: View, inputs: Mapping[str, str], place: str) -> tuple[dict[str, str], dict[str, str]]:
    """The same for where a meeting is held. A house may be called what it likes, so it stops nobody for good."""
    return look_for_one(view, inputs, {"place": place}, ())


def both(
    *found: tuple[dict[str, str], dict[str, str]],
) -> tuple[dict[str, str], dict[str, str]]:
    """Several of these looks as one: every problem, and the answer where one of them needed it."""
    problems = {name: text for each, _ in found for name, text in each.items()}
    names = dict.fromkeys(name for _, said in found for name in said)
    return problems, {name: next((said[name] for _, said in found if said.get(name)), "") for name in names}


def _not_names(answers: Answers, inputs: Mapping[str, str]) -> tuple[str, ...]:
    """Only what can be «not a name»: a number or an address of e-mail written here is not kept either."""
    said = [*answers.get("not_names", "").splitlines(), *inputs.get("not_names", "").replace(",", "\n").splitlines()]
    words = dict.fromkeys(word.strip() for word in said if word.strip())
    return tuple(word for word in words if all(f.overridable for f in personvern.check(word)))
