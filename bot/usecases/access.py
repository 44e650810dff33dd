"""Who may do what: one literal table, deny by default.

A rule looks at the actor's standing, the plan's roles they hold now, and the thing the command is about.
Nothing from a card decides.
"""

from __future__ import annotations

from typing import Any

from bot.domain.people import Standing
from bot.errors import NotAllowed
from bot.ports import UnitOfWork
from bot.usecases.command import Context, Rule


def staff(work: UnitOfWork, command: Any, context: Context) -> bool:
    """Staff of the municipality, in the team or not, and the team's guests. Never a pupil or a stranger."""
    actor = context.actor
    return actor.standing is Standing.STAFF or (actor.standing is Standing.GUEST and actor.in_team)


def in_team(work: UnitOfWork, command: Any, context: Context) -> bool:
    """Somebody in the team now who is not a pupil."""
    return context.actor.in_team and context.actor.standing in (Standing.STAFF, Standing.GUEST)


def may_report(work: UnitOfWork, command: Any, context: Context) -> bool:
    """Everybody in the team; other staff where the municipality has opened for them (UC-30)."""
    return in_team(work, command, context) or (
        context.room.plan.choices.meld_open_to_all and staff(work, command, context)
    )


def coordinator(work: UnitOfWork, command: Any, context: Context) -> bool:
    """The coordinator or a deputy."""
    return context.actor.has(context.room.plan.coordinator.role)


def nobody(work: UnitOfWork, command: Any, context: Context) -> bool:
    """What has no rule is forbidden."""
    return False


def check(rules: dict[type[Any], Rule], work: UnitOfWork, command: Any, context: Context) -> None:
    """Raises NotAllowed unless the command's rule lets the actor."""
    if not rules.get(type(command), nobody)(work, command, context):
        raise NotAllowed("not_allowed")
