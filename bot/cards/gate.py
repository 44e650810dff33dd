"""The gate's answer in words: every reason has its sentence, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable

from microsoft_teams.cards import CardElement

from bot.cards import kit
from bot.domain.gate import Grunnlag, Hjemmel, Hvorfor, Lys, Portsvar, Reason
from bot.domain.plan import Plan
from bot.domain.samtykke import HASTEMOTE
from bot.texts import N_, Texts

LIGHTS: dict[Lys, tuple[kit.Tone, str]] = {
    Lys.GRONN: ("good", N_("Grønt: saken kan drøftes nå.")),
    Lys.GUL: ("accent", N_("Gult: saken kan stå på agendaen. Møteleder må bekrefte i møtet før den drøftes.")),
    Lys.ROD: ("attention", N_("Rødt: saken kan ikke tas opp.")),
}
GROUNDS = {
    Grunnlag.TIL_STEDE: N_("Ungdom og foresatte er til stede"),
    Grunnlag.SAMTYKKE: N_("Informert samtykke"),
    Grunnlag.ANONYMISERT: N_("Anonymisert drøfting"),
    Grunnlag.HJEMMEL: N_("Et annet rettsgrunnlag"),
}
BASES = {
    Hjemmel.AVVERGINGSPLIKT: N_("Avvergingsplikt (straffeloven § 196)"),
    Hjemmel.MELDEPLIKT: N_("Meldeplikt til barnevernet"),
    Hjemmel.FVL_13B_2: N_("Forvaltningsloven § 13 b nr. 2"),
    Hjemmel.FVL_13B_5: N_("Forvaltningsloven § 13 b nr. 5"),
    Hjemmel.FVL_13B_6: N_("Forvaltningsloven § 13 b nr. 6"),
}
SENTENCES = {
    Hvorfor.SAK_AVSLUTTET: N_("Saken er avsluttet her."),
    Hvorfor.STYRENDE_ALDRI: N_("{who} skal ikke behandle enkeltsaker."),
    Hvorfor.ORGAN_TAR_IKKE: N_("Planen sier ikke at {who} tar enkeltsaker."),
    Hvorfor.INGEN_MOTELEDER: N_("Det er ikke fastsatt hvem som leder møtet, så ingen kan bekrefte grunnlaget."),
    Hvorfor.INGEN_GRUNN: N_(
        "Ingen grunn til å dele er registrert. Ungdom og foresatte må være til stede, samtykke må være innhentet, "
        "eller saken må være anonymisert."
    ),
    Hvorfor.TIL_STEDE_BEKREFTES: N_("Møteleder bekrefter i møtet at ungdom og foresatte er til stede."),
    Hvorfor.BARE_EN_TIL_STEDE: N_("Både ungdom og foresatte må være til stede."),
    Hvorfor.TIL_STEDE: N_("De det gjelder, er til stede."),
    Hvorfor.SAMTYKKE_MANGLER: N_("Det er ikke registrert noe samtykke i saken."),
    Hvorfor.MANGLER_UNG: N_("Ungdommen har ikke selv sagt ja."),
    Hvorfor.MANGLER_VERGE: N_("Samtykke fra verge mangler: {n} av {of} er registrert."),
    Hvorfor.MANGLER_BEKREFTELSE: N_(
        "Det er ikke bekreftet at samtykket er frivillig, uttrykkelig og at alle er informert."
    ),
    Hvorfor.TIL_AVKLARING: N_(
        "Ungdommen er under 18 år. Etter SLT-håndboken må også verge samtykke. Gjelder det noe ungdommen kan "
        "bestemme selv, ta kontakt med kommunejurist. Et menneske må avgjøre det."
    ),
    Hvorfor.NEKTET: N_("Det er sagt nei til å dele opplysninger."),
    Hvorfor.TRUKKET: N_("Samtykket er trukket."),
    Hvorfor.UGYLDIG: N_("Samtykket er ikke gyldig."),
    Hvorfor.UTLOPT: N_("Samtykket har gått ut på dato."),
    Hvorfor.UTENFOR_OMFANG: N_("Temaet «{theme}» er utenfor det samtykket omfatter."),
    Hvorfor.UTENFOR_FORMAL: N_("Samtykket er ikke gitt for drøfting i {who}."),
    Hvorfor.LEDELSE_UTENFOR: N_(
        "{who} leder møtet eller skriver referat, men er ikke mottaker. Utvid samtykket, bruk oppmøte, eller ta saken "
        "et annet sted."
    ),
    Hvorfor.LEDELSE_UNNTATT: N_("{who} er ikke mottaker, men blir i møtet etter kommunens eget valg."),
    Hvorfor.INGEN_MOTTAKER: N_("Ingen av dem som kommer, er mottaker."),
    Hvorfor.MA_GA_UT: N_("Må gå ut før saken drøftes: {who}."),
    Hvorfor.BARE_MOTTAKERE: N_("Bare mottakere er med. Møteleder bekrefter det i møtet."),
    Hvorfor.ANONYMITET_IKKE_BEKREFTET: N_(
        "Møteleder har ikke bekreftet at muligheten for å kjenne igjen personen eller saken reelt sett er fjernet."
    ),
    Hvorfor.ANONYMITET_BEKREFTES: N_("Møteleder bekrefter i møtet at ingen der kan kjenne igjen personen eller saken."),
    Hvorfor.ANONYM: N_("Møteleder har bekreftet at ingen kan kjenne igjen personen eller saken."),
    Hvorfor.HJEMMEL_MANGLER: N_("Det er ikke valgt hvilket rettsgrunnlag det gjelder."),
    Hvorfor.HJEMMEL_UTEN_GRUNN: N_("Det er ikke skrevet hvorfor rettsgrunnlaget gjelder."),
    Hvorfor.HJEMMEL_UTEN_SIGNATUR: N_("En annen person må stå bak valget av rettsgrunnlag."),
    Hvorfor.HJEMMEL_BEKREFTES: N_("Rettsgrunnlag: {basis}. Møteleder bekrefter i møtet hvem som er til stede."),
    Hvorfor.HJEMMEL: N_("Rettsgrunnlag: {basis}. Valgt av et menneske, med begrunnelse."),
}
Label = Callable[[str], str]


def light(answer: Portsvar, t: Texts) -> CardElement:
    """The light, by its word and its sign as well as its colour."""
    tone, words = LIGHTS[answer.light]
    return kit.notice(t(words), tone)


def reasons(answer: Portsvar, plan: Plan, t: Texts) -> list[str]:
    """Every reason as a sentence, the darkest first."""
    return [sentence(reason, plan, t) for reason in answer.reasons]


def sentence(reason: Reason, plan: Plan, t: Texts) -> str:
    """One reason in words, with roles, organs and themes as the plan writes them."""
    words = SENTENCES[reason.code]
    if reason.code is Hvorfor.MANGLER_VERGE:
        return t(words, n=reason.values[0], of=reason.values[1])
    if reason.code is Hvorfor.UTENFOR_OMFANG:
        return t(words, theme=theme_label(reason.values[0], plan, t))
    if reason.code in (Hvorfor.HJEMMEL, Hvorfor.HJEMMEL_BEKREFTES):
        return t(words, basis=t(BASES[Hjemmel(reason.values[0])]))
    return t(words, who=", ".join(name(value, plan, t) for value in reason.values)) if reason.values else t(words)


def name(id: str, plan: Plan, t: Texts) -> str:
    """A role, an organ, or the hastemøte, in words."""
    if id == HASTEMOTE:
        return t("hastemøte")
    organs = {organ.id: organ.name for organ in plan.organs}
    return organs.get(id) or (plan.roles[id].label if id in plan.roles else id)


THEMES = {
    "skole": N_("Skole"),
    "fritid": N_("Fritid og venner"),
    "familie": N_("Familie og hjem"),
    "helse": N_("Helse"),
    "bolig": N_("Bolig"),
    "arbeid": N_("Arbeid og økonomi"),
}
"""Kinds of information besides the plan's own categories: the product's suggestion, for people to tick."""


def theme_label(theme: str, plan: Plan, t: Texts) -> str:
    """A theme: the plan's category as the plan writes it, or one of our own suggestions."""
    own = next((category.label for category in plan.varsling.categories if category.id == theme), "")
    return own or (t(THEMES[theme]) if theme in THEMES else theme)


def themes(plan: Plan, t: Texts) -> list[tuple[str, str]]:
    """Every theme to choose among: the plan's first."""
    ids = [category.id for category in plan.varsling.categories]
    return [(theme, theme_label(theme, plan, t)) for theme in (*ids, *(own for own in THEMES if own not in ids))]
