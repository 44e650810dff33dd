"""Retention with a moved clock: proposed, answered or not, and then the key is gone (UC-92, UC-95, threat T29)."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.cards.innsyn import TABLES
from bot.domain.effects import Effect
from bot.domain.enkeltsak import Enkeltsak
from bot.domain.inbox import Handled
from bot.domain.moteplan import local
from bot.domain.room import Draft, SentCard, card_id
from bot.domain.varsling import Status, Varsling
from bot.ports import Among
from bot.store.tables import case_key, metadata
from bot.usecases.varslinger import expiry
from tests.scenarios.house import House, MovableClock, open_house
from tests.scenarios.test_saker import SEEN, days, opened, sent, stored
from tests.scenarios.test_samtykke import opened as case_opened

REASON = "Nødvendig for å følge opp det skolen har ansvar for."


async def ended(house: House) -> Varsling:
    """A varsling that has been closed."""
    await sent(house)
    coordinator = await opened(house)
    await coordinator.press("Avslutt")
    await coordinator.press("Avslutt varslingen", reason="handtert")
    await house.settled()
    return (await stored(house))[0]


async def test_after_a_year_erasing_is_proposed_and_not_done(house: House) -> None:
    varsling = await ended(house)
    await days(house, 366)
    shown = await house.seat("slt_koordinator").newest("Forslag: slett")
    assert varsling.number in shown
    assert SEEN not in shown
    assert (await stored(house))[0].seen == SEEN


async def test_the_coordinator_erases_and_the_key_is_gone(house: House) -> None:
    varsling = await ended(house)
    await days(house, 366)
    await house.seat("slt_koordinator").newest("Forslag: slett")
    await house.seat("slt_koordinator").press("Slett resten nå")
    (left,) = await stored(house)
    assert (left.number, left.status, left.seen, left.erased_at is None) == (
        varsling.number,
        Status.AVSLUTTET,
        "",
        False,
    )
    assert keys_of(house, varsling.id) == 0


async def test_one_that_is_still_needed_is_kept_for_three_months(house: House) -> None:
    varsling = await ended(house)
    await days(house, 366)
    coordinator = house.seat("slt_koordinator")
    await coordinator.newest("Forslag: slett")
    await coordinator.press("Slett resten nå", behold=[varsling.id])
    assert (await stored(house))[0].seen == SEEN
    await days(house, 60)
    assert (await stored(house))[0].proposed_at is None
    await days(house, 32)
    assert (await stored(house))[0].proposed_at is not None


async def test_without_an_answer_it_is_erased_when_the_time_is_out(house: House) -> None:
    varsling = await ended(house)
    await days(house, 366)
    await days(house, 31)
    assert ((await stored(house))[0].seen, keys_of(house, varsling.id)) == ("", 0)
    assert "Teksten er slettet" in await house.seat("slt_koordinator").newest("Teksten er slettet")


async def test_one_from_before_there_was_an_expiry_is_proposed_by_the_same_rule(house: House) -> None:
    varsling = await ended(house)
    with house.bot.store.writing.begin() as connection:
        connection.execute(sa.update(metadata.tables["varsling"]).values(expires_at=None))
    await days(house, 1)
    assert varsling.handled_at is not None
    assert (await stored(house))[0].expires_at == expiry(house.room, varsling.handled_at)
    assert (await stored(house))[0].proposed_at is None
    await days(house, 366)
    assert varsling.number in await house.seat("slt_koordinator").newest("Forslag: slett")
    await days(house, 31)
    assert ((await stored(house))[0].seen, keys_of(house, varsling.id)) == ("", 0)


async def test_what_has_been_erased_gets_no_new_expiry(house: House) -> None:
    await ended(house)
    await days(house, 366)
    await days(house, 31)
    await days(house, 1)
    (left,) = await stored(house)
    assert (left.erased_at is None, left.expires_at) == (False, None)


async def test_an_open_one_is_proposed_again_and_never_erased_by_itself(house: House) -> None:
    await sent(house)
    await opened(house)
    await house.seat("slt_koordinator").press("Jeg vurderer den")
    await days(house, 366)
    await days(house, 31)
    assert (await stored(house))[0].seen == SEEN
    assert len([t for t in house.texts() if "Forslag: slett" in t]) == 2


async def over_on_another_basis(house: House) -> Enkeltsak:
    """A case that stood on another legal basis, with its reason, and is over."""
    coordinator = await case_opened(house)
    await coordinator.press("Velg grunnlag")
    await coordinator.press("Neste", ground="hjemmel")
    await coordinator.press("Lagre", basis="fvl_13b_5", recipients="sosiallaerer_jus", reason=REASON)
    await coordinator.press("Avslutt saken")
    await house.settled()
    return await the_case(house)


async def the_case(house: House) -> Enkeltsak:
    found: list[Enkeltsak] = await house.read(lambda work: work.find(Enkeltsak))
    return found[0]


async def test_the_reason_of_a_legal_basis_is_proposed_erased_and_not_shown(house: House) -> None:
    case = await over_on_another_basis(house)
    await days(house, 366)
    shown = await house.seat("slt_koordinator").newest("Forslag: slett")
    assert "begrunnelsen (" in shown
    assert case.number in shown
    assert REASON not in shown
    assert (await the_case(house)).reason == REASON


async def test_an_open_case_keeps_its_reason(house: House) -> None:
    coordinator = await case_opened(house)
    await coordinator.press("Velg grunnlag")
    await coordinator.press("Neste", ground="hjemmel")
    await coordinator.press("Lagre", basis="fvl_13b_5", recipients="sosiallaerer_jus", reason=REASON)
    await days(house, 800)
    assert ((await the_case(house)).reason, (await the_case(house)).proposed_at) == (REASON, None)


@pytest.mark.parametrize("answered", [True, False])
async def test_the_reason_is_erased_by_the_coordinator_or_when_the_time_is_out(house: House, answered: bool) -> None:
    case = await over_on_another_basis(house)
    await days(house, 366)
    await house.seat("slt_koordinator").newest("Forslag: slett")
    if answered:
        await house.seat("slt_koordinator").press("Slett resten nå")
    else:
        await days(house, 31)
    left = await the_case(house)
    assert (left.number, left.basis, left.reason, keys_of(house, case.id)) == (case.number, case.basis, "", 0)
    await days(house, 366)
    assert ((await the_case(house)).expires_at, (await the_case(house)).proposed_at) == (None, None)


async def test_a_reason_that_is_still_needed_is_kept_for_three_months(house: House) -> None:
    case = await over_on_another_basis(house)
    await days(house, 366)
    coordinator = house.seat("slt_koordinator")
    await coordinator.newest("Forslag: slett")
    await coordinator.press("Slett resten nå", behold=[case.id])
    await days(house, 60)
    assert ((await the_case(house)).reason, (await the_case(house)).proposed_at) == (REASON, None)
    await days(house, 32)
    assert (await the_case(house)).proposed_at is not None


async def test_a_reason_from_before_there_was_an_expiry_gets_one(house: House) -> None:
    case = await over_on_another_basis(house)
    with house.bot.store.writing.begin() as connection:
        connection.execute(sa.update(metadata.tables["enkeltsak"]).values(expires_at=None))
    await days(house, 1)
    assert case.decided_at is not None
    assert (await the_case(house)).expires_at == expiry(house.room, case.decided_at)


async def test_a_backup_without_the_key_opens_nothing(house: House) -> None:
    varsling = await ended(house)
    with house.bot.store.writing.connect() as connection:
        kept = connection.execute(sa.select(metadata.tables["varsling"].c.seen)).scalar_one()
    assert SEEN not in kept
    await house.bot.store.write(house.room.id, lambda work: work.forget_key(varsling.id))
    assert (await stored(house))[0].seen == ""


async def test_a_restored_copy_is_erased_again(tmp_path: Path) -> None:
    clock = MovableClock()
    async with open_house(tmp_path / "a", clock=clock) as house:
        await ended(house)
        await days(house, 366)
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    clock.move(days=31 + (7 - local(clock.now()).weekday()) % 7)
    async with open_house(tmp_path / "b", clock=clock) as restored:
        clock.move(hours=(12 - local(clock.now()).hour) % 24)
        pump = restored.bot.pump
        assert pump is not None
        await pump.sweep(restored.room)
        assert (await stored(restored))[0].seen == ""


async def test_what_has_served_is_cleared_away(house: House) -> None:
    await sent(house)
    await house.seat("laerer").say("meld")
    await house.settled()
    await days(house, 1)
    assert await house.read(lambda work: work.find(Draft)) == []
    await days(house, 7)
    assert await house.read(lambda work: work.find(Handled, action="SendVarsling")) == []
    assert await house.read(lambda work: work.find(Effect))
    await days(house, 90)
    old = house.clock.now() - timedelta(days=80)
    assert not [
        e for e in await house.read(lambda work: work.find(Effect)) if e.due_at < old and e.view == "varsling_ny"
    ]


async def test_where_an_old_card_stands_is_forgotten_but_not_while_it_shows_a_text(house: House) -> None:
    """The card of a varsling is changed when its text is erased, however late that is."""
    varsling, now = await ended(house), house.clock.now()
    mine = card_id("varsling_ny", varsling.id, house.seat("slt_koordinator").client.actor.object_id)
    other = SentCard("agenda_i_kanal:a1:fagteam", house.room.id, "channel:c", "1", now)
    await house.bot.store.write(house.room.id, lambda work: work.put(other))
    both = mine, other.id
    assert await remembered(house, *both) == set(both)
    await days(house, 366)
    coordinator = house.seat("slt_koordinator")
    await coordinator.newest("Forslag: slett")
    await coordinator.press("Slett resten nå", behold=[varsling.id])
    await days(house, 40)
    assert await remembered(house, *both) == {mine}
    await days(house, 91)
    await days(house, 31)
    assert "Teksten er slettet" in await coordinator.newest("Teksten er slettet")
    await days(house, 401)
    assert await remembered(house, *both) == set()


async def remembered(house: House, *cards: str) -> set[str]:
    """Which of these cards it still knows where stand."""
    return {card.id for card in await house.read(lambda work: work.find(SentCard, id=Among(cards)))}


async def test_whoever_was_welcomed_is_not_welcomed_again(house: House) -> None:
    teacher = house.seat("laerer")
    await teacher.install()
    await days(house, 30)
    assert "Hei!" not in await teacher.install()


async def test_innsyn_shows_a_person_what_is_held_about_them_and_nobody_else(house: House) -> None:
    await sent(house)
    shown = await house.seat("laerer").say("innsyn")
    assert "Bjørn Påfunn" in shown
    assert "V-" in shown
    assert "loggen over hvem som gjorde hva" in shown
    other = await house.seat("nav_ungdomskontakt").say("innsyn")
    assert "V-" not in other
    assert "Bjørn" not in other


async def test_innsyn_counts_every_table_that_names_somebody(house: House) -> None:
    await sent(house)
    person = house.seat("laerer").client.actor.object_id
    counted = await house.read(lambda work: work.naming(person))
    assert {"roster", "reach", "varsling", "audit"} <= counted.keys()
    assert counted["varsling"] == 1


def test_innsyn_has_a_name_for_every_table_that_can_name_somebody() -> None:
    """«annet» is for what nobody thought of; today that is nothing."""
    names_nobody = {"counter", "case_key", "audit_head", "watch", "arshjul_pulse", "beredskap_pulse"}
    assert set(metadata.tables) - set(TABLES) == names_nobody


def keys_of(house: House, owner: str) -> int:
    """How many keys a thing has."""
    with house.bot.store.writing.connect() as connection:
        query = sa.select(sa.func.count()).select_from(case_key).where(case_key.c.owner == owner)
        return int(connection.execute(query).scalar_one())


async def test_the_key_is_gone_from_every_byte_of_the_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not only from the table: from the file and its log too, where a deleted row may lie on."""
    monkeypatch.setattr("bot.store.engine.EMPTIED_EVERY", 0.0)
    async with open_house(tmp_path) as house:
        varsling = await ended(house)
        wrapped = wrapped_key(house, varsling.id)
        assert wrapped in raw(tmp_path)
        await days(house, 366)
        await house.seat("slt_koordinator").newest("Forslag: slett")
        await house.seat("slt_koordinator").press("Slett resten nå")
        await days(house, 1)
        assert wrapped not in raw(tmp_path)
    assert wrapped not in raw(tmp_path)


def wrapped_key(house: House, owner: str) -> bytes:
    """A thing's key as it stands in the database."""
    with house.bot.store.writing.connect() as connection:
        query = sa.select(case_key.c.wrapped).where(case_key.c.owner == owner)
        return str(connection.execute(query).scalar_one()).encode()


def raw(folder: Path) -> bytes:
    """Every byte of the store's files."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("slt.db*")))
