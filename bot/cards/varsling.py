"""Cards about varslinger: to the coordinator, to the reporter, to the channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from microsoft_teams.cards import Action

from bot.cards import kit
from bot.cards.actions import Ink
from bot.domain.plan import Plan
from bot.domain.varsling import ENDED, OPEN, About, Ground, Status, Urgency, Varsling
from bot.ports import Json, Message
from bot.texts import N_, Texts

ABOUT = {
    About.GRUPPE: N_("En gruppe unge"),
    About.MILJO: N_("Et miljø eller et sted"),
    About.TREND: N_("En trend eller utvikling"),
    About.ENKELTSAK: N_("Én person eller familie"),
}
URGENCY = {
    Urgency.NORMAL: N_("Kan vente til neste møte"),
    Urgency.SNART: N_("Bør ses på denne uka"),
    Urgency.HASTER: N_("Bør ses på i dag"),
}
STATUS = {
    Status.MOTTATT: N_("Mottatt"),
    Status.UNDER_VURDERING: N_("Under vurdering"),
    Status.PA_AGENDA: N_("På agendaen til neste møte"),
    Status.HENVIST: N_("Henvist videre"),
    Status.AVSLUTTET: N_("Avsluttet"),
    Status.SLATT_SAMMEN: N_("Slått sammen med en annen varsling om det samme"),
}
BEHALF = (("forelder", N_("forelder")), ("ungdom", N_("ungdom")), ("annen", N_("annen")))
GROUND = {
    Ground.TIL_STEDE: N_("Ungdom eller foresatte er til stede"),
    Ground.SAMTYKKE: N_("Informert samtykke"),
    Ground.ANONYMT: N_("Anonym drøfting"),
}
TALKED = {"ja": N_("Ja"), "nei": N_("Nei, ikke ennå")}
DUTY = N_(
    "Denne meldingen er ikke en bekymringsmelding til barnevernet og ikke en anmeldelse. "
    "Meldeplikten og plikten til å avverge alvorlige hendelser er din egen, også etter at du har sendt."
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
    @property
    def ground(self) -> Ground: ...
    @property
    def talked(self) -> str: ...
    @property
    def duty_shown(self) -> bool: ...


def category_label(plan: Plan, category: str) -> str:
    """The category as the plan writes it."""
    return next((c.label for c in plan.varsling.categories if c.id == category), category)


def content_rows(varsling: Content, plan: Plan, t: Texts) -> dict[str, str]:
    """Everything a varsling holds that people see, row by row: what the reporter saw is what the receiver gets."""
    ground = GROUND.get(varsling.ground)
    return {
        t("Gjelder"): t(ABOUT[varsling.about]),
        t("Tema"): category_label(plan, varsling.category),
        t("Sted"): varsling.place,
        t("Siden"): varsling.since,
        t("Hva er sett"): varsling.seen,
        t("Hva er gjort"): varsling.done,
        t("Ønske"): varsling.wish,
        t("Haster"): t(URGENCY[varsling.urgency]),
        t("På vegne av"): t(dict(BEHALF).get(varsling.on_behalf, varsling.on_behalf)),
        t("Ønsket grunnlag"): t(ground) if ground else "",
        t("Har snakket med ungdom eller foresatte"): t(TALKED[varsling.talked]) if varsling.talked in TALKED else "",
        t("Meldeplikt"): t("veiledningen er vist") if varsling.duty_shown else "",
    }


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a varsling on the receiver's card: names from the roster, others about the same, and what
    the receiver may do. `stamp` is when it was last handled, for the buttons."""

    reporter: str
    handler: str
    stamp: int
    parts: tuple[str, ...] = ()
    main: str = ""
    others: bool = False
    may_call: bool = False
    destination: str = ""
    next_meeting: date | None = None


def to_receiver(varsling: Varsling, plan: Plan, around: Around, t: Texts, ink: Ink, *back: Action) -> Message:
    """The coordinator's card: what was written, how it stands, and what can be done with it."""
    title = t("Varsling {number}", number=varsling.number)
    body = [kit.heading(title), *kit.facts({**content_rows(varsling, plan, t), **_state_rows(varsling, around, t)})]
    if varsling.erased_at:
        body.append(kit.words(t("Teksten er slettet {when}.", when=t.moment(varsling.erased_at)), subtle=True))
    if around.handler and varsling.handled_at:
        body.append(kit.words(t("{who}, {when}", who=around.handler, when=t.moment(varsling.handled_at)), subtle=True))
    if varsling.about is About.ENKELTSAK:
        body.append(kit.notice(t(ONE_PERSON), "accent"))
    if varsling.status not in ENDED:
        body.append(kit.actions(*_onward(varsling, around, t, ink)))
    triage = _triage(varsling, around, t, ink)
    return Message(title, card=kit.card(body, [*triage, *back], t.language))


def arrived(varsling: Varsling, t: Texts, ink: Ink) -> Message:
    """The card as it is sent, before it is filled: that there is one, and the way to it."""
    title = t("Du har fått en varsling")
    button = kit.button(ink, t("Åpne"), "varsling.apne", varsling.id)
    return Message(title, card=kit.card([kit.words(title, bold=True)], [button], t.language))


def handed_over(varsling: Varsling, t: Texts) -> Message:
    """What is left of the card in the chat of somebody who no longer receives varslinger: nothing of the text."""
    title = t("Varsling {number}", number=varsling.number)
    said = t("Du tar ikke lenger imot varslinger, så innholdet vises ikke her.")
    return Message(title, card=kit.card([kit.heading(title), kit.words(said)], (), t.language))


ONE_PERSON = N_(
    "Dette er en forespørsel om å ta opp én person. Hvem det gjelder står ikke her. Snakk med den som spør, "
    "og registrer grunnlaget med «samtykke» før saken kan stå på en agenda."
)
PASSED_ON = N_("Den er nå også sendt til stedfortrederen.")
NO_DEPUTY = N_("Ingen stedfortreder er satt opp, så den ligger fortsatt bare hos deg.")
REASONS = {
    "handtert": N_("Håndtert, trenger ikke mer"),
    "egen_tjeneste": N_("Følges opp i egen tjeneste"),
    "ikke_slt": N_("Hører ikke hjemme i SLT-arbeidet"),
    "for_lite": N_("For lite å gå videre med"),
    "annet": N_("Annet"),
}


def _state_rows(varsling: Varsling, around: Around, t: Texts) -> dict[str, str]:
    return {
        t("Meldt av"): around.reporter,
        t("Mottatt"): t.moment(varsling.created_at),
        t("Du har bedt om"): varsling.question,
        t("Lagt til av den som meldte"): varsling.more,
        t("Status"): t(STATUS[varsling.status]),
        t("Henvist til"): around.destination,
        t("Avsluttet fordi"): t(REASONS[varsling.closing_reason]) if varsling.closing_reason in REASONS else "",
        t("Notat"): varsling.closing,
        t("Slått sammen med"): around.main,
        t("Omfatter også"): ", ".join(around.parts),
        t("Neste møte"): t.day(around.next_meeting) if around.next_meeting and varsling.status in OPEN else "",
    }


def _triage(varsling: Varsling, around: Around, t: Texts, ink: Ink) -> list[Action]:
    if varsling.status not in OPEN:
        return []
    choices = []
    if varsling.status is not Status.PA_AGENDA and varsling.about is not About.ENKELTSAK:
        choices.append((t("Til neste møte"), "agenda"))
    if varsling.status in (Status.MOTTATT, Status.PA_AGENDA):
        choices.append((t("Jeg vurderer den"), "vurder"))
    pressed = [kit.button(ink, title, f"varsling.{verb}", varsling.id, around.stamp) for title, verb in choices]
    opens = [kit.button(ink, t("Opprett sak"), "sak.opprett", varsling.id)] if varsling.about is About.ENKELTSAK else []
    return [*opens, *pressed, _begin(ink, t("Avslutt"), "avslutt", varsling)]


def _onward(varsling: Varsling, around: Around, t: Texts, ink: Ink) -> list[Action]:
    """The ways that ask for something more."""
    asked = [_begin(ink, t("Be om mer"), "mer", varsling)] if varsling.about is not About.ENKELTSAK else []
    merged = [_begin(ink, t("Slå sammen"), "sla_sammen", varsling)] if around.others else []
    called = [kit.button(ink, t("Hastemøte"), "start.hastemøte", varsling.number)] if around.may_call else []
    return [*asked, _begin(ink, t("Henvis videre"), "henvis", varsling), *merged, *called]


def _begin(ink: Ink, title: str, dialog: str, varsling: Varsling) -> Action:
    return kit.button(ink, title, f"{kit.BEGIN}.{dialog}", varsling.id)


def receipt(varsling: Varsling, t: Texts) -> Json:
    """The reporter's receipt: the number, what happens, and whose the duty still is (use cases, G5)."""
    body = [
        kit.heading(t("Takk, varslingen er sendt")),
        kit.labelled(t("Nummer"), varsling.number),
        kit.words(t("Den ligger nå hos koordinatoren. Skriv «status» for å se hvor den er.")),
        kit.notice(t(DUTY), "accent"),
    ]
    return kit.card(body, (), t.language)


def sent_and_erased(varsling: Varsling, at: datetime, t: Texts) -> Message:
    """What is left in the message that a varsling was sent from, when its text is erased."""
    title = t("Varsling {number}", number=varsling.number)
    said = t("Teksten er slettet {when}.", when=t.moment(at))
    return Message(title, card=kit.card([kit.heading(title), kit.words(said)], (), t.language))


def status_changed(varsling: Varsling, main: Status | None, t: Texts) -> Message:
    """What the reporter is told when something happens: the status, nothing of the content (UC-39)."""
    body = [
        kit.heading(t("Varsling {number}", number=varsling.number), "Medium"),
        kit.labelled(t("Status"), _status_of(varsling, main, t)),
    ]
    return Message(t("Nytt om en varsling du har sendt"), card=kit.card(body, (), t.language))


def in_channel(t: Texts) -> Message:
    """All the channel learns (UC-30): that there is something to handle."""
    text = t("Det er kommet en ny varsling til behandling. Koordinatoren har den.")
    return Message(text, card=kit.card([kit.words(text)], (), t.language))


def overview(varslinger: list[Varsling], mains: Mapping[str, Status], title: str, empty: str, t: Texts) -> Message:
    """Numbers, dates and statuses in a list. `mains`: the status of what a varsling was made a part of, by id."""
    lines = [
        t(
            "{number} · {day} · {status}",
            number=v.number,
            day=t.day(v.created_at.date()),
            status=_status_of(v, mains.get(v.merged_into), t),
        )
        for v in varslinger
    ]
    body = [kit.heading(title, "Medium"), *(kit.bullets(lines) or [kit.words(empty)])]
    return Message(title, card=kit.card(body, (), t.language))


def _status_of(varsling: Varsling, main: Status | None, t: Texts) -> str:
    if main is None:
        return t(STATUS[varsling.status])
    return t("Slått sammen med en annen om det samme. Den er: {status}", status=t(STATUS[main]))


def asked_for_more(varsling: Varsling, t: Texts, ink: Ink) -> Message:
    """To the reporter: what the coordinator would like to know more about, and the way to answer."""
    title = t("Spørsmål om en varsling du har sendt")
    body = [
        kit.heading(t("Varsling {number}", number=varsling.number), "Medium"),
        kit.words(t("Koordinatoren ønsker å vite mer:")),
        *kit.bullets([line for line in varsling.question.splitlines() if line]),
        kit.words(t("Skriv fortsatt bare om gruppen eller miljøet, aldri om enkeltpersoner."), subtle=True),
    ]
    answer = kit.button(ink, t("Svar"), f"{kit.BEGIN}.tillegg", varsling.id, style="positive")
    return Message(title, card=kit.card(body, [answer], t.language))


def a_question(varsling: Varsling, t: Texts, ink: Ink) -> Message:
    """The card that asks as it is sent, before it is filled: that there is a question, and the way to it."""
    title = t("Spørsmål om en varsling du har sendt")
    see = kit.button(ink, t("Åpne"), f"{kit.BEGIN}.tillegg", varsling.id)
    return Message(title, card=kit.card([kit.words(title, bold=True)], [see], t.language))


def asked_before(varsling: Varsling, t: Texts) -> Message:
    """What is left of that card when it is answered, or nobody waits for an answer: nothing of what was asked."""
    title = t("Spørsmål om en varsling du har sendt")
    said = t("Varsling {number}: spørsmålet er besvart, eller trenger ikke svar lenger.", number=varsling.number)
    return Message(title, card=kit.card([kit.words(said)], (), t.language))


def on_its_way(varsling: Varsling, t: Texts) -> Json:
    """What answers a press where it is not known which message it came from: the card comes as one of its own."""
    said = t("Varsling {number} kommer som en egen melding.", number=varsling.number)
    return kit.card([kit.words(said)], (), t.language)


def answered(varsling: Varsling, t: Texts, ink: Ink) -> Message:
    """To those who receive: there is more now."""
    title = t("Svar på det du ba om i varsling {number}", number=varsling.number)
    body = [kit.words(title, bold=True)]
    return Message(title, card=kit.card(body, [kit.button(ink, t("Åpne"), "varsling.apne", varsling.id)], t.language))


def unopened(varsling: Varsling, passed_on: str, t: Texts, ink: Ink) -> Message:
    """Nobody has opened it. `passed_on` is how it went on from here, when that is what is told."""
    title = t("Varsling {number} er ikke åpnet", number=varsling.number)
    body = [kit.words(title, bold=True), kit.words(t("Den kom {when}.", when=t.moment(varsling.created_at)))]
    body += [kit.words(passed_on)] if passed_on else []
    return Message(title, card=kit.card(body, [kit.button(ink, t("Åpne"), "varsling.apne", varsling.id)], t.language))
