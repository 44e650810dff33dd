"""Cards about meetings: the plan of those that come, a new date, and the reminders of what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from microsoft_teams.cards import CardElement

from bot.cards import kit
from bot.cards.actions import Ink
from bot.cards.guarded import ask_guard
from bot.cards.step import Answers, StepView, mend
from bot.domain.mote import Mote, MoteStatus
from bot.domain.moteplan import Clash, Why
from bot.domain.plan.organ import Organ
from bot.ports import Json, Message
from bot.texts import N_, Texts

STATUS = {
    MoteStatus.PLANLAGT: N_("planlagt"),
    MoteStatus.FLYTTET: N_("flyttet"),
    MoteStatus.AGENDA_LAGT_UT: N_("agenda lagt ut"),
    MoteStatus.AVHOLDT: N_("avholdt"),
    MoteStatus.REFERAT_GODKJENT: N_("referat godkjent"),
    MoteStatus.AVLYST: N_("avlyst"),
}
CLASHES = {
    Why.HELLIGDAG: N_("Dagen er en helligdag ({label})."),
    Why.FRIDAG: N_("Dagen er merket som fri i kommunen ({label})."),
    Why.HELG: N_("Dagen er en helgedag."),
    Why.SOMMER: N_("Dagen er midt i sommeren."),
}
HOLIDAYS = (
    N_("Første nyttårsdag"),
    N_("Skjærtorsdag"),
    N_("Langfredag"),
    N_("Første påskedag"),
    N_("Andre påskedag"),
    N_("Arbeidernes dag"),
    N_("Grunnlovsdag"),
    N_("Kristi himmelfartsdag"),
    N_("Første pinsedag"),
    N_("Andre pinsedag"),
    N_("Første juledag"),
    N_("Andre juledag"),
)
"""Norway's holidays, by the names that `holidays` gives them in Norwegian; a day of the municipality's own is shown as
the plan file names it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A coming meeting as the overview shows it."""

    mote: Mote
    clash: Clash | None
    suggested: bool


@dataclass(frozen=True, slots=True)
class Series:
    """An organ and its coming meetings. `convener` is the role that calls in, as the plan writes it."""

    organ: Organ
    rows: tuple[Row, ...]
    convener: str
    may_move: bool


def when(mote: Mote, t: Texts) -> str:
    """«torsdag 9. oktober 2025 kl. 08.30–10.00»."""
    return f"{t.moment(mote.starts_at)}–{t.clock(mote.ends_at)}"


def clash_words(clash: Clash, t: Texts) -> str:
    """Why a day needs a new date."""
    return t(CLASHES[clash.why], label="; ".join(t(name) for name in clash.label.split("; ")))


def overview(series: Sequence[Series], t: Texts, ink: Ink) -> Message:
    """The coming meetings, organ by organ. A date that cannot be used stands there and says so."""
    title = t("Møteplan")
    body: list[CardElement] = [kit.heading(title)]
    body += [kit.box(kit.heading(each.organ.name, "Medium"), *_series(each, t)) for each in series]
    if any(row.suggested for each in series for row in each.rows):
        body.append(kit.words(t("(forslag): planen sier hvor ofte, men ikke når."), subtle=True))
    may_move = any(each.may_move and each.rows for each in series)
    buttons = [kit.button(ink, t("Flytt eller avlys et møte"), "start.flytt")] if may_move else []
    return Message(title, card=kit.card(body, buttons, t.language))


def _series(series: Series, t: Texts) -> list[CardElement]:
    if not series.rows:
        who = series.convener or t("ikke fastsatt i planen")
        return [kit.words(t("Ingen datoer er lagt inn. Møteinnkaller: {who}.", who=who))]
    return [element for row in series.rows for element in _row(row, t)]


def _row(row: Row, t: Texts) -> list[CardElement]:
    line = "• " + t("{when} · {status}", when=when(row.mote, t), status=t(STATUS[row.mote.status]))
    if row.suggested:
        line += " " + t("(forslag)")
    if row.clash is None:
        return [kit.words(line)]
    ask = t("Trenger ny dato.") if row.clash.forbids else t("Passer det?")
    return [kit.words(line), kit.notice(f"{clash_words(row.clash, t)} {ask}")]


# --- a new date, or none -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MoveStep:
    """What the steps of `flytt` show: the meetings one may move, and the one that is chosen."""

    choices: tuple[tuple[Mote, Organ], ...] = ()
    chosen: Mote | None = None
    organ: Organ | None = None
    clash: Clash | None = None


def choose_mote(view: StepView, answers: Answers) -> Json:
    """Which meeting."""
    t, data = view.t, _data(view)
    if not data.choices:
        return view.card([kit.heading(t("Flytt møte")), kit.words(t("Det er ingen kommende møter du kan flytte."))])
    choices = [(mote.id, f"{organ.name}: {when(mote, t)}") for mote, organ in data.choices]
    body = [
        kit.heading(t("Flytt møte")),
        *mend(view, "mote"),
        kit.ask_choice("mote", t("Hvilket møte?"), choices, answers.get("mote", ""), needed=t("Velg et møte.")),
    ]
    return view.card(body, view.button(t("Neste"), "neste", style="positive"), view.drop())


def new_date(view: StepView, answers: Answers) -> Json:
    """The new date, time and place; or a reason why there is no meeting."""
    t, data = view.t, _data(view)
    if data.chosen is None or data.organ is None:
        return choose_mote(view, answers)
    body: list[CardElement] = [
        kit.heading(t("Ny dato for {organ}", organ=data.organ.name)),
        kit.labelled(t("Nå"), when(data.chosen, t)),
        *([kit.notice(clash_words(data.clash, t))] if data.clash else []),
        *mend(view, "day"),
        kit.ask_date("day", t("Ny dato"), answers.get("day", "")),
        *mend(view, "start"),
        kit.ask_time("start", t("Klokka"), answers.get("start", "")),
        *mend(view, "place"),
        kit.ask_text("place", t("Sted"), answers.get("place", ""), long=False),
        *mend(view, "reason"),
        kit.ask_text("reason", t("Grunn (bare hvis møtet avlyses)"), answers.get("reason", ""), long=False),
        *ask_guard(view, answers),
        kit.words(_cadence(data.organ, t), subtle=True),
    ]
    move = view.button(t("Flytt"), "flytt", style="positive")
    cancel = view.button(t("Avlys møtet"), "avlys", style="destructive")
    return view.card(body, move, cancel, view.back(), view.drop())


def _cadence(organ: Organ, t: Texts) -> str:
    """What the plan says about how often, so that nobody breaks it without knowing (UC-18)."""
    if organ.cadence is None or organ.cadence.kind == "none_stated":
        return t("Hvor ofte organet møtes, er ikke fastsatt i planen.")
    n = getattr(organ.cadence, "n", None)
    if organ.cadence.kind == "n_per_year":
        return t("Planen sier {n} møter i året. Et avlyst møte teller ikke.", n=n)
    if organ.cadence.kind == "every_n_weeks":
        return t("Planen sier møte hver {n}. uke. Et avlyst møte teller ikke.", n=n)
    return t("Et avlyst møte teller ikke i planens rytme.")


def moved(organ: str, mote: Mote, t: Texts) -> Message:
    """The new date, for those who come."""
    title = t("{organ}: ny dato for møtet", organ=organ)
    rows = {t("Opprinnelig dato"): t.day(mote.planned), t("Nå"): when(mote, t), t("Sted"): mote.place}
    return Message(title, card=kit.card([kit.heading(title, "Medium"), *kit.facts(rows)], (), t.language))


def called_off(organ: str, mote: Mote, t: Texts) -> Message:
    """The meeting is not held."""
    title = t("{organ}: møtet er avlyst", organ=organ)
    rows = {t("Dato"): t.day(mote.day), t("Grunn"): mote.reason}
    return Message(title, card=kit.card([kit.heading(title, "Medium"), *kit.facts(rows)], (), t.language))


def changed(organ: str, mote: Mote, t: Texts) -> Json:
    """The receipt of whoever moved or cancelled it."""
    message = called_off(organ, mote, t) if mote.status is MoteStatus.AVLYST else moved(organ, mote, t)
    return message.card or {}


# --- reminders -----------------------------------------------------------------------------------------------------


def needs_date(organ: str, mote: Mote, clash: Clash, t: Texts, ink: Ink) -> Message:
    """To the convener: the series gives a day that cannot be used. Asked, never moved (UC-10)."""
    title = t("Møtet i {organ} trenger en ny dato", organ=organ)
    if not clash.forbids:
        title = t("Passer datoen for møtet i {organ}?", organ=organ)
    text = t("Etter møterytmen er neste møte {day}. {why}", day=t.day(mote.day), why=clash_words(clash, t))
    body = [kit.heading(title, "Medium"), kit.words(text)]
    return Message(title, card=kit.card(body, [kit.button(ink, t("Velg ny dato"), "start.flytt")], t.language))


def no_agenda(organ: str, mote: Mote, t: Texts, ink: Ink) -> Message:
    """To the convener, before a meeting without an agenda (UC-16)."""
    title = t("Agendaen til møtet i {organ} mangler", organ=organ)
    body = [kit.heading(title, "Medium"), kit.labelled(t("Møtet er"), when(mote, t))]
    return Message(title, card=kit.card(body, [kit.button(ink, t("Lag agenda"), "start.agenda")], t.language))


def no_referat(organ: str, mote: Mote, t: Texts, ink: Ink) -> Message:
    """To the secretary, after a meeting without a referat (UC-16)."""
    title = t("Referatet fra møtet i {organ} mangler", organ=organ)
    body = [kit.heading(title, "Medium"), kit.labelled(t("Møtet var"), when(mote, t))]
    return Message(title, card=kit.card(body, [kit.button(ink, t("Skriv referat"), "start.referat")], t.language))


def still_no_referat(organ: str, mote: Mote, t: Texts) -> Message:
    """To the coordinator, when the reminder did not help. Never in a channel (UC-16)."""
    title = t("Et referat mangler fortsatt")
    body = [kit.heading(title, "Medium"), kit.words(t("{organ}, {day}", organ=organ, day=t.day(mote.day)))]
    return Message(title, card=kit.card(body, (), t.language))


def _data(view: StepView) -> MoveStep:
    data = view.data
    return data if isinstance(data, MoveStep) else MoveStep()
