"""Authorisation: everything people can ask for × everybody who can ask (reliability, G7 and T9–T11).

The tables are written by hand in `tables.py`; here they are held against what the product does. What is not in a
table fails: nothing is let through by being forgotten.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot import registry
from bot.cards.actions import Ink
from bot.dialogs.turn import Answer, TurnKind
from tests.tilgang import tables
from tests.tilgang.commands import BUTTON_SUBJECTS, COMMANDS
from tests.tilgang.people import COLUMNS, Column
from tests.tilgang.tables import rows, told_apart
from tests.tilgang.things import MARKERS
from tests.tilgang.world import NOW, World, open_world

FILLED = {"comment": "Rett", "valid_to": "2026-12-01", "samtykke": "s1"}
REFUSALS = {"not_allowed", "card_for_another"}
UNKNOWN = Column("5a1e0000-0000-4000-8000-00000000dead")


def cell(code: str) -> str:
    """What a table says for it; any other code is a fault of the table's example."""
    return "-" if code in REFUSALS else code


async def said(world: World, column: Column, text: str, **where: Any) -> tuple[str, Answer]:
    """Somebody writes something."""
    return await world.tried(world.turn(column, TurnKind.TEXT, text=text, **where))


async def pressed(world: World, column: Column, verb: str, on: str, **where: Any) -> tuple[str, Answer]:
    """Somebody presses a button that was signed for them, and so has got past the signature."""
    payload = Ink(world.bot.parts.settings.card_key, column.id, NOW).data(verb, on, 1)
    return await world.tried(world.turn(column, TurnKind.CARD, payload={**payload, **FILLED}, **where))


# --- nothing is forgotten -------------------------------------------------------------------------------------------


def test_every_command_has_a_row_and_every_row_an_example() -> None:
    assert set(rows(tables.COMMANDS)) == set(COMMANDS)
    assert {type(command) for command in COMMANDS.values()} == set(registry.CASES)
    assert all(name.split()[0] == type(command).__name__ for name, command in COMMANDS.items())


def test_every_conversation_word_and_button_has_a_row() -> None:
    assert set(rows(tables.DIALOGS)) == set(registry.DIALOGS)
    assert {name.split()[0] for name in rows(tables.WORDS)} == set(registry.TABLES.words)
    assert {name.split()[0] for name in rows(tables.BUTTONS)} == set(registry.TABLES.buttons)


def test_everything_that_can_be_read_has_a_row() -> None:
    assert set(rows(tables.SEES)) == set(MARKERS)


def test_what_stands_in_no_table_is_refused(world: World) -> None:
    class Unheard:
        """A command that nobody has given a rule."""

    assert not any(world.may(column, Unheard()) for column in COLUMNS)


# --- the tables ---------------------------------------------------------------------------------------------------


def test_commands(world: World) -> None:
    found = {n: {c: "ja" if world.may(c, command) else "-" for c in COLUMNS} for n, command in COMMANDS.items()}
    assert not told_apart(rows(tables.COMMANDS), found)


def test_conversations(world: World) -> None:
    def may(column: str, name: str) -> bool:
        rule = registry.DIALOGS[name].rule
        return world.store.now(world.room.id, lambda work: rule(work, None, world.context(work, column)))

    found = {name: {c: "ja" if may(c, name) else "-" for c in COLUMNS} for name in registry.DIALOGS}
    assert not told_apart(rows(tables.DIALOGS), found)


@pytest.mark.parametrize("word", rows(tables.WORDS))
async def test_words(world: World, word: str) -> None:
    found = {c: cell((await said(world, column, word))[0]) for c, column in COLUMNS.items()}
    assert not told_apart({word: rows(tables.WORDS)[word]}, {word: found})


@pytest.mark.parametrize("button", rows(tables.BUTTONS))
async def test_buttons(world: World, button: str) -> None:
    verb, _, about = button.partition(" ")
    on = BUTTON_SUBJECTS.get(about, about)
    found = {c: cell((await pressed(world, column, verb, on))[0]) for c, column in COLUMNS.items()}
    assert not told_apart({button: rows(tables.BUTTONS)[button]}, {button: found})


async def test_what_can_be_read_by_writing_every_word(world: World) -> None:
    found: dict[str, dict[str, str]] = {marker: {} for marker in MARKERS}
    for name, column in COLUMNS.items():
        answers = [(await said(world, column, word))[1] for word in rows(tables.WORDS)]
        shown = json.dumps([m.card for a in answers for m in a.messages], ensure_ascii=False)
        for marker, text in MARKERS.items():
            found[marker][name] = "ja" if text in shown else "-"
    assert not told_apart(rows(tables.SEES), found)


async def test_help_lists_what_one_may_write_and_nothing_else(world: World) -> None:
    listed = [name for _, names in registry.TABLES.groups for name in names]
    assert sorted(listed) == sorted(name for name, word in registry.TABLES.words.items() if word.what)
    found: dict[str, dict[str, str]] = {name: {} for name in listed}
    for column, who in COLUMNS.items():
        said_ = json.dumps((await said(world, who, "hjelp"))[1].messages[0].card, ensure_ascii=False)
        for name in listed:
            found[name][column] = "ja" if f'"{registry.TABLES.words[name].name}: "' in said_ else "-"
    assert not told_apart({name: rows(tables.WORDS)[name] for name in listed}, found)


def test_a_municipality_that_has_not_opened_for_all_staff(tmp_path: Path) -> None:
    narrow = open_world(tmp_path, meld_open_to_all=False)
    table = rows(tables.OTHER_CHOICE)
    found = {n: {c: "ja" if narrow.may(c, COMMANDS[n]) else "-" for c in COLUMNS} for n in table}
    narrow.bot.store.close()
    assert not told_apart(table, found)


# --- how it is refused ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", registry.TABLES.words)
async def test_an_account_nobody_knows_is_told_nothing_and_audited(world: World, word: str) -> None:
    code, answer = await said(world, UNKNOWN, word)
    assert code == "unknown_person"
    assert (UNKNOWN.id, "unknown_person") in world.store.audited
    assert not any(message.card for message in answer.messages)


@pytest.mark.parametrize("word", registry.TABLES.words)
async def test_another_tenant_gets_no_answer_at_all(world: World, word: str) -> None:
    turn = world.turn(COLUMNS["koordinator"], TurnKind.TEXT, tenant="5a1e0000-0000-4000-8000-0000000000ff", text=word)
    assert (await world.tried(turn))[1] == Answer()


@pytest.mark.parametrize("button", rows(tables.BUTTONS))
async def test_a_refusal_shows_nothing_of_the_thing(world: World, button: str) -> None:
    verb, _, about = button.partition(" ")
    who = "tidligere" if rows(tables.BUTTONS)[button]["tidligere"] == "-" else "elev"
    _, answer = await pressed(world, COLUMNS[who], verb, BUTTON_SUBJECTS.get(about, about))
    assert answer.card is None
    assert not answer.messages


@pytest.mark.parametrize("button", rows(tables.BUTTONS))
async def test_a_forwarded_card_does_nothing_for_who_gets_it(world: World, button: str) -> None:
    verb, _, about = button.partition(" ")
    data = Ink(world.bot.parts.settings.card_key, COLUMNS["koordinator"].id, NOW).data(verb, about, 1)
    for column in list(COLUMNS.values())[1:]:
        code, answer = await world.tried(world.turn(column, TurnKind.CARD, payload=data))
        assert (code, answer.card) == ("card_for_another", None)


@pytest.mark.parametrize("button", rows(tables.BUTTONS))
async def test_ones_own_card_is_not_answered_where_others_see_it(world: World, button: str) -> None:
    verb, _, about = button.partition(" ")
    channel = world.room.channels["fagteam"]
    code, answer = await pressed(world, COLUMNS["koordinator"], verb, about, channel=channel)
    assert (code, answer.card) == ("personal_only", None)


@pytest.mark.parametrize("word", rows(tables.WORDS))
async def test_in_a_channel_only_help_and_the_channels_own_card_are_given(world: World, word: str) -> None:
    channel = world.room.channels["fagteam"]
    code, _ = await said(world, COLUMNS["koordinator"], word, channel=channel)
    assert code == ("ja" if word in ("hjelp", "kanalkort", "takk") else "personal_only")
