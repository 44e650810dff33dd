"""A day in the SLT room, played by script through the bot's front door, with a table of what happened.

Played again over the same folder, also after a crash, it goes on where it was: what is done is not done twice.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import aiohttp
from rich.console import Console
from rich.table import Table

from bot.demo.day_samtykke import samtykke
from bot.demo.room import CHOSEN, choose_dates
from bot.demo.run import open_demo
from bot.demo.stage import Failed, Player, Stage, expect
from bot.domain.hastemote import Hastemote
from bot.domain.referat import Referat, ReferatStatus
from bot.domain.tiltak import ArshjulBilde, TiltakState, TiltakStatus
from bot.domain.varsling import Status, Varsling
from bot.logs import set_up
from bot.standins.card_reading import CannotPress
from bot.standins.cast import JEVNAKER

MOST_ITEMS = 20
SEEN = "Flere ungdommer samles ved stasjonen i helgene, og noen er synlig ruset."
DECISION = "Styrket voksennærvær i helgene."
AFRESH = "Kast den og begynn på nytt"
IDENTIFIERS = (
    "14831053748",
    "148310 53748",
    "912 34 567",
    "ungdom.testesen@epost.example",
    "Ingrid Solbakken",
    "Storgata 14",
)
"""Typed into the varsling one after another, and never to be found anywhere afterwards. All of them are invented."""


async def _help(stage: Stage) -> str:
    teacher = stage.player("laerer")
    await teacher.client.install()
    await stage.player("slt_koordinator").client.install()
    expect("meld", await teacher.say("hjelp"))
    return "Boten hilser og viser hva den kan"


async def _varsling(stage: Stage) -> str:
    teacher, coordinator = stage.player("laerer"), stage.player("slt_koordinator")
    sent = await stage.find(Varsling)
    if not sent:
        await _send_varsling(teacher)
    if not sent or sent[0].status is Status.MOTTATT:
        coordinator.look(await stage.posted(coordinator.chat, SEEN))
        await coordinator.press("Til neste møte")
    await stage.posted(JEVNAKER.team.channel("Fagteam").id, "ny varsling")
    return "Kjennetegn stoppet, varslingen sendt, kvittert og satt på agendaen"


async def _send_varsling(teacher: Player) -> None:
    await teacher.say("meld")
    if AFRESH in teacher.sees:
        await teacher.press(AFRESH)
    await teacher.press("Nei, gå videre")
    await teacher.press("Nei, gå videre")
    await teacher.press("Neste", about="miljo")
    filled = {"category": "rusbruk", "urgency": "normal", "place": "stasjonsområdet"}
    for identifier in IDENTIFIERS:
        shown = await teacher.press("Se over", seen=f"Elev {identifier} sto ved stasjonen", **filled)
        expect("Jeg har ikke lagret noe ennå", shown)
        if identifier in str(teacher.card):
            raise Failed("et kjennetegn ble vist igjen")
    expect(SEEN, await teacher.press("Se over", seen=SEEN, **filled))
    expect("V-", await teacher.press("Send"))


async def _agenda(stage: Stage) -> str:
    coordinator, channel = stage.player("slt_koordinator"), JEVNAKER.team.channel("Fagteam").id
    await coordinator.say("agenda fagteam")
    if "Endre" not in coordinator.sees:
        expect("Varsling V-", await coordinator.press("Se over"))
        await coordinator.press("Godkjenn og legg ut")
    await stage.posted(channel, "Agenda")
    return "Godkjent, lagt ut i kanalen og arkivert som docx"


async def _referat(stage: Stage) -> str:
    secretary, chair = stage.player("helsesykepleier_jus"), stage.player("slt_koordinator")
    written = await stage.find(Referat)
    if not written:
        await _write_referat(secretary, (stage.today + timedelta(days=14)).isoformat())
    if not written or written[0].status is ReferatStatus.TIL_GODKJENNING:
        chair.look(await stage.posted(chair.chat, DECISION))
        await chair.press("Godkjenn")
    await stage.posted(JEVNAKER.team.channel("Fagteam").id, "Referat")
    return "Skrevet av sekretæren, godkjent av møteleder, arkivert og lagt ut"


async def _write_referat(secretary: Player, due: str) -> None:
    """The conversation goes on where it was left, so each card is answered for what it is."""
    await secretary.say("referat")
    task = {"what0": "Informasjon på foreldremøte", "owner0": "sosiallaerer_jus", "due0": due}
    for _ in range(MOST_ITEMS):
        if "Hvem var til stede?" in secretary.sees:
            await secretary.press("Neste", present=["slt_koordinator", "helsesykepleier_jus"])
        elif "Sak 1 av" in secretary.sees:
            await secretary.press("Neste", decision=DECISION, **task)
        elif re.search(r"Sak \d+ av", secretary.sees):
            await secretary.press("Neste")
        elif "Send til møteleder" in secretary.sees:
            await secretary.press("Send til møteleder")
            return
        else:
            await secretary.press("Se over")


async def _arshjul(stage: Stage) -> str:
    owner, coordinator = stage.player("skoleleder"), stage.player("slt_koordinator")
    expect("Årshjul", await coordinator.say("årshjul"))
    if not await stage.find(ArshjulBilde):
        await coordinator.press("Lag årshjulet som bilde")
    (status,) = await stage.find(TiltakStatus, subject=CHOSEN[0])
    if status.state is not TiltakState.UTFORT:
        owner.look(await stage.posted(owner.chat, "Et tiltak nærmer seg fristen\nUtsett!"))
        expect("meldt utført", await owner.press("Utført", grades=["8", "9", "10"]))
    await stage.posted(coordinator.chat, "ligger i biblioteket")
    return "Året vist og lagt i biblioteket som bilde, den ansvarlige minnet 1:1, og tiltaket meldt utført"


async def _hastemote(stage: Stage) -> str:
    coordinator, teacher = stage.player("slt_koordinator"), stage.player("sosiallaerer_jus")
    called = await stage.find(Hastemote)
    if not called:
        await coordinator.say("hastemøte")
        await coordinator.press("Se over")
        await coordinator.press("Kall inn nå")
    teacher.look(await stage.posted(teacher.chat, "Du kalles inn til hastemøte"))
    expect("Kommer", await teacher.press("Kommer"))
    await stage.posted(coordinator.chat, "Kommer (Sølvi Testesen)")
    await stage.until(Hastemote, lambda mote: bool(mote.event), "hastemøtet kom aldri i kalenderen")
    return "Kalt inn 1:1 og i kalenderen, besvart, og koordinatorens kort viser det"


Step = Callable[[Stage], Awaitable[str]]
STEPS: tuple[tuple[str, Step], ...] = (
    ("1. Hjelp og velkomst", _help),
    ("2. Varsling", _varsling),
    ("3. Agenda", _agenda),
    ("4. Referat", _referat),
    ("5. Samtykke", samtykke),
    ("6. Årshjul", _arshjul),
    ("7. Hastemøte", _hastemote),
)


async def play(state: Path, port: int, office_port: int) -> int:
    """Play every step; 0 when all of them went as they should."""
    set_up("WARNING", "console")
    rows: list[tuple[str, bool, str]] = []
    async with open_demo(state, port, office_port) as (bot, office), aiohttp.ClientSession() as http:
        stage = Stage(bot, office, http, port)
        await bot.store.write(stage.room, lambda work: choose_dates(work, bot.rooms[stage.room], stage.today))
        for name, step in STEPS:
            rows.append((name, *await _played(step, stage)))
        documents = [str(p) for p in sorted((state / "office").rglob("*")) if p.suffix in (".docx", ".png")]
    _print(rows, documents)
    return 0 if all(good for _, good, _ in rows) else 1


async def _played(step: Step, stage: Stage) -> tuple[bool, str]:
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
