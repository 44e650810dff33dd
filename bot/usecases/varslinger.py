"""Varslinger: a concern is sent, and those on duty get it (UC-30). What happens then is `varsling_triage`'s."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain import personvern
from bot.domain.effects import Effect
from bot.domain.moteplan import local
from bot.domain.room import Room
from bot.domain.sealed import Sealed
from bot.domain.varsling import TEXTS, About, Ground, Nudge, Status, Urgency, Varsling
from bot.errors import UserError
from bot.ports import UnitOfWork
from bot.usecases import access
from bot.usecases.absence import on_duty
from bot.usecases.command import Context, Outcome, next_number
from bot.usecases.dispatch import UseCase
from bot.usecases.roles import first_holders


@dataclass(frozen=True, slots=True)
class SendVarsling:
    """A concern as the reporter saw it in the preview."""

    about: About
    category: str
    urgency: Urgency
    place: str = ""
    since: str = ""
    seen: str = ""
    done: str = ""
    wish: str = ""
    on_behalf: str = ""
    ground: Ground = Ground.INGEN
    talked: str = ""
    duty_shown: bool = False
    not_names: tuple[str, ...] = ()


OTHER = "annet"
"""The category where the plan has none, or has it no more."""
CODES = frozenset({"", "forelder", "ungdom", "annen", "ja", "nei"})
"""What may stand for whom it is sent on behalf of, and whether somebody has talked with them."""


def send(work: UnitOfWork, command: SendVarsling, context: Context) -> Outcome:
    """Store a concern and tell those who receive it. Identifiers stop it before anything is stored (G11)."""
    _stop_identifiers(command, context.room)
    varsling = _varsling(work, command, context)
    work.add(varsling)
    return Outcome(varsling.id, _told(work, varsling, context))


def expiry(room: Room, now: datetime) -> datetime:
    """When erasing the text is proposed: so many months after it was last handled."""
    return now + timedelta(days=round(room.plan.choices.retention_months * 365 / 12))


def allowed_words(room: Room, not_names: tuple[str, ...] = ()) -> personvern.Allowed:
    """What the guard lets pass here: the municipality's places and phones, and what the user says is no name."""
    choices = room.plan.choices
    places = frozenset((*choices.allowed_places, room.plan.municipality.name, *room.plan.municipality.partners))
    numbers = frozenset(choices.allowed_phones)
    return personvern.Allowed(places=places, numbers=numbers, not_names=frozenset(not_names))


def receives(work: UnitOfWork, command: Any, context: Context) -> bool:
    """The plan's receiver of concerns, who stands in for them, or the coordinator."""
    plan = context.room.plan
    stands_in = plan.choices.deputies.get(plan.intake_role)
    return context.actor.has(plan.intake_role, stands_in) or access.coordinator(work, command, context)


def _stop_identifiers(command: SendVarsling, room: Room) -> None:
    if not {command.on_behalf, command.talked} <= CODES:
        raise UserError("identifiers_found")  # a code is a code: text in its place is kept nowhere
    allowed = allowed_words(room, command.not_names)
    if command.about is About.ENKELTSAK and any(getattr(command, name) for name in TEXTS):
        raise UserError("no_text_about_one_person")
    if any(f.blocks for name in TEXTS for f in personvern.check(getattr(command, name), allowed=allowed)):
        raise UserError("identifiers_found")


def _varsling(work: UnitOfWork, command: SendVarsling, context: Context) -> Varsling:
    plain = Varsling(
        id=context.id("varsling"),
        room=context.room.id,
        number=next_number(work, f"V-{context.now.year}"),
        about=command.about,
        category=_category(context.room, command.category),
        urgency=command.urgency,
        reporter=context.actor.id,
        status=Status.MOTTATT,
        created_at=context.now,
        on_behalf=command.on_behalf,
        ground=command.ground,
        talked=command.talked,
        duty_shown=command.duty_shown,
        due_at=context.now + timedelta(days=context.room.plan.choices.varsling_unopened_days),
        due_for=Nudge.PAMINN,
        expires_at=expiry(context.room, context.now),
    )
    return replace(
        plain,
        place=Sealed(command.place),
        since=Sealed(command.since),
        seen=Sealed(command.seen),
        done=Sealed(command.done),
        wish=Sealed(command.wish),
    )


def _category(room: Room, category: str) -> str:
    """One of the plan's; never text in its place."""
    return category if category in {each.id for each in room.plan.varsling.categories} else OTHER


def _told(work: UnitOfWork, varsling: Varsling, context: Context) -> tuple[Effect, ...]:
    """Those on duty get the card; the channel learns that there is one, in the quiet hours too: it says nothing."""
    room = context.room
    on = on_duty(work, room, room.plan.intake_role, local(context.now).date())
    cards = [context.tell(person, "varsling_ny", varsling.id) for person in on or _coordinators(work, room)]
    organ = room.plan.intake_organ
    posted = [context.post(organ.id, "varsling_i_kanal", varsling.id)] if organ else []
    return (*cards, *posted)


def _coordinators(work: UnitOfWork, room: Room) -> list[str]:
    return first_holders(work, room.plan.coordinator.role)


CASES: dict[type[Any], UseCase] = {
    SendVarsling: UseCase(send, access.may_report),
}
