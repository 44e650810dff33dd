"""The demo's room: Jevnaker's plan, its team, and who holds which role."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from bot.domain.arshjul import in_year
from bot.domain.frister import workday
from bot.domain.plan import Contact, FirstMeeting, Plan
from bot.domain.room import RoleHolder, Room
from bot.domain.tiltak import ArshjulPulse, TiltakStatus, answered, postponed, unanswered
from bot.planfile import read_plan
from bot.ports import UnitOfWork
from bot.standins.cast import JEVNAKER, Cast
from bot.usecases.moter import new_mote

PLANS = Path(__file__).parents[2] / "plans"
PLAN = "jevnaker-2025.yaml"
PLACE = "Rådhuset, møterom 2 (demo)"
CHOSEN = ("j25-3-01", "j25-3-08")
"""Tiltak that the demo's municipality has set its own date for: the plan gives them a year only."""
OWN_REASON = "Dato satt av kommunen (demo)"


def demo_room(plan: Plan, cast: Cast = JEVNAKER) -> Room:
    """The room of the demo's team. Every organ that names a channel of the team posts there."""
    channels = {c.name: c.id for c in cast.team.channels}
    by_organ = {o.id: channels[name] for o in plan.organs if (name := o.channel or o.name) in channels}
    return Room(plan.municipality.id, cast.tenant, cast.team.group_id, plan, by_organ, cast.bot_id)


def demo_plan(today: date, name: str = PLAN) -> Plan:
    """The plan, in force from a date and with choices that the demo makes: no source gives them."""
    plan = read_plan(PLANS / name).activated(date(today.year, 1, 1))
    return plan.model_copy(update={"choices": plan.choices.model_copy(update=_choices(plan, today))})


def _choices(plan: Plan, today: date) -> dict[str, object]:
    """An invented municipality's choices: when the organs first meet, and whom to call."""
    thursday = today + timedelta(days=(3 - today.weekday()) % 7 + 7)
    meetings = {
        organ.id: FirstMeeting(date=thursday + timedelta(weeks=n), start=time(8, 30), minutes=90, place=PLACE)
        for n, organ in enumerate(o for o in reversed(plan.organs) if o.meets and not o.run_by_other)
    }
    barnevern = Contact(name="Barneverntjenesten (demo)", phone="00 00 00 00")
    return {"first_meetings": meetings, "barnevern": barnevern, "meld_open_to_all": True}


def settle_in(work: UnitOfWork, room: Room, first_day: date) -> None:
    """What the demo's municipality has done before its first day. Done again, it changes nothing."""
    seat_roles(work, room)
    hold_a_meeting(work, room, first_day)


def seat_roles(work: UnitOfWork, room: Room, cast: Cast = JEVNAKER) -> None:
    """Give everybody in the cast their roles."""
    for person in cast.people:
        for role in person.roles:
            work.put(RoleHolder(f"{role}:{person.object_id}", room.id, role, person.object_id))
        for role in person.deputy_for:
            work.put(RoleHolder(f"{role}:{person.object_id}", room.id, role, person.object_id, rank=1))


def hold_a_meeting(work: UnitOfWork, room: Room, today: date) -> None:
    """The demo's municipality met last Thursday, so that there is a referat to write."""
    organ = room.plan.intake_organ
    if organ is not None:
        day = today - timedelta(days=(today.weekday() - 3) % 7 or 7)
        new_mote(work, room, organ.id, day, time(8, 30), datetime.combine(day, time(7), UTC))


def choose_dates(work: UnitOfWork, room: Room, today: date) -> None:
    """Those tiltak have been given a date in a week, each by its owner, so that something is due: the year is looked
    through once more today. Done again, it changes nothing."""
    until = workday(today + timedelta(days=8))
    before = workday(today - timedelta(days=60))
    for occurrence in in_year(room.plan, today.year):
        if occurrence.subject in CHOSEN and not work.find(TiltakStatus, subject=occurrence.subject):
            work.remove(ArshjulPulse, room.plan.id)
            moved = postponed(unanswered(occurrence, room.id), until, OWN_REASON, before, room.plan.choices)
            by = next(p.object_id for p in JEVNAKER.people if set(occurrence.owners) & set(p.roles))
            work.add(answered(moved, by, datetime.combine(before, time(9), UTC)))
