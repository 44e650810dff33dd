"""A hastemøte about one person when the ground of its case changes while it is under way (issue 3; UC-52, UC-53)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.effects import Effect, EffectState
from bot.domain.enkeltsak import Enkeltsak
from bot.domain.gate import Grunnlag, Hjemmel
from bot.domain.hastemote import Hastemote
from bot.domain.innkalling import Innkalling
from bot.registry import CASES, VIEWS
from bot.standins.cast import JEVNAKER
from bot.store.engine import SqlStore
from bot.store.keys import KeyRing
from bot.store.tables import metadata
from bot.usecases.enkeltsaker import AvsluttSak, RegistrerGrunn, StottGrunn
from bot.usecases.hastemote_ledelse import MoveHastemote
from bot.usecases.hastemote_stans import GROUND_GONE
from bot.usecases.porten import CALLS, DISCLOSING
from tests.databases import Databases
from tests.samtykke.examples import S1
from tests.samtykke.machine import COORDINATOR, KEY, SECRETARY, TEACHER, Cases, machine


@pytest.fixture(params=["sqlite", "postgresql"])
def room(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Cases]:
    """A case with a consent, and a hastemøte about it: the teacher and the nurse are called, nothing is sent yet."""
    url = f"sqlite:///{tmp_path / 'slt.db'}"
    if request.param == "postgresql":
        databases: Databases = request.getfixturevalue("databases")
        url = databases.fresh()
    store = SqlStore(url, KeyRing(KEY))
    metadata.create_all(store.writing)
    made = machine(store, CASES, VIEWS)()
    made.opens()
    made.registers(recipients=S1, which=0)
    made.calls_in(which=0)
    yield made
    store.close()


def waiting(room: Cases) -> list[str]:
    """Whom a question waits for."""
    found = room.reads(lambda work: work.find(Effect, view=CALLS[0], state=EffectState.PENDING))
    roles = {JEVNAKER.person(role).object_id: role for role in (TEACHER, SECRETARY)}
    return sorted(roles[effect.person or ""] for effect in found)


def chosen(room: Cases, *recipients: str) -> None:
    """Another legal basis takes the consent's place, seconded."""
    case = room.case(0)
    room.does(COORDINATOR, RegistrerGrunn(case.id, Grunnlag.HJEMMEL, basis=Hjemmel.FVL_13B_5, recipients=recipients,
                                          reason="Nødvendig."), must=True)  # fmt: skip
    choice = room.reads(lambda work: room.needed(work.get(Enkeltsak, case.id)).choice)
    room.does(SECRETARY, StottGrunn(case.id, choice))


def told(room: Cases) -> int:
    return len(room.reads(lambda work: work.find(Effect, view=GROUND_GONE)))


def test_every_view_that_discloses_is_one_that_there_is() -> None:
    assert set(DISCLOSING) <= VIEWS.keys()


def test_the_two_within_the_consent_are_called(room: Cases) -> None:
    assert waiting(room) == sorted((TEACHER, SECRETARY))


@pytest.mark.parametrize("end", ["withdrawn", "invalid", "closed"])
def test_whatever_ends_the_ground_takes_every_question_back_and_stops_the_chains(room: Cases, end: str) -> None:
    if end == "withdrawn":
        room.withdraws(which=0, nth=0, who="laerer")
    elif end == "invalid":
        room.finds_one_invalid(which=0, nth=0)
    else:
        room.does(COORDINATOR, AvsluttSak(room.case(0).id), must=True)
    assert not room.queued(EffectState.PENDING)
    assert {row.next_at for row in room.reads(lambda work: work.find(Innkalling))} == {None}
    assert told(room) == 2


def test_two_consents_and_one_is_withdrawn_both_are_ended(room: Cases) -> None:
    room.registers(recipients=S1, which=0)
    room.withdraws(which=0, nth=0, who="laerer")
    assert not waiting(room)


def test_one_of_two_consents_invalid_changes_nothing_while_the_other_covers_it(room: Cases) -> None:
    room.registers(recipients=S1, which=0)
    room.finds_one_invalid(which=0, nth=0)
    assert (waiting(room), told(room)) == (sorted((TEACHER, SECRETARY)), 0)


def test_another_ground_stops_it_until_seconded_and_then_those_within_can_be_asked_anew(room: Cases) -> None:
    chosen(room, TEACHER, COORDINATOR)
    assert not waiting(room)
    mote = room.reads(lambda work: work.find(Hastemote))[0]
    room.does(COORDINATOR, MoveHastemote(mote.id, mote.starts_at), must=True)
    assert waiting(room) == [TEACHER]
    assert told(room) == 2
