"""What a consent is worth, as a table, and what may happen to it (UC-51, UC-52, UC-55, UC-56)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.people import Standing
from bot.domain.room import Room
from bot.domain.samtykke import (
    ENDS,
    Alder,
    Avklaring,
    EgetSvar,
    Form,
    Slag,
    Tilstand,
    clarified,
    countersigned,
    ended,
    renewed,
    tilstand,
)
from bot.errors import Conflict
from bot.usecases.command import Actor, Context
from bot.usecases.samtykker import RegistrerSamtykke, as_told
from tests.samtykke.examples import ACTIVE, CONSENT, PLAN, S1, TODAY, in_state

ROOM = Room("jevnaker", "tenant", "team", PLAN, {}, "bot")
CONTEXT = Context(ROOM, Actor("somebody", Standing.STAFF, True, frozenset()), CONSENT.given_at, "key")

GUARDIANS = [
    # age, parents with responsibility, signed, a human has decided, state
    (Alder.UNDER_16, 2, 2, Avklaring.IKKE, Tilstand.AKTIV),
    (Alder.UNDER_16, 2, 1, Avklaring.IKKE, Tilstand.MANGLER_VERGE),
    (Alder.UNDER_16, 1, 0, Avklaring.ALENE, Tilstand.MANGLER_VERGE),
    (Alder.UNDER_16, 0, 0, Avklaring.IKKE, Tilstand.MANGLER_VERGE),
    (Alder.FRA_16_TIL_17, 2, 2, Avklaring.IKKE, Tilstand.AKTIV),
    (Alder.FRA_16_TIL_17, 1, 0, Avklaring.IKKE, Tilstand.TIL_AVKLARING),
    (Alder.FRA_16_TIL_17, 1, 0, Avklaring.ALENE, Tilstand.AKTIV),
    (Alder.FRA_16_TIL_17, 1, 0, Avklaring.VERGE_MA, Tilstand.MANGLER_VERGE),
    (Alder.OVER_18, 0, 0, Avklaring.IKKE, Tilstand.AKTIV),
]


@pytest.mark.parametrize(("age", "verger", "signed", "decided", "state"), GUARDIANS)
def test_guardians(age: Alder, verger: int, signed: int, decided: Avklaring, state: Tilstand) -> None:
    consent = replace(CONSENT, age=age, verger=verger, signed=signed, clarified=decided)
    assert tilstand(consent, TODAY) is state


@pytest.mark.parametrize("age", list(Alder))
@pytest.mark.parametrize("state", list(Tilstand))
def test_every_state_can_be_told_apart(state: Tilstand, age: Alder) -> None:
    consent = in_state(state, age)
    assert consent is None or tilstand(consent, TODAY) is state


@pytest.mark.parametrize("missing", ["frivillig", "uttrykkelig", "informert"])
def test_each_of_the_three_confirmations_is_needed(missing: str) -> None:
    without = {missing: False}
    assert tilstand(replace(CONSENT, **without), TODAY) is Tilstand.MANGLER_BEKREFTELSE  # type: ignore[arg-type]


def test_it_is_valid_on_its_last_day_and_not_after() -> None:
    consent = replace(CONSENT, valid_to=TODAY)
    assert tilstand(consent, TODAY) is Tilstand.AKTIV
    assert tilstand(consent, TODAY + timedelta(days=1)) is Tilstand.UTLOPT


@pytest.mark.parametrize("slag", list(ENDS))
def test_an_end_is_final_and_only_an_expired_one_lives_again(slag: Slag) -> None:
    over = ended(CONSENT, slag, CONSENT.given_at)
    assert tilstand(over, TODAY) is ENDS[slag]
    with pytest.raises(Conflict):
        ended(over, Slag.TRUKKET, CONSENT.given_at)
    with pytest.raises(Conflict):
        countersigned(replace(over, age=Alder.UNDER_16, verger=2))
    if slag is Slag.UTLOPT:
        assert tilstand(renewed(over, date(2027, 1, 1)), TODAY) is Tilstand.AKTIV
    else:
        with pytest.raises(Conflict):
            renewed(over, date(2027, 1, 1))


def test_the_second_guardian_signs_and_no_third() -> None:
    half = replace(ACTIVE[Alder.UNDER_16], signed=1)
    whole = countersigned(half)
    assert (tilstand(half, TODAY), tilstand(whole, TODAY)) == (Tilstand.MANGLER_VERGE, Tilstand.AKTIV)
    with pytest.raises(Conflict):
        countersigned(whole)


def test_a_human_settles_sixteen() -> None:
    alone = in_state(Tilstand.TIL_AVKLARING, Alder.FRA_16_TIL_17)
    assert alone is not None
    assert tilstand(clarified(alone, Avklaring.ALENE), TODAY) is Tilstand.AKTIV
    assert tilstand(clarified(alone, Avklaring.VERGE_MA), TODAY) is Tilstand.MANGLER_VERGE


@pytest.mark.parametrize("age", list(Alder))
@pytest.mark.parametrize("answer", list(EgetSvar))
def test_what_is_told_becomes_one_and_the_same_consent(age: Alder, answer: EgetSvar) -> None:
    """Guardians that were typed for an adult are none, and what is not the plan's own is left out (UC-51)."""
    told = RegistrerSamtykke("e", age, answer, Form.MUNTLIG, ("rusbruk", "x"), (*S1, "x"), ("fagteam", "x"), 2, 1)
    consent = as_told(told, CONTEXT)
    assert (consent.verger, consent.signed) == ((0, 0) if age is Alder.OVER_18 else (2, 1))
    assert (consent.themes, consent.recipients, consent.purposes) == (("rusbruk",), S1, ("fagteam",))
    assert (consent.ended is Slag.NEKTET) == (answer is EgetSvar.NEI)
