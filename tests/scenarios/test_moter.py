"""A meeting of the Fagteam, from agenda to tasks, through the front door (UC-10, UC-12, UC-14–UC-18; scenario M-1)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, time
from pathlib import Path

import pytest

from bot.domain.mote import Agenda, Mote, MoteStatus
from bot.domain.moteplan import moment
from bot.domain.oppgave import Oppgave
from bot.domain.referat import Referat, ReferatStatus
from bot.domain.room import Draft
from bot.standins.graph.app import LIBRARIES
from tests.scenarios.house import House, MovableClock, Seat, open_house
from tests.scenarios.test_varsling import described

BEFORE = moment(date(2025, 9, 30), time(10))
AFTER = moment(date(2025, 10, 9), time(10, 30))
NUMBER = "14831053748"


@pytest.fixture
async def october(tmp_path: Path, database_url: str) -> AsyncIterator[House]:
    """A house nine days before the Fagteam's first meeting, on Thursday 9 October 2025."""
    clock = MovableClock()
    clock.set(BEFORE)
    async with open_house(tmp_path, database_url, clock=clock) as opened:
        yield opened


async def proposed(house: House) -> Seat:
    """The coordinator with the Fagteam's proposal in front of them."""
    coordinator = house.seat("slt_koordinator")
    await coordinator.say("agenda")
    await coordinator.press("Neste", organ="fagteam")
    return coordinator


async def with_agenda(house: House) -> None:
    """The agenda is out, with one line of the coordinator's own."""
    coordinator = await proposed(house)
    await coordinator.press("Se over", own1="Rutine ved rusbekymring, utkast")
    await coordinator.press("Godkjenn og legg ut")
    await house.posted(house.channel("Fagteam"), "Agenda for Fagteam")


ABOUT_ONE = "Oppfølging av gutten på stasjonen"


async def at_first_item(house: House) -> Seat:
    """The secretary is at the first item of the referat."""
    await with_agenda(house)
    house.clock.set(AFTER)
    secretary = house.seat("helsesykepleier_jus")
    await secretary.say("referat")
    await secretary.press("Neste")
    return secretary


async def written(house: House) -> Seat:
    """The secretary's referat, as far as the preview, after the meeting."""
    house.clock.set(AFTER)
    secretary = house.seat("helsesykepleier_jus")
    await secretary.say("referat")
    members = [m for m in house.room.plan.organ("fagteam").members if m != "rus_psykiatri_representant"]
    await secretary.press("Neste", present=members)
    await secretary.press(
        "Neste",
        summary="Miljøet ved stasjonen er drøftet.",
        decision="Styrket voksennærvær i oktober.",
        what0="Informasjon på foreldremøte",
        owner0="sosiallaerer_jus",
        due0="2025-10-23",
        what1="Natteravnene kontaktes",
        owner1="frivilligsentral",
        due1="2025-10-17",
    )
    while "Sak " in secretary.sees:
        await secretary.press("Neste")
    return secretary


async def with_referat(house: House) -> None:
    """The referat lies with the chair."""
    await with_agenda(house)
    secretary = await written(house)
    await secretary.press("Se over")
    await secretary.press("Send til møteleder")


def files(house: House) -> list[str]:
    """The names of the filed documents."""
    return sorted(
        path.name for path in (Path(str(house.office.app[LIBRARIES].state.folder)) / "felles").rglob("*.docx")
    )


async def test_the_agenda_names_a_varsling_by_its_number_and_nothing_more(october: House) -> None:
    teacher = october.seat("laerer")
    await described(teacher)
    await teacher.press("Send")
    await october.seat("slt_koordinator").newest("Varsling V-")
    await october.seat("slt_koordinator").press("Til neste møte")
    await with_agenda(october)
    posted = october.texts(october.channel("Fagteam"))[-1]
    assert "Varsling V-2025-1: Rusbruk" in posted
    assert "torsdag 9. oktober 2025 kl. 08.30" in posted
    assert "Rutine ved rusbekymring" in posted
    assert "stasjon" not in posted


async def test_the_approved_agenda_is_filed_and_the_post_has_its_link(october: House) -> None:
    await with_agenda(october)
    assert files(october) == ["2025-10-09-fagteam-agenda.docx"]
    agenda = (await october.read(lambda work: work.find(Agenda)))[0]
    assert agenda.web_url
    entry = await october.posted(october.channel("Fagteam"), "Agenda for Fagteam")
    assert agenda.web_url in str(entry.activity)


async def test_an_identifier_in_a_line_stops_the_agenda_and_is_not_echoed(october: House) -> None:
    coordinator = await proposed(october)
    shown = await coordinator.press("Se over", own1=f"Elev {NUMBER}")
    assert "fødselsnummer" in shown
    assert NUMBER not in str(coordinator.card)
    assert not await october.read(lambda work: work.find(Agenda))


async def test_a_line_that_reads_as_about_one_person_stops_until_somebody_says_it_is_not(october: House) -> None:
    coordinator = await proposed(october)
    shown = await coordinator.press("Se over", own1=ABOUT_ONE)
    assert "ser ut til å gjelde én person" in shown
    assert ABOUT_ONE in str(coordinator.card)
    assert ABOUT_ONE not in str(await october.read(lambda work: [d.answers for d in work.find(Draft)]))
    assert ABOUT_ONE in await coordinator.press("Se over", one_person="gruppe")
    await coordinator.press("Godkjenn og legg ut")
    [agenda] = await october.read(lambda work: work.find(Agenda))
    assert ABOUT_ONE in [item.title for item in agenda.items]


async def test_what_is_written_about_one_person_in_a_referat_is_stopped_at_its_item(october: House) -> None:
    secretary = await at_first_item(october)
    assert "ser ut til å gjelde én person" in await secretary.press("Neste", decision=ABOUT_ONE)
    assert "ser ut til å gjelde én person" not in await secretary.press("Neste", one_person="gruppe")


async def test_why_a_meeting_is_cancelled_is_not_about_one_person(october: House) -> None:
    coordinator = october.seat("slt_koordinator")
    await coordinator.say("avlys møte")
    await coordinator.press("Neste", mote="fagteam-2025-10-09")
    assert "ser ut til å gjelde én person" in await coordinator.press("Avlys møtet", reason=ABOUT_ONE)
    assert not [mote for mote in await october.read(lambda work: work.find(Mote)) if mote.status is MoteStatus.AVLYST]
    await coordinator.press("Avlys møtet", reason="For få kan komme")
    await october.posted(october.channel("Fagteam"), "møtet er avlyst")


AT_THE_BOYS = "Møterommet hos gutten"


async def test_a_place_that_reads_as_about_one_person_costs_one_press_in_an_agenda(october: House) -> None:
    coordinator = await proposed(october)
    assert "ser ut til å gjelde én person" in await coordinator.press("Se over", place=AT_THE_BOYS)
    assert AT_THE_BOYS in await coordinator.press("Se over", one_person="gruppe")
    await coordinator.press("Godkjenn og legg ut")
    await october.posted(october.channel("Fagteam"), "Agenda for Fagteam")
    assert (await october.read(lambda work: work.get(Mote, "fagteam-2025-10-09"))).place == AT_THE_BOYS


async def test_a_place_that_reads_as_about_one_person_costs_one_press_when_a_meeting_is_moved(october: House) -> None:
    coordinator = october.seat("slt_koordinator")
    await coordinator.say("flytt møte")
    await coordinator.press("Neste", mote="fagteam-2025-10-09")
    shown = await coordinator.press("Flytt", day="2025-10-14", place=AT_THE_BOYS)
    assert "ser ut til å gjelde én person" in shown
    assert not [mote for mote in await october.read(lambda work: work.find(Mote)) if mote.place == AT_THE_BOYS]
    await coordinator.press("Flytt", one_person="gruppe")
    assert AT_THE_BOYS in str((await october.posted(october.channel("Fagteam"), "ny dato")).activity)


async def test_a_changed_agenda_is_a_new_revision_with_a_reason(october: House) -> None:
    await with_agenda(october)
    coordinator = await proposed(october)
    await coordinator.press("Endre")
    await coordinator.press("Se over", reason="Ny sak")
    await coordinator.press("Godkjenn og legg ut")
    await october.posted(october.channel("Fagteam"), "Oppdatert agenda")
    assert files(october) == ["2025-10-09-fagteam-agenda-rev2.docx", "2025-10-09-fagteam-agenda.docx"]


async def test_a_day_that_is_a_holiday_is_refused_at_the_field(october: House) -> None:
    coordinator = await proposed(october)
    assert "helligdag" in await coordinator.press("Se over", day="2026-01-01")


async def test_an_organ_that_others_run_gets_no_agenda_from_here(october: House) -> None:
    shown = await october.seat("slt_koordinator").say("agenda politirådet")
    assert "SLT-koordinator Ringerike/Hole kaller inn" in shown


async def test_a_member_may_read_the_agenda_but_not_make_it(october: House) -> None:
    assert "ikke lagt ut ennå" in await october.seat("sosiallaerer_jus").say("agenda")
    await with_agenda(october)
    shown = await october.seat("sosiallaerer_jus").say("agenda")
    assert "Rutine ved rusbekymring" in shown
    assert "Endre" not in str(october.seat("sosiallaerer_jus").card)


async def test_an_approved_referat_is_filed_posted_and_gives_its_tasks(october: House) -> None:
    await with_referat(october)
    chair = october.seat("slt_koordinator")
    assert "Styrket voksennærvær" in await chair.newest("Referat fra Fagteam")
    assert "Godkjent av Kari Eksempel" in await chair.press("Godkjenn")
    post = await october.posted(october.channel("Fagteam"), "Referat fra Fagteam")
    referat = (await october.read(lambda work: work.find(Referat)))[0]
    assert referat.web_url in str(post.activity)
    assert "2025-10-09-fagteam-referat.docx" in files(october)
    assert "Informasjon på foreldremøte" in await october.seat("sosiallaerer_jus").newest("Du har fått en oppgave")
    assert "Natteravnene kontaktes" in await chair.newest("Natteravnene kontaktes")
    assert len(await october.read(lambda work: work.find(Oppgave))) == 2


async def test_the_owner_says_that_a_task_is_done(october: House) -> None:
    await with_referat(october)
    await october.seat("slt_koordinator").newest("Referat fra Fagteam")
    await october.seat("slt_koordinator").press("Godkjenn")
    owner = october.seat("sosiallaerer_jus")
    assert "Informasjon på foreldremøte" in await owner.say("mine oppgaver")
    assert "Oppgaven er utført" in await owner.press("Utført")
    assert "ingen åpne oppgaver" in await owner.say("oppgaver")


async def test_the_chair_sends_it_back_and_the_secretary_finds_what_was_written(october: House) -> None:
    await with_referat(october)
    chair, secretary = october.seat("slt_koordinator"), october.seat("helsesykepleier_jus")
    await chair.newest("Referat fra Fagteam")
    await chair.press("Send tilbake", comment="Fristen må være tidligere.")
    await secretary.newest("Referatet er sendt tilbake")
    assert "Fristen må være tidligere." in await secretary.press("Rett referatet")
    assert "Styrket voksennærvær" in str((await secretary.press("Neste")) + str(secretary.card))


async def test_why_a_referat_is_sent_back_is_not_about_one_person_and_nothing_is_lost(october: House) -> None:
    await with_referat(october)
    chair = october.seat("slt_koordinator")
    await chair.newest("Referat fra Fagteam")
    shown = await chair.press("Send tilbake", comment="Gutten er ikke med i referatet.")
    assert "ser ut til å gjelde én person" in shown
    [referat] = await october.read(lambda work: work.find(Referat))
    assert (referat.status, referat.comment) == (ReferatStatus.TIL_GODKJENNING, "")
    await chair.press("Send tilbake", comment="Ta bort det som gjelder én person i sak 2.")
    await october.seat("helsesykepleier_jus").newest("Referatet er sendt tilbake")


async def test_of_two_answers_to_one_referat_the_first_stands(october: House) -> None:
    await with_referat(october)
    chair = october.seat("slt_koordinator")
    await chair.newest("Referat fra Fagteam")
    old = chair.card
    await chair.press("Godkjenn")
    chair.card = old
    await chair.press("Send tilbake", comment="For sent")
    referat = (await october.read(lambda work: work.find(Referat)))[0]
    assert referat.status is ReferatStatus.GODKJENT


async def test_only_the_secretary_writes_and_only_the_chair_decides(october: House) -> None:
    await with_referat(october)
    assert "rollen" in await october.seat("sosiallaerer_jus").say("referat")
    chair = october.seat("slt_koordinator")
    await chair.newest("Referat fra Fagteam")
    thief = october.seat("sosiallaerer_jus")
    thief.card = chair.card
    assert "ikke tilgjengelig for deg" in await thief.press("Godkjenn")


async def test_a_paused_referat_goes_on_where_it_was_left(october: House) -> None:
    await with_agenda(october)
    october.clock.set(AFTER)
    secretary = october.seat("helsesykepleier_jus")
    await secretary.say("referat")
    await secretary.press("Neste")
    assert "Utkastet er lagret" in await secretary.press("Pause", summary="Halvferdig tekst")
    await secretary.say("referat")
    assert "Halvferdig tekst" in str(secretary.card)


async def test_the_next_meeting_is_six_weeks_later(october: House) -> None:
    await with_agenda(october)
    secretary = await written(october)
    assert "2025-11-20" in str(secretary.card)


async def test_new_years_day_is_asked_about_and_never_moved_in_silence(october: House) -> None:
    october.clock.set(moment(date(2025, 11, 20), time(12)))
    await october.swept()
    coordinator = october.seat("slt_koordinator")
    assert "Første nyttårsdag" in await coordinator.newest("Møtet i Fagteam trenger en ny dato")
    assert "Trenger ny dato" in await coordinator.say("møteplan")
    await coordinator.newest("Møtet i Fagteam trenger en ny dato")
    await coordinator.press("Velg ny dato")
    await coordinator.press("Neste")
    assert "helligdag" in await coordinator.press("Flytt", day="2026-01-01")
    await coordinator.press("Flytt", day="2026-01-08")
    await october.posted(october.channel("Fagteam"), "torsdag 8. januar 2026")
    mote = await october.read(lambda work: work.get(Mote, "fagteam-2026-01-01"))
    assert (mote.status, mote.day) == (MoteStatus.FLYTTET, date(2026, 1, 8))


async def test_the_convener_then_the_secretary_are_reminded_once_each(october: House) -> None:
    october.clock.set(moment(date(2025, 10, 2), time(9)))
    await october.swept()
    await october.swept()
    coordinator, secretary = october.seat("slt_koordinator"), october.seat("helsesykepleier_jus")
    await coordinator.newest("Agendaen til møtet i Fagteam mangler")
    assert len([x for x in october.texts(coordinator.client.actor.chat_id) if "mangler" in x and "Fagteam" in x]) == 1
    for day in (9, 16):
        october.clock.set(moment(date(2025, 10, day), time(11)))
        await october.swept()
    assert "Møtet var" in await secretary.newest("Referatet fra møtet i Fagteam mangler")


async def test_the_owner_is_reminded_before_the_deadline_and_after_it(october: House) -> None:
    await with_referat(october)
    await october.seat("slt_koordinator").newest("Referat fra Fagteam")
    await october.seat("slt_koordinator").press("Godkjenn")
    await october.settled()
    october.clock.set(moment(date(2025, 10, 24), time(9)))
    await october.swept()
    await october.seat("sosiallaerer_jus").newest("Fristen er ute for en oppgave")


async def test_a_cancelled_meeting_is_told_and_does_not_come_back(october: House) -> None:
    coordinator = october.seat("slt_koordinator")
    await coordinator.say("avlys møte")
    await coordinator.press("Neste", mote="fagteam-2025-10-09")
    await coordinator.press("Avlys møtet", reason="For få kan komme")
    await october.posted(october.channel("Fagteam"), "møtet er avlyst")
    assert "9. oktober" not in (await coordinator.say("møteplan"))
