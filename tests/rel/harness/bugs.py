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
from bot.workflows.lead import Lead
from bot.workflows.outside import Outside

registry: Any = import_module("bot.registry")
carry: Any = import_module("bot.workflows.carry")
outside: Any = import_module("bot.workflows.outside")
innkalling: Any = import_module("bot.domain.innkalling")
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
    hastemoter.answered = lambda row, *more, **kept: replace(honest(row, *more, **kept), next_at=row.next_at)

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


def watch_for_the_taking() -> None:
    """Whoever looks takes the watch, also from somebody who is at work."""
    Lead._free = lambda self, room, watch, now: True  # type: ignore[method-assign]


def repeat_not_labelled() -> None:
    """A message that may have come before looks like the first."""
    outside._labelled = lambda message, label: message


def outcome_lost() -> None:
    """It is not written down that a question went out."""
    honest = carry.settle_done

    def settle_done(work: UnitOfWork, delivery: Any, late: Late, done: Any) -> None:
        if late.effect.view != hastemote_views.QUESTION or late.effect.attempts > 1:
            honest(work, delivery, late, done)

    carry.settle_done = settle_done


def deputy_passed_over() -> None:
    """The deputy's link is taken without anybody being asked."""
    honest = innkalling._to_ask
    innkalling._to_ask = lambda row, link: () if link.rung is innkalling.Rung.VARA else honest(row, link)


def chain_not_frozen() -> None:
    """The chain is read again from the roles each time a link is taken."""
    honest = hastemote_reaching.climb_row

    def climb_row(work: UnitOfWork, mote: Any, row: Innkalling, room: Room, now: datetime) -> Any:
        agency = hastemote_reaching.Virksomhet(row.name, row.roles)
        chain = hastemote_reaching.chain_of(work, room, agency, hastemote_reaching.anybody)
        return honest(work, mote, replace(row, chain=chain), room, now)

    hastemote_sweeps.climb_row = climb_row
