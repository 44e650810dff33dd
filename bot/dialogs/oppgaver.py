"""`oppgaver`: one's own open tasks, with a button for each; the coordinator sees them all (UC-101)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.cards import oppgaver as cards
from bot.cards.actions import Do
from bot.dialogs.flow import Here
from bot.dialogs.rows import Button, Word
from bot.domain.moteplan import local
from bot.domain.oppgave import Oppgave
from bot.ports import Json, Message, UnitOfWork
from bot.texts import N_
from bot.usecases import access
from bot.usecases.agenda import role_label
from bot.usecases.command import Outcome
from bot.usecases.oppgaver import CompleteOppgave, open_for


def _mine(work: UnitOfWork, here: Here, argument: str) -> Sequence[Message]:
    tasks = open_for(work, here.room, here.actor, here.now)
    return [cards.overview(tasks, _labels(here, tasks), local(here.now).date(), here.t, here.ink())]


def _labels(here: Here, tasks: Sequence[Oppgave]) -> Mapping[str, str]:
    return {task.owner: role_label(here.room, task.owner) for task in tasks}


def _left(work: UnitOfWork, here: Here, outcome: Outcome) -> Json:
    tasks = open_for(work, here.room, here.actor, here.now)
    return cards.finished(tasks, _labels(here, tasks), local(here.now).date(), here.t, here.ink())


def _done(do: Do, inputs: Mapping[str, str]) -> CompleteOppgave:
    return CompleteOppgave(do.on)


WORDS: dict[str, Word] = {
    "oppgaver": Word(
        N_("oppgaver"),
        (
            "oppgave",
            "oppgavene",
            "oppgavene mine",
            "mine oppgaver",
            "oppgåve",
            "oppgåvene",
            "oppgåvene mine",
            "mine oppgåver",
            "my tasks",
        ),
        N_("dine åpne oppgaver"),
        _mine,
        rule=access.in_team,
    ),
}
BUTTONS: dict[str, Button] = {cards.DONE: Button(cards.DONE, _left, _done)}
