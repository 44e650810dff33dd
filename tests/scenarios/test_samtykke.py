"""Consents and the gate through the front door: S-1 to S-4 and the agenda (UC-33, UC-50 to UC-56)."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from bot.cards.gate import theme_label
from bot.cards.samtykke import consent_rows
from bot.domain.enkeltsak import Enkeltsak, Ledd, Portlogg
from bot.domain.moteplan import moment
from bot.domain.oppgave import Oppgave
from bot.domain.samtykke import Samtykke
from bot.standins.card_reading import visible_text
from bot.standins.connector.state import CONNECTOR
from bot.standins.graph.app import LIBRARIES
from bot.texts import texts
from tests.scenarios.house import House, Seat, text_of

MEETING = moment(date(2025, 11, 20), time(8, 35))
AFTER = moment(date(2025, 11, 20), time(10, 30))
LINE = "Enkeltsak – se møteleder"
S1 = ["sosiallaerer_jus", "helsesykepleier_jus", "barnevern_leder", "slt_koordinator"]
OUT = [
    "politi_forebyggende_gruppe",
    "ungdomskonsulent",
    "kommunepsykolog",
    "nav_ungdomskontakt",
    "rus_psykiatri_representant",
]


async def opened(house: House, theme: str = "skolefravaer", contact: str = "sosiallaerer_jus") -> Seat:
    """The coordinator has opened a case, and has it in front of them."""
    coordinator = house.seat("slt_koordinator")
    await coordinator.say("ny enkeltsak")
    await coordinator.press("Opprett", theme=theme, organ="fagteam", contact=contact)
    await house.settled()
    return coordinator


async def registered(seat: Seat, **more: object) -> str:
    """Register a consent in the only case there is; S-1 with both guardians where nothing else is said."""
    told: dict[str, object] = {
        "age": "under_16",
        "ung": "ja",
        "verger": "2",
        "signed": "2",
        "form": "skriftlig",
        "themes": ["skolefravaer", "fritid"],
        "recipients": S1,
        "purposes": ["fagteam"],
        "confirmed": ["frivillig", "uttrykkelig", "informert"],
        **more,
    }
    await seat.say("registrer samtykke")
    await seat.press("Neste", **{k: told[k] for k in ("age", "ung", "verger", "signed", "form")})
    covered = {k: told[k] for k in ("themes", "recipients", "purposes", "valid_to") if k in told}
    await seat.press("Neste", **covered)
    shown = await seat.press("Lagre", confirmed=told["confirmed"])
    await seat.house.settled()
    return shown


async def with_agenda(house: House) -> Seat:
    """The case has an active consent, is asked for, and the agenda of 20 November is out."""
    coordinator = await opened(house)
    await registered(house.seat("sosiallaerer_jus"))
    await coordinator.say("enkeltsaker")
    await coordinator.press("Åpne")
    assert "meldt til neste møte" in await coordinator.press("Ta opp i neste møte")
    await coordinator.say("agenda")
    await coordinator.press("Neste", organ="fagteam")
    shown = await coordinator.press("Se over", day="2025-11-20", start="08:30")
    assert LINE in shown
    await coordinator.press("Godkjenn og legg ut")
    await house.posted(house.channel("Fagteam"), LINE)
    await house.settled()
    return coordinator


async def confirmed(house: House, coordinator: Seat) -> str:
    """At the meeting: the chair confirms that those outside have gone out."""
    house.clock.set(MEETING)
    await coordinator.say("bekreft")
    return await coordinator.press("Bekreft og start", left=OUT)


def told_of(card: dict[str, Any]) -> list[str]:
    """The rows of a consent that a card shows."""
    lines = visible_text(card)
    return lines[1 : lines.index("Kryss av for det du selv har forsikret deg om:")]


def rows_of(consent: Samtykke, house: House) -> list[str]:
    """The rows of a stored consent, but for what is ticked on the card itself."""
    rows = consent_rows(consent, house.room.plan, texts("nb"))
    return [f"{label}: {value}" for label, value in rows.items() if value and label != "Bekreftet"]


def files(house: House, library: str = "felles") -> list[str]:
    folder = Path(str(house.office.app[LIBRARIES].state.folder)) / library
    return sorted(path.name for path in folder.rglob("*.*") if path.is_file())


async def test_a_request_is_refused_with_the_reason_until_a_ground_is_recorded(november: House) -> None:
    coordinator = await opened(november)
    refused = await coordinator.press("Ta opp i neste møte")
    assert "Ingen grunn til å dele er registrert" in refused
    await registered(november.seat("sosiallaerer_jus"))
    await coordinator.say("enkeltsaker")
    await coordinator.press("Åpne")
    assert "meldt til neste møte" in await coordinator.press("Ta opp i neste møte")


async def test_the_blank_form_is_filed_once_and_linked_in_both_languages(november: House) -> None:
    teacher = november.seat("laerer")
    assert "legger skjemaet i biblioteket nå" in await teacher.say("samtykke")
    await teacher.newest("Samtykkeskjemaet er klart")
    await teacher.say("samtykke")
    assert "samtykkeskjema" in str(teacher.card)
    await teacher.press("Skjema på nynorsk")
    await november.settled()
    assert [name for name in files(november) if "skjema" in name] == [
        "2025-11-10-jevnaker-2025-samtykkeskjema-nb.docx",
        "2025-11-10-jevnaker-2025-samtykkeskjema-nn.docx",
    ]


async def test_s1_both_guardians_and_only_recipients_in_the_room(november: House) -> None:
    coordinator = await opened(november)
    social = november.seat("sosiallaerer_jus")
    assert "mangler verge" in await registered(social, signed="1")
    await coordinator.say("enkeltsaker")
    assert "1 av 2 er registrert" in await coordinator.press("Åpne")
    assert "1 av 2" in await coordinator.press("Ta opp i neste møte")
    november.clock.move(days=3)
    assert "Status: gyldig" in await social.press("En verge til har samtykket")
    await coordinator.say("enkeltsaker")
    shown = await coordinator.press("Åpne")
    assert "Gult" in shown
    assert "Må gå ut før saken drøftes: " in shown
    assert all(november.room.plan.role(role).label in shown for role in OUT)


async def test_s2_sixteen_alone_is_settled_by_a_human(november: House) -> None:
    coordinator = await opened(november, theme="rusbruk", contact="ungdomskonsulent")
    told = {"age": "16_17", "verger": "1", "signed": "0", "themes": ["rusbruk", "helse"]}
    shown = await registered(november.seat("ungdomskonsulent"), **told)
    assert "Etter SLT-håndboken må også verge samtykke" in shown
    assert "kommunejurist" in shown
    assert "Avklart" not in str(november.seat("ungdomskonsulent").card)
    await coordinator.newest("til avklaring")
    await coordinator.press("Åpne samtykket")
    assert "Status: gyldig" in await coordinator.press("Avklart: kan samtykke alene")


async def test_s3_a_withdrawal_the_day_before_takes_it_off_at_once(november: House) -> None:
    coordinator = await with_agenda(november)
    november.clock.set(moment(date(2025, 11, 19), time(20, 41)))
    social = november.seat("sosiallaerer_jus")
    await social.say("samtykke trukket")
    receipt = await social.press("Trekk nå", how="melding")
    assert "S-2025-1 er trukket" in receipt
    assert "Meldeplikt og avvergingsplikt gjelder uansett" in receipt
    assert "er trukket" in await coordinator.newest("Samtykke S-2025-1 i sak E-2025-1")
    await november.settled()
    post = await november.posted(november.channel("Fagteam"), "Oppdatert agenda")
    assert LINE not in str(post.activity)
    assert "2025-11-20-fagteam-agenda-rev2.docx" in files(november)
    await coordinator.say("agenda fagteam")
    assert LINE not in coordinator.sees
    log = await november.read(lambda work: work.find(Portlogg, order="at"))
    assert Ledd.AGENDA in {line.ledd for line in log}


async def test_what_was_posted_before_no_longer_shows_the_line(november: House) -> None:
    await november.seat("slt_koordinator").client.in_channel("Fagteam").install()
    await with_agenda(november)
    await november.seat("sosiallaerer_jus").say("trukket")
    await november.seat("sosiallaerer_jus").press("Trekk nå")
    await november.settled()
    ledger = november.office.connector[CONNECTOR].ledger
    standing = [text_of(entry.activity) for entry in ledger.messages(november.channel("Fagteam"))]
    assert [text for text in standing if "Agenda for Fagteam" in text]
    assert not [text for text in standing if LINE in text]


async def test_s4_partial_scope_and_an_oral_consent(november: House) -> None:
    coordinator = await opened(november, theme="bolig", contact="nav_ungdomskontakt")
    nav = november.seat("nav_ungdomskontakt")
    shown = await registered(
        nav,
        age="over_18",
        form="muntlig",
        themes=["bolig", "arbeid"],
        recipients=["nav_ungdomskontakt", "ungdomskonsulent", "rus_psykiatri_representant"],
    )
    assert "anbefales alltid" in shown
    assert "Status: gyldig" in shown
    await coordinator.say("enkeltsaker")
    await coordinator.press("Åpne")
    refused = await coordinator.press("Ta opp i neste møte")
    assert "SLT-koordinator" in refused
    assert "Utvid samtykket, bruk oppmøte" in refused
    november.clock.set(moment(date(2025, 11, 18), time(9)))
    await november.swept()
    assert "gitt muntlig" in await nav.newest("få det skriftlig")


async def test_only_green_lets_it_be_spoken_of_and_the_referat_says_no_more(november: House) -> None:
    coordinator = await with_agenda(november)
    november.clock.set(MEETING)
    await coordinator.say("bekreft")
    assert "kan ikke drøftes ennå" in await coordinator.press("Bekreft og start")
    assert "kan drøftes nå" in await coordinator.press("Bekreft og start", left=OUT)
    line = (await november.read(lambda work: work.find(Portlogg, ledd=Ledd.MOTE)))[0]
    assert (set(line.heard), set(line.left)) == (set(S1), set(OUT))
    november.clock.set(AFTER)
    secretary = november.seat("helsesykepleier_jus")
    await secretary.say("referat")
    await secretary.press("Neste")
    while LINE not in secretary.sees:
        await secretary.press("Neste")
    assert "Behandlet etter møteleders gjennomgang. Grunnlag registrert." in secretary.sees


async def test_a_case_that_nobody_confirmed_was_not_handled(november: House) -> None:
    await with_agenda(november)
    november.clock.set(AFTER)
    secretary = november.seat("helsesykepleier_jus")
    await secretary.say("referat")
    await secretary.press("Neste")
    while LINE not in secretary.sees:
        await secretary.press("Neste")
    assert "Ikke behandlet" in secretary.sees


async def test_those_who_have_heard_it_are_asked_to_stop_using_it(november: House) -> None:
    coordinator = await with_agenda(november)
    await confirmed(november, coordinator)
    await november.seat("sosiallaerer_jus").say("trukket")
    await november.seat("sosiallaerer_jus").press("Trekk nå")
    assert "E-2025-1" in await november.seat("barnevern_leder").newest("Slutt å bruke opplysningene")
    tasks = await november.read(lambda work: work.find(Oppgave))
    assert {task.owner for task in tasks} == set(S1)
    assert not [text for text in november.texts(november.channel("Fagteam")) if "Slutt å bruke" in text]


async def test_those_within_the_consent_are_told_and_nobody_else(november: House) -> None:
    await with_agenda(november)
    for key in ("sosiallaerer_jus", "helsesykepleier_jus", "barnevern_leder"):
        await november.seat(key).newest("En enkeltsak er meldt til")
    for key in ("politi_forebyggende_gruppe", "kommunepsykolog"):
        told = november.texts(november.seat(key).client.actor.chat_id)
        assert not [text for text in told if "enkeltsak" in text.lower()]


async def test_the_chair_is_asked_when_the_meeting_begins(november: House) -> None:
    coordinator = await with_agenda(november)
    november.clock.set(MEETING)
    await november.swept()
    await coordinator.newest("Bekreft grunnlaget når du ser hvem som er i rommet")
    assert "Må gå ut" in await coordinator.press("Se og bekreft")


async def test_a_stopped_case_is_written_as_stopped(november: House) -> None:
    coordinator = await with_agenda(november)
    november.clock.set(MEETING)
    await coordinator.say("bekreft")
    assert "stoppet" in await coordinator.press("Ikke behandle")
    assert "Ingen enkeltsaker venter" in await coordinator.say("bekreft")


async def test_a_renewal_before_it_runs_out_and_an_expiry_by_itself(november: House) -> None:
    await opened(november)
    social = november.seat("sosiallaerer_jus")
    await registered(social, valid_to="2025-12-01")
    november.clock.set(moment(date(2025, 11, 18), time(9)))
    await november.swept()
    await social.newest("går ut mandag 1. desember 2025")
    november.clock.set(moment(date(2025, 12, 2), time(9)))
    await november.swept()
    await social.newest("Status nå: utløpt")
    shown = await social.press("Åpne samtykket")
    assert "Utløpt (av seg selv)" in shown
    assert "Status: gyldig" in await social.press("Forny", valid_to="2026-03-01")


@pytest.mark.parametrize(("age", "ung"), [("over_18", "ja"), ("under_16", "ja"), ("under_16", "nei")])
async def test_what_is_read_through_is_what_is_stored(november: House, age: str, ung: str) -> None:
    await opened(november)
    social = november.seat("sosiallaerer_jus")
    await registered(social, age=age, ung=ung, verger="2", signed="1", valid_to="2026-03-01")
    read_through = november.shown[-2]
    consent = (await november.read(lambda work: work.find(Samtykke)))[0]
    assert told_of(read_through) == rows_of(consent, november)


async def test_refused_is_kept_as_refused_and_opens_nothing(november: House) -> None:
    coordinator = await opened(november)
    assert "nektet" in await registered(november.seat("sosiallaerer_jus"), ung="nei", signed="0")
    await coordinator.say("enkeltsaker")
    await coordinator.press("Åpne")
    assert "Ingen grunn til å dele" in await coordinator.press("Ta opp i neste møte")


async def test_presence_is_confirmed_in_the_room(november: House) -> None:
    coordinator = await opened(november)
    await coordinator.press("Velg grunnlag")
    await coordinator.press("Neste", ground="til_stede")
    assert "Gult" in await coordinator.press("Lagre", minor="ja")


async def test_a_field_that_the_chairs_card_does_not_have_is_not_in_the_log(november: House) -> None:
    coordinator = await opened(november)
    await coordinator.press("Velg grunnlag")
    await coordinator.press("Neste", ground="til_stede")
    await coordinator.press("Lagre", minor="ja")
    await coordinator.press("Ta opp i neste møte")
    await coordinator.say("agenda fagteam")
    await coordinator.press("Se over", day="2025-11-20", start="08:30")
    await coordinator.press("Godkjenn og legg ut")
    november.clock.set(MEETING)
    await coordinator.say("bekreft")
    card = coordinator.card or {}
    coordinator.card = {**card, "body": [*card["body"], {"type": "Input.Text", "id": "left"}]}
    there = {"there": ["ung", "verge"], "left": "Ola Nordmann 01010112345"}
    assert "kan drøftes nå" in await coordinator.press("Bekreft og start", **there)
    [line] = await november.read(lambda work: work.find(Portlogg, ledd=Ledd.MOTE))
    assert line.left == ()


async def test_anonymity_needs_the_whole_list(november: House) -> None:
    coordinator = await opened(november)
    await coordinator.press("Velg grunnlag")
    await coordinator.press("Neste", ground="anonymisert")
    assert "Alt på listen må være borte" in await coordinator.press("Lagre", list=["navn", "sted"])
    everything = ["navn", "sted", "familie", "hendelse", "trekk", "lite"]
    assert "Gult" in await coordinator.press("Lagre", list=everything, gone="ja")


async def test_the_agenda_has_one_line_for_every_ground_and_no_theme(november: House) -> None:
    """Also when a case goes from consent to anonymised between two revisions: nothing is to be read between them."""
    coordinator = await with_agenda(november)
    await coordinator.say("enkeltsaker")
    await coordinator.press("Åpne")
    await coordinator.press("Velg grunnlag")
    await coordinator.press("Neste", ground="anonymisert")
    everything = ["navn", "sted", "familie", "hendelse", "trekk", "lite"]
    assert "Gult" in await coordinator.press("Lagre", list=everything, gone="ja")
    await coordinator.say("agenda fagteam")
    await coordinator.press("Endre")
    await coordinator.press("Se over", reason="Ny sak", own1="Lys ved stasjonen")
    await coordinator.press("Godkjenn og legg ut")
    post = await november.posted(november.channel("Fagteam"), "Lys ved stasjonen")
    assert LINE in text_of(post.activity)
    theme = theme_label("skolefravaer", november.room.plan, texts("nb"))
    assert not [text for text in november.texts(november.channel("Fagteam")) if theme in text]


async def test_another_legal_basis_needs_a_reason_and_a_second_person(november: House) -> None:
    coordinator = await opened(november)
    await coordinator.press("Velg grunnlag")
    await coordinator.press("Neste", ground="hjemmel")
    chosen = {"basis": "fvl_13b_5", "recipients": S1}
    assert "Skriv kort hvorfor" in await coordinator.press("Lagre", **chosen)
    stopped = await coordinator.press("Lagre", **chosen, reason="Gjelder 14831053748")
    assert "fødselsnummer" in stopped
    assert "14831053748" not in str(coordinator.card)
    shown = await coordinator.press("Lagre", **chosen, reason="Nødvendig for å følge opp det skolen har ansvar for.")
    assert "En annen person må stå bak" in shown
    secretary = november.seat("helsesykepleier_jus")
    await secretary.newest("Et annet rettsgrunnlag er valgt")
    assert "Du har bekreftet" in await secretary.press("Jeg står bak dette")
    await coordinator.say("enkeltsaker")
    assert "Gult" in await coordinator.press("Åpne")


async def test_a_request_in_a_varsling_becomes_a_case_and_the_asker_registers(november: House) -> None:
    teacher, coordinator = november.seat("laerer"), november.seat("slt_koordinator")
    await teacher.say("meld")
    await teacher.press("Nei, gå videre")
    await teacher.press("Nei, gå videre")
    await teacher.press("Neste", about="enkeltsak")
    await teacher.press("Be om å ta det opp")
    await teacher.press("Se over", category="skolefravaer", urgency="snart", ground="samtykke", talked="ja")
    await teacher.press("Send")
    await coordinator.newest("Varsling V-2025-1")
    assert "E-2025-1" in await coordinator.press("Opprett sak")
    assert "E-2025-1" in await teacher.newest("Forespørselen din har fått nummeret")
    await november.settled()
    assert "Status: gyldig" in await registered(teacher)


async def test_who_may_not_see_a_case_sees_nothing_of_it(november: House) -> None:
    coordinator = await opened(november)
    await registered(november.seat("sosiallaerer_jus"))
    card = coordinator.card
    thief = november.seat("kommunepsykolog")
    assert "ingen åpne saker" in await thief.say("enkeltsaker")
    assert "ingen åpen sak" in await thief.say("registrer samtykke")
    thief.card = card
    assert "ikke tilgjengelig for deg" in await thief.press("Ta opp i neste møte")


async def test_nothing_but_numbers_is_stored_of_a_case(november: House) -> None:
    await opened(november)
    await registered(november.seat("sosiallaerer_jus"))
    sak = (await november.read(lambda work: work.find(Enkeltsak)))[0]
    consent = (await november.read(lambda work: work.find(Samtykke)))[0]
    assert (sak.number, consent.number) == ("E-2025-1", "S-2025-1")
    assert sak.reason == ""
