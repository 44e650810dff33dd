"""A process that types a canary into every field there is, over HTTP, and is then killed where it stands.

`python -m tests.tilgang.typist FOLDER DATABASE MODE`: the folder holds `states.json`, and gets `report.json`. All the
process says, at DEBUG and from every library, is its standard error. MODE «handlers» or «views» lets that part of
the product raise with all the text it has, as a fault of ours would.
"""

from __future__ import annotations

import asyncio
import dataclasses
import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot import registry
from bot.cards.actions import FIELD, Ink
from bot.domain.effects import Effect, EffectState
from bot.domain.room import Draft, RoleHolder
from bot.logs import set_up
from bot.ports import Among, UnitOfWork
from bot.standins import activities, card_reading
from bot.standins.client import Reply
from bot.standins.connector.state import CONNECTOR
from bot.usecases.deliveries import Show
from tests.scenarios.house import House, MovableClock, open_house
from tests.tilgang.canaries import Canary, Finder, every
from tests.tilgang.explorer import plain_answer
from tests.tilgang.people import COLUMNS
from tests.tilgang.states import State, read_states
from tests.tilgang.things import fill
from tests.tilgang.world import NOW

Json = dict[str, Any]
KEYS = {
    "koordinator": "slt_koordinator",
    "sekretær": "helsesykepleier_jus",
    "medlem": "sosiallaerer_jus",
    "ansatt": "laerer",
}
PER_FIELD = 1
HIDDEN = ("ukjent_felt", "considered", "not_names")  # what no card, or not every card, asks for
BACK = ("avbryt", "tilbake", "fare", "endre")
MOST_STEPS = 8


class Typist:
    """Types, and remembers what was typed where and what was said back."""

    def __init__(self, house: House, per_field: int) -> None:
        self.house = house
        self.per_field = per_field
        self.canaries = every()
        self.typed: list[tuple[Canary, str]] = []
        self.echoed: list[str] = []
        self.statuses: set[int] = set()
        self._drafts = 0

    def next(self, where: str) -> Canary:
        """The next canary, for this place."""
        canary = next(self.canaries)
        self.typed.append((canary, where))
        return canary

    def words(self, where: str) -> Canary:
        """Words that may be kept, for this place."""
        while True:
            canary = next(self.canaries)
            if canary.kind == "fritekst":
                self.typed.append((canary, where))
                return canary

    async def into_steps(self, states: list[State]) -> None:
        """Every field of every step, and a field that is not there."""
        steps = {(state.dialog, state.at): state for state in states}
        for state in steps.values():
            fields = card_reading.inputs(state.card)
            for field in [*fields, *({"id": name, "type": "Input.Text"} for name in HIDDEN)]:
                where = f"{state.dialog}.{state.at}.{field['id']}"
                for canary in (*(self.next(where) for _ in range(self.per_field)), self.words(where)):
                    await self._into_field(state, fields, field, canary)

    async def into_messages(self) -> None:
        """Every word with something after it, in the chat and in a channel; and what no word is."""
        for key in ("slt_koordinator", "laerer"):
            chat = self.house.seat(key).client
            for word in (*registry.TABLES.words, "", "kan du hjelpe"):
                for client in (chat, chat.in_channel("Fagteam")):
                    canary = self.next(f"melding «{word}»")
                    await self._sent(
                        client.actor.key, canary, activities.text(client.place, f"{word} {canary.sentence}")
                    )

    async def into_buttons(self) -> None:
        """What is filled in beside a button outside conversations."""
        for verb in registry.TABLES.buttons:
            for on in ("v1", "o1", "h1-a", "referat-fagteam-2026-01-29"):
                canary = self.next(f"knapp {verb}")
                filled = dict.fromkeys(("comment", "reason", "grades", "done_on", "note"), canary.sentence)
                await self._press("koordinator", canary, verb, on, 1, filled)

    async def into_the_rest(self) -> None:
        """A file, a message extension, a forged button."""
        place = self.house.seat("laerer").client.place
        for n in range(4):
            canary = self.next("annet")
            frame = activities.text(place, "hjelp")
            picture = {
                "contentType": "image/png",
                "name": f"{canary.value}.png",
                "contentUrl": f"https://x.example/{canary.value}",
            }
            forged = {FIELD: {"v": 1, "do": canary.value, "on": canary.value, "sig": canary.value}, "x": canary.value}
            sent: list[Json] = [
                {**frame, "id": f"fil{n}", "text": canary.sentence, "attachments": [picture]},
                activities.execute(place, {"type": "Action.Execute", "verb": canary.value}, forged),
                activities.submit(place, {}, forged),
                activities.fetch_dialog(place, canary.value),
                activities.submit_dialog(place, "meldBekymring", forged),
            ]
            for activity in sent:
                await self._sent("laerer", canary, activity)

    async def _into_field(self, state: State, fields: list[Json], field: Json, canary: Canary) -> None:
        filled = {f["id"]: _plain(f) for f in fields}
        for verb in _forward(state.card):
            draft = self._begin(state)
            given = {**filled, field["id"]: canary.sentence}
            reply = await self._press(state.column, canary, verb, draft, 0, {k: v for k, v in given.items() if v})
            if not canary.identifier:
                await self._finish(state.column, canary, draft, reply)

    async def _finish(self, column: str, canary: Canary, draft: str, reply: Reply) -> None:
        """Go on to the end: what is kept is to be kept for real."""
        for _ in range(MOST_STEPS):
            found = await self.house.read(lambda work: work.get(Draft, draft))
            if found is None or reply.card is None:
                return
            fields = card_reading.inputs(reply.card)
            filled = {f["id"]: value for f in fields if (value := f.get("value") or _plain(f))}
            verb = next(_forward(reply.card), "")
            reply = await self._press(column, canary, verb, draft, found.version, filled)

    def _begin(self, state: State) -> str:
        self._drafts += 1
        id, room = f"skrevet-{self._drafts}", self.house.room.id
        now = self.house.clock.now()
        draft = Draft(id, room, state.dialog, COLUMNS[state.column].id, state.sealed, now, now.replace(year=2027))
        self.house.bot.store.write_now(room, lambda work: work.put(draft))
        return id

    async def _press(self, column: str, canary: Canary, verb: str, on: str, n: int, filled: Json) -> Reply:
        key = self.house.bot.parts.settings.card_key
        data = {**Ink(key, COLUMNS[column].id, self.house.clock.now()).data(verb, on, n), **filled}
        action = {"type": "Action.Execute", "verb": verb}
        place = self.house.seat(KEYS[column]).client.place
        return await self._sent(KEYS[column], canary, activities.execute(place, action, data))

    async def _sent(self, key: str, canary: Canary, activity: Json) -> Reply:
        async with self.house.http.post(self.house.seat(key).client.bot_url, json=activity) as response:
            content = await response.read()
        self.statuses.add(response.status)
        if canary.identifier and Finder([canary]).found(content):
            self.echoed.append(f"{canary.kind} i {self.typed[-1][1]}")
        return Reply(activity, response.status, json.loads(content) if content else None)


def _forward(card: Json) -> Iterator[str]:
    """The verbs of the buttons that lead on."""
    for action in card_reading.actions(card):
        verb = ((action.get("data") or {}).get(FIELD) or {}).get("do", "")
        if verb and verb.rpartition(".")[2] not in BACK:
            yield verb


def _plain(field: Json) -> str:
    given = plain_answer(field)
    if field["type"] == "Input.ChoiceSet":
        offered = {choice["title"]: choice["value"] for choice in field["choices"]}
        return str(offered.get(given, given or ""))
    return "true" if given is True else str(given or "")


# --- faults of ours -------------------------------------------------------------------------------------------------


def let_raise(mode: str) -> None:
    """A part of the product raises with all the text it has."""
    if mode == "handlers":
        for command, case in registry.CASES.items():
            registry.CASES[command] = dataclasses.replace(case, handler=_raises)
    if mode == "views":
        for name, view in registry.VIEWS.items():
            if isinstance(view, Show):
                registry.VIEWS[name] = dataclasses.replace(view, render=_shown_and_raised(view))


def _raises(work: Any, command: Any, context: Any) -> Any:
    raise RuntimeError(f"{command!r}")


def _shown_and_raised(view: Show) -> Any:
    def render(work: Any, late: Any) -> Any:
        raise RuntimeError(f"{view.render(work, late)!r} {work.find(Effect)!r}")

    return render


# --- the process ----------------------------------------------------------------------------------------------------


async def run(folder: Path, database: str, mode: str) -> None:
    """Type everything, write the report, and wait for the end."""
    clock = MovableClock()
    clock.set(NOW)
    async with open_house(folder, database, clock=clock) as house:
        house.bot.store.write_now(house.room.id, lambda work: _furnish(work, house))
        typist = Typist(house, 0 if mode else PER_FIELD)
        await typist.into_steps(read_states(folder / "states.json"))
        if not mode:
            await typist.into_messages()
            await typist.into_buttons()
            await typist.into_the_rest()
        await _quiet(house, mode)
        part = folder / "report.part"
        part.write_text(json.dumps(_report(typist)), "utf-8")
        part.replace(folder / "report.json")
        await asyncio.sleep(600)


def _furnish(work: UnitOfWork, house: House) -> None:
    fill(work, house.room, NOW)
    medlem = COLUMNS["medlem"]
    for role in medlem.roles:
        work.put(RoleHolder(f"{role}:{medlem.id}", house.room.id, role, medlem.id))


async def _quiet(house: House, mode: str) -> None:
    """Until every effect has been tried; where views raise, none is ever done."""
    tried = (EffectState.PENDING,) if mode == "views" else (EffectState.PENDING, EffectState.UNDER_WAY)
    waiting = True
    while waiting:
        await asyncio.sleep(0.1)
        waiting = await house.read(
            lambda work: [e for e in work.find(Effect, state=Among(tried)) if e.due_at <= house.clock.now()]
        )


def _report(typist: Typist) -> Json:
    ledger = typist.house.office.connector[CONNECTOR].ledger
    return {
        "typed": [{**dataclasses.asdict(canary), "where": where} for canary, where in typist.typed],
        "echoed": typist.echoed,
        "statuses": sorted(typist.statuses),
        "posts": [{"conversation": e.conversation, "activity": e.activity} for e in ledger.history(None)],
    }


def main(arguments: list[str]) -> None:
    """As the module says."""
    set_up("DEBUG", "json")
    for name in ("httpx", "httpcore", "azure", "aiohttp", "dbos", "alembic", "msgraph", "asyncio"):
        logging.getLogger(name).setLevel("DEBUG")
    folder, database, mode = arguments
    let_raise(mode)
    asyncio.run(run(Path(folder), database, mode))


if __name__ == "__main__":
    main(sys.argv[1:])
