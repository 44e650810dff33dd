"""What the bot holds about one of its users (UC-95): gathered for them alone, from every table."""

from __future__ import annotations

from bot.domain.innsyn import Held
from bot.domain.moteplan import local
from bot.domain.room import Draft, Reach, RoleHolder, RosterEntry
from bot.domain.varsling import Varsling
from bot.ports import UnitOfWork
from bot.usecases.absence import away
from bot.usecases.command import Context


def held(work: UnitOfWork, context: Context) -> Held:
    """What is held about the actor."""
    person = context.actor.id
    return Held(
        entry=work.get(RosterEntry, person),
        roles=work.find(RoleHolder, person=person),
        away_until=away(work, person, local(context.now).date()),
        chat=work.get(Reach, f"person:{person}"),
        varslinger=work.find(Varsling, order="created_at", reporter=person),
        drafts=work.find(Draft, order="expires_at", person=person),
        rows=work.naming(person),
    )
