"""A day in the SLT room, played by script through the bot's front door, with a table of what happened.

Played again over the same folder, also after a crash, it goes on where it was: what is done is not done twice.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from rich.console import Console
from rich.table import Table

from bot.bootstrap import Bot
from bot.demo.office import Office
from bot.demo.run import open_demo
from bot.domain.hastemote import Hastemote
from bot.domain.referat import Referat, ReferatStatus
from bot.logs import set_up
from bot.standins.card_reading import CannotPress, visible_text
from bot.standins.cast import JEVNAKER
from bot.standins.client import Reply, TeamsClient
from bot.standins.connector.state import CONNECTOR

PATIENCE = 30.0
MOST_ITEMS = 20
SEEN = "Flere ungdommer samles ved stasjonen i helgene, og noen er synlig ruset."


class Failed(Exception):
    """A step of the day did not go as it should. The message says what was missing."""


@dataclass
class Player:
    """Somebody in front of Teams."""

    client: TeamsClient
    card: dict[str, Any] | None = None

    async def say(self, text: str) -> str:
        """Write to the bot."""
        return self._look(await self.client.send_text(text))

    async def press(self, button: str, **answers: Any) -> str:
        """Fill in the card and press a button."""
        if self.card is None:
            raise Failed(f"ingen kort å trykke «{button}» på")
        return self._look(await self.client.press(self.card, button, answers))

    def _look(self, reply: Reply) -> str:
        if reply.status not in (200, 201, 202):
            raise Failed(f"boten svarte {reply.status}")
        self.card = reply.card or self.card
        return reply.text


@dataclass
class Stage:
    """Where the day is played."""

    bot: Bot
    office: Office
    http: aiohttp.ClientSession
    port: int

    @property
    def room(self) -> str:
        """The demo's only room."""
        return next(iter(self.bot.rooms))

    def player(self, key: str) -> Player:
        """A person of the cast."""
        url = f"http://127.0.0.1:{self.port}/api/messages"
        return Player(TeamsClient(self.http, url, self.office.service_url, JEVNAKER.person(key)))

    async def posted(self, conversation: str, text: str) -> dict[str, Any] | None:
        """Wait for a post that contains a text; its card, if it has one. Raises Failed."""
        ledger, ends = self.office.connector[CONNECTOR].ledger, time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            for entry in reversed(ledger.history(conversation)):
                cards = [a["content"] for a in entry.activity.get("attachments", []) if "card" in a["contentType"]]
                lines = [entry.activity.get("text") or "", *(x for c in cards for x in visible_text(c))]
                if text in "\n".join(lines):
                    return cards[-1] if cards else None
            await asyncio.sleep(0.1)
        raise Failed(f"«{text}» kom aldri fram")


async def _help(stage: Stage) -> str:
    teacher = stage.player("laerer")
    await teacher.client.install()
    await stage.player("slt_koordinator").client.install()
    _expect("meld", await teacher.say("hjelp"))
    return "Boten hilser og viser hva den kan"


async def _varsling(stage: Stage) -> str:
    teacher, coordinator = stage.player("laerer"), stage.player("slt_koordinator")
    if "V-" in await teacher.say("status"):
        return "Varslingen var sendt fra før"
    await teacher.say("meld")
    await teacher.press("Nei, gå videre")
    await teacher.press("Nei, gå videre")
    await teacher.press("Neste", about="miljo")
    filled = {"category": "rusbruk", "urgency": "normal", "place": "stasjonsområdet"}
    _expect("tatt bort", str(await _card_after(teacher, {**filled, "seen": "Elev 14831053748 ved stasjonen"})))
    _expect(SEEN, await teacher.press("Se over", seen=SEEN, **filled))
    _expect("V-", await teacher.press("Send"))
    coordinator.card = await stage.posted(coordinator.client.actor.chat_id, SEEN)
    await coordinator.press("Til neste møte")
    await stage.posted(JEVNAKER.team.channel("Fagteam").id, "ny varsling")
    return "Nummer stoppet, varslingen sendt, kvittert og satt på agendaen"


async def _card_after(player: Player, answers: dict[str, str]) -> dict[str, Any] | None:
    await player.press("Se over", **answers)
    return player.card


async def _agenda(stage: Stage) -> str:
    coordinator, channel = stage.player("slt_koordinator"), JEVNAKER.team.channel("Fagteam").id
    await coordinator.say("agenda fagteam")
    if "Endre" not in visible_text(coordinator.card or {}):
        _expect("Varsling V-", await coordinator.press("Se over"))
        await coordinator.press("Godkjenn og legg ut")
    await stage.posted(channel, "Agenda")
    return "Godkjent, lagt ut i kanalen og arkivert som docx"


async def _referat(stage: Stage) -> str:
    secretary, chair = stage.player("helsesykepleier_jus"), stage.player("slt_koordinator")
    written = await stage.bot.store.read(stage.room, lambda work: work.find(Referat))
    if not written:
        await _write_referat(secretary)
    if not written or written[0].status is ReferatStatus.TIL_GODKJENNING:
        chair.card = await stage.posted(chair.client.actor.chat_id, "Styrket voksennærvær")
        await chair.press("Godkjenn")
    await stage.posted(JEVNAKER.team.channel("Fagteam").id, "Referat")
    return "Skrevet av sekretæren, godkjent av møteleder, arkivert og lagt ut"


async def _write_referat(secretary: Player) -> None:
    await secretary.say("referat")
    await secretary.press("Neste", present=["slt_koordinator", "helsesykepleier_jus"])
    due = (datetime.now(UTC).date() + timedelta(days=14)).isoformat()
    task = {"what0": "Informasjon på foreldremøte", "owner0": "sosiallaerer_jus", "due0": due}
    await secretary.press("Neste", decision="Styrket voksennærvær i helgene.", **task)
    for _ in range(MOST_ITEMS):
        if "Sak " not in "\n".join(visible_text(secretary.card or {})):
            break
        await secretary.press("Neste")
    await secretary.press("Se over")
    await secretary.press("Send til møteleder")


async def _hastemote(stage: Stage) -> str:
    coordinator, teacher = stage.player("slt_koordinator"), stage.player("sosiallaerer_jus")
    called = await stage.bot.store.read(stage.room, lambda work: work.find(Hastemote))
    if not called:
        await coordinator.say("hastemøte")
        await coordinator.press("Se over")
        await coordinator.press("Kall inn nå")
    teacher.card = await stage.posted(teacher.client.actor.chat_id, "Du kalles inn til hastemøte")
    _expect("Kommer", await teacher.press("Kommer"))
    await stage.posted(coordinator.client.actor.chat_id, "Kommer (Sølvi Testesen)")
    return "Kalt inn 1:1, besvart, og koordinatorens kort viser det"


Step = Callable[[Stage], Awaitable[str]]
STEPS: tuple[tuple[str, Step | None], ...] = (
    ("1. Hjelp og velkomst", _help),
    ("2. Varsling", _varsling),
    ("3. Agenda", _agenda),
    ("4. Referat", _referat),
    ("5. Samtykke", None),
    ("6. Årshjul", None),
    ("7. Hastemøte", _hastemote),
)


async def play(state: Path, port: int, office_port: int) -> int:
    """Play every step; 0 when all of them went as they should."""
    set_up("WARNING", "console")
    rows: list[tuple[str, bool, str]] = []
    async with open_demo(state, port, office_port) as (bot, office), aiohttp.ClientSession() as http:
        stage = Stage(bot, office, http, port)
        for name, step in STEPS:
            rows.append((name, *await _played(step, stage)))
        documents = [str(p) for p in sorted((state / "office").rglob("*.docx"))]
    _print(rows, documents)
    return 0 if all(good for _, good, _ in rows) else 1


async def _played(step: Step | None, stage: Stage) -> tuple[bool, str]:
    if step is None:
        return False, "Ikke bygget ennå"
    try:
        return True, await step(stage)
    except (Failed, CannotPress) as failed:
        return False, str(failed)


def _print(rows: list[tuple[str, bool, str]], documents: list[str]) -> None:
    table = Table(title="En dag i SLT-rommet")
    for column in ("Steg", "Gikk det?", "Hva skjedde"):
        table.add_column(column)
    for name, good, what in rows:
        table.add_row(name, "ja" if good else "nei", what)
    console = Console()
    console.print(table)
    for document in documents:
        console.print(f"Dokument: {document}", soft_wrap=True)


def _expect(wanted: str, text: str) -> None:
    if wanted not in text:
        raise Failed(f"ventet «{wanted}»")
