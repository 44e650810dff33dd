"""Cards about individual cases: a neutral number, the ground, the gate's answer, and what can be done.

Nothing here says who a case is about, and no notification says that there is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from microsoft_teams.cards import Action, CardElement

from bot.cards import gate, kit
from bot.cards.actions import Ink
from bot.cards.moter import when
from bot.domain.enkeltsak import Enkeltsak, Ledd, Portlogg, SakStatus
from bot.domain.gate import Grunnlag, Portsvar
from bot.domain.hastemote import Hastemote
from bot.domain.mote import Mote
from bot.domain.plan import Plan
from bot.domain.samtykke import Samtykke, Tilstand
from bot.ports import Json, Message
from bot.texts import N_, Texts

OPEN, TAKE_UP, SECOND, CLOSE, FROM_VARSLING = "sak.apne", "sak.ta_opp", "sak.stott", "sak.avslutt", "sak.opprett"
OPEN_CONSENT = "samtykke.apne"
NEUTRAL = N_("Nytt i en sak")
"""All that a notification says."""
LEDD = {
    Ledd.GRUNN: N_("Grunnlag registrert"),
    Ledd.AGENDA: N_("Satt på agendaen"),
    Ledd.HASTEMOTE: N_("Kalt inn til hastemøte"),
    Ledd.MOTE: N_("Bekreftet av møteleder i møtet"),
    Ledd.STOPPET: N_("Stoppet av møteleder"),
    Ledd.REFERAT: N_("Referat fra hastemøte skrevet"),
}
STATES = {
    Tilstand.AKTIV: N_("gyldig"),
    Tilstand.MANGLER_UNG: N_("mangler ungdommens eget svar"),
    Tilstand.MANGLER_VERGE: N_("mangler verge"),
    Tilstand.MANGLER_BEKREFTELSE: N_("mangler bekreftelser"),
    Tilstand.TIL_AVKLARING: N_("til avklaring"),
    Tilstand.NEKTET: N_("nektet"),
    Tilstand.TRUKKET: N_("trukket"),
    Tilstand.UGYLDIG: N_("ugyldig"),
    Tilstand.UTLOPT: N_("utløpt"),
}


@dataclass(frozen=True, slots=True)
class SakView:
    """What the card of a case shows. `mote` is the organ's next meeting, which `answer` is for; `handles`: the reader
    may decide, and is not only the one who asked."""

    sak: Enkeltsak
    answer: Portsvar
    mote: Mote | None = None
    consents: Sequence[tuple[Samtykke, Tilstand]] = ()
    log: Sequence[tuple[Portlogg, str]] = field(default_factory=tuple)
    handles: bool = False
    may_second: bool = False


def sak(view: SakView, plan: Plan, t: Texts, ink: Ink) -> Json:
    """The case as its handler and the one who asked see it."""
    case = view.sak
    organ = gate.name(case.organ, plan, t)
    body: list[CardElement] = [
        kit.heading(t("Sak {number}", number=case.number)),
        *kit.facts(
            {
                t("Tema"): gate.theme_label(case.theme, plan, t),
                t("Tas opp i"): organ,
                t("Grunnlag"): t(gate.GROUNDS[case.ground]) if case.ground else t("ikke registrert"),
            }
        ),
    ]
    if case.status is SakStatus.AVSLUTTET:
        return kit.card([*body, kit.notice(t("Saken er avsluttet her."), "good")], (), t.language)
    body += _gate(view, plan, t)
    body += _consents(view, t, ink)
    body += _log(view, t)
    return kit.card(body, _buttons(view, t, ink), t.language)


def _gate(view: SakView, plan: Plan, t: Texts) -> list[CardElement]:
    asked = t("Neste møte: {when}", when=when(view.mote, t)) if view.mote else t("Neste møte har ingen dato ennå.")
    listed = [kit.notice(t("Saken er meldt til neste møte."), "good")] if view.sak.wanted else []
    said = kit.bullets(gate.reasons(view.answer, plan, t))
    return [kit.words(asked, subtle=True), gate.light(view.answer, t), *said, *listed]


def _consents(view: SakView, t: Texts, ink: Ink) -> list[CardElement]:
    return [
        kit.box(
            kit.labelled(t("Samtykke {number}", number=consent.number), t(STATES[state])),
            kit.actions(kit.button(ink, t("Åpne"), OPEN_CONSENT, consent.id, inputs=False)),
        )
        for consent, state in view.consents
    ]


def _log(view: SakView, t: Texts) -> list[CardElement]:
    lines = [
        t("{what}, {who}, {when}", what=t(LEDD[line.ledd]), who=by, when=t.moment(line.at)) for line, by in view.log
    ]
    return [kit.words(t("Hva som er bekreftet"), bold=True), *kit.bullets(lines)] if lines else []


def _buttons(view: SakView, t: Texts, ink: Ink) -> list[Action]:
    id, made = view.sak.id, []
    if view.may_second:
        made.append(kit.button(ink, t("Jeg står bak dette"), SECOND, id, view.sak.choice, style="positive"))
    if view.handles and not view.sak.wanted:
        made.append(kit.button(ink, t("Ta opp i neste møte"), TAKE_UP, id))
    made.append(kit.button(ink, t("Registrer samtykke"), "start.registrer", id))
    if view.handles:
        made.append(kit.button(ink, t("Velg grunnlag"), "start.grunnlag", id))
    if any(consent.ended is None for consent, _ in view.consents):
        made.append(kit.button(ink, t("Samtykket er trukket"), "start.trukket", id))
    if view.handles:
        made.append(kit.button(ink, t("Avslutt saken"), CLOSE, id))
    return made


def refused(answer: Portsvar, view: SakView, plan: Plan, t: Texts, ink: Ink) -> Json:
    """A request that the gate does not let through: why, and what can be done."""
    title = t("Sak {number} kan ikke tas opp ennå", number=view.sak.number)
    body = [kit.heading(title), *kit.bullets(gate.reasons(answer, plan, t))]
    body.append(kit.words(t("Ingenting er satt på noen agenda.")))
    return kit.card(body, _buttons(view, t, ink), t.language)


def overview(rows: Sequence[tuple[Enkeltsak, Portsvar]], plan: Plan, t: Texts, ink: Ink, *, may_open: bool) -> Message:
    """The open cases that the reader may see."""
    title = t("Enkeltsaker")
    body: list[CardElement] = [kit.heading(title)]
    for case, answer in rows:
        tone, _ = gate.LIGHTS[answer.light]
        told = t("{number} · {theme}", number=case.number, theme=gate.theme_label(case.theme, plan, t))
        body.append(
            kit.box(
                kit.words(f"{kit.MARKERS[tone]}{told}"),
                kit.actions(kit.button(ink, t("Åpne"), OPEN, case.id, inputs=False)),
            )
        )
    if not rows:
        body.append(kit.words(t("Du har ingen åpne saker her.")))
    new = [kit.button(ink, t("Ny sak"), "start.nysak")] if may_open else []
    return Message(title, card=kit.card(body, new, t.language))


# --- messages ------------------------------------------------------------------------------------------------------


def told(text: str, t: Texts, *buttons: Action) -> Message:
    """A short message about a case; the notification says nothing."""
    return Message(t(NEUTRAL), card=kit.card([kit.words(text)], buttons, t.language))


def opened(case: Enkeltsak, t: Texts, ink: Ink) -> Message:
    """To the one who asked: there is a number, and what is needed."""
    text = t(
        "Forespørselen din har fått nummeret {number}. Før saken kan tas opp, må ungdom og foresatte være til stede, "
        "samtykke må være innhentet, eller saken må være anonymisert. Hvem det gjelder, skal ikke skrives her.",
        number=case.number,
    )
    return told(text, t, kit.button(ink, t("Åpne saken"), OPEN, case.id))


CHANGED = N_("Grunnlaget er endret siden kortet du trykket på, så svaret ditt er ikke regnet med. Dette gjelder nå:")

OLD = N_("Kortet du trykket på, er av et eldre slag, så svaret ditt er ikke regnet med. Dette gjelder nå:")


def please_second(
    case: Enkeltsak, plan: Plan, by: str, t: Texts, ink: Ink, *, with_reason: bool, notice: str = ""
) -> Message:
    """To the chair, or to somebody else than the one who chose. The reason is shown only to whoever is a recipient.
    `notice`: it answers a press on a card about another choice, or on one from before a card said which."""
    rows = {t("Sak"): case.number, t("Valgt av"): by, t("Begrunnelse"): case.reason if with_reason else ""}
    if case.ground is Grunnlag.HJEMMEL and case.basis:
        ask = t("Et annet rettsgrunnlag er valgt. Står du også bak det, bekrefter du her.")
        rows[t("Rettsgrunnlag")] = t(gate.BASES[case.basis])
        rows[t("Nødvendige mottakere")] = ", ".join(gate.name(role, plan, t) for role in case.basis_recipients)
    else:
        ask = t("Bekreft bare hvis muligheten for å kjenne igjen personen eller saken reelt sett er fjernet.")
    body = [kit.words(ask, bold=True), *kit.facts(rows)]
    if case.reason and not with_reason:
        body.append(kit.words(t("Begrunnelsen vises bare for mottakerne."), subtle=True))
    second = kit.button(ink, t("Jeg står bak dette"), SECOND, case.id, case.choice)
    first = [kit.notice(t(notice))] if notice else []
    return Message(t(NEUTRAL), card=kit.card([*first, *body], [second], t.language))


def asked(t: Texts) -> Message:
    """That card as it is sent, before it is filled."""
    return told(t("Du blir spurt om du står bak grunnlaget i en sak."), t)


def no_longer_asked(case: Enkeltsak, t: Texts, *, mine: bool) -> Message:
    """What is left of that card when it is answered, or the ground is another, or the case is closed."""
    if mine:
        return told(t("Du har bekreftet at du står bak grunnlaget i sak {number}.", number=case.number), t)
    return told(t("Sak {number}: her trengs ingen bekreftelse fra deg nå.", number=case.number), t)


def changed_meanwhile(case: Enkeltsak, notice: str, t: Texts) -> Json:
    """What answers a press on a card about a ground that has been changed, where nobody else is asked about the new."""
    ground = t(gate.GROUNDS[case.ground]) if case.ground else t("ikke registrert")
    rows = {t("Sak"): case.number, t("Grunnlag"): ground}
    said = t("Her trengs ingen bekreftelse fra deg nå.")
    return kit.card([kit.notice(t(notice)), *kit.facts(rows), kit.words(said)], (), t.language)


def coming(case: Enkeltsak, t: Texts) -> Json:
    """What answers where it is not known which message was pressed: what holds now comes as one of its own."""
    said = t("Grunnlaget i sak {number} er endret. Det som gjelder nå, kommer som en egen melding.", number=case.number)
    return kit.card([kit.words(said)], (), t.language)


def seconded(case: Enkeltsak, t: Texts, ink: Ink) -> Message:
    """To the one who chose: somebody else stands behind it too."""
    text = t("En annen person står nå også bak grunnlaget i sak {number}.", number=case.number)
    return told(text, t, kit.button(ink, t("Åpne saken"), OPEN, case.id))


def before_mote(mote: Mote, organ: str, t: Texts) -> Message:
    """To those within the ground: that there is a case; who it is about they hear from the chair."""
    text = t(
        "En enkeltsak er meldt til {organ} {when}. Tjenesten din er blant dem som kan være med på den. Snakk med "
        "møteleder om hva du trenger. Skriv ikke om saken her eller i kanalen.",
        organ=organ,
        when=when(mote, t),
    )
    return Message(t("Til møtet i {organ}", organ=organ), card=kit.card([kit.words(text)], (), t.language))


def please_confirm(mote: Mote, organ: str, t: Texts, ink: Ink) -> Message:
    """To the chair, when the meeting begins."""
    text = t(
        "Møtet i {organ} har en enkeltsak. Bekreft grunnlaget når du ser hvem som er i rommet, før saken drøftes.",
        organ=organ,
    )
    go = kit.button(ink, t("Se og bekreft"), "start.bekreft")
    return Message(t("Til møtet i {organ}", organ=organ), card=kit.card([kit.words(text)], [go], t.language))


def please_confirm_call(mote: Hastemote, t: Texts, ink: Ink) -> Message:
    """To those who lead a hastemøte about one person, when it begins."""
    title = t("Til hastemøtet {when}", when=t.moment(mote.starts_at))
    text = t("Bekreft grunnlaget når du ser hvem som er med, før saken drøftes.")
    go = kit.button(ink, t("Se og bekreft"), "start.bekreft", mote.id)
    return Message(title, card=kit.card([kit.heading(title, "Medium"), kit.words(text)], [go], t.language))


def closed(case: Enkeltsak, t: Texts) -> Message:
    """To the one who asked: over, and whether a consent is to end too (UC-56)."""
    text = t(
        "Sak {number} er avsluttet her. Skal samtykket også avsluttes, skriver du «trukket». Et annet samarbeid om "
        "saken berøres ikke.",
        number=case.number,
    )
    return told(text, t)
