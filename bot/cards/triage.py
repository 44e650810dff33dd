"""The cards of the coordinator's steps with a varsling, and of the reporter's answer (UC-38)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from microsoft_teams.cards import CardElement

from bot.cards import kit
from bot.cards.guarded import ask_guard
from bot.cards.meld import SAFETY_NET
from bot.cards.step import Answers, StepView, mend
from bot.cards.varsling import DUTY, REASONS
from bot.domain.varsling import About, Varsling
from bot.ports import Json
from bot.texts import N_, Texts

POINTS = (
    N_("Hvor ofte skjer det, og når på dagen?"),
    N_("Omtrent hvor mange er med?"),
    N_("Har det endret seg den siste tiden?"),
    N_("Hvilke tjenester vet om det?"),
    N_("Hva er prøvd, og hva virket?"),
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The varsling a step is about, and what can be chosen for it as (value, title)."""

    varsling: Varsling
    choices: Sequence[tuple[str, str]] = ()


def ask_more(view: StepView, answers: Answers) -> Json:
    """What would the coordinator like to know?"""
    t = view.t
    points = [(str(n), t(point)) for n, point in enumerate(POINTS)]
    body = [
        *_heading(view, t("Be om mer")),
        kit.words(t("Den som meldte får et kort med spørsmålene, og svarer uten å skrive hvem noen er.")),
        *mend(view, "points"),
        kit.ask_choice("points", t("Hva trenger du å vite?"), points, answers.get("points", ""), many=True),
        *mend(view, "question"),
        kit.ask_text("question", t("Noe annet? (valgfritt)"), answers.get("question", "")),
        *ask_guard(view, answers),
    ]
    return view.card(body, view.button(t("Send spørsmålet"), "send", style="positive"), view.drop())


def refer(view: StepView, answers: Answers) -> Json:
    """Where does it go on?"""
    t = view.t
    body = [
        *_heading(view, t("Henvis videre")),
        kit.words(t("Jeg sender ingenting dit. Du tar kontakten selv, og jeg noterer hvor den gikk.")),
        *mend(view, "to"),
        kit.ask_choice("to", t("Hvor (fra planen)"), _choices(view), answers.get("to", ""), open=False),
    ]
    return view.card(body, view.button(t("Noter som henvist"), "send", style="positive"), view.drop())


def merge(view: StepView, answers: Answers) -> Json:
    """Which other one is about the same?"""
    t = view.t
    body = [
        *_heading(view, t("Slå sammen")),
        kit.words(t("Denne blir en del av den du velger. Den som meldte, følger statusen til den.")),
        *mend(view, "into"),
        kit.ask_choice("into", t("Hvilken gjelder det samme?"), _choices(view), answers.get("into", ""), open=True),
    ]
    return view.card(body, view.button(t("Slå sammen"), "send", style="positive"), view.drop())


def close(view: StepView, answers: Answers) -> Json:
    """Why does it end here?"""
    t = view.t
    reasons = [(value, t(text)) for value, text in REASONS.items()]
    body = [
        *_heading(view, t("Avslutt")),
        kit.words(t("Den som meldte, får bare vite at den er avsluttet.")),
        *mend(view, "reason"),
        kit.ask_choice("reason", t("Hvorfor avsluttes den?"), reasons, answers.get("reason", "")),
        *([] if about_one(view) else _note(view, answers)),
    ]
    return view.card(body, view.button(t("Avslutt varslingen"), "send", style="positive"), view.drop())


def _note(view: StepView, answers: Answers) -> list[CardElement]:
    label = view.t("Notat til deg selv (valgfritt)")
    return [*mend(view, "text"), kit.ask_text("text", label, answers.get("text", "")), *ask_guard(view, answers)]


def about_one(view: StepView) -> bool:
    """Is the varsling about one person? Then there is no field to write in."""
    return _chosen(view).varsling.about is About.ENKELTSAK


def add(view: StepView, answers: Answers) -> Json:
    """The reporter's answer."""
    t = view.t
    varsling = _chosen(view).varsling
    body = [
        *_heading(view, t("Svar på spørsmål")),
        *kit.bullets([line for line in varsling.question.splitlines() if line]),
        *mend(view, "text"),
        kit.ask_text("text", t("Hva vet dere mer?"), answers.get("text", "")),
        *ask_guard(view, answers),
        kit.words(t(SAFETY_NET), subtle=True),
    ]
    return view.card(body, view.button(t("Se over"), "neste", style="positive"), view.drop())


def add_preview(view: StepView, answers: Answers) -> Json:
    """Exactly what is added."""
    t = view.t
    body = [
        kit.heading(t("Dette blir lagt til")),
        *_heading(view, ""),
        kit.words(answers["text"]),
        kit.notice(t(DUTY), "accent"),
    ]
    return view.card(body, view.button(t("Send"), "send", style="positive"), view.back(), view.drop())


def added(t: Texts, number: str) -> Json:
    """The reporter's receipt."""
    words = t("Takk. Svaret er lagt til i varsling {number}.", number=number)
    return kit.card([kit.words(words), kit.notice(t(DUTY), "accent")], (), t.language)


def _heading(view: StepView, title: str) -> list[CardElement]:
    number = kit.words(view.t("Varsling {number}", number=_chosen(view).varsling.number), subtle=True)
    return [kit.heading(title), number] if title else [number]


def _choices(view: StepView) -> Sequence[tuple[str, str]]:
    return _chosen(view).choices


def _chosen(view: StepView) -> Chosen:
    data = view.data
    assert isinstance(data, Chosen)
    return data
