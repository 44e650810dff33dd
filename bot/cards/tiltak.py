"""Cards about one tiltak: the reminder with its four answers, and what the plan says of it (UC-70, UC-71, UC-100)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from microsoft_teams.cards import Action, CardElement

from bot.cards import kit
from bot.cards import tiltak_words as say
from bot.cards.actions import Ink
from bot.cards.guarded import ask_guard
from bot.cards.step import Answers, StepView, mend
from bot.domain.plan import Plan
from bot.domain.plan.tiltak import Tiltak
from bot.domain.tiltak import Line
from bot.domain.tiltak_hort import Heard
from bot.ports import Json, Message
from bot.texts import N_, Texts

SHOW, START_POSTPONE = "tiltak.vis", "start.utsett"
PAGE = 10
NEW_DATE = N_("Utsett et tiltak")
NOTHING = Heard()


@dataclass(frozen=True, slots=True)
class Shown:
    """One occurrence to show. `who` answered last; `mine`: the reader may answer; `today` is what «done» means;
    `heard` is what the reader has just reported, to be confirmed."""

    line: Line
    plan: Plan
    who: str
    mine: bool
    today: date
    heard: Heard = NOTHING

    @property
    def tiltak(self) -> Tiltak | None:
        """The row of the plan; None for a duty that is no tiltak."""
        return self.plan.find_tiltak(self.line.occurrence.subject)


def reminder(shown: Shown, t: Texts, ink: Ink) -> Message:
    """To an owner, before the date and after it; the same card shows the answer afterwards."""
    title = t("Et tiltak nærmer seg fristen")
    if shown.line.late:
        title = t("Et tiltak er over fristen")
    if not shown.line.open:
        title = t("Tiltaket er meldt utført")
    return Message(title, card=one(title, shown, t, ink))


def one(title: str, shown: Shown, t: Texts, ink: Ink) -> Json:
    """One occurrence with its answers."""
    return _answerable([kit.heading(title, "Medium"), *_rows(shown, t)], shown, t, ink)


def _answerable(body: list[CardElement], shown: Shown, t: Texts, ink: Ink) -> Json:
    body = [*body, *_status(shown, t)]
    if not (shown.mine and shown.line.open):
        return kit.card(body, (), t.language)
    return kit.card([*body, *_inputs(shown, t)], _answers(shown, t, ink), t.language)


def _rows(shown: Shown, t: Texts) -> list[CardElement]:
    line, tiltak = shown.line, shown.tiltak
    owner = kit.facts({t("Ansvarlig"): say.owners(shown.plan, line.occurrence.owners, t)})
    body = [kit.words(say.title(line.occurrence, t), bold=True), *owner, *_when(shown, t)]
    return [*body, *(_residue(tiltak, t) if tiltak else [])]


def _when(shown: Shown, t: Texts) -> list[CardElement]:
    line = shown.line
    body = kit.facts(
        {
            t("Frist"): say.when(line, t),
            t("Trinn"): say.grades(line.occurrence.grades, t) if line.occurrence.grades else "",
        }
    )
    if say.basis(line, t):
        body.append(kit.words(say.basis(line, t), subtle=True))
    return body


def _status(shown: Shown, t: Texts) -> list[CardElement]:
    status = shown.line.status
    body = [kit.labelled(t("Status"), f"{say.sign(shown.line)} {say.state(shown.line, t)}")]
    if status.done_on and not shown.line.open:
        body.append(kit.labelled(t("Gjort"), t.day(status.done_on, weekday=False)))
    if status.reason:
        body.append(kit.labelled(t("Grunn"), status.reason))
    if status.answered_at:
        who = shown.who or t("en kollega")
        body.append(kit.words(t("{who}, {when}", who=who, when=t.moment(status.answered_at)), subtle=True))
    return body


def _inputs(shown: Shown, t: Texts) -> list[CardElement]:
    fields: list[CardElement] = []
    grades = shown.line.occurrence.grades
    if grades:
        choices = [(str(g), t("{grade}. trinn", grade=g)) for g in grades]
        ticked = ",".join(str(g) for g in grades if g in (*shown.line.status.done_grades, *shown.heard.grades))
        fields.append(kit.ask_choice("grades", t("Gjennomført for"), choices, ticked, many=True))
    on = shown.heard.on or shown.today
    confirm = [kit.notice(t("Stemmer dette? Trykk «Utført» for å melde det."), "accent")] if shown.heard.done else []
    return [*fields, kit.ask_date("done_on", t("Dato det ble gjort"), on.isoformat()), *confirm]


def _answers(shown: Shown, t: Texts, ink: Ink) -> list[Action]:
    key, n = shown.line.occurrence.key, shown.line.status.answers
    return [
        kit.button(ink, t("Utført"), "tiltak.utfort", key, n, style="positive"),
        kit.button(ink, t("Pågår"), "tiltak.pagar", key, n, inputs=False),
        kit.button(ink, t("Utsett"), START_POSTPONE, key, n, inputs=False),
        kit.button(ink, t("Ikke min"), "tiltak.ikke_min", key, n, inputs=False),
    ]


def _residue(tiltak: Tiltak, t: Texts) -> list[CardElement]:
    """Draft text left in the plan's title: shown with a warning, never as a fact."""
    if not tiltak.title_residue:
        return []
    return [kit.notice(t("Uavklart i planen: i tittelen står det også «{text}».", text=tiltak.title_residue))]


def not_mine(shown: Shown, t: Texts, ink: Ink) -> Message:
    """To the coordinator: somebody says that a tiltak is not theirs."""
    title = t("Ansvaret for et tiltak er uavklart")
    return Message(title, card=one(title, shown, t, ink))


# --- what the plan says ---------------------------------------------------------------------------------------------


def about(tiltak: Tiltak, next_up: Shown | None, plan: Plan, t: Texts, ink: Ink) -> Message:
    """A row of the plan: who, where, how often, and where it stands; the next date with its answers."""
    title = say.heading_of(tiltak)
    area = next((a.title for a in plan.areas if a.id == tiltak.area), "")
    rows = {
        t("Om"): tiltak.summary or "",
        t("Ansvarlig"): tiltak.owners_label or say.owners(plan, tiltak.owners, t),
        t("Innsatsområde"): area,
        t("Hvor ofte"): say.rhythm(tiltak.recurrence, t),
        t("Kilde"): say.source(plan, tiltak),
    }
    body = [kit.heading(title, "Medium"), *kit.facts(rows), *_residue(tiltak, t)]
    if next_up is None:
        body.append(kit.words(t("Planen setter ingen frist for dette."), subtle=True))
        return Message(title, card=kit.card(body, (), t.language))
    body += [kit.heading(t("Neste frist"), "Medium"), *_when(next_up, t)]
    return Message(title, card=_answerable(body, next_up, t, ink))


def matches(found: Sequence[tuple[Tiltak, str]], t: Texts, ink: Ink) -> Message:
    """Several tiltak fit: which one?"""
    title = t("Hvilket tiltak mener du?")
    buttons = [kit.button(ink, say.heading_of(tiltak)[:60], SHOW, tiltak.id) for tiltak, _ in found]
    body: list[CardElement] = [kit.heading(title, "Medium")]
    body += kit.bullets([f"{say.heading_of(tiltak)} ({owners})" for tiltak, owners in found])
    return Message(title, card=kit.card(body, buttons, t.language))


def nothing_found(t: Texts) -> Message:
    """No tiltak of the plan fits."""
    text = t("Jeg finner ikke det tiltaket i planen. Skriv et ord fra tittelen, som «tiltak natteravner».")
    return Message(text, text=text)


def mine(shown: Sequence[Shown], silent: Sequence[Tiltak], plan: Plan, t: Texts, ink: Ink) -> Message:
    """One's own tiltak: what has a date, with a button each; and what the plan gives no time for."""
    title = t("Dine tiltak")
    body: list[CardElement] = [kit.heading(title, "Medium")]
    for each in shown[:PAGE]:
        show = kit.actions(kit.button(ink, t("Vis og svar"), SHOW, each.line.occurrence.key))
        text = f"{say.sign(each.line)} {say.title(each.line.occurrence, t)}"
        due = t("Frist: {when}. Status: {state}.", when=say.when(each.line, t), state=say.state(each.line, t))
        body.append(kit.box(kit.words(text, bold=True), kit.words(due), show))
    if len(shown) > PAGE:
        body.append(kit.words(t("… og {n} til. Skriv «årshjul» for å se alle.", n=len(shown) - PAGE), subtle=True))
    if silent:
        body.append(kit.words(t("Uten tid i planen"), bold=True))
        body += kit.bullets([say.heading_of(tiltak) for tiltak in silent])
    if not shown and not silent:
        body.append(kit.words(t("Ingen tiltak i planen står på rollene dine. Skriv «årshjul» for å se alle.")))
    return Message(title, card=kit.card(body, (), t.language))


# --- a new date -----------------------------------------------------------------------------------------------------


def choose(view: StepView, answers: Answers) -> Json:
    """Which of one's own open tiltak."""
    t, choices = view.t, view.data.choices
    body: list[CardElement] = [kit.heading(t(NEW_DATE))]
    if not choices:
        return view.card([*body, kit.words(t("Du har ingen tiltak med frist som kan utsettes."))])
    rows = [(line.occurrence.key, f"{say.title(line.occurrence, t)}: {say.when(line, t)}") for line in choices]
    asked = kit.ask_choice("tiltak", t("Hvilket tiltak?"), rows, answers.get("tiltak", ""), needed=t("Velg et tiltak."))
    return view.card([*body, *mend(view, "tiltak"), asked], view.button(t("Neste"), "neste"), view.drop())


def new_date(view: StepView, answers: Answers) -> Json:
    """Until when, and why."""
    t, chosen = view.t, view.data.chosen
    if chosen is None:
        return choose(view, answers)
    line = chosen.line
    body: list[CardElement] = [
        kit.heading(t(NEW_DATE)),
        kit.words(say.title(line.occurrence, t), bold=True),
        kit.labelled(t("Frist nå"), say.when(line, t)),
        *mend(view, "until"),
        kit.ask_date("until", t("Ny dato"), answers.get("until", "")),
        *mend(view, "reason"),
        kit.ask_text("reason", t("Grunn"), answers.get("reason", ""), long=False),
        *ask_guard(view, answers),
    ]
    return view.card(body, view.button(t("Utsett"), "utsett", style="positive"), view.drop())


def report(view: StepView, answers: Answers) -> Json:
    """«Utsett!» reported as done in one line: as it was heard, to be confirmed."""
    t, chosen = view.t, view.data.chosen
    if chosen is None:
        return choose(view, answers)
    grades = tuple(int(grade) for grade in answers["grades"].split(",") if grade)
    on = date.fromisoformat(answers["done_on"]) if answers["done_on"] else None
    shown = replace(chosen, heard=Heard("", True, on, grades))
    body = [kit.heading(t("Meld utført"), "Medium"), *_rows(shown, t), *_status(shown, t), *_inputs(shown, t)]
    done = view.button(t("Utført"), "utfort", style="positive")
    return view.card(body, done, view.button(t("Nei, jeg vil utsette"), "naar", inputs=False), view.drop())
