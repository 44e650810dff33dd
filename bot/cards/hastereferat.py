"""The cards after a hastemøte: the referat's form, how the call went, and what is left to do (UC-62, UC-63)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from microsoft_teams.cards import Action, CardElement

from bot.cards import kit
from bot.cards.actions import Ink
from bot.cards.guarded import ask_guard
from bot.cards.hastemote import ground_of, marked, place_of
from bot.cards.step import Answers, StepView, mend, mend_below
from bot.cards.varsling import category_label
from bot.domain.hastemote import OPEN, Hastemote
from bot.domain.hastereferat import DECISIONS, TASKS
from bot.domain.innkalling import Innkalling
from bot.domain.moteplan import local
from bot.domain.plan import Plan
from bot.domain.referat import TaskLine
from bot.ports import Json, Message
from bot.texts import N_, Texts

NO_NAMES = N_("Bare beslutninger og oppgaver. Ingen navn, og ingenting om hva som skjedde eller hvem det gjelder.")


@dataclass(frozen=True, slots=True)
class HasteReferatStep:
    """What the steps show: the call-out, the roles one may tick with their labels, and those that said they came.
    About one person: the case's number as `sak`, as `within` the roles that may follow it up now, and `said`: what was
    said of its ground in the meeting."""

    mote: Hastemote | None = None
    roles: tuple[tuple[str, str], ...] = ()
    came: tuple[str, ...] = ()
    sak: str = ""
    within: tuple[tuple[str, str], ...] = ()
    said: str = ""


def form(view: StepView, answers: Answers) -> Json:
    """Who was there, what was decided, and who does what by when."""
    t, data = view.t, data_of(view)
    if data.mote is None:
        return view.card([kit.words(t("Ingen hastemøter venter på referat fra deg nå."))])
    themes = [(category.id, category.label) for category in view.plan.varsling.categories]
    body: list[CardElement] = [
        kit.heading(t("Referat fra hastemøte {when}", when=t.moment(data.mote.starts_at))),
        kit.words(t(NO_NAMES), bold=True),
        kit.ask_choice(
            "present",
            t("Hvem var til stede?"),
            data.roles,
            answers.get("present", ",".join(data.came)),
            many=True,
            open=True,
        ),
        *(element for n in range(DECISIONS) for element in _decision(view, answers, n)),
        *(element for n in range(TASKS) for element in _task(view, answers, n, data)),
        kit.ask_choice("theme", t("Tema til neste møte (valgfritt)"), themes, answers.get("theme", ""), open=False),
        *ask_guard(view, answers),
        *mend_below(view),
    ]
    return view.card(body, view.button(t("Se over"), "neste", style="positive"), view.drop())


def _decision(view: StepView, answers: Answers, n: int) -> list[CardElement]:
    name = f"decision{n}"
    label = view.t("Beslutning {n} (valgfritt)", n=n + 1)
    return [*mend(view, name), kit.ask_text(name, label, answers.get(name, ""), long=False)]


def _task(view: StepView, answers: Answers, n: int, data: HasteReferatStep) -> list[CardElement]:
    t = view.t
    what, owner, due = f"what{n}", f"owner{n}", f"due{n}"
    return [
        *mend(view, what),
        kit.ask_text(what, t("Oppgave {k} (valgfritt)", k=n + 1), answers.get(what, ""), long=False),
        *mend(view, owner),
        kit.ask_choice(owner, t("Ansvarlig"), data.roles, answers.get(owner, ""), open=False),
        *mend(view, due),
        kit.ask_date(due, t("Frist"), answers.get(due, "")),
    ]


def preview(view: StepView, answers: Answers, decisions: Sequence[str], tasks: Sequence[TaskLine]) -> Json:
    """Everything that will stand in the document."""
    t, data, labels = view.t, data_of(view), dict(data_of(view).roles)
    if data.mote is None:
        return form(view, answers)
    body: list[CardElement] = [
        *preview_head(data, data.mote, answers, t),
        kit.labelled(t("Tema"), theme_of(answers.get("theme", ""), view.plan, t)),
        *(kit.labelled(t("Beslutning"), text) for text in decisions),
        *(kit.labelled(t("Oppgave"), _task_line(task, labels, t)) for task in tasks),
    ]
    done = view.button(t("Lagre og arkiver"), "lagre", style="positive")
    return view.card(body, done, view.button(t("Endre"), "endre"), view.drop())


def preview_head(data: HasteReferatStep, mote: Hastemote, answers: Answers, t: Texts) -> list[CardElement]:
    """What the preview of every referat of a hastemøte begins with: when, who was there, on what ground."""
    labels = dict(data.roles)
    present = [labels[role] for role in answers.get("present", "").split(",") if role in labels]
    return [
        kit.heading(t("Slik blir referatet")),
        kit.labelled(t("Tid"), t.moment(mote.starts_at)),
        kit.labelled(t("Til stede"), ", ".join(present)),
        kit.labelled(t("Grunnlag for deling"), ground_of(mote, t)),
    ]


def theme_of(theme: str, plan: Plan, t: Texts) -> str:
    """The theme that goes to the next meeting, as the plan writes it."""
    return category_label(plan, theme) if theme else t("ikke valgt")


def _task_line(task: TaskLine, labels: dict[str, str], t: Texts) -> str:
    due = t.day(task.deadline, weekday=False) if task.deadline else t("ikke satt")
    return t("{what} ({owner}, frist {day})", what=task.what, owner=labels.get(task.owner, ""), day=due)


def saved(t: Texts) -> Json:
    """The receipt of whoever wrote it."""
    text = t("Referatet arkiveres nå. De som var med får lenken, og de som har fått oppgaver får beskjed.")
    return kit.card([kit.heading(t("Referatet er lagret")), kit.words(text)], (), t.language)


def ready(mote: Hastemote, url: str, t: Texts) -> Message:
    """To those who follow it and those who came."""
    title = t("Referatet fra hastemøtet {day} er klart", day=t.day(local(mote.starts_at).date(), weekday=False))
    buttons = [kit.link(t("Åpne referatet"), url)] if url else []
    return Message(title, card=kit.card([kit.heading(title, "Medium")], buttons, t.language))


def not_filed(mote: Hastemote, t: Texts) -> Message:
    """To whoever wrote it: the library did not take it."""
    title = t("Referatet fra hastemøtet ble ikke arkivert")
    text = t("Det er lagret hos meg, men ikke i SharePoint. Si fra til den som drifter løsningen.")
    return Message(title, card=kit.card([kit.heading(title, "Medium"), kit.words(text)], (), t.language))


def _write(mote: Hastemote, t: Texts, ink: Ink) -> Action:
    return kit.button(ink, t("Skriv referat"), "start.hastereferat", mote.id)


def end(mote: Hastemote, t: Texts, ink: Ink) -> Message:
    """The meeting should be over."""
    title = marked(mote, t("Er hastemøtet holdt?"), t)
    body = [
        kit.heading(title, "Medium"),
        kit.labelled(t("Tid"), t.moment(mote.starts_at)),
        kit.labelled(t("Sted"), place_of(mote, t)),
    ]
    buttons = [] if mote.exercise else [_write(mote, t, ink)]
    if mote.status in OPEN:
        body.append(kit.words(t("Tiden er ute, og ingen flere spørres. Avslutt når det ikke er mer å gjøre.")))
        buttons.append(kit.button(ink, t("Avslutt"), "hastemote.avslutt", mote.id))
    return Message(title, card=kit.card(body, buttons, t.language))


def follow_up(mote: Hastemote, minuted: bool, tasks: Iterable[tuple[str, str]], t: Texts, ink: Ink) -> Message:
    """One to three days later: what is left to do."""
    title = t("Etterarbeid etter hastemøtet {when}", when=t.moment(mote.starts_at))
    lines = [kit.labelled(owner, what) for owner, what in tasks]
    body = [
        kit.heading(title, "Medium"),
        *(lines or [kit.words(t("Ingen åpne oppgaver fra møtet."))]),
        kit.words(t("Er det noe mer som må gjøres, eller planer som dette bør knyttes til?")),
    ]
    buttons = [] if minuted else [_write(mote, t, ink)]
    if not minuted:
        body.append(kit.notice(t("Referatet er ikke skrevet.")))
    return Message(title, card=kit.card(body, buttons, t.language))


def evaluation(mote: Hastemote, rows: Iterable[Innkalling], minuted: bool, t: Texts, ink: Ink) -> Message:
    """How the call went: how long until each agency was covered. From here the referat can be written."""
    title = marked(mote, t("Slik gikk innkallingen"), t)
    lines = [kit.labelled(row.name, _took(row, t)) for row in rows]
    body = [kit.heading(title, "Medium"), kit.labelled(t("Tid"), t.moment(mote.starts_at)), *lines]
    missing = not (minuted or mote.exercise)
    buttons = [_write(mote, t, ink)] if missing else []
    return Message(title, card=kit.card(body, buttons, t.language))


def _took(row: Innkalling, t: Texts) -> str:
    parts = [_covered(row.called_at, row.covered_at, t) if row.covered else t("ikke dekket")]
    if row.missed:
        parts.append(t.n("{count} ikke nådd i Teams", "{count} ikke nådd i Teams", len(row.missed)))
    if row.phoned:
        parts.append(t("måtte ringes"))
    return ", ".join(parts)


def _covered(called_at: datetime, covered_at: datetime | None, t: Texts) -> str:
    minutes = int(((covered_at or called_at) - called_at).total_seconds() // 60)
    if minutes == 0:
        return t("dekket på under ett minutt")
    return t.n("dekket etter {count} minutt", "dekket etter {count} minutter", minutes)


def data_of(view: StepView) -> HasteReferatStep:
    """What the step shows."""
    return view.data if isinstance(view.data, HasteReferatStep) else HasteReferatStep()
