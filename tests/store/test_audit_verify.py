"""`slt-bot audit verify` from the command line, with production's settings: whole, tampered with, and by an anchor."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.settings import Settings
from bot.store.engine import SqlStore
from bot.store.keys import KeyRing
from bot.store.tables import audit
from tests.databases import Databases
from tests.store.test_work import NOW
from tests.test_settings import clean, fit, read

__all__ = ["clean", "fit"]


@pytest.fixture(params=["sqlite", "postgresql"])
def store(
    request: pytest.FixtureRequest, fit: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> SqlStore:
    """The installation's own database, brought up to date by the command, with a log of four rows."""
    if request.param == "postgresql":
        databases: Databases = request.getfixturevalue("databases")
        fit["SLT_DATABASE_URL"] = databases.fresh()
    settings = read(monkeypatch, {**fit, "SLT_STATE_DIR": str(tmp_path)})
    assert said("db", "upgrade").exit_code == 0
    return filled(settings)


def filled(settings: Settings) -> SqlStore:
    made = SqlStore(settings.store_url, KeyRing(settings.master))
    for n in range(4):
        made.write_now("r", lambda work, n=n: work.audit(NOW, "a", "b", str(n)))  # type: ignore[misc]
    return made


def said(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_a_whole_log_gives_its_anchor_and_holds_against_it(store: SqlStore) -> None:
    whole = said("audit", "verify")
    assert (whole.exit_code, "r: 4 linjer, hel." in whole.output) == (0, True)
    kept = whole.output.split("Anker: ")[1].strip()
    store.write_now("r", lambda work: work.audit(NOW, "a", "b", "5"))
    store.close()
    assert said("audit", "verify", "--anker", kept).exit_code == 0
    other = said("audit", "verify", "--anker", "r=4.abcd")
    assert (other.exit_code, "linje 4 (rad 4)" in other.output) == (1, True)


def test_a_changed_row_is_named_and_the_command_fails(store: SqlStore) -> None:
    with store.writing.begin() as connection:
        connection.execute(sa.update(audit).where(audit.c.link == 2).values(outcome="refused"))
    store.close()
    broken = said("audit", "verify")
    assert (broken.exit_code, "r: FEIL: linje 2 (rad 2) er endret" in broken.output) == (1, True)
