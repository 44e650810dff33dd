"""The conversation that calls: the form, what it will lead to, and the receipt (UC-60)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from microsoft_teams.cards import CardElement

from bot.cards import kit
from bot.cards.guarded import ask_guard
from bot.cards.hastemote import NO_CASE, SITUATION, marked, place_of, situation_of
from bot.cards.hastemote import when_and_where as holds_now
from bot.cards.hastemote_levende import MINUTED, NONE_UNDER_WAY
from bot.cards.step import Answers, StepView, mend
from bot.domain.hastemote import Hastemote
from bot.domain.plan import CaseForum, Plan
from bot.ports import Json
from bot.texts import N_, Texts

WITHOUT_CASE = N_(
    "Innkallingen sendes uten sak. Gjelder det én person, trengs først en sak med grunnlag: ikke skriv eller si noe "
    "som kan gjenkjennes før den er på plass."
)
ONLINE, PLACE = "teams", "sted"


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency as the preview shows it: how many people are asked, how many of them cannot be reached, and how many
    have said that they are away. `phone` is what the municipality has written for its roles."""

    name: str
    people: int
    unreachable: int = 0
    away: int = 0
    phone: str = ""


@dataclass(frozen=True, slots=True)
class CallStep:
    """What the steps show: the roles one may call with their labels, those preselected, when it would be, and who
    would be asked. `saker` are the cases it can concern, `closed` why the gate is closed for some of them, `outside`
    the agencies that a chosen case leaves out. `running` is a call-out that was made just now."""

    roles: tuple[tuple[str, str], ...] = ()
    chosen: tuple[str, ...] = ()
    day: str = ""
    start: str = ""
    agencies: tuple[Agency, ...] = ()
    people: int = 0
    unreachable: int = 0
    away: int = 0
    exercise: bool = False
    request: bool = False
    saker: tuple[tuple[str, str], ...] = ()
    closed: Mapping[str, str] = field(default_factory=dict)
    outside: tuple[str, ...] = ()
    running: datetime | None = None


def form(view: StepView, answers: Answers) -> Json:
    """Everything is filled in: two taps are enough on the worst day of the year."""
    t, data = view.t, _data(view)
    number = view.plan.choices.emergency_number
    body: list[CardElement] = [
        kit.heading(_form_title(data, t)),
        kit.words(t("Dette erstatter ikke {number} eller kommunens kriseledelse.", number=number), bold=True),
        *_running(view),
        *mend(view, "situation"),
        kit.ask_text("situation", t("Hva gjelder det? Nøytrale ord."), answers.get("situation", t(SITUATION))),
        *mend(view, "roles"),
        kit.ask_choice(
            "roles", t("Hvem trengs?"), data.roles, answers.get("roles", ",".join(data.chosen)), many=True, open=True
        ),
        *when_and_where(view, answers, data.day, data.start),
        *_concerns(view, answers),
        *ask_guard(view, answers),
    ]
    return view.card(body, view.button(t("Se over"), "neste", style="positive"), view.drop())


def _concerns(view: StepView, answers: Answers) -> list[CardElement]:
    """Does it concern one person? Then it stands on the ground of a case, by its neutral number; whoever has none is
    told so before anything is sent."""
    t, data = view.t, _data(view)
    if not data.saker:
        return [kit.words(t(WITHOUT_CASE), subtle=True)]
    choices = [("", t("Nei, en gruppe eller et miljø")), *data.saker]
    label = t("Gjelder det én person? Velg saken, så inviteres bare de grunnlaget dekker.")
    return [*mend(view, "sak"), kit.ask_choice("sak", label, choices, answers.get("sak", ""), open=False)]


def _form_title(data: CallStep, t: Texts) -> str:
    if data.request:
        return t("Be koordinatoren kalle inn til hastemøte")
    return t("Øvelse: kall inn til hastemøte") if data.exercise else t("Kall inn til hastemøte")


def when_and_where(view: StepView, answers: Answers, day: str, start: str) -> list[CardElement]:
    """The fields for time and place."""
    t = view.t
    choices = [(ONLINE, t("Nettmøte i Teams")), (PLACE, t("Et sted"))]
    return [
        *mend(view, "day"),
        kit.ask_date("day", t("Dato"), answers.get("day", day)),
        *mend(view, "start"),
        kit.ask_time("start", t("Klokka"), answers.get("start", start)),
        kit.ask_choice("where", t("Hvor?"), choices, answers.get("where", ONLINE)),
        *mend(view, "place"),
        kit.ask_text("place", t("Sted, om dere møtes"), answers.get("place", ""), long=False),
    ]


def _running(view: StepView) -> list[CardElement]:
    t, data = view.t, _data(view)
    if data.running is None or data.request:
        return []
    text = t(
        "Et hastemøte er nettopp kalt inn, {when}. Det du sender nå, legges til det: de som ikke alt er spurt, "
        "spørres, men tiden, stedet og ordene er som der.",
        when=t.moment(data.running),
    )
    return [
        kit.notice(text, "accent"),
        kit.ask_choice("separate", t("Er det en annen sak?"), [("ja", t("Ja, egen sak"))]),
    ]


def not_in_plan(view: StepView, answers: Answers) -> Json:
    """The plan has no hastemøte: what it has instead (scenario H-3)."""
    t, plan = view.t, view.plan
    lines = [kit.words(t("Hastemøte er ikke fastsatt i planen.")), kit.labelled(t("Kontakt"), plan.coordinator.title)]
    forums = plan.bti.forums if plan.bti else ()
    lines += [kit.labelled(forum.name, _forum(forum, plan, t)) for forum in forums]
    return view.card([kit.heading(t("Hastemøte")), *lines], view.drop())


def _forum(forum: CaseForum, plan: Plan, t: Texts) -> str:
    if forum.convener:
        return t("{convener} kaller inn", convener=forum.convener)
    return t("{chair} leder", chair=plan.role(forum.chair).label) if forum.chair else t("ikke fastsatt i planen")


def preview(view: StepView, when: datetime, answers: Answers) -> Json:
    """How many are asked and who cannot be, before anything is sent."""
    t, data = view.t, _data(view)
    place = answers.get("place", "")
    where = place if answers.get("where") == PLACE else t("Teams")
    body: list[CardElement] = [
        kit.heading(t("Øvelse: slik blir innkallingen") if data.exercise else t("Slik blir innkallingen")),
        kit.words(count_line(data, t), bold=True),
        kit.labelled(t("Gjelder"), answers["situation"]),
        kit.labelled(t("Tid"), t.moment(when)),
        kit.labelled(t("Sted"), where),
        *kit.bullets([_agency_line(agency, t) for agency in data.agencies]),
        kit.words(t("Alle får melding 1:1. Ingenting legges i kanalen."), subtle=True),
    ]
    if data.running and not data.request and not answers.get("separate") and not answers.get("sak"):
        body.insert(1, kit.notice(_added(data.running, t), "accent"))
    if data.outside:
        names = ", ".join(data.outside)
        body.append(
            kit.notice(t("Utenfor grunnlaget, inviteres ikke: {names}. Bare du får vite dette.", names=names), "accent")
        )
    body += _vacant(data, t)
    if not answers.get("sak"):
        body.append(kit.labelled(t("Grunnlag for deling"), t(NO_CASE)))
    body.append(
        kit.words(
            t("Del bare det som er anonymt, eller det noen er til stede for eller har samtykket til."), subtle=True
        )
    )
    send = view.button(t("Send til koordinatoren") if data.request else t("Kall inn nå"), "send", style="positive")
    return view.card(body, send, view.button(t("Endre"), "endre"), view.drop())


def _vacant(data: CallStep, t: Texts) -> list[CardElement]:
    """Roles that nobody has: the number that is known for them, else somebody else is to be found."""
    vacant = [agency for agency in data.agencies if not agency.people]
    notices = [
        t("Ingen har rollen nå: {role}. Ring {phone}.", role=agency.name, phone=agency.phone)
        for agency in vacant
        if agency.phone
    ]
    others = ", ".join(agency.name for agency in vacant if not agency.phone)
    if others:
        notices.append(t("Ingen har disse rollene nå: {roles}. Finn noen andre å spørre.", roles=others))
    return [kit.notice(text) for text in notices]


def _added(running: datetime, t: Texts) -> str:
    when = t.moment(running)
    return t("Legges til hastemøtet {when}. Tiden, stedet og ordene der gjelder, ikke dem under.", when=when)


def count_line(data: CallStep, t: Texts) -> str:
    """«6 personer, 4 virksomheter, 1 kan ikke nås i Teams»."""
    parts = [
        t.n("{count} person", "{count} personer", data.people),
        t.n("{count} virksomhet", "{count} virksomheter", len(data.agencies)),
    ]
    if data.outside:
        parts.append(t.n("{count} utenfor grunnlaget", "{count} utenfor grunnlaget", len(data.outside)))
    return ", ".join([*parts, *_not_counted_on(data, t)])


def _not_counted_on(counted: CallStep | Agency, t: Texts) -> list[str]:
    """Those of them from whom no answer is expected."""
    parts = []
    if counted.away:
        parts.append(t.n("én er borte", "{count} er borte", counted.away))
    if counted.unreachable:
        parts.append(t.n("{count} kan ikke nås i Teams", "{count} kan ikke nås i Teams", counted.unreachable))
    return parts


def _agency_line(agency: Agency, t: Texts) -> str:
    if not agency.people:
        return t("{name}: ingen", name=agency.name)
    count = t.n("{count} person", "{count} personer", agency.people)
    return t("{name}: {count}", name=agency.name, count=", ".join([count, *_not_counted_on(agency, t)]))


def called(asked: bool, t: Texts) -> Json:
    """The receipt of whoever called; where nobody is `asked`, for nobody has the roles, it says so."""
    if not asked:
        none = t("Ingen har rollene du valgte. Ringelisten kommer nå: ring selv, eller kall inn flere.")
        return kit.card([kit.heading(t("Ingen er spurt ennå")), kit.notice(none)], (), t.language)
    text = t("Kortet som viser hvem som har svart, kommer nå. Det holdes oppdatert.")
    return kit.card([kit.heading(t("Innkallingen er sendt")), kit.words(text)], (), t.language)


def merged(wish: Hastemote, into: Hastemote, t: Texts) -> Json:
    """The receipt of whoever called about the same as somebody else: what holds, and what of theirs does not."""
    title = marked(into, t("Slått sammen med et hastemøte som alt er kalt inn"), t)
    text = t("De du valgte som ikke alt er spurt, spørres nå. Kortet som viser hvem som har svart, holdes oppdatert.")
    lost = [
        *([kit.labelled(t("Tid"), t.moment(wish.starts_at))] if wish.starts_at != into.starts_at else []),
        *([kit.labelled(t("Sted"), place_of(wish, t))] if place_of(wish, t) != place_of(into, t) else []),
        *([kit.labelled(t("Gjelder"), situation_of(wish, t))] if wish.situation != into.situation else []),
    ]
    told = t("Dette gjelder ikke, men de som følger hastemøtet, ser at du ønsket det:")
    other = t("Er det en annen sak? Skriv «{word}» igjen, og svar at det er en egen sak.", word=_word(into, t))
    body = [
        kit.heading(title),
        *holds_now(into, t),
        kit.labelled(t("Gjelder"), situation_of(into, t)),
        kit.words(text),
        *([kit.words(told), *lost] if lost else []),
        kit.words(other, subtle=True),
    ]
    return kit.card(body, (), t.language)


def _word(mote: Hastemote, t: Texts) -> str:
    return t("øvelse") if mote.exercise else t("hastemøte")


def move_form(view: StepView, answers: Answers) -> Json:
    """Another time or place."""
    t, data, ended = view.t, _data(view), bool(answers.get("ended"))
    body: list[CardElement] = [
        kit.heading(t("Flytt hastemøtet")),
        kit.words(t("Alle spørres på nytt for det nye tidspunktet, og svarene til nå gjelder ikke lenger.")),
        *([kit.notice(t(MINUTED))] if answers.get("minuted") else []),
        *([kit.notice(t("Innkallingen er avsluttet. Flytter du, åpnes den igjen."), "accent")] if ended else []),
        *when_and_where(view, answers, data.day, data.start),
        *ask_guard(view, answers),
    ]
    return view.card(body, view.button(t("Flytt og spør på nytt"), "flytt", style="positive"), view.drop())


def none_to_move(view: StepView, answers: Answers) -> Json:
    """There is none that they lead."""
    return view.card([kit.words(view.t(NONE_UNDER_WAY))], view.drop())


def move_done(mote: Hastemote, t: Texts) -> Json:
    """The receipt of whoever moved it: where it is now."""
    text = t("Alle som trengs, spørres nå om det nye tidspunktet. Kortet ditt oppdateres.")
    title = marked(mote, t("Hastemøtet er flyttet"), t)
    return kit.card([kit.heading(title), *holds_now(mote, t), kit.words(text)], (), t.language)


def _data(view: StepView) -> CallStep:
    return view.data if isinstance(view.data, CallStep) else CallStep()
