"""The cards of `ny enkeltsak`, `grunnlag` and `bekreft`: a ground that a human chooses, and what the chair sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from microsoft_teams.cards import CardElement

from bot.cards import gate, kit
from bot.cards.guarded import OF_A_CASE, ask_guard
from bot.cards.moter import when
from bot.cards.samtykke_steg import recipients
from bot.cards.step import Answers, StepView, mend, mend_below
from bot.domain.enkeltsak import Enkeltsak
from bot.domain.gate import Grunnlag, Hvorfor, Lys, Portsvar, Reason, Sporsmal
from bot.domain.hastemote import Hastemote
from bot.domain.mote import Mote
from bot.domain.plan import Level, Organ, Plan
from bot.ports import Json
from bot.texts import N_, Texts

CHECKLIST = (
    ("navn", N_("Navn, initialer og kallenavn er borte")),
    ("sted", N_("Sted, skole, trinn og klasse er borte")),
    ("familie", N_("Familie, bakgrunn og roller er borte")),
    ("hendelse", N_("Hendelser som er kjent i media eller lokalt, er borte")),
    ("trekk", N_("Særtrekk som bare passer på én, er borte")),
    ("lite", N_("Stedet er ikke så lite at noen likevel skjønner hvem det er")),
)
"""What must be gone (UC-36, H-140, H-141): initials are no anonymity."""
REALLY_GONE = N_("Muligheten for å kjenne igjen personen eller saken er reelt sett fjernet")
LAW = N_(
    "Velges av et menneske, med begrunnelse. Jeg avgjør ikke om rettsgrunnlaget gjelder. Er du i tvil, spør "
    "kommunejurist. Anmeldelse til politiet avgjøres av virksomheten."
)


# --- a new case ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NewStep:
    """What `ny enkeltsak` shows: the organs that may take a case up."""

    organs: Sequence[Organ] = ()


def new(view: StepView, answers: Answers) -> Json:
    """Theme, organ and who has the contact. No name (G1)."""
    t, plan = view.t, view.plan
    data = view.data if isinstance(view.data, NewStep) else NewStep()
    if not data.organs:
        said = t("Ingen organer i planen tar opp enkeltsaker.")
        return view.card([kit.heading(t("Ny sak")), kit.words(said)], view.drop())
    organs = [(organ.id, organ.name) for organ in data.organs]
    themes = gate.themes(plan, t)
    body: list[CardElement] = [
        kit.heading(t("Ny sak")),
        kit.words(t("Saken får et nøytralt nummer. Hvem det gjelder, skal ikke skrives her.")),
        *mend(view, "theme"),
        kit.ask_choice("theme", t("Tema"), themes, answers.get("theme", ""), open=False, needed=t("Velg et tema.")),
        *mend(view, "organ"),
        kit.ask_choice("organ", t("Tas opp i"), organs, answers.get("organ", organs[0][0]), open=False),
        kit.ask_choice(
            "contact",
            t("Hvem har kontakten?"),
            recipients(plan),
            answers.get("contact", plan.coordinator.role),
            open=False,
        ),
        *[kit.words(line, subtle=True) for line in _never(plan, t)],
    ]
    return view.card(body, view.button(t("Opprett"), "opprett", style="positive"), view.drop())


def _never(plan: Plan, t: Texts) -> list[str]:
    """Why the politiråd is not among the organs to choose (G3)."""
    steering = [organ.id for organ in plan.organs if organ.level is Level.STYRENDE]
    return [gate.sentence(Reason(Hvorfor.STYRENDE_ALDRI, Lys.ROD, (organ,)), plan, t) for organ in steering]


# --- the ground ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GroundStep:
    """What the steps of `grunnlag` show: the cases one may decide about, and the one that was chosen."""

    cases: Sequence[Enkeltsak] = ()
    sak: Enkeltsak | None = None


def choose(view: StepView, answers: Answers) -> Json:
    """Which case, where it is not said, and on what ground (H-124)."""
    t, data = view.t, _ground(view)
    if not data.cases:
        return view.card([kit.heading(t("Velg grunnlag")), kit.words(t("Du har ingen åpne saker her."))], view.drop())
    which = [(c.id, c.number) for c in data.cases]
    grounds = [(ground.value, t(label)) for ground, label in gate.GROUNDS.items()]
    chosen = answers.get("sak", which[0][0] if len(which) == 1 else "")
    body: list[CardElement] = [
        kit.heading(t("Velg grunnlag")),
        *mend(view, "sak"),
        kit.ask_choice("sak", t("Sak"), which, chosen, open=False, needed=t("Velg en sak.")),
        *mend(view, "ground"),
        kit.ask_choice("ground", t("Hva bygger delingen på?"), grounds, answers.get("ground", "")),
        kit.words(t("Uten grunnlag kan saken ikke tas opp. Samtykke kan ikke innhentes etterpå."), subtle=True),
    ]
    return view.card(body, view.button(t("Neste"), "neste", style="positive"), view.drop())


def presence(view: StepView, answers: Answers) -> Json:
    """Is it a minor? Who comes is seen in the meeting (UC-54)."""
    t = view.t
    both = view.plan.choices.gate.presence_needs_both
    rule = t("Både ungdom og foresatte må være til stede.") if both else t("Ungdom eller foresatte må være til stede.")
    body: list[CardElement] = [
        kit.heading(t("Til stede")),
        kit.words(rule),
        *(
            []
            if view.plan.choices.is_own("gate")
            else [kit.words(t("Dette er et forslag: planen sier det ikke."), subtle=True)]
        ),
        kit.ask_choice("minor", t("Er ungdommen under 18 år?"), _yes_no(t), answers.get("minor", "ja")),
        kit.words(t("Møteleder bekrefter i møtet. Andres opplysninger er fortsatt taushetsbelagte."), subtle=True),
    ]
    return view.card(body, view.button(t("Lagre"), "lagre", style="positive"), view.back(), view.drop())


def anonymous(view: StepView, answers: Answers) -> Json:
    """The checklist, all of it (UC-36)."""
    t = view.t
    ticks = [(id, t(label)) for id, label in CHECKLIST]
    body: list[CardElement] = [
        kit.heading(t("Anonymisert drøfting")),
        *mend(view, "list"),
        kit.ask_choice("list", t("Alt dette må være borte"), ticks, answers.get("list", ""), many=True, open=True),
        *mend(view, "gone"),
        kit.ask_choice("gone", t("Bekreft"), [("ja", t(REALLY_GONE))], answers.get("gone", "")),
        kit.words(t("Er du ikke møteleder, blir møteleder spurt.")),
    ]
    return view.card(body, view.button(t("Lagre"), "lagre", style="positive"), view.back(), view.drop())


def law(view: StepView, answers: Answers) -> Json:
    """Which provision, whom it is necessary to tell, and why (H-150 to H-153)."""
    t, plan = view.t, view.plan
    bases = [(basis.value, t(label)) for basis, label in gate.BASES.items()]
    body: list[CardElement] = [
        kit.heading(t("Et annet rettsgrunnlag")),
        kit.words(t(LAW)),
        *mend(view, "basis"),
        kit.ask_choice("basis", t("Rettsgrunnlag"), bases, answers.get("basis", "")),
        *mend(view, "recipients"),
        kit.ask_choice(
            "recipients",
            t("Hvem er det nødvendig å dele med?"),
            recipients(plan),
            answers.get("recipients", ""),
            many=True,
            open=True,
        ),
        *mend(view, "reason"),
        kit.ask_text("reason", t("Hvorfor det er nødvendig, uten å beskrive personen"), answers.get("reason", "")),
        *ask_guard(view, answers, OF_A_CASE),
        *mend_below(view),
    ]
    return view.card(body, view.button(t("Lagre"), "lagre", style="positive"), view.back(), view.drop())


# --- at the meeting ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ConfirmStep:
    """What the steps of `bekreft` show: the cases of meetings that have begun, the chosen one with the gate's answer so
    far, and the roles that may go out. `heard`: the chair has let it through already."""

    waiting: Sequence[tuple[Enkeltsak, Mote | Hastemote]] = ()
    sak: Enkeltsak | None = None
    mote: Mote | Hastemote | None = None
    question: Sporsmal | None = None
    answer: Portsvar | None = None
    heard: bool = False
    roles: Sequence[tuple[str, str]] = ()


def which(view: StepView, answers: Answers) -> Json:
    """Which of the meeting's cases."""
    t, data = view.t, _confirm(view)
    if not data.waiting:
        said = t(
            "Ingen enkeltsaker venter på bekreftelse fra deg nå. Du kan bekrefte fra en halv time før møtet begynner."
        )
        return view.card([kit.heading(t("Bekreft i møtet")), kit.words(said)], view.drop())
    choices = [(f"{s.id}|{m.id}", t("Sak {number}", number=s.number)) for s, m in data.waiting]
    ask = kit.ask_choice("hva", t("Hvilken sak?"), choices, answers.get("hva", ""), needed=t("Velg en sak."))
    body = [kit.heading(t("Bekreft i møtet")), *mend(view, "hva"), ask]
    return view.card(body, view.button(t("Neste"), "neste", style="positive"), view.drop())


def confirm(view: StepView, answers: Answers) -> Json:
    """What the chair must have seen before a word is said."""
    t, data = view.t, _confirm(view)
    if data.sak is None or data.mote is None or data.answer is None:
        return which(view, answers)
    body: list[CardElement] = [
        kit.heading(t("Sak {number}", number=data.sak.number)),
        kit.words(_which_mote(data.mote, t), subtle=True),
        *mend(view, "port"),
        gate.light(data.answer, t),
        *kit.bullets(gate.reasons(data.answer, view.plan, t)),
    ]
    if data.heard:
        body.append(kit.words(t("Du har bekreftet grunnlaget. Stopp drøftingen hvis noe endrer seg.")))
        return view.card(body, view.button(t("Stopp saken"), "stopp", style="destructive"), view.drop())
    body += _asked(view, answers, data, data.sak)
    go = view.button(t("Bekreft og start"), "bekreft", style="positive")
    return view.card(body, go, view.button(t("Ikke behandle"), "stopp", inputs=False), view.drop())


def _which_mote(mote: Mote | Hastemote, t: Texts) -> str:
    return when(mote, t) if isinstance(mote, Mote) else t("Hastemøte {when}", when=t.moment(mote.starts_at))


def _asked(view: StepView, answers: Answers, data: ConfirmStep, sak: Enkeltsak) -> list[CardElement]:
    t = view.t
    if sak.ground is Grunnlag.TIL_STEDE:
        there = [("ung", t("Ungdommen er til stede")), ("verge", t("Foresatt er til stede"))]
        return [kit.ask_choice("there", t("Hvem er til stede?"), there, answers.get("there", ""), many=True, open=True)]
    if sak.ground is Grunnlag.ANONYMISERT:
        return [kit.ask_choice("anonymous", t("Bekreft"), [("ja", t(REALLY_GONE))], answers.get("anonymous", ""))]
    label = t("Kryss av for alle som har gått ut eller ikke er her")
    return [kit.ask_choice("left", label, data.roles, answers.get("left", ""), many=True, open=True)]


def done(sak: Enkeltsak, heard: bool, t: Texts) -> Json:
    """The chair's receipt."""
    title = t("Sak {number}", number=sak.number)
    if heard:
        said = t("Grunnlaget er bekreftet. Saken kan drøftes nå. Endrer noe seg, skriv «bekreft» og stopp saken.")
        if sak.ground is Grunnlag.SAMTYKKE:
            said = t(
                "Grunnlaget er bekreftet. Saken kan drøftes nå. Trekkes samtykket underveis, får du beskjed: stopp da."
            )
        return kit.card([kit.heading(title), kit.notice(said, "good")], (), t.language)
    said = t("Saken er stoppet. Det står bare at den er stoppet.")
    return kit.card([kit.heading(title), kit.notice(said, "accent")], (), t.language)


def _ground(view: StepView) -> GroundStep:
    return view.data if isinstance(view.data, GroundStep) else GroundStep()


def _confirm(view: StepView) -> ConfirmStep:
    return view.data if isinstance(view.data, ConfirmStep) else ConfirmStep()


def _yes_no(t: Texts) -> list[tuple[str, str]]:
    return [("ja", t("Ja")), ("nei", t("Nei"))]
