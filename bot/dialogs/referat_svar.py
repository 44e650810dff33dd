"""The chair's two buttons on a referat (UC-15)."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards import referat as cards
from bot.cards.actions import Do
from bot.dialogs.flow import Here
from bot.dialogs.rows import Button
from bot.domain.mote import Mote
from bot.domain.referat import Referat
from bot.errors import NotFound
from bot.ports import Json, UnitOfWork
from bot.usecases.command import Outcome
from bot.usecases.referater_approval import ApproveReferat, ReturnReferat
from bot.usecases.referater_views import labels
from bot.usecases.varsling_views import name_of


def _approve(do: Do, inputs: Mapping[str, str]) -> ApproveReferat:
    return ApproveReferat(do.on, do.n)


def _return(do: Do, inputs: Mapping[str, str]) -> ReturnReferat:
    return ReturnReferat(do.on, do.n, inputs.get("comment", ""))


def _card(work: UnitOfWork, here: Here, outcome: Outcome) -> Json | None:
    referat = work.get(Referat, outcome.subject)
    mote = work.get(Mote, referat.mote) if referat else None
    if referat is None or mote is None:
        raise NotFound("referat_gone")
    organ, by = here.room.plan.organ(mote.organ).name, name_of(work, referat.decided_by)
    return cards.to_chair(referat, mote, organ, labels(here.room, referat), by, here.t, here.ink()).card


BUTTONS: dict[str, Button] = {
    cards.APPROVE: Button(cards.APPROVE, _card, _approve),
    cards.RETURN: Button(cards.RETURN, _card, _return),
}
