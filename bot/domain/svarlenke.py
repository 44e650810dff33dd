"""The one-time link of a text message: how somebody who is not in Teams answers a call-out (UC-61).

Its code is a signature over what it is for and says nothing by itself. Only its hash is stored. It is used once, and
runs out when the meeting is over.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass, replace
from datetime import datetime

LENGTH = 22  # characters of base64: 132 bits


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """A link that was given out. `id` is the hash of its code, `turn` the time that it is about."""

    id: str
    room: str
    innkalling: str
    person: str
    turn: int
    expires_at: datetime
    used_at: datetime | None = None
    version: int = 0


def code_of(key: bytes, innkalling: str, person: str, turn: int) -> str:
    """The code for one person's answer about one time: always the same one."""
    message = f"svar|{innkalling}|{person}|{turn}".encode()
    return base64.urlsafe_b64encode(hmac.new(key, message, hashlib.sha256).digest()).decode()[:LENGTH]


def id_of(code: str) -> str:
    """What is stored of a code."""
    return hashlib.sha256(code.encode()).hexdigest()


def is_genuine(link: AnswerLink, key: bytes, code: str) -> bool:
    """Is the code what was signed for this link?"""
    wanted = code_of(key, link.innkalling, link.person, link.turn)
    return hmac.compare_digest(wanted.encode(), code.encode())


def is_open(link: AnswerLink, now: datetime) -> bool:
    """Neither used nor run out."""
    return link.used_at is None and now < link.expires_at


def used(link: AnswerLink, now: datetime) -> AnswerLink:
    """The link, used up."""
    return replace(link, used_at=now)
