"""A consent that has run out can still be withdrawn, and is then withdrawn for good (UC-52, UC-56; decision 0006)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.effects import Effect
from bot.domain.innkalling import Svar
from bot.domain.oppgave import Oppgave
from bot.domain.samtykke import Samtykke, Slag
from bot.errors import Conflict
from bot.standins.cast import JEVNAKER
from bot.usecases.samtykker import FornySamtykke
from tests.samtykke.machine import COORDINATOR, TEACHER, Cases
from tests.samtykke.test_hastemote import room
from tests.samtykke.test_hastemote_hort import answers

__all__ = ["room"]


@pytest.fixture
def over(room: Cases) -> Cases:
    """The teacher came to a hastemøte on a consent that has run out since."""
    answers(room, TEACHER, Svar.KOMMER)
    room.now += timedelta(hours=2)
    room.runs_out(which=0, nth=0)
    return room


def ends(room: Cases) -> list[Slag | None]:
    return [consent.ended for consent in room.reads(lambda work: work.find(Samtykke))]


@pytest.mark.parametrize("who", [TEACHER, COORDINATOR, "laerer"])
def test_it_is_withdrawn_whoever_says_so_and_those_who_heard_are_asked_to_stop(over: Cases, who: str) -> None:
    assert ends(over) == [Slag.UTLOPT]
    over.withdraws(which=0, nth=0, who=who)
    assert ends(over) == [Slag.TRUKKET]
    assert TEACHER in {task.owner for task in over.reads(lambda work: work.find(Oppgave))}


def test_the_coordinator_is_told(over: Cases) -> None:
    over.withdraws(which=0, nth=0, who="laerer")
    told = over.reads(lambda work: work.find(Effect, view="samtykke_trukket"))
    assert JEVNAKER.person(COORDINATOR).object_id in {effect.person for effect in told}


def test_it_cannot_be_renewed_afterwards(over: Cases) -> None:
    over.withdraws(which=0, nth=0, who="laerer")
    consent = over.reads(lambda work: work.find(Samtykke))[0]
    with pytest.raises(Conflict, match="samtykke_over"):
        over.through(TEACHER, FornySamtykke(consent.id, (over.now + timedelta(days=9)).date()), "turn")


def test_a_withdrawal_of_one_that_lives_ends_the_one_that_has_run_out(over: Cases) -> None:
    over.registers(recipients=(TEACHER, COORDINATOR), which=0)
    over.withdraws(which=0, nth=1, who="laerer")
    assert ends(over) == [Slag.TRUKKET, Slag.TRUKKET]
