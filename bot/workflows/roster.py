"""Keeps the room's roster true: who is in the team now, and who somebody is that has just written.

Membership is read from Microsoft Graph every minute and when Teams says that it changed, never inside a turn's
transaction (threat T10, architecture "The one door"). Whoever is outside the team is looked up again once a day: who
has left the municipality is told nothing more.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.domain.people import Member, Person, Standing
from bot.domain.room import Room, RosterEntry
from bot.errors import Conflict, OutsideError, Refused, StoreDown
from bot.ports import Before, Clock, Directory, Store, UnitOfWork

log = structlog.get_logger(__name__)
EVERY = 60.0  # seconds
AGAIN = timedelta(days=1)
AT_ONCE = 5  # of those outside the team in one reading; Graph has a pace


class Roster:
    """The roster of every room."""

    def __init__(self, store: Store, directory: Directory, clock: Clock) -> None:
        self._store = store
        self._directory = directory
        self._clock = clock
        self._reading: dict[str, asyncio.Task[None]] = {}

    async def run(self, rooms: Sequence[Room]) -> None:
        """Read every room's roster once a minute, until cancelled."""
        while True:
            for room in rooms:
                await self._kept_true(room)
            await asyncio.sleep(EVERY)

    async def _kept_true(self, room: Room) -> None:
        """A reading that fails is told of, and followed by the next: one room's holds up no other's."""
        try:
            await self.read(room)
        except (Conflict, StoreDown) as error:
            log.warning("roster_waits", code=type(error).__name__)
        except Exception as error:
            log.error("roster_broken", code=type(error).__name__)

    async def read(self, room: Room) -> None:
        """Read the team's members now; several askers share one reading."""
        task = self._reading.get(room.id)
        if task is None or task.done():
            task = self._reading[room.id] = asyncio.create_task(self._read(room))
        await asyncio.shield(task)

    async def learn(self, room: Room, person: Person) -> None:
        """Find out who a person is that the room has never seen: in the team, or in the directory."""
        if person.tenant != room.tenant:
            return
        await self.read(room)
        if await self._store.read(room.id, lambda work: work.get(RosterEntry, person.id)):
            return
        try:
            found = await self._directory.person(person.id)
        except OutsideError as error:
            log.warning("directory_silent", code=type(error).__name__)
            return
        if found is not None:
            entry = _entry(room, replace(found, in_team=False), self._clock.now())
            await self._store.write(room.id, lambda work: work.put(entry))

    async def left(self, room: Room, people: Sequence[Person]) -> None:
        """These left the team just now: their roles end with this."""
        await self._store.write(room.id, lambda work: _leave(work, {p.id for p in people}))

    async def _read(self, room: Room) -> None:
        try:
            members = await self._directory.members(room.team_id)
        except OutsideError as error:
            log.warning("roster_not_read", code=type(error).__name__)
            return
        now = self._clock.now()
        await self._store.write(room.id, lambda work: _bring_up_to_date(work, room, members, now))
        await self._look_again(room, now)

    async def _look_again(self, room: Room, now: datetime) -> None:
        """Some of those outside the team: has their account been closed, or taken away? One that we may not read is
        left as it is until tomorrow, so that it keeps nobody behind it waiting."""
        looked: dict[str, Member | None] = {}
        unread: list[str] = []
        for entry in await self._store.read(room.id, lambda work: _seen_long_ago(work, now)):
            try:
                looked[entry.id] = await self._directory.person(entry.id)
            except Refused:
                unread.append(entry.id)
            except OutsideError as error:
                log.info("accounts_not_read", code=type(error).__name__)
                break
        if looked or unread:
            await self._store.write(room.id, lambda work: _looked_again(work, room, looked, unread, now))


def _bring_up_to_date(work: UnitOfWork, room: Room, members: Sequence[Member], now: datetime) -> None:
    known = {entry.id: entry for entry in work.find(RosterEntry)}
    for member in members:
        old = known.get(member.person.id)
        entry = _entry(room, _with_number(member, old), now)
        if old is None or _differs(old, entry):
            work.put(replace(entry, language=old.language if old else ""))
    _leave(work, {id for id, e in known.items() if e.in_team} - {m.person.id for m in members})


def _with_number(member: Member, old: RosterEntry | None) -> Member:
    """A number that could not be read just now is the one that is known."""
    return replace(member, phone=old.phone) if member.phone is None and old else member


def _leave(work: UnitOfWork, people: set[str]) -> None:
    for id in people:
        entry = work.get(RosterEntry, id)
        if entry is not None and entry.in_team:
            work.put(replace(entry, in_team=False))


def _seen_long_ago(work: UnitOfWork, now: datetime) -> list[RosterEntry]:
    return work.find(RosterEntry, order="seen_at", limit=AT_ONCE, in_team=False, seen_at=Before(now - AGAIN))


def _looked_again(
    work: UnitOfWork, room: Room, looked: Mapping[str, Member | None], unread: Sequence[str], now: datetime
) -> None:
    """An account that is not there any more is a stranger's. Whoever has come into the team meanwhile is left alone."""
    for id in unread:
        if entry := work.get(RosterEntry, id):
            work.save(replace(entry, seen_at=now))
    for id, found in looked.items():
        old = work.get(RosterEntry, id)
        if old is None or old.in_team:
            continue
        new = replace(old, standing=Standing.STRANGER, seen_at=now)
        if found is not None:
            new = _entry(room, replace(_with_number(found, old), in_team=False), now)
        work.save(replace(new, language=old.language, version=old.version))


def _differs(old: RosterEntry, new: RosterEntry) -> bool:
    return replace(old, language="", seen_at=new.seen_at, version=0) != replace(new, language="", version=0)


def _entry(room: Room, member: Member, now: datetime) -> RosterEntry:
    in_team = member.in_team and member.standing is not Standing.STRANGER
    entry = RosterEntry(member.person.id, room.id, member.name, member.standing, in_team, now, phone=member.phone or "")
    return replace(entry, email=member.email or "")
