"""Buttons are signed hints (T7): every button of every card, with each of its fields changed, does nothing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot import registry
from bot.cards.actions import FIELD
from bot.cards.guarded import QUESTIONS
from bot.dialogs.turn import TurnKind
from bot.ports import UnitOfWork
from bot.standins import card_reading
from bot.store.tables import KINDS
from tests.tilgang.cards import every_card
from tests.tilgang.explorer import Explorer, buttons, plain_answer
from tests.tilgang.people import COLUMNS
from tests.tilgang.states import State
from tests.tilgang.world import World

Json = dict[str, Any]
Card = tuple[str, Json]
FORGED = "Ola Nordmann 14831053748"
YEARS = 10 * 365 * 86400


@pytest.fixture(scope="module")
def cards(world: World, states: list[State]) -> list[Card]:
    """Every card there can be."""
    return asyncio.run(every_card(world, states))


def changed(button: Json) -> Iterator[tuple[str, Any]]:
    """A button's payload with one thing changed, and what was changed."""
    other = "varsling.avslutt" if button["do"] != "varsling.avslutt" else "hastemote.avlys"
    fields: dict[str, list[Any]] = {
        "do": [other, button["do"] + "x", "", f"{button['do']}|{button['on']}"],
        "on": ["v1" if button["on"] != "v1" else "h1", "", "../" + button["on"], button["on"] + "|0"],
        "n": [button["n"] + 1, button["n"] - 1, 10**9, "null"],
        "to": ["*", COLUMNS["ansatt"].id, ""],
        "until": [button["until"] + YEARS, 0, -1],
        "sig": [
            "",
            "0" * 32,
            button["sig"][:-1] + ("0" if button["sig"][-1] != "0" else "1"),
            button["sig"].upper() + "=",
        ],
        "v": [0, 2, "x"],
        "admin": [True],
    }
    for name, values in fields.items():
        yield from ((name, {**button, name: value}) for value in values if value != button.get(name))
    yield from ((f"uten {name}", {k: v for k, v in button.items() if k != name}) for name in ("do", "sig"))
    yield from (("form", odd) for odd in (None, [], "x", [button], {}, {"slt": button}))


async def test_a_changed_button_does_nothing(world: World, cards: list[Card]) -> None:
    for column, card in distinct(cards):
        for button in buttons(card):
            for what, payload in changed(button[FIELD]):
                turn = world.turn(COLUMNS[column], TurnKind.CARD, payload={**button, FIELD: payload})
                code, answer = await world.tried(turn)
                assert code in ("card_not_valid", "card_for_another"), (button, what)
                assert answer.card is None


def test_every_button_and_every_conversation_is_on_some_card(cards: list[Card]) -> None:
    seen = {button[FIELD]["do"] for _, card in cards for button in buttons(card)}
    assert set(registry.TABLES.buttons) <= seen
    assert set(registry.DIALOGS) <= {verb.partition(".")[0] for verb in seen}


def test_an_old_clients_button_carries_the_very_same(cards: list[Card]) -> None:
    executes = [a for _, card in cards for a in card_reading.actions(card) if a["type"] == "Action.Execute"]
    assert executes
    assert all(action["fallback"]["data"] == action["data"] for action in executes)


def test_a_card_is_made_for_one_person_and_runs_out(world: World, cards: list[Card]) -> None:
    for column, card in cards:
        for button in buttons(card):
            assert button[FIELD]["to"] == COLUMNS[column].id
            assert 0 < button[FIELD]["until"] - world.bot.parts.clock.now().timestamp() < YEARS


async def test_a_card_that_has_run_out_does_nothing(world: World, cards: list[Card]) -> None:
    clock = world.bot.parts.clock
    clock.moment, now = clock.moment.replace(year=clock.moment.year + 1), clock.moment  # type: ignore[attr-defined]
    for column, card in distinct(cards):
        for button in buttons(card):
            code, answer = await world.tried(world.turn(COLUMNS[column], TurnKind.CARD, payload=button))
            assert (code, answer.card) == ("card_too_old", None)
    clock.moment = now  # type: ignore[attr-defined]


def distinct(cards: list[Card]) -> list[Card]:
    """The cards without those that only repeat the buttons of another."""
    kinds: dict[tuple[str, ...], Card] = {}
    for column, card in cards:
        kinds.setdefault(tuple(b[FIELD]["do"] for b in buttons(card)), (column, card))
    return list(kinds.values())


async def test_what_a_card_does_not_offer_is_not_kept(world: World, states: list[State]) -> None:
    for state in states:
        own = [f["id"] for f in card_reading.inputs(state.card) if f["type"] not in ("Input.Text", "Input.Toggle")]
        filled = {f["id"]: "Uro i miljøet" for f in card_reading.inputs(state.card) if f["type"] == "Input.Text"}
        for button in buttons(state.card) if own else ():
            payload = {**button, **filled, **dict.fromkeys(own, FORGED)}
            _, answer, drafts = await Explorer(world, state.column).press(state, payload)
            assert FORGED not in json.dumps(answer.card, ensure_ascii=False), (state.dialog, state.at)
            assert not [d for d in drafts if FORGED in json.loads(d.answers).values()], (state.dialog, state.at)


async def test_a_field_that_the_card_does_not_have_is_kept_nowhere(world: World, states: list[State]) -> None:
    every = {f["id"] for state in states for f in card_reading.inputs(state.card)} | {"ukjent_felt"}
    for state in states:
        fields = card_reading.inputs(state.card)
        filled = {f["id"]: plain for f in fields if isinstance(plain := plain_answer(f), str)}
        extra = dict.fromkeys(every - {f["id"] for f in (*fields, *QUESTIONS)}, FORGED)
        for button in buttons(state.card):
            answer, kept = await looked_through(world, state, {**button, **filled, **extra})
            assert FORGED not in json.dumps(answer.card, ensure_ascii=False), (state.dialog, state.at)
            assert not kept, (state.dialog, state.at, kept)


async def looked_through(world: World, state: State, payload: Json) -> tuple[Any, list[str]]:
    """The answer to a press, and the kinds of rows that hold something forged after it."""
    found: list[str] = []

    def look(work: UnitOfWork) -> None:
        found[:] = [kind.__name__ for kind in KINDS if FORGED in repr(work.find(kind))]

    _, answer, _ = await Explorer(world, state.column).press(state, payload, then=look)
    return answer, found


async def test_a_text_is_no_longer_than_its_field(world: World, states: list[State]) -> None:
    state = next(s for s in states if (s.dialog, s.at) == ("meld", "beskriv"))
    for button in buttons(state.card):
        code, answer, _ = await Explorer(world, state.column).press(state, {**button, "seen": "uro " * 2000})
        assert (code, answer.card) == ("text_too_long", None)


async def test_what_stands_behind_a_word_is_not_kept_where_it_points_at_somebody(world: World) -> None:
    begun = await Explorer(world, "koordinator").from_word(f"grunnlag {FORGED}")
    assert begun
    assert not [state.at for state in begun if FORGED in str(dict(state.answers))]
