"""Who has lost the right since sees and does no more of a conversation, whichever step it has come to (T10)."""

from __future__ import annotations

import json

import pytest

from bot import registry
from bot.domain.people import Standing
from tests.tilgang import tables
from tests.tilgang.explorer import ONLY_ELSEWHERE, Explorer, become, buttons
from tests.tilgang.states import State
from tests.tilgang.tables import rows
from tests.tilgang.things import MARKERS
from tests.tilgang.world import World

SINCE = {
    "har sluttet": ("tidligere", Standing.STAFF, False),
    "er nå en elevkonto": ("elev", Standing.PUPIL, True),
    "er sperret": ("sperret", Standing.STRANGER, True),
    "er gjest og ute av teamet": ("gjest ute", Standing.GUEST, False),
}
"""What has become of somebody, and whose column of the tables they are in now."""


async def test_every_step_of_every_conversation_is_reached(states: list[State]) -> None:
    reached = {(state.dialog, state.at) for state in states} | ONLY_ELSEWHERE
    assert {(name, step) for name, dialog in registry.DIALOGS.items() for step in dialog.steps} <= reached


@pytest.mark.parametrize("since", SINCE)
async def test_no_step_answers_whoever_has_lost_the_right(world: World, states: list[State], since: str) -> None:
    column, standing, in_team = SINCE[since]
    refused = {name for name, cells in rows(tables.DIALOGS).items() if cells[column] == "-"}
    for state in (state for state in states if state.dialog in refused):
        change = become(state.column, standing, in_team=in_team)
        for payload in buttons(state.card):
            code, answer, _ = await Explorer(world, state.column).press(state, payload, also=change)
            assert (code, answer.card) == ("not_allowed", None), (state.dialog, state.at)


async def test_what_all_staff_may_do_shows_them_nothing_of_the_team(world: World, states: list[State]) -> None:
    open_to_all = {name for name, cells in rows(tables.DIALOGS).items() if cells["tidligere"] == "ja"}
    for state in (state for state in states if state.dialog in open_to_all):
        change = become(state.column, Standing.STAFF, in_team=False)
        for payload in buttons(state.card):
            _, answer, _ = await Explorer(world, state.column).press(state, payload, also=change)
            shown = json.dumps(answer.card, ensure_ascii=False)
            assert [what for what, text in MARKERS.items() if text in shown] == [], (state.dialog, state.at)
