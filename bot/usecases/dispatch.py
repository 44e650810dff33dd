"""The one door: authorise, handle, and commit state, audit and effects in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.domain.inbox import Handled
from bot.domain.room import Draft
from bot.errors import NotAllowed, UserError
from bot.ports import Store, UnitOfWork
from bot.usecases import access
from bot.usecases.command import Context, Handler, Outcome, Rule


@dataclass(frozen=True, slots=True)
class UseCase:
    """One row of the table: what carries a command out and who may ask for it."""

    handler: Handler
    rule: Rule


class Door:
    """Dispatches commands. `table` is the literal list of everything the product can do."""

    def __init__(self, store: Store, table: dict[type[Any], UseCase]) -> None:
        self._store = store
        self._table = table
        self._rules = {command: case.rule for command, case in table.items()}

    async def dispatch(self, command: Any, context: Context, draft: str | None = None) -> Outcome:
        """Carry a command out once; asked again with the same key it gives the same outcome.

        `draft` is the conversation that ends with it. Raises NotAllowed, Conflict, GateClosed, StoreDown.
        """
        try:
            return await self._store.write(context.room.id, lambda work: self.handle(work, command, context, draft))
        except NotAllowed:
            await self._store.write(context.room.id, lambda work: _audit(work, command, context, "", "refused"))
            raise
        except UserError:
            handled = await self._store.read(context.room.id, lambda work: work.get(Handled, context.key))
            if handled is None:
                raise
            # Two copies of one activity at once: the loser's clash is no clash, it gets the winner's outcome.
            return Outcome(handled.outcome)

    def handle(self, work: UnitOfWork, command: Any, context: Context, draft: str | None = None) -> Outcome:
        """The same inside a transaction that is open already."""
        handled = work.get(Handled, context.key)
        if handled is not None:
            return Outcome(handled.outcome)
        access.check(self._rules, work, command, context)
        outcome = self._table[type(command)].handler(work, command, context)
        work.add(Handled(context.key, context.room.id, type(command).__name__, outcome.subject, context.now))
        _audit(work, command, context, outcome.subject, "ok")
        for effect in outcome.effects:
            work.add(effect)
        if draft:
            work.remove(Draft, draft)
        return outcome

    def may(self, work: UnitOfWork, command: Any, context: Context) -> bool:
        """Would this command be let through? For deciding which buttons to show."""
        return self._rules.get(type(command), access.nobody)(work, command, context)


def _audit(work: UnitOfWork, command: Any, context: Context, subject: str, outcome: str) -> None:
    work.audit(context.now, context.actor.id, type(command).__name__, subject, outcome)
