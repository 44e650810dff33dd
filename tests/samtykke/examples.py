"""Consents and questions for the tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.domain.gate import NOTHING_YET, Bekreftet, Delingsgrunn, Grunnlag, Sporsmal
from bot.domain.plan import Gate, Organ
from bot.domain.samtykke import Alder, Avklaring, EgetSvar, Form, Samtykke, Slag, Tilstand
from bot.planfile import read_plan

PLANS = Path(__file__).parents[2] / "plans"
PLAN = read_plan(PLANS / "jevnaker-2025.yaml")
FAGTEAM, STYRENDE = PLAN.organ("fagteam"), PLAN.organs[0]
TODAY = date(2026, 3, 2)
EVERYBODY = frozenset(FAGTEAM.members)
CHAIR, SECRETARY = "slt_koordinator", "helsesykepleier_jus"
S1 = ("sosiallaerer_jus", "helsesykepleier_jus", "barnevern_leder", "slt_koordinator")
CONSENT = Samtykke(
    id="s",
    room="jevnaker",
    number="S-2026-1",
    sak="e",
    age=Alder.OVER_18,
    ung=EgetSvar.JA,
    form=Form.SKRIFTLIG,
    themes=("skolefravaer", "fritid"),
    recipients=S1,
    purposes=("fagteam",),
    registered_by="somebody",
    given_at=datetime(2026, 2, 1, 9, tzinfo=UTC),
    frivillig=True,
    uttrykkelig=True,
    informert=True,
)
ACTIVE = {
    Alder.UNDER_16: replace(CONSENT, age=Alder.UNDER_16, verger=2, signed=2),
    Alder.FRA_16_TIL_17: replace(CONSENT, age=Alder.FRA_16_TIL_17, verger=1, signed=1),
    Alder.OVER_18: CONSENT,
}


def in_state(state: Tilstand, age: Alder) -> Samtykke | None:
    """A consent of that age in that state; None where no such consent can be."""
    active = ACTIVE[age]
    changes: dict[Tilstand, dict[str, Any]] = {
        Tilstand.AKTIV: {},
        Tilstand.MANGLER_UNG: {"ung": EgetSvar.IKKE_SPURT},
        Tilstand.MANGLER_VERGE: {"signed": active.verger - 1, "clarified": Avklaring.VERGE_MA},
        Tilstand.MANGLER_BEKREFTELSE: {"informert": False},
        Tilstand.TIL_AVKLARING: {"signed": 0},
        Tilstand.NEKTET: {"ung": EgetSvar.NEI},
        Tilstand.TRUKKET: {"ended": Slag.TRUKKET},
        Tilstand.UGYLDIG: {"ended": Slag.UGYLDIG},
        Tilstand.UTLOPT: {"valid_to": date(2026, 3, 1)},
    }
    if state is Tilstand.MANGLER_VERGE and age is Alder.OVER_18:
        return None
    if state is Tilstand.TIL_AVKLARING and age is not Alder.FRA_16_TIL_17:
        return None
    return replace(active, **changes[state])


def question(
    consent: Samtykke | None = CONSENT,
    kind: Grunnlag | None = Grunnlag.SAMTYKKE,
    organs: tuple[Organ, ...] = (FAGTEAM,),
    attending: frozenset[str] = EVERYBODY,
    confirmed: Bekreftet = NOTHING_YET,
    ground: Delingsgrunn | None = None,
    **more: Any,
) -> Sporsmal:
    """A question about a case of absence from school, in the Fagteam with everybody there."""
    asked: dict[str, Any] = {"theme": "skolefravaer", "today": TODAY, "conditions": Gate(), **more}
    return Sporsmal(
        ground=ground or (Delingsgrunn(kind) if kind else None),
        consents=(consent,) if consent else (),
        organs=organs,
        attending=attending,
        chairs=asked.pop("chairs", frozenset({CHAIR})),
        secretaries=asked.pop("secretaries", frozenset({SECRETARY})),
        confirmed=confirmed,
        **asked,
    )
