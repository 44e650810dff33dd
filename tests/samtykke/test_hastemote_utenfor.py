"""A hastemøte about one person when one of its agencies is outside the ground by now, and the other is not (UC-52)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.effects import Effect, EffectState
from bot.domain.hastemote import Hastemote, HastemoteStatus
from bot.domain.hastereferat import HasteReferat
from bot.domain.innkalling import Innkalling, Rung, Svar
from bot.domain.room import RosterEntry, SentCard, card_id
from bot.domain.sealed import Sealed
from bot.ports import Invitation, UnitOfWork
from bot.registry import VIEWS
from bot.standins.cast import JEVNAKER
from bot.usecases.command import nobodys
from bot.usecases.deliveries import Invite, Late
from bot.usecases.hastemote_kort import linked
from bot.usecases.hastemote_reaching import CALENDAR, QUESTION, named
from bot.usecases.hastemote_views import overview_of
from bot.usecases.hastemoter import AnswerHastemote
from bot.usecases.hastereferat_hvem import present_roles, recipients
from tests.samtykke.machine import COORDINATOR, KEY, SECRETARY, TEACHER, Cases
from tests.samtykke.test_hastemote import room

__all__ = ["room"]
SOON = timedelta(minutes=30)
LINK = "https://teams.example/l/meetup-join/1"


@pytest.fixture
def partly(room: Cases) -> Cases:
    """Both have said that they come, and have their card; then only the teacher is covered by a consent."""
    room.registers(recipients=(TEACHER, COORDINATOR), which=0)
    for row in room.reads(lambda work: work.find(Innkalling)):
        room.does(row.roles[0], AnswerHastemote(row.id, Svar.KOMMER), must=True)
    room.writes(lambda work: made(work, room))
    room.time_passes(hours=1)
    room.finds_one_invalid(which=0, nth=0)
    return room


def made(work: UnitOfWork, room: Cases) -> None:
    """The event is made, and the questions have been sent."""
    for effect in work.find(Effect, view=CALENDAR):
        work.save(replace(effect, state=EffectState.DONE))
    for person in JEVNAKER.people:
        work.save(replace(Cases.needed(work.get(RosterEntry, person.object_id)), email=person.mail))
    (mote,) = work.find(Hastemote)
    work.save(replace(mote, event="event-1", join_url=Sealed(LINK)))
    for row in work.find(Innkalling):
        id = card_id(QUESTION, named(mote, f"{row.id}:0:{Rung.SPOR}"), JEVNAKER.person(row.roles[0]).object_id)
        work.add(SentCard(id, room.room.id, "reach", "activity", room.now))


def test_the_live_card_has_the_one_outside_and_counts_it_no_more(partly: Cases) -> None:
    (mote,) = partly.reads(lambda work: work.find(Hastemote))
    shown = partly.reads(lambda work: overview_of(work, mote, partly.room, partly.now, mote.caller))
    assert {row.roles for row in shown.rows if row.id in shown.outside} == {(SECRETARY,)}
    assert ([row.roles for row in shown.within], shown.ground_holds) == ([(TEACHER,)], True)


def test_the_calendar_is_promised_without_the_one_outside(partly: Cases) -> None:
    (waiting,) = partly.reads(lambda work: work.find(Effect, view=CALENDAR, state=EffectState.PENDING))
    delivery, late = VIEWS[CALENDAR], Late(partly.room, waiting, partly.now, KEY)
    assert isinstance(delivery, Invite)
    wanted = partly.reads(lambda work: delivery.read(work, late))
    assert isinstance(wanted, Invitation)
    assert wanted.attendees == addresses(COORDINATOR, TEACHER)


def addresses(*keys: str) -> tuple[str, ...]:
    return tuple(JEVNAKER.person(key).mail for key in keys)


def test_a_new_link_goes_to_the_one_within_and_the_old_is_taken_off_the_other(partly: Cases) -> None:
    (mote,) = partly.reads(lambda work: work.find(Hastemote))
    context = nobodys(partly.room, partly.now, "a new link")
    rows = partly.reads(lambda work: work.find(Innkalling))
    new = partly.reads(lambda work: linked(work, mote, rows, context))
    assert [effect.person for effect in new] == [JEVNAKER.person(TEACHER).object_id]
    changed = [one for one in partly.queued(EffectState.PENDING) if one.view == QUESTION and one.kind == "refresh"]
    assert [effect.person for effect in changed] == [JEVNAKER.person(SECRETARY).object_id]


def test_the_one_outside_is_not_suggested_as_present_and_gets_no_referat_even_when_marked(partly: Cases) -> None:
    (mote,) = partly.reads(lambda work: work.find(Hastemote))
    referat = HasteReferat("r", mote.room, mote.id, mote.caller, partly.now, present=(TEACHER, SECRETARY))
    suggested = partly.reads(lambda work: present_roles(work, partly.room, mote, partly.now))
    got = partly.reads(lambda work: recipients(work, partly.room, referat, mote, partly.now))
    assert suggested == (COORDINATOR, TEACHER)
    assert JEVNAKER.person(TEACHER).object_id in got
    assert JEVNAKER.person(SECRETARY).object_id not in got


def test_where_the_asking_has_ended_before_the_meeting_the_ground_is_looked_at_all_the_same(partly: Cases) -> None:
    (mote,) = partly.reads(lambda work: work.find(Hastemote))
    partly.writes(lambda work: work.save(replace(mote, starts_at=partly.now + SOON, status=HastemoteStatus.AVSLUTTET)))
    partly.withdraws(which=0, nth=1, who=TEACHER)
    (mote,) = partly.reads(lambda work: work.find(Hastemote))
    shown = partly.reads(lambda work: overview_of(work, mote, partly.room, partly.now, mote.caller))
    assert shown.outside == {row.id for row in shown.rows}
    calendar = partly.reads(lambda work: work.find(Effect, view=CALENDAR, state=EffectState.PENDING))
    assert mote.id in {effect.subject for effect in calendar}
