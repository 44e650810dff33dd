"""Words and buttons about varslinger outside the `meld` conversation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.cards import varsling as cards
from bot.cards.actions import Do
from bot.dialogs.flow import Here
from bot.dialogs.rows import Button, Word
from bot.domain.varsling import OPEN, Varsling
from bot.errors import NotAllowed, NotFound
from bot.ports import Among, Json, Message, UnitOfWork
from bot.texts import N_
from bot.usecases.command import Outcome
from bot.usecases.varsling_views import name_of
from bot.usecases.varslinger import Triage, TriageVarsling, receives


def mine(work: UnitOfWork, here: Here, argument: str) -> Sequence[Message]:
    """The varslinger that the actor has sent."""
    sent = work.find(Varsling, order="created_at", reporter=here.actor.id)
    return [cards.overview(sent, here.t("Dine varslinger"), here.t("Du har ikke sendt noen varslinger."), here.t)]


def _open(work: UnitOfWork, here: Here, argument: str) -> Sequence[Message]:
    if not receives(work, TriageVarsling("", Triage.VURDER), here.context()):
        raise NotAllowed("not_allowed")
    found = work.find(Varsling, order="created_at", status=Among(OPEN))
    if not found:
        return [cards.overview([], here.t("Åpne varslinger"), here.t("Ingen åpne varslinger."), here.t)]
    return [cards.to_receiver(v, here.room.plan, name_of(work, v.handled_by), here.t, here.ink()) for v in found[:10]]


def _triaged(choice: Triage) -> Button:
    def command(do: Do, inputs: Mapping[str, str]) -> TriageVarsling:
        return TriageVarsling(do.on, choice)

    return Button(f"varsling.{choice}", _card, command)


def _card(work: UnitOfWork, here: Here, outcome: Outcome) -> Json | None:
    varsling = work.get(Varsling, outcome.subject)
    if varsling is None:
        raise NotFound("varsling_gone")
    who = name_of(work, varsling.handled_by)
    return cards.to_receiver(varsling, here.room.plan, who, here.t, here.ink()).card


WORDS: dict[str, Word] = {
    "saker": Word(
        N_("saker"),
        ("saka", "sakene", "varslinger", "varslingar", "åpne saker", "concerns"),
        N_("åpne varslinger (koordinatoren)"),
        _open,
    ),
}
BUTTONS: dict[str, Button] = {f"varsling.{choice}": _triaged(choice) for choice in Triage}
