"""The audit log's chain: each row carries a code made of itself and of the row before it (threat T25).

Whoever can write to the database but has not the master key cannot change, add, move or take away a row without its
being seen: the code of a row that is changed is wrong, a row that is gone leaves a hole, and where the chain ends is
written down beside it under a code of its own. One chain per room. Pure: rows in, codes or the first fault out.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PURPOSE = b"slt-bot audit chain 1"
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_SHOWN = 32


class Line(NamedTuple):
    """What a row of the audit log says: ids and codes only."""

    room: str
    at: datetime
    actor: str
    action: str
    subject: str
    outcome: str


class Linked(NamedTuple):
    """A row as it stands in the database: its place in the chain, from one on, and its code. `seq` is its id there."""

    seq: int
    line: Line
    link: int | None
    mac: str | None


class Head(NamedTuple):
    """Where a room's chain ends: the last row's place and code, and a code that only we can make of the two."""

    link: int = 0
    mac: str = ""
    seal: str = ""


class Fault(StrEnum):
    """What is wrong at the first place where something is."""

    ENDRET = "endret"  # the row does not fit its code, or not the row before it
    MANGLER = "mangler"  # a row is gone
    SATT_INN = "satt_inn"  # a row has the place of another
    UTEN_KJEDE = "uten_kjede"  # a row was written by somebody else than us
    KUTTET = "kuttet"  # the last rows are gone
    SLUTT_ENDRET = "slutt_endret"  # where the chain ends was changed or removed
    ANKER = "anker"  # the chain is not the one it was when its end was written down outside the database


@dataclass(frozen=True, slots=True)
class Broken:
    """The first fault of a room's chain: at which place, and the id of the row where there is one."""

    fault: Fault
    link: int
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class Audited:
    """A room's log when it has been looked through: how many rows it says it has, its anchor, and the first fault."""

    room: str
    rows: int
    anchor: str
    fault: Broken | None


def chain_key(master: bytes) -> bytes:
    """The chain's own key, made from the master key: of the one nobody comes to the other (RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(master)


def code_of(key: bytes, before: str, link: int, line: Line) -> str:
    """A row's code: the row before it, its place, and everything it says."""
    at = line.at.astimezone(UTC).isoformat(timespec="microseconds")
    return _code(key, [before, link, line.room, at, line.actor, line.action, line.subject, line.outcome])


def sealed_end(key: bytes, room: str, link: int, mac: str) -> Head:
    """The end of a chain, which nobody else can set back to an earlier row."""
    return Head(link, mac, _code(key, ["end", room, link, mac]))


def continued(key: bytes, room: str, head: Head, lines: Sequence[Line]) -> tuple[list[tuple[int, str]], Head]:
    """The place and code of each new row, and the new end."""
    link, mac = head.link, head.mac
    places = []
    for line in lines:
        link, mac = link + 1, code_of(key, mac, link + 1, line)
        places.append((link, mac))
    return places, sealed_end(key, room, link, mac)


def anchor(link: int, mac: str) -> str:
    """The end of a chain, short, to be kept outside the database. Letters alone: no log takes it for a number."""
    return f"{link}.{mac[:_SHOWN].translate(_LETTERS)}"


def first_fault(
    key: bytes, room: str, rows: Iterable[Linked], head: Head | None, anchors: Sequence[str] = ()
) -> Broken | None:
    """The first fault of a room's chain, or None. `rows` in the order of their places, those without one first."""
    wanted = {int(link): text for text in anchors for link in [text.partition(".")[0]]}
    at, before = 0, ""
    for row in rows:
        found = _fault_of(key, row, at, before)
        if found is not None:
            return found
        at, before = at + 1, row.mac or ""
        if at in wanted and wanted[at] != anchor(at, before):
            return Broken(Fault.ANKER, at, row.seq)
    return _at_the_end(key, room, at, before, head, max(wanted, default=0))


def _fault_of(key: bytes, row: Linked, at: int, before: str) -> Broken | None:
    if row.link is None or row.mac is None:
        return Broken(Fault.UTEN_KJEDE, at, row.seq)
    if row.link > at + 1:
        return Broken(Fault.MANGLER, at + 1)
    if row.link <= at:
        return Broken(Fault.SATT_INN, row.link, row.seq)
    right = hmac.compare_digest(row.mac, code_of(key, before, row.link, row.line))
    return None if right else Broken(Fault.ENDRET, row.link, row.seq)


def _at_the_end(key: bytes, room: str, at: int, before: str, head: Head | None, anchored: int) -> Broken | None:
    if head is None:
        return Broken(Fault.SLUTT_ENDRET, at) if at or anchored else None
    if head != sealed_end(key, room, head.link, head.mac):
        return Broken(Fault.SLUTT_ENDRET, at)
    if head.link > at or anchored > at:
        return Broken(Fault.KUTTET, at + 1)
    return None if (head.link, head.mac) == (at, before) else Broken(Fault.SLUTT_ENDRET, at)


def _code(key: bytes, said: list[str | int]) -> str:
    return hmac.digest(key, json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode(), "sha256").hex()
