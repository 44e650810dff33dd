"""The cards of `meld`, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from microsoft_teams.cards import CardElement

from bot.cards import kit
from bot.cards.personvern import blank_word
from bot.cards.step import Answers, StepView, mend, mend_below
from bot.cards.varsling import ABOUT, DUTY, URGENCY, category_label
from bot.domain.personvern import Finding
from bot.domain.plan import Contact, Plan
from bot.domain.varsling import About, Urgency
from bot.ports import Json
from bot.texts import N_, Texts

GROUNDS = (
    N_("et barn kan bli utsatt for mishandling, alvorlig omsorgssvikt eller overgrep"),
    N_("et barn har vedvarende og alvorlige vansker med egen atferd eller rus"),
    N_("et barn har en livstruende sykdom og får ikke behandling, eller kan bli utnyttet i menneskehandel"),
)
BEHALF = (("forelder", N_("forelder")), ("ungdom", N_("ungdom")), ("annen", N_("annen")))
SAFETY_NET = N_(
    "Jeg leter etter navn, fødselsnummer og annet som peker på én person. Det er et sikkerhetsnett og ikke "
    "noe bevis på at teksten er anonym. Tenk selv gjennom om noen kan kjennes igjen."
)


class Content(Protocol):
    """What will be stored: a varsling as it was written."""

    @property
    def about(self) -> About: ...
    @property
    def category(self) -> str: ...
    @property
    def urgency(self) -> Urgency: ...
    @property
    def seen(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def since(self) -> str: ...
    @property
    def done(self) -> str: ...
    @property
    def wish(self) -> str: ...
    @property
    def on_behalf(self) -> str: ...


def danger(view: StepView, answers: Answers) -> Json:
    """First of all: is anybody in danger now?"""
    t = view.t
    body = [
        kit.heading(t("Meld bekymring")),
        kit.words(t("Er noen i fare akkurat nå, eller vet du om noe alvorlig som er planlagt?")),
    ]
    yes = view.button(t("Ja, det er fare nå"), "fare", style="destructive")
    return view.card(body, yes, view.button(t("Nei, gå videre"), "videre"), view.drop())


def stop(plan: Plan, t: Texts) -> Json:
    """The stop screen: call now. Nothing is stored and nothing is queued (UC-35)."""
    number = plan.choices.emergency_number
    body = [
        kit.heading(t("Ring politiet nå: {number}", number=number)),
        kit.notice(t("Ring 113 hvis noen er skadd, syk eller har tatt noe farlig.")),
        kit.words(
            t(
                "Den som tror at en alvorlig voldshandling eller et overgrep kommer til å skje, skal prøve å "
                "hindre det. Det gjelder alle, også med taushetsplikt og i fritiden (straffeloven § 196)."
            )
        ),
        kit.words(t("Jeg har ikke lagret eller sendt noe, og ingen følger med her. Du må ringe selv.")),
    ]
    return kit.card(body, [kit.link(t("Ring {number}", number=number), f"tel:{number}")], t.language)


def duty(view: StepView, answers: Answers) -> Json:
    """Does the duty to report to barnevernet apply?"""
    t = view.t
    body = [
        kit.heading(t("Er det grunn til å tro at …")),
        *kit.bullets([t(g) for g in GROUNDS]),
        kit.words(t("Da har du plikt til å melde til barnevernet med en gang."), bold=True),
    ]
    buttons = [
        view.button(t("Ja"), "ja"),
        view.button(t("Vet ikke"), "vet_ikke"),
        view.button(t("Nei, gå videre"), "nei"),
        view.back(),
    ]
    return view.card(body, *buttons)


def duty_guide(view: StepView, answers: Answers) -> Json:
    """Where to report, and that no card does it for you (UC-34)."""
    t, choices = view.t, view.plan.choices
    body = [
        kit.heading(t("Meld fra til barneverntjenesten straks")),
        kit.words(t("Plikten er personlig. Den kan ikke overlates til en leder, til koordinatoren eller til meg.")),
        *_contact(t("Barneverntjenesten"), choices.barnevern, t),
        *_contact(t("Barnevernvakta"), choices.barnevernvakt, t),
        kit.words(t("Er du i tvil, kan du drøfte saken anonymt med barneverntjenesten først.")),
        kit.words(
            t("Gjelder det også en gruppe eller et miljø, kan du gå videre her. Skriv ikke om barnet."), subtle=True
        ),
    ]
    return view.card(body, view.button(t("Gå videre med gruppe eller miljø"), "videre"), view.back(), view.drop())


def _contact(label: str, contact: Contact | None, t: Texts) -> list[CardElement]:
    if contact is None:
        return [kit.labelled(label, t("Kontakten er ikke lagt inn. Se kommunens nettside."))]
    return [kit.labelled(label, " · ".join(x for x in (contact.name, contact.phone, contact.url) if x))]


def what(view: StepView, answers: Answers) -> Json:
    """A group, an environment, a trend, or one person?"""
    t = view.t
    choices = [(about.value, t(text)) for about, text in ABOUT.items()]
    ask = kit.ask_choice(
        "about", t("Hva gjelder det?"), choices, answers.get("about", ""), needed=t("Velg hva det gjelder.")
    )
    body = [kit.heading(t("Hva gjelder bekymringen?")), *mend(view, "about"), ask]
    return view.card(body, view.button(t("Neste"), "neste"), view.back(), view.drop())


def describe(view: StepView, answers: Answers) -> Json:
    """What is seen, at the level of a group or an environment."""
    t = view.t
    body = [
        kit.heading(t("Hva har dere sett?")),
        kit.words(
            t("Skriv om gruppen, stedet eller utviklingen. Ikke navn, alder, klasse eller noe annet om enkeltpersoner.")
        ),
        *mend(view, "category"),
        _ask_category(view, answers),
        *_asked_texts(view, answers),
        *_ask_considered(view),
        *_ask_not_name(view, answers),
        *mend(view, "urgency"),
        _ask_urgency(view, answers),
        kit.ask_choice(
            "on_behalf", t("På vegne av noen? (valgfritt)"), _behalf(t), answers.get("on_behalf", ""), open=False
        ),
        kit.words(t(SAFETY_NET), subtle=True),
        *mend_below(view),
    ]
    return view.card(body, view.button(t("Se over"), "neste", style="positive"), view.back(), view.drop())


def _asked_texts(view: StepView, answers: Answers) -> Iterable[CardElement]:
    t = view.t
    labels = {
        "seen": t("Hva er sett eller hørt?"),
        "place": t("Hvor? (grovt: område, skole, trinn)"),
        "since": t("Siden når? (valgfritt)"),
        "done": t("Hva er gjort til nå? (valgfritt)"),
        "wish": t("Hva ønsker du? (valgfritt)"),
    }
    for name, label in labels.items():
        yield from mend(view, name)
        yield kit.ask_text(name, label, answers.get(name, ""), long=name in ("seen", "done", "wish"))


def _ask_not_name(view: StepView, answers: Answers) -> list[CardElement]:
    if not view.problems or "not_names" not in answers:
        return []
    label = view.t("Er noe av det ikke et navn? Skriv ordet her, så slipper jeg det gjennom. Gjelder ikke tall.")
    return [kit.ask_text("not_names", label, answers["not_names"].replace("\n", ", "), long=False)]


def _ask_considered(view: StepView) -> list[CardElement]:
    if "considered" not in view.problems:
        return []
    choices = [("ja", view.t("Jeg har tenkt gjennom det: ingen kan kjennes igjen"))]
    return [*mend(view, "considered"), kit.ask_choice("considered", view.t("Før du går videre"), choices)]


def _ask_category(view: StepView, answers: Answers) -> CardElement:
    choices = [(c.id, c.label) for c in view.plan.varsling.categories] or [("annet", view.t("Annet"))]
    label, needed = view.t("Tema (fra planen)"), view.t("Velg et tema.")
    return kit.ask_choice("category", label, choices, answers.get("category", ""), open=False, needed=needed)


def _ask_urgency(view: StepView, answers: Answers) -> CardElement:
    choices = [(u.value, view.t(text)) for u, text in URGENCY.items()]
    return kit.ask_choice("urgency", view.t("Hvor mye haster det?"), choices, answers.get("urgency", "normal"))


def _behalf(t: Texts) -> list[tuple[str, str]]:
    return [(value, t(text)) for value, text in BEHALF]


def danger_in_text(view: StepView, answers: Answers) -> Json:
    """The text reads like danger now: ask once more before going on."""
    t = view.t
    body = [
        kit.heading(t("Kan noen være i fare nå?")),
        kit.words(
            t(
                "Det du skrev kan tyde på at noe alvorlig kan skje. Ring da politiet på {number} med en gang, "
                "eller 113 ved skade, sykdom eller selvmordsfare.",
                number=view.plan.choices.emergency_number,
            )
        ),
        kit.words(t("Varslingen blir ikke lest med en gang.")),
    ]
    yes = view.button(t("Ja, det er fare nå"), "fare", style="destructive")
    return view.card(body, yes, view.button(t("Nei, det er ikke fare nå"), "videre"), view.back(), view.drop())


def routes(view: StepView, answers: Answers) -> Json:
    """One person: no name and no free text here, only the ways to go (UC-31)."""
    t, plan = view.t, view.plan
    body = [
        kit.heading(t("Når det gjelder én person")),
        kit.words(t("Skriv ikke hvem det er, og ikke noe om personen. Veiene videre er:")),
        *kit.bullets(_ways(plan, t)),
    ]
    ask = [view.button(t("Be om å ta det opp"), "be")] if _takes_cases(plan) else []
    return view.card(body, *ask, view.button(t("Jeg bruker egen tjeneste eller BTI"), "egen"), view.back(), view.drop())


def _takes_cases(plan: Plan) -> bool:
    return plan.intake_organ is not None and plan.intake_organ.may_take_individual_cases


def _ways(plan: Plan, t: Texts) -> list[str]:
    ways = [t("Fare nå: ring politiet. Meldeplikt: meld til barneverntjenesten selv.")]
    ways.append(t("Din egen tjeneste og BTI: snakk med ungdommen og foresatte først."))
    ways += (
        [t("{forum}: {convener} kaller inn.", forum=f.name, convener=f.convener) for f in plan.bti.forums if f.convener]
        if plan.bti
        else []
    )
    if _takes_cases(plan) and plan.intake_organ:
        ways.append(
            t(
                "{organ}: når ungdom eller foresatte er til stede, eller har gitt informert samtykke.",
                organ=plan.intake_organ.name,
            )
        )
        ways.append(t("Anonym drøfting: bare når ingen i rommet kan kjenne igjen personen."))
    else:
        ways.append(
            t(
                "{municipality} har ikke noe organ i planen som tar opp enkeltpersoner.",
                municipality=plan.municipality.name,
            )
        )
    return ways


def own_service(plan: Plan, t: Texts) -> Json:
    """The end of the road here: the person's own service."""
    log = plan.bti.log_name if plan.bti else None
    body = [
        kit.heading(t("Fint. Da går saken i din egen tjeneste")),
        kit.words(t("Jeg har ikke lagret eller sendt noe.")),
        *([kit.words(t("Samarbeidet dokumenteres i {log}, ikke her.", log=log))] if log else []),
        kit.notice(t(DUTY), "accent"),
    ]
    links = [kit.link(t("Om BTI"), plan.bti.url)] if plan.bti and plan.bti.url else []
    return kit.card(body, links, t.language)


def request(view: StepView, answers: Answers) -> Json:
    """The request to take one person up: theme and urgency, nothing else."""
    t = view.t
    body = [
        kit.heading(t("Be om å ta det opp")),
        kit.words(
            t("Koordinatoren får vite at du spør, temaet og hvor mye det haster. Hvem det gjelder tar dere muntlig.")
        ),
        *mend(view, "category"),
        _ask_category(view, answers),
        *mend(view, "urgency"),
        _ask_urgency(view, answers),
    ]
    return view.card(body, view.button(t("Se over"), "neste", style="positive"), view.back(), view.drop())


def preview(view: StepView, varsling: Content) -> Json:
    """Exactly what will be stored, the duty, and then the button (use cases, G5)."""
    t, plan = view.t, view.plan
    rows = {
        t("Gjelder"): t(ABOUT[varsling.about]),
        t("Tema"): category_label(plan, varsling.category),
        t("Hva er sett"): varsling.seen,
        t("Sted"): varsling.place,
        t("Siden"): varsling.since,
        t("Hva er gjort"): varsling.done,
        t("Ønske"): varsling.wish,
        t("Haster"): t(URGENCY[varsling.urgency]),
        t("På vegne av"): t(varsling.on_behalf) if varsling.on_behalf else "",
    }
    body = [
        kit.heading(t("Dette blir lagret og sendt")),
        *kit.facts(rows),
        kit.words(_who_sees(plan, t), subtle=True),
        kit.notice(t(DUTY), "accent"),
    ]
    send = view.button(t("Send"), "send", style="positive")
    return view.card(body, send, view.button(t("Endre"), "endre"), view.drop())


def _who_sees(plan: Plan, t: Texts) -> str:
    role = plan.role(plan.intake_role).label
    if plan.intake_organ is None:
        return t("{role} får dette 1:1, og ser at det er du som sender.", role=role)
    return t(
        "{role} får dette 1:1, og ser at det er du som sender. Kanalen får bare vite at det er kommet en varsling.",
        role=role,
    )


def blank(text: str, findings: Sequence[Finding], t: Texts) -> str:
    """The text with a word in brackets where something identifying stood."""
    for finding in sorted(findings, key=lambda f: -f.start):
        text = text[: finding.start] + f"[{blank_word(finding.kind, t)}]" + text[finding.end :]
    return text


def is_one_person(answers: Answers) -> bool:
    """Is the conversation about one person?"""
    return answers.get("about") == About.ENKELTSAK
