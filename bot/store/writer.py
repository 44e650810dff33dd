"""The writers: a queue with a thread or more behind it, which commits together what has gathered meanwhile.

SQLite has one, which owns the writing connection. A commit waits for the disk. Sixteen who wait at once are written
with one wait instead of sixteen, and nobody is told before it is over. When one of them fails, all are rolled back and
each is run again by itself, so that nobody's failure touches anybody else's (failure F25).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from bot.ports import UnitOfWork

T = TypeVar("T")
MOST = 16
"""Units of work in one commit: the last of them waits for all."""


@dataclass(frozen=True, eq=False)
class Job:
    """A unit of work that waits to be written, in a room, and the things that it will ask for."""

    room: str
    work: Callable[[UnitOfWork], Any]
    ahead: Sequence[tuple[type[Any], str]] = ()
    done: Future[Any] = field(default_factory=Future)


class Writer:
    """`alone` runs one unit of work in its own transaction and may try it again; `together` runs several in one, and
    raises when any of them does."""

    def __init__(
        self, alone: Callable[[Job], Any], together: Callable[[Sequence[Job]], Sequence[Any]], threads: int = 1
    ) -> None:
        self._alone, self._together = alone, together
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._threads = [threading.Thread(target=self._run, name="store-write", daemon=True) for _ in range(threads)]
        for thread in self._threads:
            thread.start()

    def submit(
        self, room: str, work: Callable[[UnitOfWork], T], ahead: Sequence[tuple[type[Any], str]] = ()
    ) -> Future[T]:
        """Queue a unit of work. Its future has the result when it is committed."""
        job = Job(room, work, ahead)
        self._queue.put(job)
        return job.done

    def close(self) -> None:
        """Write what is queued, and stop."""
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        while (job := self._queue.get()) is not None:
            jobs, last = self._gathered(job)
            self._write([job for job in jobs if job.done.set_running_or_notify_cancel()])
            if last:
                return

    def _gathered(self, first: Job) -> tuple[list[Job], bool]:
        """What has gathered in the queue, and whether it was closed behind it."""
        jobs = [first]
        while len(jobs) < MOST:
            try:
                job = self._queue.get_nowait()
            except Empty:
                break
            if job is None:
                return jobs, True
            jobs.append(job)
        return jobs, False

    def _write(self, jobs: Sequence[Job]) -> None:
        if len(jobs) > 1 and self._written_together(jobs):
            return
        for job in jobs:
            try:
                result = self._alone(job)
            except BaseException as error:
                job.done.set_exception(error)
            else:
                job.done.set_result(result)

    def _written_together(self, jobs: Sequence[Job]) -> bool:
        try:
            results = self._together(jobs)
        except Exception:
            return False
        for job, result in zip(jobs, results, strict=True):
            job.done.set_result(result)
        return True
