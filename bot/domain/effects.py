"""What a committed command promises to do outside, as values.

An effect row is the promise; a durable workflow carries it out. Effects hold ids only: the card or document
is rendered when it is sent, and every gate is checked again at that moment (architecture, "Durable work").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class EffectKind(StrEnum):
    """Which outside world the effect goes to."""

    TELL = "tell"  # a message or card to one person, 1:1
    POST = "post"  # a message or card in an organ's channel
    REFRESH = "refresh"  # bring a card that was sent before up to date
    FILE = "file"  # a document into the library
    INVITE = "invite"  # a calendar invitation
    ALERT = "alert"  # a text message to one person's telephone
    CHECK = "check"  # opening one person's chat without a word in it


class Repeat(StrEnum):
    """What may happen when nobody knows whether an attempt got through (architecture, "Effect classes")."""

    FREELY = "freely"  # a fixed name or place: repeating changes nothing
    LABELLED = "labelled"  # at least once; a repeat says that it is one
    ONCE_MORE = "once_more"  # at most one doubtful repeat
    NEVER = "never"  # discloses something: a human decides


class EffectState(StrEnum):
    """How far an effect has come."""

    PENDING = "pending"
    UNDER_WAY = "under_way"
    DONE = "done"
    FAILED = "failed"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Effect:
    """One promise. `view` names what is rendered (a row of a literal table), `subject` the thing it is about,
    `person` or `organ` the recipient. `due_at` is when it may next be tried, UTC."""

    id: str
    room: str
    kind: EffectKind
    view: str
    subject: str
    repeat: Repeat
    created_at: datetime
    due_at: datetime
    person: str | None = None
    organ: str | None = None
    state: EffectState = EffectState.PENDING
    attempts: int = 0
    doubtful: int = 0
    reason: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class TryAgain:
    """Try again at this moment. `counted` says whether there was an attempt at all."""

    at: datetime
    labelled: bool = False
    counted: bool = True


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Stop trying; `state` says how it ends and `reason` is a short code."""

    state: EffectState
    reason: str


MAX_ATTEMPTS = 8
MAX_BREAKAGES = 5
WAITS = (2, 5, 15, 60, 300, 900, 3600)  # seconds


def after_not_done(effect: Effect, now: datetime, told_to_wait: float | None) -> TryAgain | GiveUp:
    """What follows when the attempt surely did nothing. Never earlier than told (failure F7)."""
    if effect.attempts >= MAX_ATTEMPTS:
        return GiveUp(EffectState.FAILED, "too_many_attempts")
    wait = WAITS[min(effect.attempts, len(WAITS)) - 1] if effect.attempts else WAITS[0]
    return TryAgain(now + timedelta(seconds=max(wait, told_to_wait or 0)))


def after_doubt(effect: Effect, now: datetime) -> TryAgain | GiveUp:
    """What follows when the attempt may have got through (failures F6 and F8)."""
    if effect.repeat is Repeat.NEVER:
        return GiveUp(EffectState.HELD, "doubtful")
    if effect.repeat is Repeat.ONCE_MORE and effect.doubtful >= 1:
        return GiveUp(EffectState.HELD, "doubtful_twice")
    if effect.attempts >= MAX_ATTEMPTS:
        return GiveUp(EffectState.FAILED, "too_many_attempts")
    wait = WAITS[min(effect.doubtful, len(WAITS) - 1)]
    return TryAgain(now + timedelta(seconds=wait), labelled=effect.repeat is Repeat.LABELLED)


def after_breakage(effect: Effect, now: datetime) -> TryAgain | GiveUp:
    """What follows when our own code failed on it (a poison row, failure F29): a few tries, then a person."""
    if effect.attempts >= MAX_BREAKAGES:
        return GiveUp(EffectState.FAILED, "broken")
    return TryAgain(now + timedelta(seconds=WAITS[max(effect.attempts, 1) - 1]))
