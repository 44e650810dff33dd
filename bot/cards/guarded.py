"""The questions that a card asks when the guard has something to say about a text (UC-32)."""

from __future__ import annotations

from microsoft_teams.cards import CardElement

from bot.cards import kit
from bot.cards.step import Answers, StepView, mend
from bot.ports import Json
from bot.texts import N_

NOT_ONE = "gruppe"
QUESTIONS: tuple[Json, ...] = (
    {"id": "considered", "type": "Input.ChoiceSet", "choices": [{"value": "ja"}]},
    {"id": "one_person", "type": "Input.ChoiceSet", "choices": [{"value": NOT_ONE}]},
    {"id": "not_names", "type": "Input.Text", "maxLength": kit.MAX_TEXT},
)
"""The questions, as what comes back is held to them: they are on a card only while something on it is to be mended."""


Asked = tuple[str, str]
"""A question about one person, and the answer that lets it pass."""
OF_A_GROUP: Asked = N_("Gjelder det én person?"), N_("Nei, det gjelder ikke én person")
OF_A_CASE: Asked = N_("Beskriver teksten personen?"), N_("Nei, den sier bare hvorfor det er nødvendig å dele")
"""A text that belongs to a case is always about one person: nobody can say that it is not, only that it tells nothing
of them."""


def ask_guard(view: StepView, answers: Answers, one: Asked = OF_A_GROUP) -> list[CardElement]:
    """«I have considered it», «this is not about one person», and «this is not a name»: each only where it is of
    use."""
    return [*_ask_considered(view), *_ask_one_person(view, answers, one), *_ask_not_names(view, answers)]


def _ask_considered(view: StepView) -> list[CardElement]:
    if "considered" not in view.problems:
        return []
    choices = [("ja", view.t("Jeg har tenkt gjennom det: ingen kan kjennes igjen"))]
    return [*mend(view, "considered"), kit.ask_choice("considered", view.t("Før du går videre"), choices)]


def _ask_one_person(view: StepView, answers: Answers, one: Asked) -> list[CardElement]:
    never = mend(view, "one_person_never")
    if "one_person" not in view.problems:
        return never
    label, no = one
    choices, said = [(NOT_ONE, view.t(no))], answers.get("one_person", "")
    return [*never, *mend(view, "one_person"), kit.ask_choice("one_person", view.t(label), choices, said)]


def _ask_not_names(view: StepView, answers: Answers) -> list[CardElement]:
    if not view.problems or "not_names" not in answers:
        return []
    label = view.t("Er noe av det ikke et navn? Skriv ordet her, så slipper jeg det gjennom. Gjelder ikke tall.")
    return [kit.ask_text("not_names", label, answers["not_names"].replace("\n", ", "), long=False)]
