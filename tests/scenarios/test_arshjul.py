"""The year wheel through the front door: seen, drawn, reminded, answered, late (UC-10, UC-70–UC-72, UC-79)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, time
from pathlib import Path
from urllib.parse import quote

import pytest

from bot.domain.moteplan import moment
from bot.domain.room import RoleHolder, RosterEntry
from bot.domain.tiltak import TiltakAnswer, TiltakState, TiltakStatus
from bot.ports import UnitOfWork
from bot.standins.cast import JEVNAKER
from bot.standins.connector.state import CONNECTOR
from bot.standins.graph.app import LIBRARIES
from bot.usecases.tiltak_views import wheel
from tests.scenarios.house import House, MovableClock, Seat, open_house, text_of

BEFORE = moment(date(2026, 12, 15), time(10))
REMINDED = moment(date(2026, 12, 16), time(8, 30))
LATE = moment(date(2027, 1, 4), time(9))
UTSETT = "j25-3-01:2026"
PUPILS = "j25-3-02:2026"
NEAR, OVERDUE = "Et tiltak nærmer seg fristen", "Et tiltak er over fristen"


@pytest.fixture
async def december(tmp_path: Path, database_url: str) -> AsyncIterator[House]:
    """A house on Tuesday 15 December 2026: what is due at the end of the year is reminded of tomorrow."""
    clock = MovableClock()
    clock.set(BEFORE)
    async with open_house(tmp_path, database_url, clock=clock) as opened:
        yield opened


async def reminded(house: House, what: str = "Utsett! Rusforebyggende") -> Seat:
    """The school leader with the reminder of a tiltak in front of them."""
    house.clock.set(REMINDED)
    await house.swept()
    owner = house.seat("skoleleder")
    await owner.newest(what)
    return owner


async def status(house: House, key: str = UTSETT) -> TiltakStatus:
    """How far an occurrence has come, as it is stored."""
    found = await house.read(lambda work: work.get(TiltakStatus, key))
    assert isinstance(found, TiltakStatus)
    return found


def reminders(house: House, key: str, containing: str = "") -> list[str]:
    """The reminders that somebody has been sent, each once however often it was brought up to date."""
    ledger = house.office.connector[CONNECTOR].ledger
    texts = [text_of(one.activity) for one in ledger.history(JEVNAKER.person(key).chat_id) if one.op == "send"]
    return [text for text in texts if (NEAR in text or OVERDUE in text) and containing in text]


async def test_the_year_says_whose_word_each_date_is(december: House) -> None:
    member = december.seat("sosiallaerer_jus")
    shown = await member.say("årshjul 2025")
    assert "21. november: Revidering av" in shown
    assert "innen 15. september (forslag)" in shown
    assert "innen utgangen av 2025: Oppvekstkonferanse (Kommunalsjef)" in await member.press(
        "Vis tiltak uten måned (7)"
    )
    silent = await member.press("Vis tiltak uten tid (14)")
    assert "Natteravner" in silent
    assert "ikke fastsatt i planen" in silent
    assert "minner ikke om det" in silent


async def test_what_is_due_soon_stands_first(december: House) -> None:
    december.clock.set(REMINDED)
    shown = await december.seat("sosiallaerer_jus").say("årshjul")
    assert shown.index("Frist snart") < shown.index("Oppvekstkonferanse") < shown.index("Juni")


async def test_the_picture_is_filed_and_its_link_told_to_the_coordinator(december: House) -> None:
    coordinator = december.seat("slt_koordinator")
    await coordinator.say("aarshjul")
    assert "Du får lenken her" in await coordinator.press("Lag årshjulet som bilde")
    post = await december.posted(coordinator.client.actor.chat_id, "ligger i biblioteket")
    library = Path(str(december.office.app[LIBRARIES].state.folder)) / "felles"
    (picture,) = library.rglob("*.png")
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert quote(picture.name) in str(post.activity)


async def test_the_picture_tells_two_of_a_year_apart_and_puts_no_suggestion_in_a_month(december: House) -> None:
    view = await december.read(lambda work: wheel(work, december.room, 2026, date(2026, 12, 15)))
    months = {entry.title: entry.month for entry in view.entries}
    assert months["Halvårsrapport til kommunedirektørens ledergruppe (1 av 2)"] is None
    assert months["Halvårsrapport til kommunedirektørens ledergruppe (2 av 2)"] == 12
    assert months["Undervisning 4.trinn ift vold"] is None


async def test_a_member_sees_the_year_and_cannot_draw_it(december: House) -> None:
    coordinator, member = december.seat("slt_koordinator"), december.seat("sosiallaerer_jus")
    await coordinator.say("årshjul")
    await member.say("årshjul")
    assert "Lag årshjulet" not in str(member.card)
    member.card = coordinator.card
    assert "ikke tilgjengelig for deg" in await member.press("Lag årshjulet som bilde")


async def test_outside_the_team_nobody_sees_the_year(december: House) -> None:
    for word in ("årshjul", "tiltak", "utsett"):
        assert "rollen" in await december.seat("tidligere_medlem").say(word)


async def test_the_owner_is_reminded_once_and_only_in_the_working_day(december: House) -> None:
    for early in (time(7), time(19)):
        december.clock.set(moment(date(2026, 12, 16), early) if early.hour < 8 else moment(date(2026, 12, 15), early))
        await december.swept()
        assert reminders(december, "skoleleder") == []
    await reminded(december)
    await december.swept()
    assert len(reminders(december, "skoleleder", "Utsett! Rusforebyggende")) == 1


async def test_while_nobody_is_known_nothing_counts_as_told(december: House) -> None:
    def empty(work: UnitOfWork) -> None:
        for entry in work.find(RosterEntry):
            work.remove(RosterEntry, entry.id)

    await december.bot.store.write(december.room.id, empty)
    december.clock.set(REMINDED)
    await december.swept()
    await december.bot.roster.read(december.room)
    await december.swept()
    assert len(reminders(december, "skoleleder", "Utsett! Rusforebyggende")) == 1


async def test_a_vacant_or_missing_owner_and_an_organ_are_the_coordinators(december: House) -> None:
    await reminded(december)
    assert len(reminders(december, "slt_koordinator", "Oppvekstkonferanse")) == 1
    assert len(reminders(december, "slt_koordinator", "Årlig evaluering")) == 1
    assert reminders(december, "slt_koordinator", "Utsett! Rusforebyggende") == []


async def test_each_of_several_owners_is_reminded_and_sees_the_others_answer(december: House) -> None:
    second = RoleHolder("skoleleder:2", december.room.id, "skoleleder", JEVNAKER.person("sosiallaerer_jus").object_id)
    await december.bot.store.write(december.room.id, lambda work: work.put(second))
    first = await reminded(december)
    other = december.seat("sosiallaerer_jus")
    await other.newest("Utsett! Rusforebyggende")
    await first.press("Pågår")
    await december.settled()
    assert "Sæming Oppdiktet" in await other.newest("Utsett! Rusforebyggende")
    assert "◐ pågår" in other.sees


async def test_done_is_done_grade_by_grade(december: House) -> None:
    owner = await reminded(december)
    assert "Kryss av for trinnene" in await owner.press("Utført")
    assert "8. og 9. trinn" in await owner.press("Utført", grades=["8", "9"], done_on="2026-12-10")
    assert "Tiltaket er meldt utført" in await owner.press("Utført", grades=["8", "9", "10"], done_on="2026-12-15")
    found = await status(december)
    assert (found.state, found.done_on) == (TiltakState.UTFORT, date(2026, 12, 15))
    assert len(await december.read(lambda work: work.find(TiltakAnswer, occurrence=UTSETT))) == 2


async def test_postponed_with_a_reason_is_reminded_of_again_by_the_new_date(december: House) -> None:
    owner = await reminded(december)
    await owner.press("Utsett")
    assert "Skriv kort hvorfor" in await owner.press("Utsett", until="2027-02-10")
    assert "satt av den ansvarlige, ikke av planen" in await owner.press(
        "Utsett", until="2027-02-10", reason="Møtet er flyttet"
    )
    december.clock.set(moment(date(2027, 1, 27), time(9)))
    await december.swept()
    assert len(reminders(december, "skoleleder", "10. februar 2027 (ny frist)")) == 1


async def test_a_reason_that_reads_as_about_one_person_is_asked_about(december: House) -> None:
    owner = await reminded(december)
    await owner.press("Utsett")
    shown = await owner.press("Utsett", until="2027-02-10", reason="Eleven er syk")
    assert "ser ut til å gjelde én person" in shown
    assert "ny frist" in await owner.press("Utsett", until="2027-02-10", reason="Eleven er syk", one_person="gruppe")


async def test_an_identifier_in_the_reason_is_stopped(december: House) -> None:
    owner = await reminded(december)
    await owner.press("Utsett")
    shown = await owner.press("Utsett", until="2027-02-10", reason="Venter på mor til elev, ring 912 34 567")
    assert "912 34 567" not in shown
    assert (await status(december)).state is TiltakState.IKKE_STARTET


async def test_not_mine_goes_to_the_coordinator_who_is_reminded_from_then_on(december: House) -> None:
    owner, coordinator = await reminded(december), december.seat("slt_koordinator")
    assert "ansvaret er uavklart" in await owner.press("Ikke min")
    assert "Utsett! Rusforebyggende" in await coordinator.newest("Ansvaret for et tiltak er uavklart")
    december.clock.set(LATE)
    await december.swept()
    assert len(reminders(december, "slt_koordinator", "Utsett! Rusforebyggende")) == 1


async def test_of_two_answers_the_first_stands(december: House) -> None:
    owner = await reminded(december, "Tiltak for elevene")
    old = owner.card
    await owner.press("Utført")
    owner.card = old
    assert "meldt utført" in await owner.press("Pågår")
    assert (await status(december, PUPILS)).state is TiltakState.UTFORT


async def test_what_is_late_is_told_once_shown_first_and_is_on_the_coordinating_organs_agenda(december: House) -> None:
    await reminded(december)
    december.clock.set(LATE)
    await december.swept()
    await december.swept()
    coordinator = december.seat("slt_koordinator")
    assert len(reminders(december, "skoleleder", OVERDUE)) == 2
    assert "Utsett! Rusforebyggende" in await coordinator.newest("Tiltak over fristen")
    assert "Over fristen" in await coordinator.press("Vis årshjulet")
    assert (
        "Bak plan: Utsett! Rusforebyggende" in await coordinator.say("agenda koordineringsgruppen") + coordinator.sees
    )


async def test_a_suggestion_is_never_late_and_never_on_an_agenda(december: House) -> None:
    december.clock.set(moment(date(2027, 6, 28), time(9)))
    await december.swept()
    assert reminders(december, "skoleleder", "Undervisning 4.trinn") == []
    coordinator = december.seat("slt_koordinator")
    await coordinator.say("agenda koordineringsgruppen")
    assert "Undervisning 4.trinn" not in coordinator.sees


async def test_status_in_one_line_is_filled_in_and_confirmed(december: House) -> None:
    owner = december.seat("skoleleder")
    assert "Planen setter ingen frist" in await owner.say("status natteravner")
    shown = await owner.say("utsett 9. trinn gjennomført 12. september")
    assert "Stemmer dette?" in shown
    await owner.press("Utført", grades=["9"], done_on="2026-09-12")
    found = await status(december)
    assert (found.state, found.done_grades, found.done_on) == (TiltakState.PAGAR, (9,), date(2026, 9, 12))


async def test_only_the_owner_and_the_coordinator_answer(december: House) -> None:
    other = december.seat("sosiallaerer_jus")
    await other.say("tiltak utsett foreldre")
    assert "Utført" not in str(other.card)
    other.card = (await reminded(december)).card
    assert "ikke tilgjengelig for deg" in await other.press("Ikke min")
    coordinator = december.seat("slt_koordinator")
    await coordinator.say("status tiltak for elevene")
    assert "meldt utført" in await coordinator.press("Utført")
