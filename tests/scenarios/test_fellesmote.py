"""An individual case and those who meet: a joint meeting needs both organs covered, and the steering level is never
given one (use cases UC-13, UC-33, G3; handbook H-80, H-131)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from copy import deepcopy
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from bot.domain.enkeltsak import Enkeltsak, Portlogg
from bot.domain.mote import Agenda, ItemKind, Mote
from bot.domain.moteplan import moment
from bot.standins.card_reading import elements
from tests.plan.places import DATA
from tests.samtykke.examples import PLANS
from tests.scenarios.house import House, MovableClock, Seat, open_house
from tests.scenarios.test_samtykke import LINE, opened, registered

BEFORE = moment(date(2025, 11, 10), time(10))
JEVNAKER_2022 = PLANS / "jevnaker-2022.yaml"
WITH_FAGTEAM = "    fellesmøter:\n      - {med: fagteam, antall: 1, teller_med: ja}\n"
WITH_OTHER = "      - {med: koordineringsgruppe, antall: 1, teller_med: ja}\n"
WITH_POLITIRAD = WITH_OTHER + "      - {med: politirad, antall: 1, teller_med: ja}\n"
FAGTEAM = ["sosiallaerer_jus", "helsesykepleier_jus", "slt_koordinator"]
COVERED = [*FAGTEAM, "nav_leder"]


@asynccontextmanager
async def jevnaker_2022(folder: Path, database: str, *changes: tuple[str, str]) -> AsyncIterator[House]:
    """A house with the plan that has a joint meeting, as it is or changed as another municipality might have it."""
    text = JEVNAKER_2022.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    plan = folder / "plan.yaml"
    plan.write_text(text, encoding="utf-8")
    clock = MovableClock()
    clock.set(BEFORE)
    async with open_house(folder, database, clock=clock, plan=str(plan)) as house:
        yield house


def both_take_cases() -> tuple[str, str]:
    return WITH_FAGTEAM, WITH_FAGTEAM + "    enkeltsaker: med grunnlag\n"


async def asked_for(house: House, purposes: list[str]) -> Seat:
    """A case with a consent for these organs is asked for, and the coordinator looks at the Fagteam's next agenda."""
    coordinator = await opened(house, theme="skoleskulk")
    recipients = COVERED if "koordineringsgruppe" in purposes else FAGTEAM
    covered = {"themes": ["skoleskulk"], "recipients": recipients, "purposes": purposes}
    await registered(house.seat("sosiallaerer_jus"), **covered)
    await coordinator.say("enkeltsaker")
    await coordinator.press("Åpne")
    assert "meldt til neste møte" in await coordinator.press("Ta opp i neste møte")
    await coordinator.say("agenda fagteam")
    assert LINE in coordinator.sees
    return coordinator


async def joint(coordinator: Seat, other: str) -> str:
    """The agenda is looked over as one of a joint meeting."""
    return await coordinator.press("Se over", joint=other)


async def on_agendas(house: House) -> list[str]:
    agendas = await house.read(lambda work: work.find(Agenda))
    return [item.title for agenda in agendas for item in agenda.items if item.kind is ItemKind.ENKELTSAK]


async def test_a_joint_meeting_takes_a_case_whose_consent_covers_both_organs(tmp_path: Path, database_url: str) -> None:
    async with jevnaker_2022(tmp_path, database_url, both_take_cases()) as house:
        coordinator = await asked_for(house, ["fagteam", "koordineringsgruppe"])
        assert LINE in await joint(coordinator, "koordineringsgruppe")
        assert "er ikke med" not in coordinator.sees
        await coordinator.press("Godkjenn og legg ut")
        await house.settled()
        assert await on_agendas(house) == [LINE]


async def test_consent_for_one_of_the_two_organs_keeps_it_off_and_says_why(tmp_path: Path, database_url: str) -> None:
    async with jevnaker_2022(tmp_path, database_url, both_take_cases()) as house:
        coordinator = await asked_for(house, ["fagteam"])
        shown = await joint(coordinator, "koordineringsgruppe")
        assert LINE not in shown
        assert "Enkeltsak E-2025-1 er ikke med på agendaen." in shown
        assert "Samtykket er ikke gitt for drøfting i Koordineringsgruppe." in shown
        await coordinator.press("Godkjenn og legg ut")
        await house.settled()
        assert await on_agendas(house) == []


async def test_those_of_the_other_organ_who_are_outside_must_go_out_too(tmp_path: Path, database_url: str) -> None:
    async with jevnaker_2022(tmp_path, database_url, both_take_cases()) as house:
        coordinator = await asked_for(house, ["fagteam", "koordineringsgruppe"])
        await joint(coordinator, "koordineringsgruppe")
        await coordinator.press("Godkjenn og legg ut")
        await house.settled()
        [mote] = await house.read(lambda work: work.find(Mote, joint_with="koordineringsgruppe"))
        house.clock.set(mote.starts_at)
        await coordinator.say("bekreft")
        assert "Kommuneoverlege" in coordinator.sees
        fagteam = set(house.room.plan.organ("fagteam").members)
        refused = await coordinator.press("Bekreft og start", left=sorted(fagteam - set(COVERED)))
        assert "Må gå ut før saken drøftes: " in refused
        assert "Kommuneoverlege" in refused
        outside = fagteam | set(house.room.plan.organ("koordineringsgruppe").members)
        assert "kan drøftes nå" in await coordinator.press("Bekreft og start", left=sorted(outside - set(COVERED)))
        [line] = await house.read(lambda work: work.find(Portlogg, ledd="mote"))
        assert set(line.heard) == set(COVERED)


async def test_an_organ_that_the_plan_gives_no_cases_closes_the_joint_meeting(
    tmp_path: Path, database_url: str
) -> None:
    async with jevnaker_2022(tmp_path, database_url) as house:
        coordinator = await asked_for(house, ["fagteam"])
        shown = await joint(coordinator, "koordineringsgruppe")
        assert LINE not in shown
        assert "Planen sier ikke at Koordineringsgruppe tar enkeltsaker." in shown


async def test_a_meeting_together_with_the_politirad_takes_no_case(tmp_path: Path, database_url: str) -> None:
    async with jevnaker_2022(tmp_path, database_url, (WITH_OTHER, WITH_POLITIRAD)) as house:
        coordinator = await asked_for(house, ["fagteam"])
        shown = await joint(coordinator, "politirad")
        assert LINE not in shown
        assert "SLT-Styringsgruppe (politirådet) skal ikke behandle enkeltsaker." in shown
        await coordinator.press("Godkjenn og legg ut")
        await house.settled()
        assert await on_agendas(house) == []


PLANS_WITH_POLITIRAD = [
    (PLANS / "jevnaker-2022.yaml", "politirad", "nb"),
    (PLANS / "jevnaker-2025.yaml", "politirad", "nb"),
    (DATA / "fjordvik.yaml", "oppvekstrad", "nn"),
]
NEVER = {"nb": "{organ} skal ikke behandle enkeltsaker.", "nn": "{organ} skal ikkje behandle enkeltsaker."}


@pytest.mark.parametrize(
    ("plan", "steering", "language"), PLANS_WITH_POLITIRAD, ids=lambda value: getattr(value, "stem", value)
)
async def test_no_case_can_be_meant_for_the_steering_level(
    tmp_path: Path, database_url: str, plan: Path, steering: str, language: str
) -> None:
    """It is not offered and the card says why; who sends it all the same makes nothing."""
    async with open_house(tmp_path, database_url, plan=str(plan)) as house:
        coordinator = house.seat("slt_koordinator")
        house.holds(house.room.plan.coordinator.role, "slt_koordinator")
        await coordinator.say("ny enkeltsak")
        assert NEVER[language].format(organ=house.room.plan.organ(steering).name) in coordinator.sees
        assert coordinator.card is not None
        assert steering not in str(coordinator.card)
        chosen = with_choice(coordinator.card, "organ", steering)
        theme = house.room.plan.varsling.categories[0].id
        await coordinator.client.press(chosen, "Opprett", {"theme": theme, "organ": steering})
        assert await house.read(lambda work: work.find(Enkeltsak)) == []


async def test_a_plan_without_individual_cases_opens_none(tmp_path: Path, database_url: str) -> None:
    """Våler's plan has no organ that takes them: there they belong to BTI (UC-31)."""
    async with open_house(tmp_path, database_url, plan="valer-2023.yaml") as house:
        coordinator = house.seat("slt_koordinator")
        house.holds(house.room.plan.coordinator.role, "slt_koordinator")
        assert "Ingen organer i planen tar opp enkeltsaker." in await coordinator.say("ny enkeltsak")


def with_choice(card: dict[str, Any], field: str, value: str) -> dict[str, Any]:
    """The card as somebody would send it who has put in a choice of their own."""
    changed = deepcopy(card)
    for part in elements(changed):
        if part.get("id") == field:
            part["choices"].append({"title": value, "value": value})
    return changed
