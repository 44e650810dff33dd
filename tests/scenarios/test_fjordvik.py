"""A municipality that is organised otherwise and writes nynorsk: meld, saksliste, referat, documents and file names
are in nynorsk (scenario M-6, inputs N-17 to N-19; G12). Fjordvik is made up."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from bot.domain.mote import Agenda, Mote
from bot.domain.moteplan import moment
from bot.domain.room import RoleHolder
from bot.ports import UnitOfWork
from bot.standins.card_reading import visible_text
from bot.standins.cast import JEVNAKER
from bot.standins.graph.app import LIBRARIES
from tests.documents.reading import body
from tests.language.test_translations import NOT_NYNORSK
from tests.plan.places import DATA
from tests.scenarios.house import House, MovableClock, Seat, open_house

BEFORE = moment(date(2026, 1, 5), time(10))
SEATS = {
    "slt_interkommunal": "slt_koordinator",
    "oppvekstsjef": "kommunepsykolog",
    "rektorar": "skoleleder",
    "miljoterapeut": "sosiallaerer_jus",
    "helsesjukepleiar": "helsesykepleier_jus",
}
N17 = (
    "Det har vore mykje uro kring bussterminalen etter skuletid. Fleire føresette er redde for at elevar på "
    "mellomtrinnet blir lokka med. Kan vi drøfte dette på neste møte i fagteamet?"
)
N18 = (
    "Eirik Prøvedal (02910953888) i 10. klasse har ikkje vore på skulen sidan haustferien, og mor hans seier han sit "
    "oppe heile natta."
)
N19 = "Eit barn på fire år seier at ho er åleine heime om natta når mamma er på jobb."
OWN = re.compile(r"«[^»]*»|Ikke til stede")


@pytest.fixture
async def fjordvik(tmp_path: Path, database_url: str) -> AsyncIterator[House]:
    """Fjordvik's house on 5 January 2026."""
    clock = MovableClock()
    clock.set(BEFORE)
    async with open_house(tmp_path, database_url, clock=clock, plan=str(DATA / "fjordvik.yaml")) as opened:
        await opened.bot.store.write(opened.room.id, lambda work: seat(work, opened.room.id))
        yield opened


def seat(work: UnitOfWork, room: str) -> None:
    """Fjordvik's roles, held by the same people."""
    for role, key in SEATS.items():
        person = JEVNAKER.person(key).object_id
        work.put(RoleHolder(f"{role}:{person}", room, role, person))


async def described(seat: Seat, seen: str) -> str:
    await seat.say("meld")
    await seat.press("Nei, gå vidare")
    await seat.press("Nei, gå vidare")
    await seat.press("Neste", about="miljo")
    return await seat.press("Sjå over", category="uro", urgency="normal", seen=seen, place="bussterminalen")


def documents(house: House) -> list[Path]:
    folder = Path(str(house.office.app[LIBRARIES].state.folder)) / "felles"
    return sorted(folder.rglob("*.docx"))


async def test_a_worry_in_nynorsk_becomes_a_varsling(fjordvik: House) -> None:
    rector, coordinator = fjordvik.seat("skoleleder"), fjordvik.seat("slt_koordinator")
    await coordinator.install()
    assert N17 in await described(rector, N17)
    assert "Takk, varslinga er send" in await rector.press("Send")
    assert "Kva er sett" in await coordinator.newest("Varsling V-")


async def test_a_name_and_a_number_are_stopped_in_nynorsk(fjordvik: House) -> None:
    nurse = fjordvik.seat("helsesykepleier_jus")
    said = await described(nurse, N18)
    assert "Dette ser ut som fødselsnummer" in said
    assert "eg har" in said.lower()
    assert not [text for text in fjordvik.texts() if "02910953888" in text or "Prøvedal" in text]


async def test_a_child_alone_at_night_is_for_barnevernet_and_not_for_the_bot(fjordvik: House) -> None:
    said = await described(fjordvik.seat("laerer"), N19)
    assert "barnevern" in said
    assert "straks" in said or "med ein gong" in said


async def with_saksliste(house: House) -> Seat:
    """The saksliste of the next meeting is out."""
    coordinator = house.seat("slt_koordinator")
    await coordinator.say("saksliste")
    await coordinator.press("Neste", organ="samordning")
    await coordinator.press("Sjå over", own1="Kartleggingsrunde: nettbruk på mellomtrinnet")
    await coordinator.press("Godkjenn og legg ut")
    await house.settled()
    return coordinator


async def test_the_agenda_is_a_saksliste_also_as_a_document(fjordvik: House) -> None:
    await with_saksliste(fjordvik)
    [filed] = documents(fjordvik)
    assert filed.name.endswith("samordning-saksliste.docx")
    text = body(filed.read_bytes())
    assert text.startswith("Saksliste")
    assert "Møteleiar" in text
    assert "Ymse" in text
    assert not NOT_NYNORSK.findall(text.lower())


async def test_a_referat_in_nynorsk_is_written_approved_and_filed(fjordvik: House) -> None:
    secretary = await with_saksliste(fjordvik)
    chair = fjordvik.seat("kommunepsykolog")
    await chair.install()
    mote = await fjordvik.read(lambda work: work.get(Mote, work.find(Agenda)[0].mote))
    fjordvik.clock.set(mote.starts_at + timedelta(hours=2))
    if "Kva møte?" in await secretary.say("referat"):
        await secretary.press("Neste", mote=mote.id)
    await secretary.press("Neste", present=["oppvekstsjef", "rektorar", "slt_interkommunal"])
    due = (mote.day + timedelta(days=10)).isoformat()
    await secretary.press("Neste", decision="Felles foreldremøte.", what0="Invitasjon", owner0="rektorar", due0=due)
    for _ in range(10):
        if "Sak " in secretary.sees:
            await secretary.press("Neste")
    await secretary.press("Sjå over")
    await secretary.press("Send til møteleiar")
    assert "Vedtak" in await chair.newest("Referat til godkjenning")
    await chair.press("Godkjenn")
    await fjordvik.settled()
    text = body(next(path for path in documents(fjordvik) if "referat" in path.name).read_bytes())
    assert "Vedtak" in text
    assert "Godkjent av" in text
    assert not NOT_NYNORSK.findall(text.lower())


async def test_nothing_in_bokmal_is_shown_on_the_way(fjordvik: House) -> None:
    rector, coordinator = fjordvik.seat("skoleleder"), fjordvik.seat("slt_koordinator")
    for word in ("hjelp", "status", "møteplan", "oppgåver", "tiltak", "årshjul", "språk"):
        await rector.say(word)
        await coordinator.say(word)
    await described(rector, N17)
    await rector.press("Send")
    await coordinator.say("saker")
    await coordinator.say("hastemøte")
    await fjordvik.settled()
    seen = [OWN.sub(" ", text) for card in fjordvik.every_card() for text in visible_text(card)]
    assert {text: found for text in seen if (found := NOT_NYNORSK.findall(text.lower()))} == {}
