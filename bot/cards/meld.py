"""The cards of `meld`, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from microsoft_teams.cards import CardElement

from bot.cards import kit
from bot.cards.guarded import ask_guard
from bot.cards.personvern import blank_word
from bot.cards.step import Answers, StepView, mend, mend_below
from bot.cards.temaer import theme_guidance
from bot.cards.varsling import ABOUT, BEHALF, DUTY, URGENCY, Content, content_rows
from bot.domain.personvern import Finding, Sign, danger_hints, small_numbers
from bot.domain.plan import Contact, Plan
from bot.domain.varsling import TEXTS
from bot.ports import Json
from bot.texts import N_, Texts

GROUNDS = (
    N_("et barn kan bli utsatt for mishandling, alvorlig omsorgssvikt eller overgrep"),
    N_("et barn har vedvarende og alvorlige vansker med egen atferd eller rus"),
    N_("et barn har en livstruende sykdom og får ikke behandling, eller kan bli utnyttet i menneskehandel"),
)
SAFETY_NET = N_(
    "Jeg leter etter navn, fødselsnummer og annet som peker på én person. Det er et sikkerhetsnett og ikke "
    "noe bevis på at teksten er anonym. Tenk selv gjennom om noen kan kjennes igjen."
)


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
    choices = plan.choices
    police, health = choices.emergency_number, choices.health_number
    body = [
        kit.heading(t("Ring politiet nå: {number}", number=police)),
        kit.notice(t("Ring {number} hvis noen er skadd, syk eller har tatt noe farlig.", number=health)),
        kit.words(
            t(
                "Den som tror at en alvorlig voldshandling eller et overgrep kommer til å skje, skal prøve å "
                "hindre det. Det gjelder alle, også med taushetsplikt og i fritiden (straffeloven § 196)."
            )
        ),
        kit.words(t("Jeg har ikke lagret eller sendt noe, og ingen følger med her. Du må ringe selv.")),
        *contact(t("Barnevernvakta"), choices.barnevernvakt, t),
    ]
    calls = [kit.link(t("Ring {number}", number=n), f"tel:{n}") for n in (police, health) if n.isdecimal()]
    links = [kit.link(link.label or link.url, link.url) for link in choices.emergency_links]
    return kit.card(body, [*calls, *links], t.language)


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
        *contact(t("Barneverntjenesten"), choices.barnevern, t),
        *contact(t("Barnevernvakta"), choices.barnevernvakt, t),
        kit.words(t("Er du i tvil, kan du drøfte saken anonymt med barneverntjenesten først.")),
        kit.words(
            t("Gjelder det også en gruppe eller et miljø, kan du gå videre her. Skriv ikke om barnet."), subtle=True
        ),
    ]
    return view.card(
        body,
        view.button(t("Jeg melder fra selv nå"), "melder", style="positive"),
        view.button(t("Gå videre med gruppe eller miljø"), "videre"),
        view.back(),
        view.drop(),
    )


def reporting(plan: Plan, t: Texts) -> Json:
    """The end: the reporter calls barnevernet. Only the fact that the guide was shown is kept."""
    body = [
        kit.heading(t("Bra. Meld fra med en gang")),
        *contact(t("Barneverntjenesten"), plan.choices.barnevern, t),
        *contact(t("Barnevernvakta"), plan.choices.barnevernvakt, t),
        kit.words(t("En muntlig melding bør følges opp skriftlig.")),
        kit.words(t("Jeg har ikke sendt noe, og har bare notert at du fikk se veiledningen."), subtle=True),
    ]
    return kit.card(body, (), t.language)


def contact(label: str, contact: Contact | None, t: Texts) -> list[CardElement]:
    """Where to call, from the municipality's own choices."""
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
        *_taken_out(view, answers),
        *mend(view, "category"),
        ask_category(view, answers),
        *_asked_texts(view, answers),
        *mend(view, "meldeplikt"),
        *ask_guard(view, answers),
        *mend(view, "urgency"),
        ask_urgency(view, answers),
        ask_behalf(view, answers),
        kit.words(t(SAFETY_NET), subtle=True),
        *mend_below(view),
    ]
    return view.card(body, view.button(t("Se over"), "neste", style="positive"), view.back(), view.drop())


def _taken_out(view: StepView, answers: Answers) -> list[CardElement]:
    """After another step: what pointed at somebody was never kept."""
    if not answers.get("unclean") or view.problems:
        return []
    return [kit.notice(view.t("Det som kunne peke på en person, er tatt bort. Skriv det på en annen måte."))]


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


def ask_category(view: StepView, answers: Answers) -> CardElement:
    """The theme, from the plan's own list."""
    choices = [(c.id, c.label) for c in view.plan.varsling.categories] or [("annet", view.t("Annet"))]
    label, needed = view.t("Tema (fra planen)"), view.t("Velg et tema.")
    return kit.ask_choice("category", label, choices, answers.get("category", ""), open=False, needed=needed)


def ask_urgency(view: StepView, answers: Answers) -> CardElement:
    """How soon it should be looked at."""
    choices = [(u.value, view.t(text)) for u, text in URGENCY.items()]
    return kit.ask_choice("urgency", view.t("Hvor mye haster det?"), choices, answers.get("urgency", "normal"))


def ask_behalf(view: StepView, answers: Answers) -> CardElement:
    """On whose behalf, as a relation and never a name (UC-37). What is found out goes back through the reporter."""
    t = view.t
    choices = [(value, t(text)) for value, text in BEHALF]
    label = t("På vegne av noen? (valgfritt, bare hva slags forhold)")
    return kit.ask_choice("on_behalf", label, choices, answers.get("on_behalf", ""), open=False)


def danger_in_text(view: StepView, answers: Answers) -> Json:
    """The text reads like danger now: ask once more before going on."""
    t, choices = view.t, view.plan.choices
    body = [
        kit.heading(t("Kan noen være i fare nå?")),
        kit.words(
            t(
                "Det du skrev kan tyde på at noe alvorlig kan skje. Ring politiet på {number} med en gang, "
                "eller {health} ved skade, sykdom eller selvmordsfare.",
                number=choices.emergency_number,
                health=choices.health_number,
            )
        ),
        kit.words(t("Varslingen blir ikke lest med en gang.")),
    ]
    yes = view.button(t("Ja, det er fare nå"), "fare", style="destructive")
    return view.card(body, yes, view.button(t("Nei, det er ikke fare nå"), "videre"), view.back(), view.drop())


def preview(view: StepView, varsling: Content) -> Json:
    """Exactly what will be stored, the duty, and then the button (use cases, G5)."""
    t, plan = view.t, view.plan
    body = [
        kit.heading(t("Dette blir lagret og sendt")),
        *kit.facts(content_rows(varsling, plan, t)),
        *_thoughts(varsling, t),
        *theme_guidance(" ".join(getattr(varsling, name) for name in TEXTS), plan, t),
        kit.words(_who_sees(plan, t), subtle=True),
        kit.notice(t(DUTY), "accent"),
    ]
    send = view.button(t("Send"), "send", style="positive")
    return view.card(body, send, view.button(t("Endre"), "endre"), view.drop())


def _thoughts(varsling: Content, t: Texts) -> list[CardElement]:
    """What the writer should think of once more; nothing here stops the text."""
    text = "\n".join(getattr(varsling, name) for name in TEXTS)
    said = []
    if small_numbers(text):
        said.append(t("Det står et lite tall i teksten. Kan noen forstå hvem det gjelder?"))
    signs = danger_hints(text)
    if Sign.MELDEPLIKT in signs and not varsling.duty_shown:
        said.append(t("Kan meldeplikten til barnevernet gjelde? Da må du melde selv, med en gang."))
    if Sign.FARE_POLITI in signs or Sign.FARE_HELSE in signs:
        said.append(t("Kan noen være i fare nå? Da må du ringe, ikke vente på svar her."))
    return [kit.notice(line) for line in said]


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
