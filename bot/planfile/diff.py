"""What changes from one generation of a plan to the next (UC-03): a coordinator reads it before the switch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.domain.plan import Organ, Plan, Tiltak
from bot.planfile.compared import HEAD, OBLIGATION, ORGAN, TILTAK, Field, Fields, Many, Side


class Turn(StrEnum):
    """What happened to a thing."""

    ADDED = "nytt"
    REMOVED = "borte"
    CHANGED = "endret"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what kind of thing, which one, and a sentence."""

    turn: Turn
    kind: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """The two plans, and the kind of thing being compared."""

    kind: str
    fields: Fields
    old: Side
    new: Side

    def changes(self, name: str, before: Any, after: Any) -> Iterator[Change]:
        """Every field in which a thing differs."""
        for field in self.fields:
            told = self._one(field, before, after) if isinstance(field, Field) else self._many(field, before, after)
            for text in told:
                yield Change(Turn.CHANGED, self.kind, name, text)

    def _one(self, field: Field, before: Any, after: Any) -> Iterator[str]:
        if field.value(before) != field.value(after):
            yield f"{field.word}: {field.said(before, self.old)} → {field.said(after, self.new)}"

    def _many(self, field: Many, before: Any, after: Any) -> Iterator[str]:
        old, new = dict(field.items(before, self.old)), dict(field.items(after, self.new))
        yield from (f"ikke lenger {field.word}: {said}" for key, said in old.items() if key not in new)
        yield from (f"nå også {field.word}: {said}" for key, said in new.items() if key not in old)


def diff(old: Plan, new: Plan) -> tuple[Change, ...]:
    """Every change that matters to people: the plan's head, organs, obligations and tiltak."""
    sides = Side(old), Side(new)
    return (
        *Pair("planen", HEAD, *sides).changes(new.title, old, new),
        *_things(Pair("organ", ORGAN, *sides), old.organs, new.organs, _same_ids(new.organs)),
        *_things(
            Pair("forpliktelse", OBLIGATION, *sides), old.obligations, new.obligations, _same_ids(new.obligations)
        ),
        *_things(Pair("tiltak", TILTAK, *sides), old.tiltak, new.tiltak, _continued(old, new)),
    )


def _things(pair: Pair, old: Sequence[Any], new: Sequence[Any], former: Mapping[str, str]) -> Iterator[Change]:
    """`former` tells which old thing a new one carries on, by id."""
    by_id = {thing.id: thing for thing in old}
    carried = set(former.values())
    for thing in old:
        if thing.id not in carried:
            yield Change(Turn.REMOVED, pair.kind, _name(thing), "er ikke med lenger")
    for thing in new:
        before = by_id.get(former.get(thing.id, ""))
        if before is None:
            yield Change(Turn.ADDED, pair.kind, _name(thing), "er nytt i planen")
        else:
            yield from pair.changes(_name(thing), before, thing)


def _name(thing: Any) -> str:
    if isinstance(thing, Tiltak):
        return f"{thing.title} ({thing.id})"
    return thing.name if isinstance(thing, Organ) else str(thing.title)


def _same_ids(things: Sequence[Any]) -> Mapping[str, str]:
    return {thing.id: thing.id for thing in things}


def _continued(old: Plan, new: Plan) -> Mapping[str, str]:
    """What the file says it continues; else the same id; else the only one of that title. Nothing is guessed."""
    ids = {tiltak.id for tiltak in old.tiltak}
    titles = [_plain(tiltak) for tiltak in old.tiltak]
    by_title = {_plain(tiltak): tiltak.id for tiltak in old.tiltak if titles.count(_plain(tiltak)) == 1}
    former = {
        tiltak.id: tiltak.continues or (tiltak.id if tiltak.id in ids else by_title.get(_plain(tiltak), ""))
        for tiltak in new.tiltak
    }
    return {key: value for key, value in former.items() if value}


def _plain(tiltak: Tiltak) -> str:
    return "".join(letter for letter in tiltak.title.lower() if letter.isalnum())
