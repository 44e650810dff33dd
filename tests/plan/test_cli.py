"""The commands a coordinator or operator runs."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from bot.planfile.cli import app
from tests.plan.places import DATA, PLANS

RUN = CliRunner()


def test_check_says_file_line_and_verdict() -> None:
    answer = RUN.invoke(app, ["check", str(PLANS / "jevnaker-2025.yaml"), str(PLANS / "valer-2023.yaml")])
    assert answer.exit_code == 0
    assert "jevnaker-2025.yaml: planen kan brukes (2 advarsler)." in answer.output
    assert f"{PLANS / 'valer-2023.yaml'}:99: advarsel: «Politirådet»" in answer.output


def test_check_fails_when_one_plan_cannot_be_used(tmp_path: Path) -> None:
    broken = tmp_path / "plan.yaml"
    broken.write_text("tittel: Bare dette\n", encoding="utf-8")
    answer = RUN.invoke(app, ["check", str(DATA / "minste.yaml"), str(broken), str(tmp_path / "borte.yaml")])
    assert answer.exit_code == 1
    assert "minste.yaml: planen kan brukes (ingen advarsler)." in answer.output
    assert f"{broken}:1: feil: Planen mangler «id»." in answer.output
    assert "borte.yaml: fila kan ikke åpnes." in answer.output


def test_show_says_where_the_plan_is_silent() -> None:
    answer = RUN.invoke(app, ["show", str(PLANS / "valer-2023.yaml")])
    assert "Møter: minst 4 ganger i året (eller oftere ved behov)" in answer.output
    assert "Sekretær: ikke fastsatt i planen" in answer.output
    assert "Har ikke egne møter." in answer.output
    assert answer.output.count("\n  v-") == 39


def test_show_reads_every_kind_of_rhythm() -> None:
    answer = RUN.invoke(app, ["show", str(DATA / "fjordvik.yaml")])
    assert answer.exit_code == 0
    assert "Møter: første torsdag i hver måned" in answer.output
    assert "Gjelder fra: 01.01.2026" in answer.output
    assert "seks veker etter 17. mai" in answer.output


def test_diff_ends_with_the_count() -> None:
    answer = RUN.invoke(app, ["diff", str(PLANS / "jevnaker-2022.yaml"), str(PLANS / "jevnaker-2025.yaml")])
    assert answer.exit_code == 0
    assert answer.output.strip().splitlines()[-1].endswith(" endringer.")


def test_a_broken_plan_is_not_compared(tmp_path: Path) -> None:
    broken = tmp_path / "plan.yaml"
    broken.write_text("", encoding="utf-8")
    answer = RUN.invoke(app, ["diff", str(broken), str(broken)])
    assert answer.exit_code == 1
    assert "plan.yaml:1: Fila er tom." in answer.output
