"""Where a sweep would find something: found out by running every sweep on a room in which nothing is found, and asking
what it asked there of all rooms at once.

A sweep is decided by what it reads and the moment. In a room where every question it asks gets the answer «nothing» it
does what it does in an empty one: nothing. So a sweep that comes to its end there has said all there is to ask. One
that looks up a certain row, or writes, goes by the calendar (a new month, the next meeting's row). For those, and in
case of a mistake, every room is swept when a new minute has begun, whatever is asked.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import datetime
from typing import Any, NoReturn

from bot.domain.room import Room
from bot.ports import Question, UnitOfWork

Sweep = Callable[[UnitOfWork, Room, datetime], None]
Ask = Callable[[Sequence[Question]], Awaitable[list[set[str]]]]


class ByCalendar(Exception):
    """A sweep does something in a room where there is nothing."""


class Empty:
    """The `UnitOfWork` of a room in which nothing is found. It takes down what was asked."""

    def __init__(self, room: str) -> None:
        self.room, self.touched = room, False
        self.asked: list[Question] = []

    def find(self, kind: type[Any], *, order: str = "id", limit: int | None = None, **criteria: Any) -> list[Any]:
        """Nothing."""
        self.asked.append(Question(kind, criteria, order))
        return []

    def _more(self, *_: Any, **__: Any) -> NoReturn:
        raise ByCalendar

    get = add = save = put = count = remove = apart = forget_key = naming = audit = anchor = _more


class Sweeping:
    """All sweeps, and which of them have been seen to go by the calendar."""

    def __init__(self, sweeps: Sequence[Sweep]) -> None:
        self._sweeps = sweeps
        self.by_calendar: set[Sweep] = set()
        self._minute: datetime | None = None

    async def rooms(self, rooms: Collection[Room], now: datetime, ask: Ask) -> set[str]:
        """The ids of the rooms where a sweep would find something now."""
        minute = now.replace(second=0, microsecond=0)
        if minute != self._minute:
            self._minute = minute
            return {room.id for room in rooms}
        asked = self.questions(rooms, now)
        answers = await ask([question for question, _ in asked]) if asked else []
        return set[str]().union(*(found & about for found, (_, about) in zip(answers, asked, strict=True)))

    def questions(self, rooms: Collection[Room], now: datetime) -> list[tuple[Question, set[str]]]:
        """Each question once, with the rooms that it is about."""
        asked: list[tuple[Question, set[str]]] = []
        for room in rooms:
            for sweep in (one for one in self._sweeps if one not in self.by_calendar):
                for question in self._asked_by(sweep, room, now):
                    _note(asked, question, room.id)
        return asked

    def _asked_by(self, sweep: Sweep, room: Room, now: datetime) -> list[Question]:
        """What it asks of an empty room. One that does not come to its end there goes by the calendar; a mistake in it
        is told of where it is run."""
        empty = Empty(room.id)
        try:
            sweep(empty, room, now)
        except Exception:
            self.by_calendar.add(sweep)
        return empty.asked


def _note(asked: list[tuple[Question, set[str]]], question: Question, room: str) -> None:
    for known, rooms in asked:
        if known == question:
            return rooms.add(room)
    return asked.append((question, {room}))
