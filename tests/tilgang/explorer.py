"""Goes through a conversation as everybody could: every button of every step, with every choice.

A conversation is its draft, so each step is tried from its answers, in a transaction of which nothing is kept.
"""

from __future__ import annotations

import copy
import json
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from bot import registry
from bot.cards.actions import FIELD, Ink
from bot.cards.kit import BEGIN
from bot.dialogs.turn import TurnKind
from bot.domain.people import Standing
from bot.domain.room import Draft, RosterEntry
from bot.ports import UnitOfWork
from bot.standins import card_reading
from bot.standins.card_reading import CannotPress
from tests.tilgang.people import COLUMNS
from tests.tilgang.states import State
from tests.tilgang.world import NOW, World

Json = dict[str, Any]
DRAFT = "utforsket"
VARIANTS = 12  # of a step, by which answers it has
MOST_CHOICES = 6
NEUTRAL = "Uro i miljøet på kveldene"
TEXTS = (
    NEUTRAL,
    "De har kniv med seg og skal banke noen i kveld",
    "Barnet blir slått hjemme av foreldrene",
    "Nakenbilder av ungdommer i klassen, se vedlegg",
    "En voksen mann tilbyr ungdommene rus mot tjenester",
    "En gutt har begynt å skulke og henger med eldre",
)
"""What is written in text fields: neutral words, and words that lead to each of the screens in between."""


@dataclass
class Explorer:
    """Tries things in a world as one person."""

    world: World
    column: str
    found: list[State] = field(default_factory=list)

    async def from_word(self, word: str) -> list[State]:
        """Every state that can be reached from what a word begins."""
        person = COLUMNS[self.column]
        drafts = self._drafts_after()
        _, answer = await self.world.tried(self.world.turn(person, TurnKind.TEXT, text=word))
        self._let_go()
        for draft in drafts:
            card = next(m.card for m in answer.messages if m.card)
            await self._from(State(draft.dialog, self.column, json.loads(draft.answers), dict(card)))
        return self.found

    async def from_button(self, dialog: str, about: str) -> list[State]:
        """Every state that can be reached from a button that begins a conversation about something."""
        key, person = self.world.bot.parts.settings.card_key, COLUMNS[self.column]
        payload = Ink(key, person.id, NOW).data(f"{BEGIN}.{dialog}", about)
        drafts = self._drafts_after()
        _, answer = await self.world.tried(self.world.turn(person, TurnKind.CARD, payload=payload))
        self._let_go()
        for draft in drafts:
            await self._from(State(dialog, self.column, json.loads(draft.answers), dict(answer.card or {})))
        return self.found

    async def press(
        self,
        state: State,
        payload: Json,
        *,
        also: Callable[[UnitOfWork], None] | None = None,
        then: Callable[[UnitOfWork], None] | None = None,
    ) -> Any:
        """Press something in a state: the code, the answer, and what has become of the draft. `also` adds to what is
        there before, `then` looks at what it has come to."""
        person = COLUMNS[self.column]

        def begin(work: UnitOfWork) -> None:
            work.put(_draft(self.world, state))
            if also:
                also(work)

        drafts = self._drafts_after(then)
        self.world.store.before = begin
        code, answer = await self.world.tried(self.world.turn(person, TurnKind.CARD, payload=payload))
        self._let_go()
        return code, answer, drafts

    async def _from(self, first: State) -> None:
        first = await self._shown(first)
        waiting, seen = deque([first]), Counter([first.at])
        while waiting:
            state = waiting.popleft()
            self.found.append(state)
            for payload in presses(state.card):
                _, answer, drafts = await self.press(state, payload)
                for draft in drafts:
                    after = State(state.dialog, self.column, json.loads(draft.answers), dict(answer.card or {}))
                    if seen[after.at] < VARIANTS and _kind(after) not in map(_kind, (*self.found, *waiting)):
                        seen[after.at] += 1
                        waiting.append(await self._shown(after))

    async def _shown(self, state: State) -> State:
        """The state with the card of our own draft: a button of another version shows it and does nothing."""
        payload = copy.deepcopy(next(iter(buttons(state.card)), None))
        if payload is None:
            return state
        _, answer, _ = await self.press(state, self._signed(payload[FIELD]["do"], n=-1))
        return replace(state, card=dict(answer.card or state.card))

    def _signed(self, verb: str, n: int) -> Json:
        key = self.world.bot.parts.settings.card_key
        return Ink(key, COLUMNS[self.column].id, NOW).data(verb, DRAFT, n)

    def _drafts_after(self, then: Callable[[UnitOfWork], None] | None = None) -> list[Draft]:
        found: list[Draft] = []

        def look(work: UnitOfWork) -> None:
            found[:] = work.find(Draft)
            if then:
                then(work)

        self.world.store.after = look
        return found

    def _let_go(self) -> None:
        self.world.store.before = self.world.store.after = lambda work: None


STARTS: tuple[tuple[str, str], ...] = (
    ("koordinator", "agenda fagteam"),
    ("koordinator", "agenda politirådet"),
    ("medlem", "agenda"),
    ("medlem", "utsett"),
    ("medlem", "utsett 9. trinn gjennomført 12. februar"),
    ("sekretær", "referat"),
)
"""Who begins what, beside the coordinator who begins every word. Together they come to every step there is."""

BY_BUTTON: tuple[tuple[str, str, str], ...] = (
    ("koordinator", "mer", "v1"),
    ("koordinator", "henvis", "v1"),
    ("koordinator", "sla_sammen", "v1"),
    ("koordinator", "avslutt", "v1"),
    ("ansatt", "tillegg", "v1"),
)
"""Who begins what by a button on a card, and about what."""

ONLY_ELSEWHERE = {
    ("kall", "ikke_i_planen"),
    ("ovelse", "ikke_i_planen"),
    ("bekreft", "bekreft"),
    ("hastereferat", "ingen"),
    ("flytt_hastemote", "ingen"),
}
"""Steps that this plan never leads to, one that only a meeting that goes on now has, and one without a hastemøte."""


async def every_state(world: World) -> list[State]:
    """Every state of every conversation."""
    words = [("koordinator", name) for name, word in registry.TABLES.words.items() if word.dialog]
    spoken = [state for column, word in (*words, *STARTS) for state in await Explorer(world, column).from_word(word)]
    pressed = [state for who, dialog, on in BY_BUTTON for state in await Explorer(world, who).from_button(dialog, on)]
    return [*spoken, *pressed]


def buttons(card: Mapping[str, Any]) -> Iterator[Json]:
    """The payloads of a card's own buttons."""
    for action in card_reading.actions(card):
        if isinstance(action.get("data"), dict) and FIELD in action["data"]:
            yield dict(action["data"])


def presses(card: Json) -> Iterator[Json]:
    """Every button with every way of filling in the card that a client would send."""
    filled = list(_fillings(card))
    for action in card_reading.actions(card):
        if FIELD not in (action.get("data") or {}):
            continue
        for answers in filled if action.get("associatedInputs") != "none" else [{}]:
            yield {**action["data"], **answers}


def _fillings(card: Json) -> Iterator[Json]:
    """As it stands; filled in with each text; and each choice in turn."""
    fields = card_reading.inputs(card)
    base = {f["id"]: plain_answer(f) for f in fields}
    tries: list[dict[str, Any]] = [{}, base]
    texts = [f["id"] for f in fields if f["type"] == "Input.Text" and f.get("isMultiline")]
    tries += [{**base, **dict.fromkeys(texts, text)} for text in TEXTS[1:] if texts]
    chosen = [f for f in fields if f["type"] == "Input.ChoiceSet"][:MOST_CHOICES]
    tries += [{**base, f["id"]: c["title"]} for f in chosen for c in f.get("choices", ())[:MOST_CHOICES]]
    for answers in tries:
        try:
            yield card_reading.fill(card, {k: v for k, v in answers.items() if v not in (None, "")})
        except CannotPress:
            continue


def plain_answer(field: Json) -> Any:
    """A sensible answer to a field."""
    match field["type"]:
        case "Input.ChoiceSet":
            return field.get("value", "").split(",")[0] or field["choices"][0]["title"] if field["choices"] else None
        case "Input.Date":
            return field.get("value") or (NOW + timedelta(days=30)).date().isoformat()
        case "Input.Time":
            return field.get("value") or "10:00"
        case "Input.Number":
            return field.get("value") or "2"
        case "Input.Toggle":
            return True
    longest = field.get("maxLength", 100)
    return "" if field["id"] == "not_names" else NEUTRAL[: int(longest)]


def _kind(state: State) -> tuple[str, frozenset[str]]:
    return state.at, frozenset(state.answers)


def _draft(world: World, state: State) -> Draft:
    person = COLUMNS[state.column].id
    return Draft(DRAFT, world.room.id, state.dialog, person, state.sealed, NOW, NOW + timedelta(hours=1))


def become(column: str, standing: Standing, *, in_team: bool) -> Callable[[UnitOfWork], None]:
    """That a person's place in the room has changed since."""

    def change(work: UnitOfWork) -> None:
        entry = work.get(RosterEntry, COLUMNS[column].id)
        assert entry is not None
        work.put(replace(entry, standing=standing, in_team=in_team))

    return change
