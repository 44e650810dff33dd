"""The coordinator's answer to a proposal to erase."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards import sletting as cards
from bot.cards.actions import Do
from bot.dialogs.flow import Here
from bot.dialogs.rows import Button
from bot.ports import Json, UnitOfWork
from bot.usecases.command import Outcome
from bot.usecases.sletting import AnswerErasure


def _answer(do: Do, inputs: Mapping[str, str]) -> AnswerErasure:
    return AnswerErasure(do.on, tuple(part for part in inputs.get(cards.KEEP, "").split(",") if part))


def _done(work: UnitOfWork, here: Here, outcome: Outcome) -> Json:
    return cards.done(here.t)


BUTTONS: dict[str, Button] = {cards.ANSWER: Button(cards.ANSWER, _done, _answer)}
