"""Themes with a way of their own: what the plan says, and where it is silent that it is (UC-43 to UC-45, G8)."""

from __future__ import annotations

from microsoft_teams.cards import Action, CardElement

from bot.cards import kit
from bot.cards.step import Answers, StepView
from bot.domain.personvern import Theme, themes
from bot.domain.plan import Plan
from bot.ports import Json
from bot.texts import N_, Texts

ADULTS = "voksne"
ADVICE = {
    Theme.RADIKALISERING: N_(
        "Teksten kan handle om radikalisering. Skriv aldri hva en person tror eller mener. Bekymring for én person "
        "tas direkte med kontaktene under."
    ),
    Theme.BILDER: N_(
        "Teksten kan handle om seksuelle bilder. Ikke last opp, ikke del videre og ikke ta skjermbilde. "
        "Det kan være straffbart: ring politiet."
    ),
}


def theme_guidance(text: str, plan: Plan, t: Texts) -> list[CardElement]:
    """For each theme of a text: advice, and whom the plan points to."""
    return [element for theme in themes(text) for element in (kit.notice(t(ADVICE[theme])), *_in_plan(theme, plan, t))]


def _in_plan(topic: str, plan: Plan, t: Texts) -> list[CardElement]:
    found = plan.varsling.guidance_on(topic)
    if found is None:
        return [kit.labelled(t("Hvem planen peker på"), t("ikke fastsatt i planen"))]
    roles = ", ".join(plan.role(role).label for role in found.roles)
    tiltak = [one for id in found.tiltak if (one := plan.find_tiltak(id))]
    return [
        *kit.facts({t("Hvem planen peker på"): roles}),
        *[kit.labelled(t("I planen"), one.title or one.goal or one.summary or one.id) for one in tiltak],
    ]


def _links(topic: str, plan: Plan, t: Texts) -> list[Action]:
    found = plan.varsling.guidance_on(topic)
    if found is None:
        return []
    of_tiltak = [link for id in found.tiltak if (one := plan.find_tiltak(id)) for link in one.links]
    return [kit.link(link.label or t("Les mer"), link.url) for link in (*found.links, *of_tiltak)][:3]


def pictures(view: StepView, answers: Answers) -> Json:
    """A picture that must not go anywhere (UC-45)."""
    t, plan = view.t, view.plan
    body = [
        kit.heading(t("Om bilder av unge")),
        kit.notice(t("Ikke last opp, ikke del videre og ikke ta skjermbilde.")),
        kit.words(
            t(
                "Å dele seksuelle bilder av unge kan være straffbart. Ring politiet på {number} hvis det haster. "
                "Meldeplikten til barnevernet kan også gjelde.",
                number=plan.choices.emergency_number,
            )
        ),
        kit.words(t("Jeg tar ikke imot filer eller bilder. Skriv om miljøet uten å legge ved noe.")),
        *_in_plan(Theme.BILDER, plan, t),
    ]
    on = view.button(t("Gå videre uten bilde"), "videre")
    return view.card(body, on, *_links(Theme.BILDER, plan, t), view.back(), view.drop())


def adults(view: StepView, answers: Answers) -> Json:
    """It seems to be about an adult, which is no case for this room (UC-44)."""
    t, plan = view.t, view.plan
    body = [
        kit.heading(t("Gjelder det en voksen?")),
        kit.words(t("En bekymring for en voksen hører ikke hjemme her. Er dere redde for noen nå, ring politiet.")),
        kit.labelled(t("Politiet ved fare"), plan.choices.emergency_number),
        *_in_plan(ADULTS, plan, t),
    ]
    buttons = [
        view.button(t("Ja, det gjelder en voksen"), "voksen"),
        view.button(t("Nei, det gjelder unge eller et miljø"), "videre"),
    ]
    return view.card(body, *buttons, *_links(ADULTS, plan, t), view.back(), view.drop())


def adult_end(plan: Plan, t: Texts) -> Json:
    """The end of the road here, and where it goes on."""
    body = [
        kit.heading(t("Da går saken en annen vei")),
        kit.words(t("Jeg har ikke lagret eller sendt noe.")),
        *_in_plan(ADULTS, plan, t),
    ]
    return kit.card(body, _links(ADULTS, plan, t), t.language)
