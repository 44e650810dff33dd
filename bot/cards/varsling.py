"""Cards about varslinger: to the coordinator, to the reporter, to the channel."""

from __future__ import annotations

from typing import Protocol

from microsoft_teams.cards import Action

from bot.cards import kit
from bot.cards.actions import Ink
from bot.domain.plan import Plan
from bot.domain.varsling import About, Ground, Status, Urgency, Varsling
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


def to_receiver(varsling: Varsling, plan: Plan, handler: str, t: Texts, ink: Ink) -> Message:
    """The coordinator's card: what was written, and what can be done with it."""
    body = [kit.heading(t("Varsling {number}", number=varsling.number)), *kit.facts(content_rows(varsling, plan, t))]
    body.append(kit.labelled(t("Status"), t(STATUS[varsling.status])))
    if handler and varsling.handled_at:
        body.append(kit.words(t("{who}, {when}", who=handler, when=t.moment(varsling.handled_at)), subtle=True))
    if varsling.about is About.ENKELTSAK:
        body.append(kit.notice(t(ONE_PERSON), "accent"))
    return Message(
        t("Varsling {number}", number=varsling.number), card=kit.card(body, _triage(varsling, t, ink), t.language)
    )


ONE_PERSON = N_(
    "Dette er en forespørsel om å ta opp én person. Hvem det gjelder står ikke her. Snakk med den som spør, "
    "og registrer grunnlaget med «samtykke» før saken kan stå på en agenda."
)


def _triage(varsling: Varsling, t: Texts, ink: Ink) -> list[Action]:
    if varsling.status in (Status.HENVIST, Status.AVSLUTTET):
        return []
    choices = []
    if varsling.status is not Status.PA_AGENDA and varsling.about is not About.ENKELTSAK:
        choices.append((t("Til neste møte"), "agenda"))
    if varsling.status is Status.MOTTATT:
        choices.append((t("Jeg vurderer den"), "vurder"))
    choices += [(t("Henvist videre"), "henvis"), (t("Avslutt"), "avslutt")]
    opens = [kit.button(ink, t("Opprett sak"), "sak.opprett", varsling.id)] if varsling.about is About.ENKELTSAK else []
    made = [kit.button(ink, title, f"varsling.{verb}", varsling.id, varsling.version) for title, verb in choices]
    return [*opens, *made]


def receipt(varsling: Varsling, t: Texts) -> Json:
    """The reporter's receipt: the number, what happens, and whose the duty still is (use cases, G5)."""
    body = [
        kit.heading(t("Takk, varslingen er sendt")),
        kit.labelled(t("Nummer"), varsling.number),
        kit.words(t("Den ligger nå hos koordinatoren. Skriv «status» for å se hvor den er.")),
        kit.notice(t(DUTY), "accent"),
    ]
    return kit.card(body, (), t.language)


def status_changed(varsling: Varsling, t: Texts) -> Message:
    """What the reporter is told when something happens: the status, nothing of the content (UC-39)."""
    body = [
        kit.heading(t("Varsling {number}", number=varsling.number), "Medium"),
        kit.labelled(t("Status"), t(STATUS[varsling.status])),
    ]
    return Message(t("Nytt om en varsling du har sendt"), card=kit.card(body, (), t.language))


def in_channel(t: Texts) -> Message:
    """All the channel learns (UC-30): that there is something to handle."""
    text = t("Det er kommet en ny varsling til behandling. Koordinatoren har den.")
    return Message(text, card=kit.card([kit.words(text)], (), t.language))


def overview(varslinger: list[Varsling], title: str, empty: str, t: Texts) -> Message:
    """Numbers, dates and statuses in a list."""
    lines = [
        t("{number} · {day} · {status}", number=v.number, day=t.day(v.created_at.date()), status=t(STATUS[v.status]))
        for v in varslinger
    ]
    body = [kit.heading(title, "Medium"), *(kit.bullets(lines) or [kit.words(empty)])]
    return Message(title, card=kit.card(body, (), t.language))
