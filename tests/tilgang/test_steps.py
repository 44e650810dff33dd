"""Who has lost the right since sees and does no more of a conversation, whichever step it has come to (T10)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot import registry
from bot.domain.people import Standing
from tests.tilgang.explorer import ONLY_ELSEWHERE, Explorer, State, become, buttons
from tests.tilgang.world import World, open_world

SINCE = {
    "har sluttet": (Standing.STAFF, False),
    "er nå en elevkonto": (Standing.PUPIL, True),
    "er sperret": (Standing.STRANGER, True),
    "er gjest og ute av teamet": (Standing.GUEST, False),
}


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Where only the team may report: so every conversation is the team's."""
    made = open_world(tmp_path_factory.mktemp("world"), meld_open_to_all=False)
    yield made
    made.bot.store.close()


async def test_every_step_of_every_conversation_is_reached(states: list[State]) -> None:
    reached = {(state.dialog, state.at) for state in states} | ONLY_ELSEWHERE
    assert {(name, step) for name, dialog in registry.DIALOGS.items() for step in dialog.steps} <= reached


@pytest.mark.parametrize("since", SINCE)
async def test_no_step_answers_whoever_has_lost_the_right(narrow: World, states: list[State], since: str) -> None:
    standing, in_team = SINCE[since]
    for state in states:
        change = become(state.column, standing, in_team=in_team)
        for payload in buttons(state.card):
            code, answer, _ = await Explorer(narrow, state.column).press(state, payload, also=change)
            assert (code, answer.card) == ("not_allowed", None), (state.dialog, state.at)
