"""The store as durable work sees it: from threads that may wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from bot.ports import UnitOfWork

T = TypeVar("T")


class BlockingStore(Protocol):
    """One transaction a call; the caller's thread waits."""

    def write_now(self, room: str, work: Callable[[UnitOfWork], T]) -> T:
        """Run `work` and commit."""

    def read_now(self, room: str, work: Callable[[UnitOfWork], T]) -> T:
        """Run `work` on a reading transaction."""
