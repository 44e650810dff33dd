"""What a command is, who carries it, and what comes of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.effects import Effect, EffectKind, Repeat
from bot.domain.people import Standing
from bot.domain.room import Room
from bot.ports import UnitOfWork

_SPACE = uuid.UUID("5b0b8f0e-3c59-4c7c-9a5e-51f0a5f7c0de")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, as the room knows them at this moment. `roles` are the plan's roles that they hold, and are
    empty for anybody who is not in the team now (threat T10)."""

    id: str
    standing: Standing
    in_team: bool
    roles: frozenset[str]
    language: str = "nb"

    def has(self, *roles: str | None) -> bool:
        """Does the actor hold one of these roles?"""
        return any(role in self.roles for role in roles if role)


@dataclass(frozen=True, slots=True)
class Context:
    """The circumstances of a command. `key` identifies the activity or form for ever."""

    room: Room
    actor: Actor
    now: datetime
    key: str

    def id(self, what: str) -> str:
        """An id that is the same each time this very activity is handled."""
        return uuid.uuid5(_SPACE, f"{self.room.id}|{self.key}|{what}").hex

    def tell(self, person: str, view: str, subject: str, repeat: Repeat = Repeat.ONCE_MORE) -> Effect:
        """The promise to show a person something, 1:1."""
        return self._effect(EffectKind.TELL, view, subject, repeat, person=person)

    def post(self, organ: str, view: str, subject: str, repeat: Repeat = Repeat.ONCE_MORE) -> Effect:
        """The promise to show an organ's channel something."""
        return self._effect(EffectKind.POST, view, subject, repeat, organ=organ)

    def refresh(self, view: str, subject: str, person: str | None = None, organ: str | None = None) -> Effect:
        """The promise to bring a card that was sent before up to date."""
        return self._effect(EffectKind.REFRESH, view, subject, Repeat.FREELY, person=person, organ=organ)

    def file(self, view: str, subject: str) -> Effect:
        """The promise to file a document."""
        return self._effect(EffectKind.FILE, view, subject, Repeat.FREELY)

    def invite(self, view: str, subject: str) -> Effect:
        """The promise to send a calendar invitation."""
        return self._effect(EffectKind.INVITE, view, subject, Repeat.FREELY)

    def alert(self, person: str, view: str, subject: str) -> Effect:
        """The promise to send a text message to somebody's telephone."""
        return self._effect(EffectKind.ALERT, view, subject, Repeat.LABELLED, person=person)

    def check(self, person: str, view: str, subject: str) -> Effect:
        """The promise to try whether somebody's chat can be opened. Nobody notices it."""
        return self._effect(EffectKind.CHECK, view, subject, Repeat.FREELY, person=person)

    def tell_later(self, person: str, view: str, subject: str, after: timedelta) -> Effect:
        """The promise to show a person something, a while from now."""
        return replace(self.tell(person, view, subject), due_at=self.now + after)

    def _effect(
        self,
        kind: EffectKind,
        view: str,
        subject: str,
        repeat: Repeat,
        person: str | None = None,
        organ: str | None = None,
    ) -> Effect:
        name = f"{kind}:{view}:{subject}:{person or organ or ''}"
        return Effect(
            self.id(name), self.room.id, kind, view, subject, repeat, self.now, self.now, person=person, organ=organ
        )


def nobodys(room: Room, now: datetime, key: str) -> Context:
    """The circumstances of what nobody asked for just now: a sweep's, or what follows when a promise is carried out.
    The key makes the ids the same each time."""
    return Context(room, Actor("system", Standing.STAFF, True, frozenset()), now, key)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a command: the id of the thing it was about and the effects it promises."""

    subject: str
    effects: tuple[Effect, ...] = ()


Handler = Callable[[UnitOfWork, Any, Context], Outcome]
Rule = Callable[[UnitOfWork, Any, Context], bool]


def next_number(work: UnitOfWork, series: str) -> str:
    """The next neutral number of a series: «V-2026-7»."""
    return f"{series}-{work.count(series)}"
