"""The cards of `registrer` and `trukket`: a consent is told in numbers and ticks, never in names (UC-51, UC-52)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from microsoft_teams.cards import CardElement

from bot.cards import gate, kit
from bot.cards.samtykke import AGES, ANSWERS, FORMS, consent_rows
from bot.cards.step import Answers, StepView, mend, mend_below
from bot.domain.enkeltsak import Enkeltsak
from bot.domain.plan import Plan
from bot.domain.samtykke import HASTEMOTE, Samtykke, Tilstand
from bot.ports import Json
from bot.texts import N_, Texts

CONFIRMATIONS = (
    ("frivillig", N_("Samtykket er frivillig: ingen er presset, og det er lov å si nei")),
    ("uttrykkelig", N_("Det er sagt ja med klare ord eller underskrift: taushet er ikke samtykke")),
    ("informert", N_("De vet hva som deles, med hvem, til hva, og hva det kan føre til")),
)
ONE_NUMBER = N_("Skriv ikke navn, fødselsdato eller annet som kan vise hvem det gjelder.")


@dataclass(frozen=True, slots=True)
class RegisterStep:
    """What the steps of `registrer` show: the cases the actor may register in."""

    cases: Sequence[Enkeltsak] = ()
    may_open: bool = False


def which_case(view: StepView, answers: Answers) -> Json:
    """In which case, by its neutral number."""
    t, data = view.t, _data(view)
    if not data.cases:
        body = [kit.heading(t("Registrer samtykke")), kit.words(t(NO_CASE))]
        return view.card(body, view.drop())
    choices = [(c.id, f"{c.number} · {gate.theme_label(c.theme, view.plan, t)}") for c in data.cases]
    body = [
        kit.heading(t("Registrer samtykke")),
        *mend(view, "sak"),
        kit.ask_choice("sak", t("Hvilken sak?"), choices, answers.get("sak", ""), needed=t("Velg en sak.")),
    ]
    return view.card(body, view.button(t("Neste"), "neste", style="positive"), view.drop())


NO_CASE = N_(
    "Du har ingen åpen sak å registrere i. Skriv «meld» og velg «Én person eller familie» for å be om å ta det opp, "
    "eller snakk med koordinatoren, som oppretter saken med et nøytralt nummer."
)


def who(view: StepView, answers: Answers) -> Json:
    """Age in a group, the young person's own answer, and how many guardians (H-136)."""
    t = view.t
    counts = [(str(n), str(n)) for n in range(3)]
    body: list[CardElement] = [
        kit.heading(t("Hvem har samtykket?")),
        kit.words(t(ONE_NUMBER), subtle=True),
        *_choice(view, answers, "age", t("Alder"), [(a.value, t(label)) for a, label in AGES.items()]),
        *_choice(view, answers, "ung", t("Har ungdommen selv sagt ja?"), [(s.value, t(w)) for s, w in ANSWERS.items()]),
        kit.words(t("Er ungdommen under 18 år, må også verge samtykke: den eller de som har foreldreansvaret.")),
        *_choice(view, answers, "verger", t("Hvor mange har foreldreansvar?"), counts),
        *_choice(view, answers, "signed", t("Hvor mange av dem har samtykket?"), counts),
        *_choice(view, answers, "form", t("Hvordan er det gitt?"), [(f.value, t(w)) for f, w in FORMS.items()]),
        kit.words(t("Er en verge mistenkt for noe straffbart, spør du ikke vergen. Tenk på meldeplikten først.")),
        *mend_below(view),
    ]
    return view.card(body, view.button(t("Neste"), "neste", style="positive"), view.back(), view.drop())


def what(view: StepView, answers: Answers) -> Json:
    """What may be shared, with whom, for what, how long (H-130)."""
    t, plan = view.t, view.plan
    body: list[CardElement] = [
        kit.heading(t("Hva omfatter samtykket?")),
        *_choice(view, answers, "themes", t("Hvilke opplysninger kan deles?"), gate.themes(plan, t), many=True),
        *_choice(view, answers, "recipients", t("Hvem kan få dem?"), recipients(plan), many=True),
        *_choice(view, answers, "purposes", t("Hvor kan det drøftes?"), purposes(plan, t), many=True),
        *mend(view, "valid_to"),
        kit.ask_date("valid_to", t("Gyldig til og med (valgfritt)"), answers.get("valid_to", "")),
        *mend_below(view),
    ]
    return view.card(body, view.button(t("Neste"), "neste", style="positive"), view.back(), view.drop())


def recipients(plan: Plan) -> list[tuple[str, str]]:
    """Whoever sits where a case may be taken up, and who leads there."""
    organs = [organ for organ in plan.organs if organ.may_take_individual_cases]
    leads = [plan.seat(organ.id, seat) for organ in organs for seat in ("chair", "secretary")]
    roles = dict.fromkeys([*(role for organ in organs for role in organ.members), *(role for role in leads if role)])
    return [(role, plan.role(role).label) for role in roles]


def purposes(plan: Plan, t: Texts) -> list[tuple[str, str]]:
    """The organs that may take a case up, and the hastemøte where the plan has it."""
    organs = [(organ.id, organ.name) for organ in plan.organs if organ.may_take_individual_cases]
    return [*organs, *([(HASTEMOTE, gate.name(HASTEMOTE, plan, t))] if plan.hastemote else [])]


def confirm(view: StepView, answers: Answers, consent: Samtykke) -> Json:
    """The three confirmations, and exactly what will be stored (H-132)."""
    t = view.t
    ticks = [(id, t(label)) for id, label in CONFIRMATIONS]
    body: list[CardElement] = [
        kit.heading(t("Dette blir lagret")),
        *kit.facts({k: v for k, v in consent_rows(consent, view.plan, t).items() if k != t("Bekreftet")}),
        kit.words(t("Kryss av for det du selv har forsikret deg om:"), bold=True),
        kit.ask_choice("confirmed", t("Bekreftelser"), ticks, answers.get("confirmed", ""), many=True, open=True),
        kit.words(t("Mangler noe av dette, lagres samtykket likevel, men det åpner ikke for å dele."), subtle=True),
    ]
    return view.card(body, view.button(t("Lagre"), "lagre", style="positive"), view.back(), view.drop())


def _choice(
    view: StepView, answers: Answers, name: str, label: str, choices: Sequence[tuple[str, str]], *, many: bool = False
) -> list[CardElement]:
    shown = kit.ask_choice(name, label, choices, answers.get(name, ""), many=many, open=True if many else None)
    return [*mend(view, name), shown]


# --- withdrawn -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WithdrawStep:
    """The consents that the actor follows, with what they are worth."""

    consents: Sequence[tuple[Samtykke, Tilstand]] = ()


def withdraw(view: StepView, answers: Answers) -> Json:
    """Which one, and nothing about why (UC-52)."""
    t = view.t
    data = view.data if isinstance(view.data, WithdrawStep) else WithdrawStep()
    mine = [(c.number, t("Samtykke {number}", number=c.number)) for c, _ in data.consents]
    how = [("melding", t("I en melding")), ("muntlig", t("Muntlig")), ("skriftlig", t("Skriftlig"))]
    chosen = answers.get("number", mine[0][0] if len(mine) == 1 else "")
    ask = [kit.ask_choice("number", t("Hvilket samtykke?"), mine, chosen)] if mine else []
    body: list[CardElement] = [
        kit.heading(t("Samtykket er trukket")),
        kit.words(t("Et samtykke kan trekkes når som helst. Ingen trenger å si hvorfor.")),
        *mend(view, "number"),
        *ask,
        kit.ask_text("typed", t("Eller skriv nummeret, for eksempel S-2026-3"), answers.get("typed", ""), long=False),
        kit.ask_choice("how", t("Hvordan ble det sagt? (valgfritt)"), how, answers.get("how", "")),
        kit.words(t("Alle samtykker i saken trekkes med en gang, og det som lå klart til å bli delt, stoppes.")),
    ]
    return view.card(body, view.button(t("Trekk nå"), "trekk", style="destructive"), view.drop())


def _data(view: StepView) -> RegisterStep:
    return view.data if isinstance(view.data, RegisterStep) else RegisterStep()
