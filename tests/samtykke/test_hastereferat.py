"""The referat of a hastemøte about one person at the door, and what is queued of it when the ground goes (UC-52,
UC-62)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.effects import EffectState
from bot.domain.hastemote import Hastemote
from bot.domain.hastereferat import HasteReferat
from bot.domain.oppgave import Oppgave
from bot.domain.referat import TaskLine
from bot.errors import UserError
from bot.usecases.hastereferater import SkrivHasteReferat
from bot.usecases.porten import AFTER_A_CALL
from tests.samtykke.machine import COORDINATOR, SECRETARY, TEACHER, Cases
from tests.samtykke.test_hastemote import room

__all__ = ["room"]
OUTSIDE = "politi_forebyggende_gruppe"


@pytest.fixture
def held(room: Cases) -> Cases:
    """The hastemøte has been held, and has no referat; nothing is ever sent here."""
    room.now += timedelta(hours=2)
    return room


def referat(held: Cases, decisions: tuple[str, ...] = (), *tasks: TaskLine) -> SkrivHasteReferat:
    """The referat of the only hastemøte there is."""
    mote = held.reads(lambda work: work.find(Hastemote))[0]
    return SkrivHasteReferat(mote.id, (TEACHER, SECRETARY), decisions, tasks, theme="skolefravaer")


def queued(held: Cases, state: EffectState) -> list[str]:
    """What is queued of it in this state."""
    return sorted(effect.view for effect in held.queued(state) if effect.view in AFTER_A_CALL)


@pytest.mark.parametrize(
    ("decisions", "task", "why"),
    [
        (("Eleven flyttes.",), TaskLine("", TEACHER), "no_text_about_one_person"),
        ((), TaskLine("Ring hjem", TEACHER), "no_text_about_one_person"),
        ((), TaskLine("", OUTSIDE), "role_outside_ground"),
    ],
)
def test_the_door_takes_no_text_and_no_role_outside(
    held: Cases, decisions: tuple[str, ...], task: TaskLine, why: str
) -> None:
    with pytest.raises(UserError, match=why):
        held.through(COORDINATOR, referat(held, decisions, task), "turn")
    assert not held.reads(lambda work: work.find(HasteReferat))


def test_no_theme_of_it_is_kept_and_a_role_follows_it_up_once(held: Cases) -> None:
    held.does(COORDINATOR, referat(held, (), TaskLine("", TEACHER), TaskLine("", TEACHER)), must=True)
    assert [kept.theme for kept in held.reads(lambda work: work.find(HasteReferat))] == [""]
    tasks = held.reads(lambda work: work.find(Oppgave))
    assert [(task.owner, task.organ) for task in tasks] == [(TEACHER, "")]


@pytest.mark.parametrize("end", ["withdrawn", "invalid"])
def test_what_is_queued_of_it_is_taken_back_with_the_ground(held: Cases, end: str) -> None:
    held.does(COORDINATOR, referat(held, (), TaskLine("", TEACHER)), must=True)
    assert queued(held, EffectState.PENDING) == ["hastereferat_fil", "oppgave_ny"]
    if end == "withdrawn":
        held.withdraws(which=0, nth=0, who="laerer")
    else:
        held.finds_one_invalid(which=0, nth=0)
    assert queued(held, EffectState.CANCELLED) == ["hastereferat_fil", "oppgave_ny"]


def test_written_after_a_withdrawal_it_is_kept_and_nothing_is_promised(held: Cases) -> None:
    held.withdraws(which=0, nth=0, who="laerer")
    held.does(COORDINATOR, referat(held), must=True)
    assert len(held.reads(lambda work: work.find(HasteReferat))) == 1
    assert not held.queued(EffectState.PENDING)
