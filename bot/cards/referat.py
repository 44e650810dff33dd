"""The cards of `referat`, the chair's card, and the approved referat as the organ sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from microsoft_teams.cards import Action, CardElement

from bot.cards import kit
from bot.cards.actions import Ink
from bot.cards.guarded import ask_guard
from bot.cards.moter import clash_words, when
from bot.cards.step import Answers, StepView, mend
from bot.domain.enkeltsak import Ledd
from bot.domain.mote import AgendaItem, ItemKind, Mote
from bot.domain.moteplan import Clash, local
from bot.domain.plan.organ import Organ
from bot.domain.referat import LONGEST, TASKS_PER_ITEM, HandledItem, Referat, ReferatStatus, TaskLine
from bot.ports import Json, Message
from bot.texts import N_, Texts

SILENT = N_("Behandlet etter møteleders gjennomgang. Grunnlag registrert.")
STOPPED = N_("Stoppet av møteleder.")
NOT_HEARD = N_("Ikke behandlet: møteleder bekreftet ikke grunnlaget i møtet.")
APPROVE, RETURN = "refsvar.godkjenn", "refsvar.tilbake"


@dataclass(frozen=True, slots=True)
class ReferatStep:
    """What the steps of `referat` show. `planned_next` is the next meeting of the series; `waiting` the meetings
    that lack a referat; `referat` what has been sent before; `outcomes` what the chair did with each case."""

    waiting: tuple[tuple[Mote, Organ], ...] = ()
    mote: Mote | None = None
    organ: Organ | None = None
    items: tuple[AgendaItem, ...] = ()
    planned_next: Mote | None = None
    clash: Clash | None = None
    referat: Referat | None = None
    chair: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)


def choose_mote(view: StepView, answers: Answers) -> Json:
    """Which meeting, or that none is waiting."""
    t, data = view.t, _data(view)
    if not data.waiting:
        return view.card([kit.heading(t("Referat")), kit.words(t("Ingen møter venter på referat fra deg nå."))])
    choices = [(mote.id, f"{organ.name}: {t.day(mote.day)}") for mote, organ in data.waiting]
    ask = kit.ask_choice("mote", t("Hvilket møte?"), choices, answers.get("mote", ""), needed=t("Velg et møte."))
    body = [kit.heading(t("Referat")), *mend(view, "mote"), ask]
    return view.card(body, view.button(t("Neste"), "neste", style="positive"), view.drop())


def attendance(view: StepView, answers: Answers) -> Json:
    """Who was there, by role (UC-14)."""
    t, data = view.t, _data(view)
    if data.mote is None or data.organ is None:
        return choose_mote(view, answers)
    if data.referat and data.referat.status is ReferatStatus.TIL_GODKJENNING:
        text = t("Referatet ligger hos møteleder til godkjenning.")
        return view.card([kit.heading(_title(data, t)), kit.words(text)])
    everybody = ",".join(data.organ.members)
    choices = [(role, data.labels[role]) for role in data.organ.members]
    comment = data.referat.comment if data.referat else ""
    body: list[CardElement] = [
        kit.heading(_title(data, t)),
        *([kit.labelled(t("Møteleder skriver"), comment)] if comment else []),
        kit.ask_choice(
            "present",
            t("Hvem var til stede? Ta bort haken på dem som var borte."),
            choices,
            answers.get("present", everybody),
            many=True,
            open=True,
        ),
        kit.words(t("Skriv om tema og grupper. Ingen navn, og ingenting om enkeltpersoner."), subtle=True),
    ]
    return view.card(body, view.button(t("Neste"), "neste", style="positive"), view.drop())


def item(view: StepView, answers: Answers) -> Json:
    """One item: what was said in short, what was decided, and who does what by when."""
    t, data = view.t, _data(view)
    n = int(answers["i"])
    its = data.items[n]
    body: list[CardElement] = [
        kit.words(t("Sak {n} av {all}", n=n + 1, all=len(data.items)), subtle=True),
        kit.heading(t("Sak {n}", n=n + 1), "Medium"),
        kit.words(its.title, bold=True),
    ]
    if its.kind is ItemKind.ENKELTSAK:
        said = silent(data.outcomes.get(its.about, ""))
        body += [kit.words(t(said)), kit.words(t("Om en enkeltsak skrives ingenting i referatet."), subtle=True)]
    else:
        body += _asked(view, answers, n)
    before = view.button(t("Forrige"), "forrige")
    return view.card(body, view.button(t("Neste"), "neste", style="positive"), before, view.button(t("Pause"), "pause"))


def paused(view: StepView) -> Json:
    """The draft is kept; how to go on."""
    t = view.t
    text = t(
        "Utkastet er lagret. Skriv «referat» for å fortsette. Det kastes om {n} timer.", n=view.plan.choices.draft_hours
    )
    return kit.card([kit.heading(t("Pause")), kit.words(text)], (), t.language)


def _asked(view: StepView, answers: Answers, n: int) -> list[CardElement]:
    t = view.t
    body: list[CardElement] = []
    for name, label in (("summary", t("Kort oppsummert (valgfritt)")), ("decision", t("Beslutning (valgfritt)"))):
        body += [*mend(view, name), kit.ask_text(name, label, answers.get(f"s{n}_{name}", ""))]
    for k in range(TASKS_PER_ITEM):
        body += _asked_task(view, answers, n, k)
    return [*body, *ask_guard(view, answers)]


def _asked_task(view: StepView, answers: Answers, n: int, k: int) -> list[CardElement]:
    t, roles = view.t, _roles(view)
    what, owner, due = f"what{k}", f"owner{k}", f"due{k}"
    return [
        *mend(view, what),
        kit.ask_text(what, t("Oppgave {k} (valgfritt)", k=k + 1), answers.get(f"s{n}_{what}", ""), long=False),
        *mend(view, owner),
        kit.ask_choice(owner, t("Ansvarlig"), roles, answers.get(f"s{n}_{owner}", ""), open=False),
        *mend(view, due),
        kit.ask_date(due, t("Frist"), answers.get(f"s{n}_{due}", "")),
    ]


def _roles(view: StepView) -> list[tuple[str, str]]:
    """The organ's own roles first, then the rest of the plan's."""
    data = _data(view)
    own = data.organ.members if data.organ else ()
    rest = [role for role, about in view.plan.roles.items() if role not in own and not about.per_case]
    return [(role, view.plan.role(role).label) for role in (*own, *rest)]


def next_meeting(view: StepView, answers: Answers) -> Json:
    """When the organ meets next. A day that cannot be used is asked about, never moved (scenario M-1)."""
    t, data = view.t, _data(view)
    body: list[CardElement] = [kit.heading(t("Neste møte"))]
    if data.planned_next and data.clash:
        day = t.day(data.planned_next.day)
        ask = t("Velg en ny dato.") if data.clash.forbids else t("Passer det?")
        body.append(
            kit.notice(t("Etter møterytmen: {day}. {why} {ask}", day=day, why=clash_words(data.clash, t), ask=ask))
        )
    body += [
        *mend(view, "day"),
        kit.ask_date("day", t("Dato"), answers.get("day", _usable(data))),
        *mend(view, "start"),
        kit.ask_time("start", t("Klokka"), answers.get("start", _clock(data))),
        kit.words(t("Er datoen ikke bestemt, lar du feltet stå tomt."), subtle=True),
    ]
    return view.card(body, view.button(t("Se over"), "neste", style="positive"), view.button(t("Forrige"), "forrige"))


def _usable(data: ReferatStep) -> str:
    if data.planned_next is None or (data.clash and data.clash.forbids):
        return ""
    return data.planned_next.day.isoformat()


def _clock(data: ReferatStep) -> str:
    mote = data.planned_next or data.mote
    return f"{local(mote.starts_at):%H:%M}" if mote else ""


def preview(view: StepView, referat: Referat) -> Json:
    """Exactly what the chair gets."""
    t, data = view.t, _data(view)
    body = [kit.heading(_title(data, t)), *_content(referat, data.labels, t)]
    body.append(kit.words(t("Sendes 1:1 til møteleder: {chair}.", chair=data.chair), subtle=True))
    send = view.button(t("Send til møteleder"), "send", style="positive")
    return view.card(body, send, view.button(t("Endre"), "endre"), view.drop())


def sent(mote: Mote, organ: str, chair: str, t: Texts) -> Json:
    """The secretary's receipt."""
    text = t(
        "Referatet fra {organ} {day} er sendt til møteleder: {chair}.", organ=organ, day=t.day(mote.day), chair=chair
    )
    return kit.card([kit.heading(t("Takk, referatet er sendt")), kit.words(text)], (), t.language)


# --- the chair -----------------------------------------------------------------------------------------------------


def to_chair(
    referat: Referat, mote: Mote, organ: str, labels: Mapping[str, str], by: str, t: Texts, ink: Ink
) -> Message:
    """The whole referat, with the two buttons while it waits; then who decided, and when."""
    title = t("Referat til godkjenning")
    body = [kit.heading(t("Referat fra {organ}", organ=organ)), kit.words(when(mote, t)), *_content(referat, labels, t)]
    if referat.status is not ReferatStatus.TIL_GODKJENNING:
        return Message(title, card=kit.card([*body, _decided(referat, by, t)], (), t.language))
    body.append(kit.ask_text("comment", t("Kort kommentar (bare hvis du sender tilbake)"), long=False))
    approve = kit.button(ink, t("Godkjenn"), APPROVE, referat.id, referat.turn, style="positive", inputs=False)
    back = kit.button(ink, t("Send tilbake"), RETURN, referat.id, referat.turn)
    return Message(title, card=kit.card(body, [approve, back], t.language))


def _decided(referat: Referat, by: str, t: Texts) -> CardElement:
    at = t.moment(referat.decided_at) if referat.decided_at else ""
    if referat.status is ReferatStatus.GODKJENT:
        return kit.notice(t("Godkjent av {who}, {when}.", who=by, when=at), "good")
    return kit.notice(t("Sendt tilbake av {who}, {when}.", who=by, when=at), "accent")


def answer(referat: Referat, mote: Mote, organ: str, t: Texts, ink: Ink) -> Message:
    """To the secretary: what the chair decided."""
    if referat.status is ReferatStatus.GODKJENT:
        title, buttons = t("Referatet er godkjent"), []
    else:
        title, buttons = t("Referatet er sendt tilbake"), [kit.button(ink, t("Rett referatet"), "start.referat")]
    rows = {t("Møte"): f"{organ}, {t.day(mote.day)}", t("Kommentar"): referat.comment}
    return Message(title, card=kit.card([kit.heading(title, "Medium"), *kit.facts(rows)], buttons, t.language))


def posted(referat: Referat, mote: Mote, organ: str, t: Texts) -> Message:
    """To the organ: that it is there, and where. What it says stands in the document."""
    title = t("Referat fra {organ}", organ=organ)
    body: list[CardElement] = [kit.heading(title, "Medium"), kit.words(when(mote, t))]
    links: list[Action] = []
    if referat.web_url:
        links.append(kit.link(t("Åpne referatet"), referat.web_url))
    else:
        body.append(kit.words(t("Dokumentet er ikke i biblioteket ennå."), subtle=True))
    return Message(title, card=kit.card(body, links, t.language))


def not_filed(organ: str, mote: Mote, t: Texts) -> Message:
    """The document did not get into the library."""
    text = t(
        "Referatet fra {organ} {day} er godkjent, men jeg fikk ikke lagret dokumentet i biblioteket. "
        "Si fra til den som drifter boten.",
        organ=organ,
        day=t.day(mote.day),
    )
    return Message(t("Referatet er ikke lagret i biblioteket"), card=kit.card([kit.words(text)], (), t.language))


def _content(referat: Referat, labels: Mapping[str, str], t: Texts) -> list[CardElement]:
    named = {
        t("Til stede"): ", ".join(labels.get(role, role) for role in referat.present),
        t("Fravær"): ", ".join(labels.get(role, role) for role in referat.absent),
    }
    body = kit.facts(named)
    for n, handled in enumerate(referat.items, 1):
        body += _item(n, handled, labels, t)
    ahead = t.moment(referat.next_at) if referat.next_at else t("ikke fastsatt")
    return [*body, kit.labelled(t("Neste møte"), ahead)]


def _item(n: int, handled: HandledItem, labels: Mapping[str, str], t: Texts) -> list[CardElement]:
    title = kit.words(t("Sak {n}: {title}", n=n, title=handled.title), bold=True)
    if handled.silent:
        return [title, kit.words(t(silent(handled.outcome)))]
    texts = [kit.words(handled.summary)] if handled.summary else []
    decided = kit.facts({t("Beslutning"): handled.decision})
    return [title, *texts, *decided, *kit.bullets([_task(task, labels, t) for task in handled.tasks])]


def silent(outcome: str) -> str:
    """All that is said of an individual case (scenario M-1)."""
    return {Ledd.MOTE: SILENT, Ledd.STOPPET: STOPPED}.get(Ledd(outcome), NOT_HEARD) if outcome else NOT_HEARD


def _task(task: TaskLine, labels: Mapping[str, str], t: Texts) -> str:
    due = t.day(task.deadline, weekday=False) if task.deadline else t("ikke satt")
    owner = labels.get(task.owner, task.owner)
    return t("{what} ({owner}, frist {day})", what=task.what, owner=owner, day=due)


def _title(data: ReferatStep, t: Texts) -> str:
    organ, day = data.organ.name if data.organ else "", t.day(data.mote.day) if data.mote else ""
    return t("Referat fra {organ} {day}", organ=organ, day=day)


def too_long(name: str, t: Texts) -> str:
    """The sentence at a field that holds too much."""
    return t("Teksten er for lang. Bruk høyst {n} tegn.", n=LONGEST[name])


def _data(view: StepView) -> ReferatStep:
    data = view.data
    return data if isinstance(data, ReferatStep) else ReferatStep()
