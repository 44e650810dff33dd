"""`beredskap`: would a hastemøte reach people? Shown and checked at once (issue "Before")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.cards import beredskap as cards
from bot.cards.actions import Do
from bot.dialogs.flow import Here
from bot.dialogs.rows import Button, Word
from bot.ports import Json, Message, UnitOfWork
from bot.texts import N_
from bot.usecases.beredskap import SjekkBeredskap, overview
from bot.usecases.command import Outcome
from bot.usecases.hastemoter import may_call


def _show(work: UnitOfWork, here: Here, argument: str) -> Sequence[Message]:
    return [cards.summary(overview(work, here.room), here.t, here.ink())]


def _command(do: Do, inputs: Mapping[str, str]) -> SjekkBeredskap:
    return SjekkBeredskap()


def _checking(work: UnitOfWork, here: Here, outcome: Outcome) -> Json | None:
    return cards.checking(here.t)


WORDS: dict[str, Word] = {
    "beredskap": Word(
        N_("beredskap"),
        ("beredskapen", "readiness"),
        N_("se hvem et hastemøte ville nådd"),
        say=_show,
        rule=may_call,
    )
}
BUTTONS: dict[str, Button] = {"beredskap.sjekk": Button("beredskap.sjekk", _checking, _command)}
