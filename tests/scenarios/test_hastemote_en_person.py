"""What a hastemøte about one person leaves behind: no text, and nothing outside the case's ground (UC-52, UC-53, UC-62;
handbook H-121)."""

from __future__ import annotations

from pathlib import Path

from bot.domain.hastereferat import HasteReferat
from bot.domain.oppgave import Oppgave
from bot.standins.graph import LIBRARIES
from tests.documents.reading import body
from tests.scenarios.house import House, Seat
from tests.scenarios.test_hastemote_grunnlag import previewed, with_consent, withdrawn

TEACHER, NURSE = "sosiallaerer_jus", "helsesykepleier_jus"
LINE = "Følg opp sak E-2026-1."


async def held(house: House) -> Seat:
    """About one person: teacher and nurse are called, both come, and it has been held."""
    coordinator = await with_consent(house)
    await previewed(house, coordinator)
    await coordinator.press("Kall inn nå")
    for key in (TEACHER, NURSE):
        await house.seat(key).newest("Du kalles inn")
        await house.seat(key).press("Kommer")
    await house.settled()
    house.clock.move(hours=3)
    return coordinator


async def reviewed(coordinator: Seat, *follow: str, **more: object) -> str:
    await coordinator.say("hastereferat")
    return await coordinator.press("Se over", **({"follow": list(follow)} if follow else {}), **more)


async def minuted(house: House) -> Seat:
    """The referat is written, and the teacher follows it up."""
    coordinator = await held(house)
    await reviewed(coordinator, TEACHER, due0="2026-12-04")
    assert "den lukkede mappen" in await coordinator.press("Lagre")
    await house.settled()
    return coordinator


def chat(house: House, key: str) -> list[str]:
    return house.texts(house.seat(key).client.actor.chat_id)


def files(house: House, library: str) -> list[Path]:
    folder = Path(str(house.office.app[LIBRARIES].state.folder)) / library
    return [path for path in folder.rglob("*.docx") if "hastemote-h-" in path.name]


async def test_there_is_no_field_for_text_and_only_roles_within_may_follow_it_up(house: House) -> None:
    coordinator = await held(house)
    shown = await coordinator.say("hastereferat")
    assert "gjaldt én person, så her er det ingenting å skrive" in shown
    fields = {item["id"]: item for item in (coordinator.card or {})["body"] if item.get("type", "").startswith("Input")}
    assert sorted(fields) == ["due0", "follow", "present"]
    within = {choice["value"] for choice in fields["follow"]["choices"]}
    assert within == {TEACHER, NURSE, "barnevern_leder", "slt_koordinator"}


async def test_the_document_says_no_more_than_a_referat_does_and_lies_in_the_restricted_library(house: House) -> None:
    await minuted(house)
    assert not files(house, "felles")
    text = body(files(house, "samtykker")[0].read_bytes())
    assert all(part in text for part in ("Enkeltsak E-2026-1", "Informert samtykke", LINE, "ikke bekreftet"))
    assert "Beslutninger" not in text


async def test_a_follow_up_is_one_neutral_line_to_a_role_within_and_stands_on_no_agenda(house: House) -> None:
    coordinator = await minuted(house)
    assert LINE in await house.seat(TEACHER).newest("Du har fått en oppgave")
    tasks = await house.read(lambda work: work.find(Oppgave))
    assert [(task.owner, task.what, task.organ) for task in tasks] == [(TEACHER, LINE, "")]
    assert LINE in await coordinator.say("oppgaver")
    agenda = await coordinator.say("agenda fagteam")
    assert not [said for said in ("Etter hastemøte", "E-2026-1", "Oppfølging av oppgaver") if said in agenda]


async def test_after_a_withdrawal_it_is_kept_and_goes_nowhere(house: House) -> None:
    coordinator = await held(house)
    await withdrawn(house)
    assert "gjelder ikke lenger" in await reviewed(coordinator)
    assert "legges ikke i biblioteket" in await coordinator.press("Lagre")
    await house.settled()
    assert not files(house, "samtykker")
    assert not [text for key in (TEACHER, NURSE) for text in chat(house, key) if "Referatet fra hastemøtet" in text]
    assert len(await house.read(lambda work: work.find(HasteReferat))) == 1


async def test_a_withdrawal_between_the_form_and_the_button_is_seen(house: House) -> None:
    coordinator = await held(house)
    await reviewed(coordinator, TEACHER)
    await withdrawn(house)
    assert "ikke innenfor grunnlaget nå" in await coordinator.press("Lagre")
    assert not await house.read(lambda work: work.find(HasteReferat))


async def test_who_had_the_follow_up_sees_it_no_more_after_a_withdrawal(house: House) -> None:
    coordinator = await minuted(house)
    await withdrawn(house)
    assert LINE not in await house.seat(TEACHER).say("oppgaver")
    assert LINE in await coordinator.say("oppgaver")
