"""Texts of a case on a card that answers a press. It stays in the chat, so where it stands is remembered before it is
shown: in the transaction of the turn (decision 0007)."""

from __future__ import annotations

from bot.dialogs.flow import Here
from bot.domain.effects import Effect
from bot.ports import UnitOfWork
from bot.usecases.kort import stands


def may_show(work: UnitOfWork, here: Here, view: str, subject: str) -> bool:
    """Whether the card that answers may show it now: it is remembered where it stands, or it is a dialog of Teams, of
    which nothing stays. Otherwise it is promised as a message, which is remembered like every other."""
    if here.submit:
        return True
    if here.card:
        stands(work, here.context(), view, subject, here.card)
        return True
    promised = here.context().tell(here.actor.id, view, f"{subject}|{here.context().id(view)}")
    if work.get(Effect, promised.id) is None:
        work.add(promised)
    return False
