"""What happens with a notification, and the signs of danger in it."""

from __future__ import annotations

import pytest

from bot.domain.personvern import Sign, Suggestion, danger_signs, decide, neutral_suggestion
from bot.domain.personvern.findings import Kind

from .cases import ALLOWED, Case, load


@pytest.mark.parametrize("case", load("varslinger.yaml"), ids=lambda case: case.id)
def test_the_decision_of_a_notification(case: Case) -> None:
    decision = decide(case.text, case.kind, allowed=ALLOWED, has_fagteam=case.id != "N-20")
    assert decision.outcome == case.expect["decision"]


@pytest.mark.parametrize("case", load("nye.yaml"), ids=lambda case: case.id)
def test_the_decision_of_a_fresh_notification(case: Case) -> None:
    assert decide(case.text, case.kind, allowed=ALLOWED).outcome == case.expect["decision"]


@pytest.mark.parametrize("case", load("varslinger.yaml"), ids=lambda case: case.id)
def test_what_is_also_asked(case: Case) -> None:
    decision = decide(case.text, case.kind)
    wanted = {"meldeplikt": Sign.MELDEPLIKT, "fare_na": Sign.FARE_POLITI}.get(case.expect.get("also_ask", ""))
    assert wanted is None or wanted in (*decision.ask, *decision.signs)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_neutral_wording(kind: Kind) -> None:
    assert neutral_suggestion(kind) in Suggestion


@pytest.mark.parametrize("case", load("fare.yaml"), ids=lambda case: case.id)
def test_signs_of_danger(case: Case) -> None:
    assert [sign.value for sign in danger_signs(case.text)] == case.expect["signs"]
