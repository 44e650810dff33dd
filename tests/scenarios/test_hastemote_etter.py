"""H-1 and H-2 to the end: called, answered, held, minuted, followed up (UC-60 to UC-63)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.domain.hastemote import Hastemote, HastemoteStatus
from bot.domain.hastereferat import HasteReferat
from bot.domain.oppgave import Oppgave
from bot.standins.cast import JEVNAKER
from bot.standins.graph import LIBRARIES
from tests.documents.reading import body
from tests.scenarios.house import House, MovableClock, open_house
from tests.scenarios.test_hastemote import SITUATION, called

H1 = ("politi_forebyggende_gruppe", "sosiallaerer_jus", "skoleleder_jus", "ungdomskonsulent", "helsesykepleier_jus")
SEATS = ("politi_forebyggende_gruppe", "sosiallaerer_jus", "skoleleder", "ungdomskonsulent")


async def held(house: House) -> Any:
    """H-1: four come, the fifth does not answer and the deputy comes; an hour and a half later it is over."""
    house.holds("helsesykepleier_jus", "laerer", rank=1)
    coordinator = await called(house, *H1)
    for key in SEATS:
        await house.seat(key).newest("Du kalles inn")
        await house.seat(key).press("Kommer")
    await house.settled()
    for minutes in (5, 6):
        house.clock.move(minutes=minutes)
        await house.swept()
    await house.seat("laerer").newest("Du spørres som stedfortreder")
    await house.seat("laerer").press("Kommer")
    await house.settled()
    return coordinator


async def minuted(house: House, coordinator: Any) -> None:
    """Three decisions and four tasks; no names."""
    house.clock.move(hours=3)
    await house.swept()
    await coordinator.newest("Er hastemøtet holdt?")
    await coordinator.press("Skriv referat")
    decisions = {f"decision{n}": f"Styrket voksennærvær, del {n + 1}." for n in range(3)}
    tasks = {f"what{n}": f"Følge opp punkt {n + 1}" for n in range(4)}
    owners = {f"owner{n}": role for n, role in enumerate(H1[:4])}
    await coordinator.press("Se over", **decisions, **tasks, **owners, theme="kriminelle_handlinger")
    await coordinator.press("Lagre og arkiver")
    await house.settled()


async def test_h1_from_the_call_to_a_theme_on_the_next_agenda(house: House) -> None:
    coordinator = await held(house)
    shown = await coordinator.newest("Alle er dekket")
    assert (shown.count("✓"), "Kommer (Bjørn Påfunn)" in shown) == (5, True)
    await minuted(house, coordinator)
    mote = (await house.read(lambda work: work.find(Hastemote)))[0]
    assert (mote.status, len(await house.read(lambda work: work.find(Oppgave)))) == (HastemoteStatus.AVSLUTTET, 4)
    assert "dekket etter 1" in await coordinator.newest("Slik gikk innkallingen")
    house.clock.move(hours=49)
    await house.swept()
    assert "Følge opp punkt 1" in await coordinator.newest("Etterarbeid etter hastemøtet")
    assert "Etter hastemøte: " in await coordinator.say("agenda fagteam")


async def test_the_document_has_roles_ground_decisions_and_tasks_and_nobodys_name(house: House) -> None:
    await minuted(house, await held(house))
    found = [path for path in files(house) if "hastemote-h-" in path.name]
    text = body(found[0].read_bytes())
    assert all(
        part in text for part in ("Styrket voksennærvær, del 3.", "Følge opp punkt 4", "Ingen enkeltsak er knyttet")
    )
    assert "Anonymisert" not in text
    assert not [person.name for person in JEVNAKER.people if person.name in text]
    assert SITUATION not in text
    await house.seat("sosiallaerer_jus").newest("Referatet fra hastemøtet")


async def test_a_name_in_a_decision_is_stopped_and_nothing_is_kept(house: House) -> None:
    coordinator = await called(house, "sosiallaerer_jus")
    house.clock.move(hours=2)
    await coordinator.say("hastereferat")
    assert "fødselsnummer" in await coordinator.press("Se over", decision0="Gjelder 14831053748")
    assert not await house.read(lambda work: work.find(HasteReferat))


async def test_a_text_that_reads_as_about_one_person_stops_until_somebody_says_it_is_not(house: House) -> None:
    coordinator = await called(house, "sosiallaerer_jus")
    house.clock.move(hours=2)
    await coordinator.say("hastereferat")
    shown = await coordinator.press("Se over", decision0="Gutten på stasjonen følges opp")
    assert "ser ut til å gjelde én person" in shown
    assert "Slik blir referatet" in await coordinator.press("Se over", one_person="gruppe")
    await coordinator.press("Lagre og arkiver")
    assert len(await house.read(lambda work: work.find(HasteReferat))) == 1


async def test_nothing_of_it_is_said_in_a_channel(house: House) -> None:
    await minuted(house, await held(house))
    ledger = [text for name in ("General", "Fagteam") for text in house.texts(house.channel(name))]
    assert not [text for text in ledger if "hastemøte" in text.lower()]


async def test_h2_at_night_quiet_hours_hold_nothing_back(tmp_path: Path, database_url: str) -> None:
    clock = MovableClock()
    clock.set(datetime(2025, 12, 5, 22, 10, tzinfo=UTC))
    async with open_house(tmp_path, database_url, clock=clock) as house:
        coordinator = house.seat("slt_koordinator")
        assert "erstatter ikke 112 eller kommunens kriseledelse" in await coordinator.say("hastemøte")
        text = "Alvorlig hendelse som berører ungdomsskolen"
        assert "navn" in (await coordinator.press("Se over", situation=f"{text}: Jonas Testesen, 15 år"))
        await coordinator.press("Se over", situation=text, roles=["kommunepsykolog", "politikontakt"])
        await coordinator.press("Kall inn nå")
        await house.seat("kommunepsykolog").newest("Du kalles inn")
        await house.settled()
        clock.move(minutes=6)
        await house.swept()
        assert "Påminnelse" in await house.seat("politikontakt").newest("Påminnelse")


def files(house: House) -> list[Path]:
    """Every document of the library."""
    return sorted((Path(str(house.office.app[LIBRARIES].state.folder)) / "felles").rglob("*.docx"))
