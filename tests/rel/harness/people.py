"""The people of a storm: those who are asked answer, and the coordinators end what is done."""

from __future__ import annotations

import asyncio
import random
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.domain.hastemote import OPEN, Hastemote
from bot.domain.innkalling import Innkalling, Rung
from bot.ports import Among
from bot.standins.card_reading import cards_of, visible_text
from bot.standins.connector.ledger import Entry
from tests.rel.harness.town import Town
from tests.rel.harness.world import press

if TYPE_CHECKING:
    from tests.rel.harness.storm import Storm

QUESTION = "Du kalles inn til hastemøte"
END, SURE = "Avslutt", "Ja, avslutt"
PATIENCE = 30.0
OPEN_FOR = timedelta(minutes=8)
UNDER_WAY = Among(OPEN)


async def answer(storm: Storm) -> None:
    """Everybody who is asked answers, sooner or later or never, some from two devices."""
    ledger, seen, tasks = storm.world.connector.ledger, 0, set()
    try:
        while True:
            await ledger.changed_since(seen, 1.0)
            news, seen = ledger.history(after=seen), ledger.last
            for entry in news:
                _keep_live_card(storm, entry)
                for card in question_cards(entry):
                    task = asyncio.create_task(_reply(storm, entry, card))
                    tasks.add(task)
                    task.add_done_callback(tasks.discard)
    finally:
        for task in list(tasks):
            task.cancel()


async def _reply(storm: Storm, entry: Entry, card: dict[str, Any]) -> None:
    row, actor = subject_of(card), storm.world.connector.actor_of(entry.conversation)
    if actor is None or (row, actor.key) in storm.answered:
        return
    storm.answered.add((row, actor.key))
    chosen = random.Random(f"{storm.plan.seed}:{row[-8:]}:{actor.key}")
    if chosen.random() < storm.plan.silent:
        return
    answer = chosen.choices(["Kommer", "Kommer, men blir forsinket", "Kan ikke"], [9, 2, 3])[0]
    await asyncio.sleep(chosen.choice((2, 10, 40, 90)) * chosen.random() / storm.plan.pace)
    devices = range(chosen.choice((1, 1, 1, 2)))
    presses = [press(storm.world, actor, card, answer, {}, chosen, entry.activity_id) for _ in devices]
    await asyncio.gather(*presses)


def has_button(card: dict[str, Any], title: str) -> bool:
    """Can it be pressed there?"""
    return any(action.get("title") == title for action in card.get("actions", ()))


def _keep_live_card(storm: Storm, entry: Entry) -> None:
    for card in cards_of(entry.activity):
        if has_button(card, END):
            storm.live[entry.conversation][subject_of(card)] = card, entry.activity_id


async def seen_by_the_coordinator(storm: Storm, town: Town, before: int) -> None:
    """Wait until the coordinator has more live cards than before, but not for ever: one may be held in doubt."""
    ledger, ends = storm.world.connector.ledger, time.monotonic() + PATIENCE
    while len(storm.live[town.coordinator.chat_id]) <= before and time.monotonic() < ends:
        await ledger.changed_since(ledger.last, 1.0)


async def close(storm: Storm, town: Town) -> None:
    """The coordinator ends each call-out a while after everything has been done for it."""
    chosen = random.Random(f"{storm.plan.seed}:{town.number}:close")
    while True:
        await asyncio.sleep(2)
        for mote in await storm.read(town, Hastemote, status=UNDER_WAY):
            rows = await storm.read(town, Innkalling, hastemote=mote.id)
            old = storm.clock.now() - mote.created_at >= OPEN_FOR
            cards = storm.live[town.coordinator.chat_id]
            if old and mote.id in cards and all(map(is_done, rows)):
                card, message = cards[mote.id]
                sure = (await press(storm.world, town.coordinator, card, END, {}, chosen, message))["value"]
                if isinstance(sure, dict) and has_button(sure, SURE):  # otherwise again in the next round
                    await press(storm.world, town.coordinator, sure, SURE, {}, chosen, message)


def is_done(row: Innkalling) -> bool:
    """Covered, or at the telephone."""
    return row.covered or (row.link.rung is Rung.TELEFON and bool(row.phoned))


def question_cards(entry: Entry) -> list[dict[str, Any]]:
    """The cards of a message that ask somebody to come, and not those that show their answer."""
    if entry.op != "send":
        return []
    texts = [(card, "\n".join(visible_text(card))) for card in cards_of(entry.activity)]
    return [card for card, text in texts if QUESTION in text and "Svaret ditt" not in text]


def subject_of(card: dict[str, Any]) -> str:
    """Which agency's row a question is about, as its buttons say."""
    for action in card.get("actions", ()):
        data = action.get("data", {}).get("slt")
        if data:
            return str(data["on"])
    return ""
