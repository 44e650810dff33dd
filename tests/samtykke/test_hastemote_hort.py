"""Who is asked to stop using what they may have heard at a hastemøte, with and without a referat (UC-52)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.cards.samtykke_beskjeder import receipt_withdrawn
from bot.domain.effects import Effect
from bot.domain.hastemote import Hastemote, HastemoteStatus
from bot.domain.innkalling import Innkalling, Svar
from bot.domain.oppgave import Oppgave
from bot.domain.samtykke import Samtykke, Slag
from bot.standins.card_reading import visible_text
from bot.standins.cast import JEVNAKER
from bot.texts import texts
from bot.usecases.hastemote_ledelse import CloseHastemote, MoveHastemote
from bot.usecases.hastemoter import AnswerHastemote
from bot.usecases.hastereferater import SkrivHasteReferat
from tests.samtykke.machine import COORDINATOR, SECRETARY, TEACHER, Cases
from tests.samtykke.test_hastemote import room

__all__ = ["room"]


def answers(room: Cases, role: str, answer: Svar) -> None:
    """Somebody who was asked answers."""
    row = next(row for row in room.reads(lambda work: work.find(Innkalling)) if role in row.roles)
    room.does(role, AnswerHastemote(row.id, answer), must=True)


def mote(room: Cases) -> Hastemote:
    """The only hastemøte there is."""
    found: Hastemote = room.reads(lambda work: work.find(Hastemote))[0]
    return found


def asked(room: Cases) -> list[str]:
    """The roles that are asked to stop."""
    return sorted(task.owner for task in room.reads(lambda work: work.find(Oppgave)))


def told(room: Cases) -> set[str | None]:
    """The people who are told of it."""
    return {effect.person for effect in room.reads(lambda work: work.find(Effect, view="oppgave_ny"))}


@pytest.mark.parametrize("answer", [Svar.KOMMER, Svar.FORSINKET])
def test_whoever_said_that_they_come_is_asked_to_stop_before_there_is_a_referat(room: Cases, answer: Svar) -> None:
    answers(room, TEACHER, answer)
    answers(room, SECRETARY, Svar.KAN_IKKE)
    room.now += timedelta(hours=2)
    room.withdraws(which=0, nth=0, who="laerer")
    assert asked(room) == sorted((TEACHER, COORDINATOR))
    assert told(room) == {JEVNAKER.person(role).object_id for role in (TEACHER, COORDINATOR)}


@pytest.mark.parametrize("status", [None, HastemoteStatus.AVLYST])
def test_before_it_has_begun_nobody_has_heard_anything(room: Cases, status: HastemoteStatus | None) -> None:
    answers(room, TEACHER, Svar.KOMMER)
    if status:
        room.does(COORDINATOR, CloseHastemote(mote(room).id, status), must=True)
        room.now += timedelta(hours=2)
    room.withdraws(which=0, nth=0, who="laerer")
    assert asked(room) == []


def test_ended_before_its_time_they_have_heard(room: Cases) -> None:
    answers(room, TEACHER, Svar.KOMMER)
    room.does(COORDINATOR, CloseHastemote(mote(room).id, HastemoteStatus.AVSLUTTET), must=True)
    room.withdraws(which=0, nth=0, who="laerer")
    assert TEACHER in asked(room)


@pytest.mark.parametrize("hours", [0, 2])
def test_moved_after_it_had_begun_they_have_heard_and_before_that_nothing(room: Cases, hours: int) -> None:
    answers(room, TEACHER, Svar.KOMMER)
    room.now += timedelta(hours=hours)
    room.does(COORDINATOR, MoveHastemote(mote(room).id, room.now + timedelta(hours=5)), must=True)
    room.withdraws(which=0, nth=0, who="laerer")
    assert asked(room) == (sorted((TEACHER, COORDINATOR)) if hours else [])


def test_whoever_the_referat_names_afterwards_is_asked_then_and_nobody_twice(room: Cases) -> None:
    answers(room, TEACHER, Svar.KOMMER)
    room.now += timedelta(hours=2)
    room.withdraws(which=0, nth=0, who="laerer")
    room.does(COORDINATOR, SkrivHasteReferat(mote(room).id, (COORDINATOR, TEACHER, SECRETARY)), must=True)
    assert asked(room) == sorted((TEACHER, COORDINATOR, SECRETARY))


def test_while_the_consent_holds_the_referat_stops_nobody(room: Cases) -> None:
    room.now += timedelta(hours=2)
    room.does(COORDINATOR, SkrivHasteReferat(mote(room).id, (TEACHER, SECRETARY)), must=True)
    assert asked(room) == []


def test_the_receipt_promises_nothing_about_anybody_who_has_heard_nothing(room: Cases) -> None:
    room.withdraws(which=0, nth=0, who="laerer")
    consent = room.reads(lambda work: work.find(Samtykke))[0]
    said = "\n".join(visible_text(receipt_withdrawn(consent, texts("nb"))))
    assert consent.ended is Slag.TRUKKET
    assert "er trukket" in said
    assert "som kan ha fått opplysninger i et møte" in said


def test_whoever_was_there_and_says_no_afterwards_has_heard(room: Cases) -> None:
    answers(room, TEACHER, Svar.KOMMER)
    room.now = mote(room).starts_at + timedelta(minutes=45)
    answers(room, TEACHER, Svar.KAN_IKKE)
    room.withdraws(which=0, nth=0, who="laerer")
    assert asked(room) == sorted((TEACHER, COORDINATOR))
