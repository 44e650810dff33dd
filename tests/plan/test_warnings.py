"""`plan check` gives the three plans exactly the warnings they deserve (UC-01)."""

from __future__ import annotations

import pytest

from bot.planfile import Weight, check_file, check_text
from tests.plan.places import DATA, NAMES, PLANS

DESERVED = {
    "jevnaker-2022": [
        "(j22-2-01) viser til nummer «%»",
        "(j22-2-06) har ingen ansvarlig",
        "(j22-2-09) har ingen ansvarlig",
        "«Oppvekstkonferanse» har ingen ansvarlig",
        "«Opplæring i BTI for alle ansatte og nye» har ingen ansvarlig",
    ],
    "jevnaker-2025": [
        "rest av utkast i tittelen: «DELBART???Nettvett fra politiet»",
        "«Opplæring i BTI for alle ansatte og nye» har ingen ansvarlig",
    ],
    "valer-2023": [
        "«Politirådet»: planen sier ikke hvem som er møteleder, sekretær eller møteinnkaller",
        "«SLT-nettverket»: planen sier ikke hvem som er møteleder, sekretær eller møteinnkaller",
        "«Årlig evaluering av hvert tiltak» har ingen ansvarlig",
        "«Ungdata-undersøkelse» har ingen ansvarlig",
    ],
}


@pytest.mark.parametrize("name", NAMES)
def test_each_plan_gets_the_warnings_it_deserves(name: str) -> None:
    report = check_file(PLANS / f"{name}.yaml")
    assert report.errors == ()
    assert len(report.warnings) == len(DESERVED[name])
    for warning, expected in zip(report.warnings, DESERVED[name], strict=True):
        assert expected in warning.text


@pytest.mark.parametrize("name", NAMES)
def test_a_warning_points_at_the_line_it_is_about(name: str) -> None:
    path = PLANS / f"{name}.yaml"
    text = path.read_text(encoding="utf-8").splitlines()
    for warning in check_file(path).warnings:
        assert text[warning.line - 1].lstrip().startswith(("- id:", "tittelrest:", "numre_i_annen_plan:"))


def warnings_of(before: str, after: str) -> list[str]:
    text = (DATA / "minste.yaml").read_text(encoding="utf-8")
    assert before in text
    report = check_text(text.replace(before, after).encode(), "minste.yaml")
    assert report.plan is not None, report.findings
    assert all(finding.level is Weight.WARNING for finding in report.findings)
    return [finding.text for finding in report.findings]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("    sekretær: koordinator\n", "", "«Fagteam»: planen sier ikke hvem som er sekretær."),
        ("    møterytme: {rytme: hver n. uke, antall: 6}\n", "", "«Fagteam»: planen sier ikke hvor ofte det er møte."),
        ("rytme: hver n. uke, antall: 6", "rytme: ikke fastsatt", "«Fagteam»: planen sier ikke hvor ofte"),
        ("    ansvarlige: [rektor]\n", "", "Tiltaket «Natteravner» (natt) har ingen ansvarlig i planen."),
        ("kort_fortalt: Voksne ute", "kort_fortalt: TODO", "Teksten «TODO» ser ut som et utkast"),
        ("dato: 2026-05-05", "dato: 2031-05-05", "Datoen ligger utenfor planperioden 2026–2029."),
    ],
)
def test_unfinished_plans_are_told(before: str, after: str, expected: str) -> None:
    found = warnings_of(before, after)
    assert len(found) == 1
    assert expected in found[0]


def test_the_municipalitys_own_seats_settle_a_silent_plan() -> None:
    chosen = "valg: {plasser: {fagteam: {sekretær: rektor}}}\n"
    assert warnings_of("    sekretær: koordinator\n", "") != []
    text = (DATA / "minste.yaml").read_text(encoding="utf-8").replace("    sekretær: koordinator\n", "") + chosen
    assert check_text(text.encode(), "minste.yaml").findings == ()
