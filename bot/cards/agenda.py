"""The cards of `agenda`, and the agenda as the organ's channel sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from microsoft_teams.cards import Action, CardElement

from bot.cards import kit
from bot.cards.guarded import ask_guard
from bot.cards.moter import clash_words, when
from bot.cards.step import Answers, StepView, mend
from bot.domain.mote import Agenda, AgendaItem, ItemKind, Mote
from bot.domain.moteplan import Clash
from bot.domain.plan.organ import Organ
from bot.ports import Json, Message
from bot.texts import N_, Texts

KINDS = {
    ItemKind.VARSLING: N_("Varsling"),
    ItemKind.OPPGAVER: N_("Oppgaver"),
    ItemKind.ARSHJUL: N_("Årshjul"),
}
OWN = ("own1", "own2", "own3")


@dataclass(frozen=True, slots=True)
class AgendaStep:
    """What the steps of `agenda` show. `mote` is the next meeting as the series or a person gave it; `agenda` the
    approved one, with the `items` it shows now; `others` are the organs that somebody else convenes. `kept_off` are
    the cases that are asked for and whose gate is closed for this meeting: number and reasons, for one who may see."""

    organs: tuple[Organ, ...] = ()
    others: tuple[Organ, ...] = ()
    organ: Organ | None = None
    mote: Mote | None = None
    clash: Clash | None = None
    suggested: bool = False
    proposed: tuple[AgendaItem, ...] = ()
    agenda: Agenda | None = None
    items: tuple[AgendaItem, ...] = ()
    in_channel: bool = False
    may_change: bool = False
    kept_off: tuple[tuple[str, tuple[str, ...]], ...] = ()


def choose_organ(view: StepView, answers: Answers) -> Json:
    """Which organ, for somebody who convenes more than one."""
    t, data = view.t, _data(view)
    choices = [(organ.id, organ.name) for organ in data.organs]
    body = [
        kit.heading(t("Agenda")),
        *mend(view, "organ"),
        kit.ask_choice("organ", t("Hvilket organ?"), choices, answers.get("organ", ""), needed=t("Velg et organ.")),
        *[kit.words(_elsewhere(view, organ), subtle=True) for organ in data.others],
    ]
    return view.card(body, view.button(t("Neste"), "neste", style="positive"), view.drop())


def _elsewhere(view: StepView, organ: Organ) -> str:
    convener = view.plan.seat(organ.id, "convener")
    if convener is None:
        return view.t("{organ}: hvem som kaller inn, er ikke fastsatt i planen.", organ=organ.name)
    return view.t("{organ}: {role} kaller inn.", organ=organ.name, role=view.plan.role(convener).label)


def not_here(view: StepView, answers: Answers) -> Json:
    """An organ that others convene: who, and no agenda from here (UC-12)."""
    t, data = view.t, _data(view)
    lines = [kit.words(_elsewhere(view, organ)) for organ in data.others if organ.id == answers.get("organ")]
    return view.card([kit.heading(t("Agenda")), *lines, kit.words(t("Agendaen lages derfor ikke her."))])


def existing(view: StepView, answers: Answers) -> Json:
    """The approved agenda, opened."""
    t, data = view.t, _data(view)
    if data.agenda is None or data.mote is None or data.organ is None:
        return view.card([kit.heading(t("Agenda")), kit.words(t("Agendaen er ikke lagt ut ennå."))])
    body = [*_head(data.organ.name, data.mote, t), *_numbered(data.items)]
    change = [view.button(t("Endre"), "endre")] if data.may_change else []
    return view.card(body, *_link(data.agenda, t), *change)


def propose(view: StepView, answers: Answers) -> Json:
    """The proposal: time and place, what to keep, and up to three lines of one's own."""
    t, data = view.t, _data(view)
    body: list[CardElement] = [
        kit.heading(t("Agenda for {organ}", organ=data.organ.name if data.organ else "")),
        *_about_date(view),
        *_ask_when(view, answers),
        *_ask_joint(view, answers),
        *mend(view, "items"),
        kit.ask_choice(
            "items",
            t("Saker (ta bort haken på det som ikke skal med)"),
            [(item.key, _titled(item, t)) for item in data.proposed],
            answers.get("items", ",".join(item.key for item in data.proposed)),
            many=True,
            open=True,
        ),
        *_kept_off(view),
        kit.words(t("Egne saker (valgfritt). Skriv om tema og grupper, ikke om enkeltpersoner."), bold=True),
    ]
    for n, name in enumerate(OWN, 1):
        body += [*mend(view, name), kit.ask_text(name, t("Egen sak {n}", n=n), answers.get(name, ""), long=False)]
    if data.agenda:
        body += [
            *mend(view, "reason"),
            kit.ask_text("reason", t("Hvorfor endres agendaen?"), answers.get("reason", "")),
        ]
    body += ask_guard(view, answers)
    back = [view.back()] if len(data.organs) > 1 else []
    return view.card(body, view.button(t("Se over"), "neste", style="positive"), *back, view.drop())


def _about_date(view: StepView) -> list[CardElement]:
    t, data = view.t, _data(view)
    if data.mote is None:
        return [kit.notice(t("Møtet har ingen dato ennå. Velg en."), "accent")]
    if data.clash and data.clash.forbids:
        day = t.day(data.mote.day)
        return [kit.notice(t("{day}: {why} Velg en ny dato.", day=day, why=clash_words(data.clash, t)))]
    if data.clash:
        return [kit.notice(t("{day}: {why} Passer det?", day=t.day(data.mote.day), why=clash_words(data.clash, t)))]
    if data.suggested:
        return [kit.words(t("Datoen er et forslag. Planen sier hvor ofte, men ikke når."), subtle=True)]
    return []


def _ask_when(view: StepView, answers: Answers) -> list[CardElement]:
    t = view.t
    return [
        *mend(view, "day"),
        kit.ask_date("day", t("Dato"), answers.get("day", "")),
        *mend(view, "start"),
        kit.ask_time("start", t("Klokka"), answers.get("start", "")),
        *mend(view, "place"),
        kit.ask_text("place", t("Sted"), answers.get("place", ""), long=False),
    ]


def _ask_joint(view: StepView, answers: Answers) -> list[CardElement]:
    """Alone or with another organ, where the plan has joint meetings: the gate then asks about both."""
    t, organ = view.t, _data(view).organ
    others = [view.plan.organ(each.with_organ) for each in organ.joint_meetings] if organ else []
    if not others:
        return []
    choices = [("", t("Nei")), *((o.id, t("Ja, med {organ}", organ=o.name)) for o in others)]
    return [kit.ask_choice("joint", t("Felles møte?"), choices, answers.get("joint", ""), open=False)]


def _kept_off(view: StepView) -> list[CardElement]:
    """Why a case that was asked for is not on this agenda; on the convener's own card alone (G2, G3)."""
    shown: list[CardElement] = []
    for number, reasons in _data(view).kept_off:
        shown.append(kit.notice(view.t("Enkeltsak {number} er ikke med på agendaen.", number=number), "accent"))
        shown += kit.bullets(reasons)
    return shown


def _titled(item: AgendaItem, t: Texts) -> str:
    return t("{title} (forslag)", title=item.title) if item.suggested else item.title


def preview(view: StepView, mote: Mote, items: Sequence[AgendaItem]) -> Json:
    """Exactly what is posted and filed."""
    t, data = view.t, _data(view)
    where = t("Legges ut i kanalen til {organ}, og lagres som dokument i biblioteket.", organ=_name(data))
    if not data.in_channel:
        where = t("Sendes til hvert medlem av {organ}, og lagres som dokument i biblioteket.", organ=_name(data))
    body = [*_head(_name(data), mote, t), *_numbered(items), *_kept_off(view), kit.words(where, subtle=True)]
    go = view.button(t("Godkjenn og legg ut"), "godkjenn", style="positive")
    return view.card(body, go, view.button(t("Endre"), "endre"), view.drop())


def _name(data: AgendaStep) -> str:
    return data.organ.name if data.organ else ""


def approved(mote: Mote, organ: str, t: Texts) -> Json:
    """The receipt."""
    body = [
        kit.heading(t("Agendaen er godkjent")),
        kit.words(t("{organ}, {when}", organ=organ, when=when(mote, t))),
        kit.words(t("Den lagres nå i biblioteket og legges ut med lenke. Skriv «agenda» for å åpne den igjen.")),
    ]
    return kit.card(body, (), t.language)


def posted(agenda: Agenda, mote: Mote, organ: str, items: Sequence[AgendaItem], t: Texts) -> Message:
    """The agenda in the organ's channel."""
    title = (
        t("Agenda for {organ}", organ=organ) if agenda.revision == 1 else t("Oppdatert agenda for {organ}", organ=organ)
    )
    body: list[CardElement] = [kit.heading(title), kit.words(when(mote, t))]
    body += kit.facts({t("Sted"): mote.place, t("Endret fordi"): agenda.reason})
    body += _numbered(items)
    if not agenda.web_url:
        body.append(kit.words(t("Dokumentet er ikke i biblioteket ennå."), subtle=True))
    return Message(title, card=kit.card(body, _link(agenda, t), t.language))


def not_filed(organ: str, mote: Mote, t: Texts) -> Message:
    """The document did not get into the library."""
    text = t(
        "Agendaen for {organ} {day} er lagt ut, men jeg fikk ikke lagret dokumentet i biblioteket. "
        "Si fra til den som drifter boten, eller skriv «agenda» og legg den ut på nytt.",
        organ=organ,
        day=t.day(mote.day),
    )
    return Message(t("Agendaen er ikke lagret i biblioteket"), card=kit.card([kit.words(text)], (), t.language))


def _head(organ: str, mote: Mote, t: Texts) -> list[CardElement]:
    rows = {t("Tid"): when(mote, t), t("Sted"): mote.place or t("ikke fastsatt")}
    return [kit.heading(t("Agenda for {organ}", organ=organ)), *kit.facts(rows)]


def _numbered(items: Sequence[AgendaItem]) -> list[CardElement]:
    return [kit.words(f"{n}. {item.title}") for n, item in enumerate(items, 1)]


def _link(agenda: Agenda, t: Texts) -> list[Action]:
    return [kit.link(t("Åpne dokumentet"), agenda.web_url)] if agenda.web_url else []


def _data(view: StepView) -> AgendaStep:
    data = view.data
    return data if isinstance(data, AgendaStep) else AgendaStep()
