"""`borte til …`: who is away, so that what comes in goes to who stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from bot.cards import borte as cards
from bot.dialogs import fields
from bot.dialogs.flow import AT, Answers, Dialog, Finish, Here, Next, Step, View, again
from bot.dialogs.rows import Word
from bot.domain.moteplan import local
from bot.ports import Json, UnitOfWork
from bot.texts import N_
from bot.usecases.absence import SetAbsence, away, has_role
from bot.usecases.command import Outcome

Inputs = Mapping[str, str]
_DAY = re.compile(r"(\d{1,2})\. ?(\d{1,2})(?:\.? ?(\d{4}))?")


def _start(work: UnitOfWork, here: Here, argument: str) -> Answers:
    today = local(here.now).date()
    known, said = away(work, here.actor.id, today), _said(argument, today)
    return {"until": (said or known or today).isoformat(), "known": "ja" if known else "", AT: "skjema"}


def _said(text: str, today: date) -> date | None:
    """«til 12.12.», «12.12.2026»; a day that has been this year is next year's."""
    match = _DAY.search(text)
    if match is None:
        return fields.day(text)
    day, month, year = match.groups()
    found = fields.day(f"{year or today.year}-{month:0>2}-{day:0>2}")
    return found.replace(year=found.year + 1) if found and not year and found < today else found


def _move(view: View, answers: Answers, pressed: str, inputs: Inputs) -> Next:
    if pressed == "tilbake_igjen":
        return Finish(SetAbsence(None))
    until = fields.day(inputs.get("until", ""))
    if until is None or until < local(view.here.now).date():
        return again(answers, inputs, until=view.t("Velg en dato fram i tid."))
    return Finish(SetAbsence(until))


def _done(work: UnitOfWork, here: Here, outcome: Outcome) -> Json:
    return cards.noted(away(work, here.actor.id, local(here.now).date()), here.t)


BORTE = Dialog(
    name="borte",
    title=N_("Borte"),
    first="skjema",
    rule=has_role,
    start=_start,
    done=_done,
    steps={"skjema": Step(cards.form, _move)},
)

DIALOGS: dict[str, Dialog] = {"borte": BORTE}
WORDS: dict[str, Word] = {
    "borte": Word(
        N_("borte"),
        ("borte til", "jeg er borte", "eg er borte", "fraværende", "fråverande", "ferie", "tilbake"),
        N_("si at du er borte, så stedfortrederen får det som kommer"),
        dialog="borte",
    ),
}
