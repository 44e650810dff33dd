"""The form and the preview of a referat of a hastemøte about one person: nothing to write, only to choose (UC-62)."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards import CardElement

from bot.cards import kit
from bot.cards.hastereferat import data_of, preview_head
from bot.cards.referat import silent
from bot.cards.step import Answers, StepView, mend
from bot.domain.referat import TaskLine
from bot.ports import Json
from bot.texts import N_, Texts

NO_TEXT = N_(
    "Hastemøtet gjaldt én person, så her er det ingenting å skrive. Referatet får tid, hvem som var til stede, "
    "grunnlaget og saksnummeret."
)
NO_GROUND = N_(
    "Grunnlaget for å dele gjelder ikke lenger. Referatet blir lagret hos meg, men det legges ikke i biblioteket, og "
    "ingen får beskjed eller oppgaver om saken."
)
WHO_READS = N_(
    "Referatet legges i den lukkede mappen. De som var med og fortsatt er innenfor grunnlaget, får lenken. Den åpner "
    "bare for dem som har tilgang til mappen."
)


UNCONFIRMED = N_("Grunnlaget ble ikke bekreftet i møtet.")
CONFIRM_FIRST = N_("Ble det likevel gjort, skriv «bekreft» før du lagrer referatet.")


def said_of(outcome: str | None, t: Texts) -> str:
    """All that is said of the case: what whoever led the meeting said of its ground, and never more than that."""
    return t(silent(outcome)) if outcome else t(UNCONFIRMED)


def form(view: StepView, answers: Answers) -> Json:
    """Who was there, and who follows the case up."""
    t, data = view.t, data_of(view)
    if data.mote is None:
        return view.card([kit.words(t("Ingen hastemøter venter på referat fra deg nå."))])
    present = answers.get("present", ",".join(data.came))
    body: list[CardElement] = [
        kit.heading(t("Referat fra hastemøte {when}", when=t.moment(data.mote.starts_at))),
        kit.words(t(NO_TEXT), bold=True),
        kit.ask_choice("present", t("Hvem var til stede?"), data.roles, present, many=True, open=True),
        *_follow_up(view, answers),
    ]
    return view.card(body, view.button(t("Se over"), "neste", style="positive"), view.drop())


def _follow_up(view: StepView, answers: Answers) -> list[CardElement]:
    """Only roles within the ground now; where there is none, why."""
    t, within = view.t, data_of(view).within
    if not within:
        return [kit.notice(t(NO_GROUND))]
    who = t("Hvem følger opp saken? (valgfritt)")
    return [
        kit.ask_choice("follow", who, within, answers.get("follow", ""), many=True, open=False),
        *mend(view, "due0"),
        kit.ask_date("due0", t("Frist"), answers.get("due0", "")),
        kit.words(t("De får bare beskjed om å følge opp saken, med saksnummeret."), subtle=True),
    ]


def preview(view: StepView, answers: Answers, tasks: Sequence[TaskLine]) -> Json:
    """Everything that will stand in the document, and who gets it."""
    t, data, labels = view.t, data_of(view), dict(data_of(view).roles)
    if data.mote is None:
        return form(view, answers)
    body: list[CardElement] = [
        *preview_head(data, data.mote, answers, t),
        kit.labelled(t("Enkeltsak {number}", number=data.sak), said_of(data.said, t)),
        *([] if data.said else [kit.notice(t(CONFIRM_FIRST), "accent")]),
        *(kit.labelled(t("Følger opp saken"), _who(task, labels, t)) for task in tasks),
        kit.words(t(WHO_READS), subtle=True) if data.within else kit.notice(t(NO_GROUND)),
    ]
    done = view.button(t("Lagre"), "lagre", style="positive")
    return view.card(body, done, view.button(t("Endre"), "endre"), view.drop())


def _who(task: TaskLine, labels: dict[str, str], t: Texts) -> str:
    day = t.day(task.deadline, weekday=False) if task.deadline else t("ikke satt")
    return t("{who} (frist {day})", who=labels.get(task.owner, ""), day=day)


def saved(filed: bool, t: Texts) -> Json:
    """The receipt of whoever wrote it: what becomes of it, in either case."""
    text = t(WHO_READS) if filed else t(NO_GROUND)
    return kit.card([kit.heading(t("Referatet er lagret")), kit.words(text)], (), t.language)
