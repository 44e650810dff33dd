"""The card of `borte`."""

from __future__ import annotations

from datetime import date

from bot.cards import kit
from bot.cards.step import Answers, StepView, mend
from bot.ports import Json
from bot.texts import Texts


def form(view: StepView, answers: Answers) -> Json:
    """Until when?"""
    t = view.t
    body = [
        kit.heading(t("Borte")),
        kit.words(t("Det som kommer til rollen din, går til stedfortrederen til og med denne dagen.")),
        *mend(view, "until"),
        kit.ask_date("until", t("Borte til og med"), answers.get("until", "")),
    ]
    back = [view.button(t("Jeg er tilbake"), "tilbake_igjen", inputs=False)] if answers.get("known") else []
    return view.card(body, view.button(t("Lagre"), "lagre", style="positive"), *back, view.drop())


def noted(until: date | None, t: Texts) -> Json:
    """What holds now."""
    if until is None:
        return kit.card([kit.words(t("Fint, da får du det som kommer igjen."))], (), t.language)
    words = t("Notert: du er borte til og med {day}.", day=t.day(until))
    return kit.card([kit.words(words)], (), t.language)
