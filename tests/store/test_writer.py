"""What waits together is committed together, and what fails fails alone."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.store.writer import Job, Writer


@dataclass
class Book:
    """Runs jobs as the store does, and remembers how. Its first transaction waits until it is let go."""

    alone: list[str] = field(default_factory=list)
    together: list[list[str]] = field(default_factory=list)
    go: threading.Event = field(default_factory=threading.Event)
    begun: threading.Event = field(default_factory=threading.Event)

    def one(self, job: Job) -> Any:
        self.begun.set()
        self.go.wait(5)
        self.alone.append(job.room)
        return job.work(None)  # type: ignore[arg-type]

    def many(self, jobs: Sequence[Job]) -> list[Any]:
        self.together.append([job.room for job in jobs])
        return [job.work(None) for job in jobs]  # type: ignore[arg-type]


def fails(_: object) -> None:
    raise ValueError("mine")


def opened() -> tuple[Book, Writer]:
    """A writer that is busy with its first job."""
    book = Book()
    writer = Writer(book.one, book.many)
    writer.submit("first", lambda _: None)
    book.begun.wait(5)
    return book, writer


def test_what_gathers_is_one_transaction() -> None:
    book, writer = opened()
    waiting = [writer.submit(name, lambda _: "done") for name in "abc"]
    book.go.set()
    assert [one.result(5) for one in waiting] == ["done"] * 3
    assert (book.alone, book.together) == (["first"], [["a", "b", "c"]])
    writer.close()


def test_a_failure_is_its_own() -> None:
    book, writer = opened()
    good, bad, other = (writer.submit(n, work) for n, work in (("a", len_), ("b", fails), ("c", len_)))
    book.go.set()
    assert (good.result(5), other.result(5)) == (0, 0)
    with pytest.raises(ValueError, match="mine"):
        bad.result(5)
    assert book.alone == ["first", "a", "b", "c"]
    writer.close()


def len_(_: object) -> int:
    return 0


def test_what_nobody_waits_for_any_more_is_not_begun() -> None:
    book, writer = opened()
    gone, kept = writer.submit("gone", len_), writer.submit("kept", len_)
    assert gone.cancel()
    book.go.set()
    assert kept.result(5) == 0
    assert book.alone == ["first", "kept"]
    writer.close()


def test_closing_writes_what_is_queued() -> None:
    book, writer = opened()
    waiting = [writer.submit(str(number), len_) for number in range(40)]
    book.go.set()
    writer.close()
    assert [one.result(0) for one in waiting] == [0] * 40
    assert [len(jobs) for jobs in book.together] == [16, 16, 8]
