"""The consent form: where the blank one lies, and a signed one on its way into the restricted library.

Nothing is read in a signed form and no copy is kept. All that is stored on the way is the address it is fetched from,
sealed, and that is erased when the form has been fetched or given up (reliability T6, T17).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.sealed import NO_TEXT, Sealed

LIFETIME = timedelta(hours=1)
"""How long a file that was sent waits for its sender to say which consent it belongs to."""


@dataclass(frozen=True, slots=True)
class Skjema:
    """A blank form: one edition of it in one language. `waiting` are those who are told when it has been filed."""

    id: str
    room: str
    language: str
    issued_at: datetime
    web_url: str = ""
    waiting: tuple[str, ...] = ()
    version: int = 0


@dataclass(frozen=True, slots=True)
class Innlevering:
    """A signed form on its way. `samtykke` is empty until its sender has said which consent it belongs to."""

    id: str
    room: str
    person: str
    received_at: datetime
    expires_at: datetime
    url: Sealed = NO_TEXT
    samtykke: str = ""
    version: int = 0
