"""Questions about the plan are answered from the plan file, with where it stands (UC-100)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.cards import plan_svar as cards
from bot.dialogs import moter
from bot.dialogs.flow import Here
from bot.domain import personvern
from bot.domain import plan_om as om
from bot.domain import plan_svar as svar
from bot.domain.plan import Plan
from bot.errors import NotAllowed
from bot.ports import Message, UnitOfWork
from bot.texts import Texts
from bot.usecases import access
from bot.usecases.varslinger import allowed_words

Answer = Callable[[Any, Plan, Texts], Message]

ANSWERS: Mapping[type[Any], Answer] = {
    om.AboutSeat: cards.seat,
    om.AboutMembers: cards.members,
    om.AboutMeetings: cards.meetings,
    om.AboutCoordinator: lambda about, plan, t: cards.coordinator(plan, t),
    om.AboutIntake: lambda about, plan, t: cards.intake(plan, t),
    om.AboutModel: lambda about, plan, t: cards.model(plan, t),
    om.AboutTopics: cards.topics,
    om.Unnumbered: lambda about, plan, t: cards.unnumbered(plan, t),
    om.Mentioned: cards.mentioned,
    om.AboutSomebody: lambda about, plan, t: cards.somebody(t),
    om.Silent: lambda about, plan, t: cards.silent(plan, t),
}


def ask(work: UnitOfWork, here: Here, text: str) -> Sequence[Message] | None:
    """The answer to a question, or None when it is not one. Nothing of the question is kept or repeated."""
    about = svar.understand(here.room.plan, text, lambda words: _points_at_somebody(here, words))
    if about is None:
        return None
    if not access.staff(work, None, here.context()):
        raise NotAllowed("not_allowed")
    if isinstance(about, om.NextMeeting):
        return moter.plan_card(work, here, "")
    return [ANSWERS[type(about)](about, here.room.plan, here.t)]


def _points_at_somebody(here: Here, text: str) -> bool:
    """The guard, which knows that the plan's own words are no names."""
    return bool(personvern.check(text, allowed=allowed_words(here.room, own_words(here.room.plan))))


def own_words(plan: Plan) -> tuple[str, ...]:
    """Every word of the plan's roles, organs and titles."""
    labels = [label for role in plan.roles.values() for label in role.labels]
    names = [name for organ in plan.organs for name in (organ.name, *organ.aliases)]
    titles = [*(tiltak.title for tiltak in plan.tiltak), *(duty.title for duty in plan.obligations)]
    return tuple(sorted({word.strip("«»().,:!?") for text in (*labels, *names, *titles) for word in text.split()}))
