"""The cards of `meld` when it is about one person: no name, no free text, only the ways to go (UC-31, UC-36)."""

from __future__ import annotations

from collections.abc import Iterator

from microsoft_teams.cards import Action

from bot.cards import kit
from bot.cards.meld import ask_behalf, ask_category, ask_urgency
from bot.cards.step import Answers, StepView, mend
from bot.cards.varsling import DUTY, GROUND, TALKED
from bot.domain.plan import Level, Plan
from bot.ports import Json
from bot.texts import N_, Texts

CHECKS = (
    N_("navn, initialer og kallenavn"),
    N_("sted, adresse og nabolag"),
    N_("skole, klasse og trinn"),
    N_("familie, søsken og foreldres arbeid"),
    N_("opprinnelse, språk, tro og diagnose"),
    N_("hendelser som er kjent i avisa eller på bygda"),
    N_("særtrekk som bare én har"),
    N_("det er så få at noen i rommet forstår hvem det er"),
)
"""What gives a person away (UC-36). The first seven are taken out; the last has been considered."""


def routes(view: StepView, answers: Answers) -> Json:
    """One person: no name and no free text here, only the ways to go (UC-31)."""
    return _routes(view, view.t("Når det gjelder én person"))


def seems_one(view: StepView, answers: Answers) -> Json:
    """The text reads as if it were about one person: the same ways, and the way back."""
    t = view.t
    group = [
        view.button(t("Endre teksten"), "endre"),
        view.button(t("Nei, det gjelder en gruppe eller et miljø"), "gruppe"),
    ]
    return _routes(view, t("Dette ser ut til å gjelde én person"), *group)


def _routes(view: StepView, title: str, *more: Action) -> Json:
    t, plan = view.t, view.plan
    body = [
        kit.heading(title),
        kit.words(t("Skriv ikke hvem det er, og ikke noe om personen. Veiene videre er:")),
        *kit.bullets(list(_ways(plan, t))),
    ]
    ask = [view.button(t("Be om å ta det opp"), "be")] if takes_cases(plan) else []
    own = view.button(t("Jeg bruker egen tjeneste eller BTI"), "egen")
    return view.card(body, *ask, own, *more, view.back(), view.drop())


def takes_cases(plan: Plan) -> bool:
    """Whether the plan has an organ where one person may be taken up."""
    return plan.intake_organ is not None and plan.intake_organ.may_take_individual_cases


def _ways(plan: Plan, t: Texts) -> Iterator[str]:
    yield t("Fare nå: ring politiet. Meldeplikt: meld til barneverntjenesten selv.")
    yield t("Din egen tjeneste og BTI: snakk med ungdommen og foresatte først.")
    yield from _forums(plan, t)
    organ = plan.intake_organ
    if organ is not None and organ.may_take_individual_cases:
        yield t(
            "{organ}: når ungdom eller foresatte er til stede, eller har gitt informert samtykke.", organ=organ.name
        )
        yield t("Anonym drøfting: bare når ingen i rommet kan kjenne igjen personen.")
    elif any(organ.meets for organ in plan.organs_at(Level.UTOVENDE)):
        name = plan.municipality.name
        yield t("{municipality} har ikke noe organ i planen som tar opp enkeltpersoner.", municipality=name)
    else:
        yield t("{municipality} har ikke fagteam i planen.", municipality=plan.municipality.name)
    for steering in plan.organs_at(Level.STYRENDE):
        yield t("{organ} behandler aldri enkeltsaker.", organ=steering.name)


def _forums(plan: Plan, t: Texts) -> Iterator[str]:
    """The plan's own places for individual cases, with who convenes or leads, and the log that is the record."""
    for forum in plan.bti.forums if plan.bti else ():
        name = (
            t("{forum} (BTI nivå {level})", forum=forum.name, level=forum.bti_level) if forum.bti_level else forum.name
        )
        if forum.convener:
            yield t("{forum}: {convener} kaller inn.", forum=name, convener=forum.convener)
        elif forum.chair:
            yield t("{forum}: ledes av {chair}.", forum=name, chair=plan.role(forum.chair).label)
        else:
            yield t("{forum}: hvem som kaller inn, er ikke fastsatt i planen.", forum=name)
    if plan.bti and plan.bti.log_name:
        yield t("Samarbeidet dokumenteres i {log}, ikke her.", log=plan.bti.log_name)


def own_service(plan: Plan, t: Texts) -> Json:
    """The end of the road here: the person's own service."""
    body = [
        kit.heading(t("Fint. Da går saken i din egen tjeneste")),
        kit.words(t("Jeg har ikke lagret eller sendt noe.")),
        *kit.bullets(list(_forums(plan, t))),
        kit.notice(t(DUTY), "accent"),
    ]
    links = [kit.link(t("Om BTI"), plan.bti.url)] if plan.bti and plan.bti.url else []
    return kit.card(body, links, t.language)


def request(view: StepView, answers: Answers) -> Json:
    """The request to take one person up: theme, urgency and on what ground, nothing else."""
    t = view.t
    grounds = [(ground.value, t(text)) for ground, text in GROUND.items()]
    talked = [(value, t(text)) for value, text in TALKED.items()]
    spoken = t("Har du snakket med ungdommen eller foresatte?")
    body = [
        kit.heading(t("Be om å ta det opp")),
        kit.words(
            t("Koordinatoren får vite at du spør, temaet og hvor mye det haster. Hvem det gjelder tar dere muntlig.")
        ),
        *mend(view, "category"),
        ask_category(view, answers),
        *mend(view, "ground"),
        kit.ask_choice("ground", t("Hvordan kan det tas opp?"), grounds, answers.get("ground", "")),
        *mend(view, "talked"),
        kit.ask_choice("talked", spoken, talked, answers.get("talked", "")),
        *mend(view, "urgency"),
        ask_urgency(view, answers),
        ask_behalf(view, answers),
    ]
    return view.card(body, view.button(t("Se over"), "neste", style="positive"), view.back(), view.drop())


def anonymity(view: StepView, answers: Answers) -> Json:
    """The checklist before an anonymous discussion (UC-36). Initials are not anonymous."""
    t = view.t
    choices = [(str(n), t(check)) for n, check in enumerate(CHECKS)]
    body = [
        kit.heading(t("Før en anonym drøfting")),
        kit.words(
            t("Gå gjennom lista før du legger saken fram. Kryss av for hvert punkt når det er borte eller vurdert.")
        ),
        *mend(view, "checks"),
        kit.ask_choice("checks", t("Dette er borte eller vurdert"), choices, many=True, open=True),
        kit.words(
            t(
                "Det avgjørende er om muligheten for å kjenne igjen personen eller saken reelt sett er fjernet. "
                "Møteleder bekrefter det, og stopper hvis noen i rommet likevel forstår hvem det er."
            )
        ),
    ]
    return view.card(body, view.button(t("Se over"), "neste", style="positive"), view.back(), view.drop())
