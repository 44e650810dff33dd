"""Turns that are under way: one run per activity, and an answer within the budget.

Teams re-sends an activity that took long; copies that arrive while the first is under way wait for the same run and
get the same answer. (Copies that arrive later are the store's matter, by the same key.)
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

C = TypeVar("C")
Work = Callable[[C], Coroutine[Any, Any, None]]

BUDGET = 5.0

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Flight(Generic[C]):
    """One run: its context, how many requests wait for it now, and whether a request gave up waiting."""

    context: C
    task: asyncio.Task[None]
    waiting: int = 0
    late: bool = False


@dataclass(slots=True)
class Flights(Generic[C]):
    """`work` does the run. `land` is called after it, and is told whether somebody waited to the end. `promise` is
    called once when the budget is spent and the run goes on."""

    work: Work[C]
    land: Callable[[C, bool], Coroutine[Any, Any, None]]
    promise: Work[C]
    budget: float = BUDGET
    _under_way: dict[str, Flight[C]] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def run(self, key: str, context: C) -> C:
        """Run, or join the run under way; return its context when it is done or when the budget is spent."""
        flight = self._under_way.get(key) or self._start(key, context)
        flight.waiting += 1
        try:
            async with asyncio.timeout(self.budget):
                await asyncio.shield(flight.task)
        except TimeoutError:
            if not flight.late:
                flight.late = True
                self._spawn(self.promise(flight.context))
        finally:
            flight.waiting -= 1
        return flight.context

    async def drain(self, seconds: float) -> None:
        """Let what is under way finish, at most this long; then stop it."""
        tasks = {*self._tasks, *(flight.task for flight in self._under_way.values())}
        if tasks:
            _, unfinished = await asyncio.wait(tasks, timeout=seconds)
            for task in unfinished:
                task.cancel()
            await asyncio.gather(*unfinished, return_exceptions=True)

    def _start(self, key: str, context: C) -> Flight[C]:
        flight = Flight(context, asyncio.create_task(self.work(context)))
        self._under_way[key] = flight
        flight.task.add_done_callback(lambda task: self._landed(key, flight))
        return flight

    def _landed(self, key: str, flight: Flight[C]) -> None:
        del self._under_way[key]
        if flight.task.cancelled():
            return
        if error := flight.task.exception():
            log.error("turn broke", extra={"code": type(error).__name__})
        self._spawn(self.land(flight.context, flight.waiting > 0))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
