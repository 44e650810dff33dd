"""Known-bad variants, switched on in a replica: the storm must find each of them (goal G20)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from importlib import import_module
from typing import Any

from bot.domain.effects import Effect, EffectState
from bot.domain.innkalling import Innkalling
from bot.domain.room import Room
from bot.ports import Before, UnitOfWork
from bot.usecases.deliveries import Late, More, Show
from bot.workflows.outside import Outside

registry: Any = import_module("bot.registry")
hastemoter: Any = import_module("bot.usecases.hastemoter")
hastemote_reaching: Any = import_module("bot.usecases.hastemote_reaching")
hastemote_sweeps: Any = import_module("bot.usecases.hastemote_sweeps")
hastemote_views: Any = import_module("bot.usecases.hastemote_views")


def mark_before_send() -> None:
    """The promise is written off as kept before the message goes out."""
    honest = Outside._letter

    def letter(self: Outside, work: UnitOfWork, effect: Effect, show: Show, late: Late) -> Any:
        made = honest(self, work, effect, show, late)
        now = work.get(Effect, effect.id)
        if made is not None and now is not None:
            work.save(replace(now, state=EffectState.DONE))
        return made

    Outside._letter = letter  # type: ignore[method-assign]


def no_look_before_escalating() -> None:
    """The chain is climbed and the questions are sent whether the agency is covered or not."""
    honest = hastemoter.answered
    hastemoter.answered = lambda row, *more: replace(honest(row, *more), next_at=row.next_at)

    def climb(work: UnitOfWork, room: Room, now: datetime) -> None:
        for row in work.find(Innkalling, next_at=Before(now)):
            mote = work.get(hastemoter.Hastemote, row.hastemote)
            if mote is not None:
                hastemote_reaching.climb_row(work, mote, row, room, now)

    registry.SWEEPS = tuple(climb if s is hastemote_sweeps.climb else s for s in registry.SWEEPS)
    blind = _seen_as_uncovered(hastemote_views._question)
    registry.VIEWS[hastemote_views.QUESTION] = replace(_question(), render=blind)


def _seen_as_uncovered(render: Any) -> Any:
    def blind(work: UnitOfWork, late: Late) -> Any:
        found = hastemote_views._found(work, late)
        if found is None:
            return None
        row, mote = found
        shown = hastemote_views.cards.question
        return shown(row, mote, late.effect.person or "", late.t(work), late.ink(), rung=hastemote_views._rung(late))

    return blind


def _question() -> Show:
    show = registry.VIEWS[hastemote_views.QUESTION]
    assert isinstance(show, Show)
    return show


def unreachable_and_forgotten() -> None:
    """Nobody is told that somebody could not be reached."""

    def nothing(work: UnitOfWork, late: Late) -> More:
        return ()

    registry.VIEWS[hastemote_views.QUESTION] = replace(_question(), failed=nothing)
