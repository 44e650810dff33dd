"""Every notification of the domain's examples gets the types a person would expect (N-01 to N-25)."""

from __future__ import annotations

import pytest

from bot.domain.personvern import Finding, Kind, check

from .cases import Case, kinds, load


@pytest.mark.parametrize("case", load("varslinger.yaml"), ids=lambda case: case.id)
def test_the_types_of_a_notification(case: Case) -> None:
    assert kinds(case.text) == case.pii


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("27861153717", Kind.FODSELSNUMMER),
        ("09810853791", Kind.FODSELSNUMMER),
        ("30891253725", Kind.FODSELSNUMMER),
        ("19858113760", Kind.FODSELSNUMMER),
        ("144310 61121", Kind.SYNTETISK_NUMMER),
        ("+47 999 99 992", Kind.TELEFON),
        ("0047 99999993", Kind.TELEFON),
        ("kari.prøvesen@eksempel.kommune.no", Kind.EPOST),
        ("Testgata 4, 2. etg", Kind.ADRESSE),
        ("gnr 12 bnr 34", Kind.GNR_BNR),
        ("@snap_jonas09", Kind.BRUKERNAVN),
        ("AA 00000", Kind.KJENNEMERKE),
    ],
)
def test_an_extra_string(text: str, kind: Kind) -> None:
    assert [finding.kind for finding in check(text)] == [kind]


def test_a_finding_has_the_place_and_not_the_value() -> None:
    assert check("Ring 999 99 991 i dag") == (Finding(5, 15, Kind.TELEFON),)


def test_numbers_cannot_be_overridden_but_names_can() -> None:
    number, name = check("14831053748")[0], check("Snakket med Jonas")[0]
    assert (number.overridable, name.overridable) == (False, True)
