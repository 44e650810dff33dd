"""`status`: one's own varslinger; with a tiltak's words after it, how that tiltak stands (UC-71)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogs import tiltak, varsling
from bot.dialogs.flow import Here
from bot.dialogs.rows import Word
from bot.ports import Message, UnitOfWork
from bot.texts import N_
from bot.usecases import access


def _say(work: UnitOfWork, here: Here, argument: str) -> Sequence[Message]:
    if argument and access.in_team(work, None, here.context()) and not argument.casefold().startswith("v-"):
        return tiltak.say(work, here, argument)
    return varsling.mine(work, here, argument)


WORDS: dict[str, Word] = {
    "status": Word(
        N_("status"),
        ("mine varslinger", "mine varslingar"),
        N_("se hvor varslingene dine er, eller «status natteravner» for et tiltak"),
        _say,
    ),
}
