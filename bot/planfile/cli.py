"""`slt-bot plan check|show|diff`: for the one who writes a plan file, or takes a new one into use."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.domain.plan import Plan
from bot.errors import PlanError
from bot.planfile.check import check_file, read_plan
from bot.planfile.diff import diff as plan_diff
from bot.planfile.findings import Finding, Report
from bot.planfile.phrases import quoted
from bot.planfile.show import overview

app = typer.Typer(help="Les, kontroller og sammenlign planfiler.", no_args_is_help=True)
PlanPath = Annotated[Path, typer.Argument(help="En planfil (YAML).")]


@app.command()
def check(paths: Annotated[list[Path], typer.Argument(help="Én eller flere planfiler.")]) -> None:
    """Kontroller planfiler: hver feil med linje, og hva planen selv lar stå åpent."""
    reports = [_report(path) for path in paths]
    if not all(reports):
        raise typer.Exit(1)


@app.command()
def show(path: PlanPath) -> None:
    """Vis hva roboten leser ut av en planfil."""
    for line in overview(_plan(path)):
        typer.echo(line)


@app.command()
def diff(old: PlanPath, new: PlanPath) -> None:
    """Vis hva som endres fra én plan til den neste."""
    changes = plan_diff(_plan(old), _plan(new))
    for change in changes:
        typer.echo(f"{change.turn}: {change.kind} {quoted(change.name)}: {change.text}")
    typer.echo(f"{len(changes)} endringer." if len(changes) != 1 else "1 endring.")


def _report(path: Path) -> bool:
    """Print what there is to say about one file; whether it can be used."""
    try:
        report = check_file(path)
    except PlanError as missing:
        typer.echo(str(missing))
        return False
    for finding in report.findings:
        typer.echo(_sentence(path, finding))
    typer.echo(f"{path}: {_verdict(report)}")
    return report.plan is not None


def _sentence(path: Path, finding: Finding) -> str:
    return f"{path}:{finding.line}: {finding.level}: {finding.text} {finding.hint}".rstrip()


def _verdict(report: Report) -> str:
    if report.plan is None:
        count = len(report.errors)
        return f"planen kan ikke brukes ennå, {count} feil må rettes."
    warnings = len(report.warnings)
    told = "ingen advarsler" if not warnings else "1 advarsel" if warnings == 1 else f"{warnings} advarsler"
    return f"planen kan brukes ({told})."


def _plan(path: Path) -> Plan:
    try:
        return read_plan(path)
    except PlanError as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(1) from wrong
