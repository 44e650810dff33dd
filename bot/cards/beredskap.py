"""What the coordinator is shown of whether a call-out would reach people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from microsoft_teams.cards import CardElement

from bot.cards import kit
from bot.cards.actions import Ink
from bot.ports import Json, Message
from bot.texts import Texts


class Readiness(Protocol):
    """One agency."""

    @property
    def name(self) -> str:
        """As the municipality writes it."""

    @property
    def people(self) -> int:
        """How many would be asked first."""

    @property
    def reachable(self) -> int:
        """How many of them could be reached when last tried."""

    @property
    def unknown(self) -> int:
        """How many have never been tried."""

    @property
    def alone(self) -> tuple[str, ...]:
        """Those of its roles that somebody holds and nobody steps in for."""


class Beredskap(Protocol):
    """All of them."""

    @property
    def agencies(self) -> Iterable[Readiness]:
        """One by one."""

    @property
    def checked_at(self) -> datetime | None:
        """When it was checked last."""


def summary(found: Beredskap, t: Texts, ink: Ink) -> Message:
    """How many of each agency can be reached, and which roles have nobody to step in."""
    title = t("Beredskap: hvem et hastemøte når")
    agencies = list(found.agencies)
    alone = [role for agency in agencies for role in agency.alone]
    vacant = [a.name for a in agencies if not a.people]
    body: list[CardElement] = [
        kit.heading(title, "Medium"),
        *(kit.labelled(agency.name, _reach(agency, t)) for agency in agencies if agency.people),
        *_listed(t("Uten stedfortreder"), alone),
        *_listed(t("Ingen har rollen"), vacant),
        kit.words(_when(found.checked_at, t), subtle=True),
        kit.words(t("Sjekken åpner bare chatten. Ingen får melding eller blir spurt om noe."), subtle=True),
    ]
    buttons = [kit.button(ink, t("Sjekk nå"), "beredskap.sjekk"), kit.button(ink, t("Start en øvelse"), "start.ovelse")]
    return Message(title, card=kit.card(body, buttons, t.language))


def _reach(agency: Readiness, t: Texts) -> str:
    if agency.unknown == agency.people:
        return t.n("{count} person, ikke sjekket ennå", "{count} personer, ikke sjekket ennå", agency.people)
    percent = round(100 * agency.reachable / agency.people)
    return t("{found} av {all} nås i Teams ({percent} %)", found=agency.reachable, all=agency.people, percent=percent)


def _listed(label: str, names: list[str]) -> list[CardElement]:
    return [kit.notice(f"{label}: {', '.join(names)}")] if names else []


def _when(checked_at: datetime | None, t: Texts) -> str:
    if checked_at is None:
        return t("Ikke sjekket ennå. Det sjekkes hver måned.")
    return t("Sist sjekket {when}. Det sjekkes hver måned.", when=t.moment(checked_at))


def checking(t: Texts) -> Json:
    """The receipt of whoever asked for a check."""
    text = t("Jeg sjekker nå, og sender deg oversikten om noen minutter. Ingen andre merker noe.")
    return kit.card([kit.heading(t("Sjekken er i gang"), "Medium"), kit.words(text)], (), t.language)


def exercise(t: Texts, ink: Ink) -> Message:
    """Once a quarter: an offer, never a call by itself."""
    title = t("Forslag: hold en øvelse på hastemøte")
    text = t(
        "En øvelse er tydelig merket ØVELSE i alle meldinger og i kalenderen. Den sendes bare hvis du starter den."
    )
    buttons = [kit.button(ink, t("Start en øvelse"), "start.ovelse")]
    return Message(title, card=kit.card([kit.heading(title, "Medium"), kit.words(text)], buttons, t.language))
