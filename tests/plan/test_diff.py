"""`plan diff` tells what changes between Jevnaker's two generations (UC-03)."""

from __future__ import annotations

import pytest

from bot.planfile import Change, Turn, diff
from tests.plan.places import plan


@pytest.fixture(scope="module")
def changes() -> tuple[Change, ...]:
    return diff(plan("jevnaker-2022"), plan("jevnaker-2025"))


def texts(changes: tuple[Change, ...], kind: str, name: str) -> list[str]:
    return [change.text for change in changes if (change.kind, change.name) == (kind, name)]


@pytest.mark.parametrize(
    ("organ", "text"),
    [
        ("Fagteam", "sekretær: SLT-koordinator → Helsesykepleier JUS"),
        ("Fagteam", "ikke lenger fellesmøte: 1 i året med Koordineringsgruppe"),
        ("Fagteam", "nå også deltaker: Leder barnevern"),
        ("Koordineringsgruppe", "møteleder: SLT-koordinator → Politi – politikontakt"),
        (
            "Koordineringsgruppe",
            "møterytme: 6 ganger i året (eller oftere ved behov) → 2 ganger i året (eller oftere ved behov)",
        ),
        ("Koordineringsgruppe", "ikke lenger fellesmøte: 1 i året med Fagteam"),
        ("Koordineringsgruppe", "ikke lenger deltaker: Kommuneoverlegen"),
        ("SLT-Styringsgruppe (politirådet)", "ikke lenger deltaker: rådmann"),
    ],
)
def test_what_happens_to_the_organs(changes: tuple[Change, ...], organ: str, text: str) -> None:
    assert text in texts(changes, "organ", organ)


def test_the_fagteam_keeps_what_it_keeps(changes: tuple[Change, ...]) -> None:
    told = " ".join(texts(changes, "organ", "Fagteam"))
    assert "møterytme" not in told
    assert "møteleder" not in told


def test_trygghetsvandring_goes_from_yearly_to_once(changes: tuple[Change, ...]) -> None:
    assert texts(changes, "tiltak", "Trygghetsvandring (j25-3-08)") == [
        "gjentakelse: hvert år → én gang i perioden (2025–2028)"
    ]


def test_tiltak_that_are_gone_and_new(changes: tuple[Change, ...]) -> None:
    gone = [change.name for change in changes if (change.kind, change.turn) == ("tiltak", Turn.REMOVED)]
    new = [change.name for change in changes if (change.kind, change.turn) == ("tiltak", Turn.ADDED)]
    assert "På rett kjøl (j22-3-06)" in gone
    assert "TryggEst (j25-4-03)" in new
    assert (len(gone), len(new)) == (15, 14)


def test_the_half_year_report_has_a_new_recipient(changes: tuple[Change, ...]) -> None:
    told = texts(changes, "forpliktelse", "Halvårsrapport til kommunedirektørens ledergruppe")
    assert "mottaker: Rådmannens ledergruppe → kommunedirektørens ledergruppe" in told


def test_an_unchanged_plan_has_no_changes() -> None:
    assert diff(plan("valer-2023"), plan("valer-2023")) == ()


def test_a_shortened_name_of_the_same_role_is_no_change(changes: tuple[Change, ...]) -> None:
    assert texts(changes, "tiltak", "Forebygge mobbing ved hjelp av plan for trygt skolemiljø (j25-1-03)") == []
