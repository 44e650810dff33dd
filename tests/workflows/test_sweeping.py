"""Which rooms are swept: every one when a minute has begun, and in between those where a sweep would find something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot import registry
from bot.domain.effects import Effect
from bot.domain.oppgave import Oppgave
from bot.domain.room import Room
from bot.ports import Before, Question, UnitOfWork
from bot.usecases import arshjul_sweeps, beredskap, moter_sweeps
from bot.workflows.sweeping import Sweeping
from tests.rel.rows import START, room

ROOMS = [replace(room(), id=id) for id in "ab"]
BY_CALENDAR = {moter_sweeps.next_meetings, arshjul_sweeps.due_tiltak, beredskap.due_beredskap}


class Asked:
    """What was asked, and where there is something."""

    def __init__(self, *there: str) -> None:
        self.there, self.questions = set(there), list[Question]()

    async def __call__(self, questions: Sequence[Question]) -> list[set[str]]:
        self.questions += questions
        return [self.there for _ in questions]


def of_tasks(work: UnitOfWork, room: Room, now: datetime) -> None:
    for task in work.find(Oppgave, order="remind_at", limit=50, remind_at=Before(now)):
        work.save(task)


def only_in_b(work: UnitOfWork, room: Room, now: datetime) -> None:
    if room.id == "b":
        work.find(Effect, order="due_at", due_at=Before(now))


def by_calendar(work: UnitOfWork, room: Room, now: datetime) -> None:
    work.get(Oppgave, "t")


def broken(work: UnitOfWork, room: Room, now: datetime) -> None:
    raise KeyError("nothing of this kind")


async def after_a_minute(*sweeps: object) -> Sweeping:
    made = Sweeping(sweeps)  # type: ignore[arg-type]
    assert await made.rooms(ROOMS, START, Asked()) == {"a", "b"}
    return made


async def test_what_a_sweep_asks_of_an_empty_room_is_asked_once_of_all() -> None:
    sweeping, ask, now = await after_a_minute(of_tasks, of_tasks), Asked("b"), START + timedelta(seconds=2)
    assert await sweeping.rooms(ROOMS, now, ask) == {"b"}
    assert ask.questions == [Question(Oppgave, {"remind_at": Before(now)}, "remind_at")]


async def test_a_question_is_about_the_rooms_it_was_asked_in() -> None:
    sweeping, now = await after_a_minute(only_in_b), START + timedelta(seconds=2)
    assert await sweeping.rooms(ROOMS, now, Asked("a", "b")) == {"b"}


async def test_a_sweep_that_goes_by_the_calendar_or_fails_is_run_when_a_minute_has_begun() -> None:
    sweeping, ask = await after_a_minute(by_calendar, broken), Asked("a", "b")
    assert await sweeping.rooms(ROOMS, START + timedelta(seconds=59), ask) == set()
    assert await sweeping.rooms(ROOMS, START + timedelta(seconds=60), ask) == {"a", "b"}
    assert ask.questions == []
    assert sweeping.by_calendar == {by_calendar, broken}


def test_only_these_sweeps_go_by_the_calendar_and_may_be_a_minute_late() -> None:
    sweeping = Sweeping(registry.SWEEPS)
    for hour in range(24 * 7):
        sweeping.questions(ROOMS, START + timedelta(hours=hour))
    assert sweeping.by_calendar == BY_CALENDAR
