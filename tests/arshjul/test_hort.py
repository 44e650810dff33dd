"""What is heard in one line about a tiltak (UC-71)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.tiltak_hort import Heard, hear

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("trygghetsvandring", Heard("trygghetsvandring")),
        ("utsett 9. trinn gjennomført 12. september", Heard("utsett", True, date(2026, 9, 12), (9,))),
        ("utsett 8. og 9. trinn utført 3.11.", Heard("utsett", True, date(2026, 11, 3), (8, 9))),
        ("Utsett! 8-10. trinn gjennomført i går", Heard("Utsett!", True, date(2026, 11, 30), (8, 9, 10))),
        ("utsett 8., 9. og 10. klasse gjennomført", Heard("utsett", True, None, (8, 9, 10))),
        ("trygghetsvandringa er gjort i dag", Heard("trygghetsvandringa er", True, TODAY)),
        ("oppvekstkonferansen gjennomførd 20. desember", Heard("oppvekstkonferansen", True, date(2025, 12, 20))),
        ("robust ungdom ferdig 31.02.", Heard("robust ungdom 31.02.", True)),
        ("undervisning 4. trinn", Heard("undervisning", False, None, (4,))),
        ("fagdag 21. november 2027", Heard("fagdag", False, date(2027, 11, 21))),
    ],
)
def test_what_is_heard(said: str, heard: Heard) -> None:
    assert hear(said, TODAY) == heard
