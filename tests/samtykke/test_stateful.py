"""No disclosure after a withdrawal has been committed: 500 runs of 50 steps on each database (issue 3, «Shown by» 3;
reliability G9). `SLT_SOAK_RUNS` asks for more runs. Two seeded bugs show that the test can fail."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from bot.domain.samtykke import WITHDRAWABLE, Samtykke, Slag, withdrawn
from bot.ports import Message, UnitOfWork
from bot.registry import CASES, VIEWS
from bot.store.engine import SqlStore
from bot.store.keys import KeyRing
from bot.store.tables import metadata
from bot.usecases import access
from bot.usecases.agenda_uten_sak import off_agendas
from bot.usecases.command import Context, Outcome
from bot.usecases.deliveries import Delivery, Late, Show
from bot.usecases.dispatch import UseCase
from bot.usecases.porten import cancel_disclosures, consents_of, taken
from bot.usecases.samtykke_slutt import TrekkSamtykke, withdraw
from tests.databases import Databases
from tests.samtykke.machine import KEY, machine

RUNS = int(os.environ.get("SLT_SOAK_RUNS", "500"))
PARTS = 4
STEPS = 50
ENOUGH = 800
"""Runs in which a seeded bug is surely found: it takes 5 to 90."""
QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    """One database for all runs: each run is a room of its own in it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('stateful') / 'slt.db'}"
    if request.param == "postgresql":
        databases: Databases = request.getfixturevalue("databases")
        url = databases.fresh()
    made = SqlStore(url, KeyRing(KEY))
    metadata.create_all(made.writing)
    yield made
    made.close()


def run(
    store: SqlStore,
    runs: int,
    cases: Mapping[type, Any] = CASES,
    views: Mapping[str, Delivery] = VIEWS,
    *,
    looks: bool = True,
) -> None:
    """Drive the machine. Nothing is shrunk: a failure is printed as it came."""
    how = settings(
        max_examples=runs,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=QUIET,
    )
    run_state_machine_as_test(machine(store, cases, views, looks=looks), settings=how)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_disclosure_after_a_withdrawal(store: SqlStore, part: int) -> None:
    run(store, -(-RUNS // PARTS))


# --- the test can fail ---------------------------------------------------------------------------------------------


def withdraw_and_forget(work: UnitOfWork, command: TrekkSamtykke, context: Context) -> Outcome:
    """A bug: the consents end, and what is queued stays queued."""
    found = work.find(Samtykke, number=command.number)[0]
    for consent in consents_of(work, taken(work, found.sak).id):
        if consent.ended in WITHDRAWABLE:
            work.save(withdrawn(consent, context.now))
    return Outcome(found.id)


def withdraw_and_forget_the_calls(work: UnitOfWork, command: TrekkSamtykke, context: Context) -> Outcome:
    """A bug: the agendas are thought of, and the hastemøte that is under way is not."""
    outcome = withdraw_and_forget(work, command, context)
    sak = taken(work, work.find(Samtykke, number=command.number)[0].sak)
    cancel_disclosures(work, sak.id)
    work.save(replace(sak, wanted=False))
    return Outcome(outcome.subject, off_agendas(work, sak, context))


def withdraw_what_lives(work: UnitOfWork, command: TrekkSamtykke, context: Context) -> Outcome:
    """A bug: what has run out stays as it was, and can be renewed."""
    sak = work.find(Samtykke, number=command.number)[0].sak
    before = [consent for consent in consents_of(work, sak) if consent.ended is Slag.UTLOPT]
    outcome = withdraw(work, command, context)
    for consent in before:
        now = next(each for each in consents_of(work, sak) if each.id == consent.id)
        work.save(replace(consent, version=now.version))
    return outcome


def tell_without_asking(work: UnitOfWork, late: Late) -> Message | None:
    """A bug: the gate is not asked again."""
    return Message("x", text="x")


FORGETFUL = {**CASES, TrekkSamtykke: UseCase(withdraw_and_forget, access.staff)}
BLIND = {**VIEWS, **{view: Show(tell_without_asking) for view in ("enkeltsak_varsel", "hastemote_sporsmal")}}


def test_a_withdrawal_that_leaves_the_queue_is_found(store: SqlStore) -> None:
    with pytest.raises(AssertionError, match="queued after the withdrawal"):
        run(store, ENOUGH, FORGETFUL)


def test_a_withdrawal_that_leaves_the_calls_is_found(store: SqlStore) -> None:
    forgetful = {**CASES, TrekkSamtykke: UseCase(withdraw_and_forget_the_calls, access.staff)}
    with pytest.raises(AssertionError, match="queued after the withdrawal"):
        run(store, ENOUGH, forgetful)


def test_a_withdrawal_that_leaves_what_has_run_out_is_found(store: SqlStore) -> None:
    forgetful = {**CASES, TrekkSamtykke: UseCase(withdraw_what_lives, access.staff)}
    with pytest.raises(AssertionError, match="renewed after the withdrawal"):
        run(store, ENOUGH, forgetful)


def test_a_disclosure_that_nobody_looks_at_again_is_found(store: SqlStore) -> None:
    with pytest.raises(AssertionError, match="disclosed after the withdrawal"):
        run(store, ENOUGH, FORGETFUL, BLIND, looks=False)
