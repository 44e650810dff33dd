"""Every button's payload: typed, versioned and signed.

A payload is a hint (threat T7): it names a verb and a thing, is bound to its recipient and runs out. What it
may do is decided again from who pressed it.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import NotAllowed

ANYBODY = "*"
LIFETIME = timedelta(days=120)
FIELD = "slt"


class Do(BaseModel):
    """What a button asks for. `on` is the thing's id, `n` its version when the card was made, `to` whom the
    card was made for, `until` when it runs out (seconds since 1970)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    v: Literal[1] = 1
    do: str
    on: str = ""
    n: int = 0
    to: str = ANYBODY
    until: int = 0

    def message(self) -> bytes:
        """What is signed."""
        return "|".join((str(self.v), self.do, self.on, str(self.n), self.to, str(self.until))).encode()


class _Signed(Do):
    sig: str


@dataclass(frozen=True, slots=True)
class Ink:
    """Signs the buttons of one card: for one recipient, from one moment. `submit` makes Action.Submit buttons,
    as Teams dialogs want them."""

    key: bytes
    to: str
    now: datetime
    submit: bool = False

    def data(self, verb: str, on: str = "", n: int = 0) -> dict[str, Any]:
        """The payload of a button."""
        do = Do(do=verb, on=on, n=n, to=self.to, until=int((self.now + LIFETIME).timestamp()))
        return {FIELD: {**do.model_dump(), "sig": _sign(self.key, do)}}


def read(key: bytes, payload: Mapping[str, Any], person: str, now: datetime) -> tuple[Do, dict[str, str]]:
    """The button and the inputs of a payload. Raises NotAllowed for anything forged, misplaced or too old."""
    try:
        signed = _Signed.model_validate(payload.get(FIELD))
    except ValidationError as error:
        raise NotAllowed("card_not_valid") from error
    do = Do(**signed.model_dump(exclude={"sig"}))
    if not hmac.compare_digest(_sign(key, do).encode(), signed.sig.encode()):
        raise NotAllowed("card_not_valid")
    if do.to not in (ANYBODY, person):
        raise NotAllowed("card_for_another")
    if do.until < now.timestamp():
        raise NotAllowed("card_too_old")
    return do, inputs(payload)


def inputs(payload: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in: text by input id, without the button's own field."""
    return {k: v.strip() for k, v in payload.items() if k != FIELD and isinstance(v, str)}


def _sign(key: bytes, do: Do) -> str:
    return hmac.new(key, do.message(), hashlib.sha256).hexdigest()[:32]
