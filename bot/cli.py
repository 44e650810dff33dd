"""The commands of `slt-bot`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.planfile.cli import app as plan_app

app = typer.Typer(help="SLT-boten: kollegaen i SLT-rommet.", no_args_is_help=True, pretty_exceptions_enable=False)
database = typer.Typer(help="Databasen.", no_args_is_help=True)
app.add_typer(plan_app, name="plan")
app.add_typer(database, name="db")
audit = typer.Typer(help="Revisjonsloggen.", no_args_is_help=True)
app.add_typer(audit, name="audit")

STATE = Path("state/demo")


@app.command()
def serve() -> None:
    """Kjør boten i drift, med innstillinger fra miljøet."""
    from bot.serve import serve as run

    run()


@app.command()
def demo(
    check: Annotated[
        bool, typer.Option(help="Spill dagen gjennom uten nettleser, og fortell hva som skjedde.")
    ] = False,
    describe: Annotated[bool, typer.Option(help="Skriv adresser, personer og kanaler som JSON.")] = False,
    reset: Annotated[bool, typer.Option(help="Begynn på nytt.")] = False,
    state: Annotated[Path, typer.Option(help="Mappen demoen skriver i.")] = STATE,
    port: Annotated[int, typer.Option(help="Botens port.")] = 3978,
    office_port: Annotated[int, typer.Option(help="Porten til det lokale Microsoft 365.")] = 3979,
) -> None:
    """En hel kommune på denne maskinen, med oppdiktede folk."""
    from bot.demo import run

    if describe:
        typer.echo(run.describe(port, office_port))
        return
    if reset:
        run.forget(state)
    raise typer.Exit(run.check(state, port, office_port) if check else run.by_hand(state, port, office_port))


@database.command()
def upgrade() -> None:
    """Oppgrader databasen til denne versjonen."""
    from bot.installation import upgrade as run

    run()
    typer.echo("Databasen er oppgradert.")


@audit.command()
def verify(
    anker: Annotated[
        list[str] | None,
        typer.Option(help="«rom=12.abc», fra linjen «audit_anchor» i driftsloggen. Kan gis flere ganger."),
    ] = None,
) -> None:
    """Se etter om noen har endret, fjernet eller satt inn noe i revisjonsloggen. Navngir den første feilen."""
    from bot.cli_audit import told
    from bot.installation import audited

    found = audited(anker or [])
    for line in told(found):
        typer.echo(line)
    raise typer.Exit(1 if any(room.fault for room in found) else 0)


@app.command()
def package(out: Annotated[Path, typer.Option(help="Mappen pakken legges i.")] = Path("build")) -> None:
    """Lag app-pakken som lastes opp i Teams."""
    from bot.manifest import AppValues, build_package
    from bot.settings import Settings

    typer.echo(f"Pakken ligger i {build_package(out, AppValues.of(Settings()))}")
