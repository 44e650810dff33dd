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
    """One run: its context, who waits for it now, and whether somebody gave up waiting."""

    context: C
    task: asyncio.Task[None]
    waiters: set[asyncio.Future[None]] = field(default_factory=set)
    late: bool = False


@dataclass(slots=True)
class Flights(Generic[C]):
    """`work` does the run. `land` is called after it, is told whether somebody waited to the end, and may return work
    that is left. `promise` is called once when the budget is spent and the run goes on.

    Waiting is a bare future and a timer: `asyncio.shield` and `asyncio.timeout` cost a turn 10 µs more.
    """

    work: Work[C]
    land: Callable[[C, bool], Coroutine[Any, Any, None] | None]
    promise: Work[C]
    budget: float = BUDGET
    _under_way: dict[str, Flight[C]] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def run(self, key: str, context: C) -> C:
        """Run, or join the run under way; return its context when it is done or when the budget is spent."""
        flight = self._under_way.get(key) or self._start(key, context)
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[None] = loop.create_future()
        flight.waiters.add(waiter)
        timer = loop.call_later(self.budget, self._spent, flight, waiter)
        try:
            await waiter
        finally:
            timer.cancel()
            flight.waiters.discard(waiter)
        return flight.context

    async def drain(self, seconds: float) -> None:
        """Let what is under way finish, at most this long; then stop it."""
        tasks = {*self._tasks, *(flight.task for flight in self._under_way.values())}
        if tasks:
            _, unfinished = await asyncio.wait(tasks, timeout=seconds)
            for task in unfinished:
                task.cancel()
            await asyncio.gather(*unfinished, return_exceptions=True)

    async def landed(self) -> None:
        """Wait until the messages of every turn that has ended are delivered, or cannot be."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _start(self, key: str, context: C) -> Flight[C]:
        flight = Flight(context, asyncio.create_task(self.work(context)))
        self._under_way[key] = flight
        flight.task.add_done_callback(lambda task: self._landed(key, flight))
        return flight

    def _spent(self, flight: Flight[C], waiter: asyncio.Future[None]) -> None:
        """One request has waited long enough."""
        if waiter.done():
            return
        waiter.set_result(None)
        flight.waiters.discard(waiter)
        if not flight.late:
            flight.late = True
            self._spawn(self.promise(flight.context))

    def _landed(self, key: str, flight: Flight[C]) -> None:
        del self._under_way[key]
        waiters = [waiter for waiter in flight.waiters if not waiter.done()]
        for waiter in waiters:
            waiter.set_result(None)
        if flight.task.cancelled():
            return
        if error := flight.task.exception():
            log.error("turn broke", extra={"code": type(error).__name__})
        if left := self.land(flight.context, bool(waiters)):
            self._spawn(left)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
