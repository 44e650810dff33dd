"""Cards about consents: the blank form, one consent with its history, and what is told about it."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards import Action, CardElement

from bot.cards import gate, kit
from bot.cards.actions import Ink
from bot.cards.enkeltsak import STATES
from bot.domain.gate import Hvorfor
from bot.domain.plan import Plan
from bot.domain.samtykke import WITHDRAWABLE, Alder, EgetSvar, Form, Hendelse, Samtykke, Slag, Tilstand
from bot.ports import Json, Message
from bot.texts import N_, Texts

VERGE, SKRIFTLIG, ALENE, VERGE_MA = "samtykke.verge", "samtykke.skriftlig", "samtykke.alene", "samtykke.verge_ma"
UGYLDIG, FORNY, SKJEMA = "samtykke.ugyldig", "samtykke.forny", "samtykke.skjema"
LANGUAGES = {"nb": N_("bokmål"), "nn": N_("nynorsk")}
"""The two languages that the form is in."""
AGES = {
    Alder.UNDER_16: N_("Under 16 år"),
    Alder.FRA_16_TIL_17: N_("16 eller 17 år"),
    Alder.OVER_18: N_("18 år eller eldre"),
}
ANSWERS = {EgetSvar.JA: N_("Ja"), EgetSvar.NEI: N_("Nei"), EgetSvar.IKKE_SPURT: N_("Ikke spurt ennå")}
FORMS = {Form.SKRIFTLIG: N_("Skriftlig"), Form.MUNTLIG: N_("Muntlig")}
EVENTS = {
    Slag.GITT: N_("Registrert"),
    Slag.UNDERSKREVET: N_("En verge til har samtykket"),
    Slag.SKRIFTLIG: N_("Gitt skriftlig"),
    Slag.AVKLART: N_("Avklart av et menneske"),
    Slag.ARKIVERT: N_("Signert skjema lagt i den lukkede mappen"),
    Slag.FORNYET: N_("Fornyet"),
    Slag.NEKTET: N_("Sagt nei"),
    Slag.TRUKKET: N_("Trukket"),
    Slag.UGYLDIG: N_("Ikke gyldig"),
    Slag.UTLOPT: N_("Utløpt"),
}
HOW = {
    "skriftlig": N_("skriftlig"),
    "muntlig": N_("muntlig"),
    "melding": N_("i en melding"),
    "system": N_("av seg selv"),
}


# --- the form ------------------------------------------------------------------------------------------------------


def forms(links: Sequence[tuple[str, str]], coming: bool, t: Texts, ink: Ink, *, registers: bool) -> Message:
    """The blank form in the library, what to write in it, and what to do when it is signed (UC-50)."""
    title = t("Samtykke")
    body: list[CardElement] = [
        kit.heading(title),
        kit.words(t("Skjemaet er tomt. Fyll det ut sammen med ungdommen, og med verge hvis ungdommen er under 18 år.")),
        *kit.bullets([t(line) for line in GUIDE]),
    ]
    if coming:
        body.append(kit.words(t("Jeg legger skjemaet i biblioteket nå, og sender deg lenken."), subtle=True))
    buttons: list[Action] = [kit.link(t("Åpne skjemaet ({language})", language=t(name)), url) for name, url in links]
    if registers:
        buttons.append(kit.button(ink, t("Registrer samtykke"), "start.registrer"))
    buttons.append(kit.button(ink, t("Samtykket er trukket"), "start.trukket"))
    other = t("Skjema på bokmål") if t.language == "nn" else t("Skjema på nynorsk")
    buttons.append(kit.button(ink, other, SKJEMA, "nb" if t.language == "nn" else "nn"))
    return Message(title, card=kit.card(body, buttons, t.language))


GUIDE = (
    N_("Skriv så presist som mulig hva som kan deles, hvem som får det, til hva og hvor lenge."),
    N_("Si at det er frivillig, at man kan si nei, og at samtykket kan trekkes når som helst."),
    N_("Bruk saksnummeret på skjemaet. Skriv ikke navn eller fødselsdato til meg."),
    N_("Når det er signert: registrer det her, og send meg så filen i denne chatten. Legg den ikke i en kanal."),
)


def form_ready(language: str, url: str, t: Texts) -> Message:
    """The link, when the form has been filed."""
    title = t("Samtykkeskjemaet er klart")
    open_it = kit.link(t("Åpne skjemaet ({language})", language=t(language)), url)
    return Message(title, card=kit.card([kit.words(title)], [open_it], t.language))


def form_not_filed(t: Texts) -> Message:
    """The library did not take it."""
    text = t("Jeg fikk ikke lagt skjemaet i biblioteket. Prøv «samtykke» igjen om litt, eller spør koordinatoren.")
    return Message(t("Samtykkeskjemaet er ikke lagret"), card=kit.card([kit.words(text)], (), t.language))


# --- one consent ---------------------------------------------------------------------------------------------------


def consent_rows(consent: Samtykke, plan: Plan, t: Texts) -> dict[str, str]:
    """Everything that is stored of a consent, row by row."""
    guardians = t("{n} av {of} har samtykket", n=consent.signed, of=max(consent.verger, 1)) if consent.minor else ""
    return {
        t("Alder"): t(AGES[consent.age]),
        t("Ungdommens eget svar"): t(ANSWERS[consent.ung]),
        t("Verger med foreldreansvar"): guardians,
        t("Form"): t(FORMS[consent.form]),
        t("Omfatter"): ", ".join(gate.theme_label(theme, plan, t) for theme in consent.themes),
        t("Mottakere"): ", ".join(gate.name(role, plan, t) for role in consent.recipients),
        t("Gjelder for"): ", ".join(gate.name(place, plan, t) for place in consent.purposes),
        t("Gyldig til og med"): t.day(consent.valid_to, weekday=False) if consent.valid_to else t("ikke satt"),
        t("Bekreftet"): ", ".join(_confirmed(consent, t)) or t("ikke bekreftet"),
    }


def _confirmed(consent: Samtykke, t: Texts) -> list[str]:
    both = ((consent.frivillig, N_("frivillig")), (consent.uttrykkelig, N_("uttrykkelig")))
    said = (*both, (consent.informert, N_("informert")))
    return [t(word) for yes, word in said if yes]


def consent(
    its: Samtykke,
    state: Tilstand,
    history: Sequence[tuple[Hendelse, str]],
    plan: Plan,
    t: Texts,
    ink: Ink,
    *,
    may_settle: bool,
    waits_for_form: bool,
) -> Json:
    """One consent: what it covers, what it is worth, what has happened to it, and what can be done."""
    body: list[CardElement] = [
        kit.heading(t("Samtykke {number}", number=its.number)),
        kit.notice(t("Status: {state}", state=t(STATES[state])), "good" if state is Tilstand.AKTIV else "accent"),
        *_hints(its, state, waits_for_form, t),
        *kit.facts(consent_rows(its, plan, t)),
        kit.words(t("Historikk"), bold=True),
        *kit.bullets([_line(event, by, t) for event, by in history]),
    ]
    if its.ended in WITHDRAWABLE:
        body.append(kit.ask_date("valid_to", t("Ny dato hvis det fornyes"), ""))
    return kit.card(body, _buttons(its, state, t, ink, may_settle=may_settle), t.language)


def _hints(its: Samtykke, state: Tilstand, waits: bool, t: Texts) -> list[CardElement]:
    hints = []
    if state is Tilstand.TIL_AVKLARING:
        hints.append(t(gate.SENTENCES[Hvorfor.TIL_AVKLARING]))
    if its.form is Form.MUNTLIG and its.ended is None:
        hints.append(t("Et muntlig samtykke er gyldig. Det anbefales alltid å få det skriftlig."))
    if waits:
        hints.append(t("Send meg det signerte skjemaet her i chatten, så legger jeg det i den lukkede mappen."))
    return [kit.words(hint) for hint in hints]


def _line(event: Hendelse, by: str, t: Texts) -> str:
    what = t(EVENTS[event.slag])
    if event.how in HOW:
        what = t("{what} ({how})", what=what, how=t(HOW[event.how]))
    if not by:
        return t("{what}, {when}", what=what, when=t.moment(event.at))
    return t("{what}, {who}, {when}", what=what, who=by, when=t.moment(event.at))


def _buttons(its: Samtykke, state: Tilstand, t: Texts, ink: Ink, *, may_settle: bool) -> list[Action]:
    def made(title: str, verb: str) -> Action:
        return kit.button(ink, title, verb, its.id, inputs=verb == FORNY)

    renew = [made(t("Forny"), FORNY)] if its.ended in WITHDRAWABLE else []
    withdraw = [made(t("Trukket"), "start.trukket")] if its.ended in WITHDRAWABLE else []
    if its.ended:
        return [*renew, *withdraw]
    buttons = []
    if its.minor and its.signed < max(its.verger, 1):
        buttons.append(made(t("En verge til har samtykket"), VERGE))
    if its.form is Form.MUNTLIG:
        buttons.append(made(t("Nå også skriftlig"), SKRIFTLIG))
    if may_settle and state is Tilstand.TIL_AVKLARING:
        buttons += [made(t("Avklart: kan samtykke alene"), ALENE), made(t("Avklart: verge må samtykke"), VERGE_MA)]
    return [*buttons, *renew, made(t("Ikke gyldig"), UGYLDIG), *withdraw]
