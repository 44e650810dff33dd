"""Words and buttons about varslinger outside the `meld` conversation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.cards import kit, saker
from bot.cards import varsling as cards
from bot.cards.actions import Do
from bot.dialogs.flow import Here
from bot.dialogs.rows import Button, Word
from bot.dialogs.shown import may_show
from bot.domain.varsling import OPEN, Varsling
from bot.errors import NotAllowed
from bot.ports import Among, Json, Message, UnitOfWork
from bot.texts import N_
from bot.usecases.command import Outcome
from bot.usecases.varsling_kort import OPENED
from bot.usecases.varsling_triage import OpenVarsling, Triage, TriageVarsling, found
from bot.usecases.varsling_views import around
from bot.usecases.varslinger import receives


def mine(work: UnitOfWork, here: Here, argument: str) -> Sequence[Message]:
    """The actor's own varslinger: number, date and status."""
    sent = work.find(Varsling, order="created_at", reporter=here.actor.id)
    mains = {m.id: m.status for m in (work.get(Varsling, v.merged_into) for v in sent if v.merged_into) if m}
    return [
        cards.overview(sent, mains, here.t("Dine varslinger"), here.t("Du har ikke sendt noen varslinger."), here.t)
    ]


def _open(work: UnitOfWork, here: Here, argument: str) -> Sequence[Message]:
    return [_page(work, here, 0)]


def _page(work: UnitOfWork, here: Here, page: int) -> Message:
    if not receives(work, None, here.context()):
        raise NotAllowed("not_allowed")
    open_ones = work.find(Varsling, order="created_at", status=Among(OPEN))
    return saker.listed(open_ones, page, here.room.plan, here.now, here.t, here.ink())


def _turned(work: UnitOfWork, here: Here, outcome: Outcome) -> Json | None:
    return _page(work, here, int(outcome.subject) if outcome.subject.isdecimal() else 0).card


def _triaged(choice: Triage) -> Button:
    def command(do: Do, inputs: Mapping[str, str]) -> TriageVarsling:
        return TriageVarsling(do.on, choice, do.n)

    return Button(f"varsling.{choice}", receivers_card, command)


def _opened(do: Do, inputs: Mapping[str, str]) -> OpenVarsling:
    return OpenVarsling(do.on)


def receivers_card(work: UnitOfWork, here: Here, outcome: Outcome) -> Json:
    """The receiver's card as it is now, with the way back to the list."""
    varsling = found(work, outcome.subject)
    if varsling.erased_at is None and not may_show(work, here, OPENED, varsling.id):
        return cards.on_its_way(varsling, here.t)
    back = kit.button(here.ink(), here.t("Til lista"), saker.PAGE, "0")
    beside = around(work, here.room, varsling, here.t, here.now)
    card = cards.to_receiver(varsling, here.room.plan, beside, here.t, here.ink(), back).card
    assert card is not None
    return card


WORDS: dict[str, Word] = {
    "saker": Word(
        N_("saker"),
        ("saka", "sakene", "varslinger", "varslingar", "åpne saker", "concerns"),
        N_("åpne varslinger"),
        _open,
        rule=receives,
    ),
}
BUTTONS: dict[str, Button] = {
    **{f"varsling.{choice}": _triaged(choice) for choice in Triage},
    saker.OPEN_ONE: Button(saker.OPEN_ONE, receivers_card, _opened),
    saker.PAGE: Button(saker.PAGE, _turned),
}
