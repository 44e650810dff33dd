"""`årshjul`: the year and what is due, page by page; the coordinator's picture of it (UC-10, UC-72)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from bot.cards import arshjul as cards
from bot.cards.actions import Do
from bot.dialogs.flow import Here
from bot.dialogs.rows import Button, Word
from bot.domain.arshjul import undated
from bot.domain.moteplan import local
from bot.domain.tiltak import ArshjulBilde
from bot.errors import NotAllowed
from bot.ports import Json, Message, UnitOfWork
from bot.texts import N_
from bot.usecases import access
from bot.usecases.arshjul import LagArshjul, year_lines
from bot.usecases.command import Outcome


def _say(work: UnitOfWork, here: Here, argument: str) -> Sequence[Message]:
    year = re.search(r"\b(20\d\d)\b", argument)
    return [cards.message(_year(work, here, int(year[1]) if year else _today(here).year), here.t, here.ink())]


def _page(work: UnitOfWork, here: Here, outcome: Outcome) -> Json:
    year, part, first = outcome.subject.split(":")
    return cards.card(_year(work, here, int(year), cards.Part(part), int(first)), here.t, here.ink())


def _year(work: UnitOfWork, here: Here, year: int, part: cards.Part = cards.Part.MANEDER, first: int = 0) -> cards.Year:
    """For everybody in the team now. Raises NotAllowed."""
    if not access.in_team(work, None, here.context()):
        raise NotAllowed("not_allowed")
    plan = here.room.plan
    found = year_lines(work, here.room, year, _today(here))
    may_draw = access.coordinator(work, None, here.context())
    return cards.Year(year, plan, found, tuple(undated(plan)), part, first, may_draw)


def _today(here: Here) -> date:
    return local(here.now).date()


def _draw(do: Do, inputs: Mapping[str, str]) -> LagArshjul:
    return LagArshjul(int(do.on))


def _drawn(work: UnitOfWork, here: Here, outcome: Outcome) -> Json | None:
    asked = work.get(ArshjulBilde, outcome.subject)
    return cards.being_drawn(str(asked.year), here.t) if asked else None


WORDS: dict[str, Word] = {
    "årshjul": Word(
        N_("årshjul"),
        ("årshjulet", "årshjula", "årsplan", "årsplanen", "året", "year", "year wheel", "annual plan"),
        N_("året i planen, og hva som har frist"),
        _say,
        rule=access.in_team,
    ),
}
BUTTONS: dict[str, Button] = {
    cards.SHOW: Button(cards.SHOW, _page),
    cards.DRAW: Button(cards.DRAW, _drawn, _draw),
}
