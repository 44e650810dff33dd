"""A teacher's worry, from `meld` to the coordinator's table, through the front door (UC-30, UC-38, UC-39)."""

from __future__ import annotations

from tests.scenarios.house import House, Seat

SEEN = "Flere ungdommer samles ved stasjonen i helgene, og noen er synlig ruset."


async def described(seat: Seat, seen: str = SEEN) -> str:
    """From the first word to the preview."""
    await seat.say("meld")
    await seat.press("Nei, gå videre")
    await seat.press("Nei, gå videre")
    await seat.press("Neste", about="miljo")
    return await seat.press("Se over", category="rusbruk", urgency="normal", seen=seen, place="stasjonsområdet")


async def test_the_coordinator_gets_what_the_teacher_saw_in_the_preview(house: House) -> None:
    teacher, coordinator = house.seat("laerer"), house.seat("slt_koordinator")
    await teacher.install()
    await coordinator.install()
    assert SEEN in await described(teacher)
    assert "V-" in await teacher.press("Send")
    assert SEEN in await coordinator.newest("Varsling V-")


async def test_the_channel_learns_only_that_there_is_a_varsling(house: House) -> None:
    await described(house.seat("laerer"))
    await house.seat("laerer").press("Send")
    await house.posted(house.channel("Fagteam"), "ny varsling")
    assert not [text for text in house.texts(house.channel("Fagteam")) if "stasjon" in text]


async def test_the_reporter_follows_the_status_and_nothing_else(house: House) -> None:
    teacher, coordinator = house.seat("laerer"), house.seat("slt_koordinator")
    await described(teacher)
    await teacher.press("Send")
    await coordinator.newest("Varsling V-")
    await coordinator.press("Til neste møte")
    assert "På agendaen" in await teacher.newest("På agendaen")
    assert "På agendaen" in await teacher.say("status")


async def test_a_number_in_the_text_is_never_stored_and_never_echoed(house: House) -> None:
    teacher = house.seat("laerer")
    shown = await described(teacher, "Elev 14831053748 samler folk ved stasjonen")
    assert "fødselsnummer" in shown
    assert "14831053748" not in "".join(house.texts())
    assert "samler folk ved stasjonen" in str(teacher.card)
