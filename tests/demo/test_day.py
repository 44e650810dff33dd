"""The day as an operator runs it: `slt-bot demo --check` in a fresh folder, and what lies there afterwards."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.demo.day import DECISION, IDENTIFIERS, SEEN
from tests.demo.canaries import forms, traces
from tests.demo.ports import free_ports

OFFICE = shutil.which("soffice")
STEPS = ("1. Hjelp", "2. Varsling", "3. Agenda", "4. Referat", "5. Samtykke", "6. Årshjul", "7. Hastemøte")
WORDS = {
    "agenda": ("Møteleder", "Sekretær", "Rådhuset, møterom 2"),
    "referat": ("Møteleder", "Styrket voksennærvær", "Informasjon på foreldremøte"),
}
"""What a reader sees in each document, with all three of the letters."""


@dataclass(frozen=True)
class Day:
    """A day that has been played: its folder, its exit status and what it printed."""

    folder: Path
    status: int
    table: str
    log: str

    @property
    def documents(self) -> list[Path]:
        """The docx files that the table names."""
        named = [Path(line.removeprefix("Dokument: ")) for line in self.table.splitlines() if "Dokument: " in line]
        return [path for path in named if path.suffix == ".docx"]


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """One day, played once for all of these tests."""
    folder = tmp_path_factory.mktemp("day")
    port, office = (str(port) for port in free_ports())
    command = [sys.executable, "-m", "bot", "demo", "--check", "--state", str(folder)]
    given = [*command, "--port", port, "--office-port", office]
    run = subprocess.run(given, capture_output=True, text=True, timeout=300, check=False)
    return Day(folder, run.returncode, run.stdout, run.stderr)


def test_every_step_of_the_day_goes_as_it_should(day: Day) -> None:
    assert day.status == 0, day.table
    for step in STEPS:
        assert re.search(rf"{step}[^│]*│ ja ", day.table), step
    assert "rror" not in day.log


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed: the documents are not opened")
def test_the_documents_open_in_libreoffice_with_norwegian_letters(day: Day, tmp_path: Path) -> None:
    files = [str(path) for path in day.documents]
    assert len(files) >= len(WORDS)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), "--headless", profile, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=180)
    for kind, words in WORDS.items():
        (text,) = tmp_path.glob(f"*-{kind}.txt")
        assert [word for word in words if word not in text.read_text("utf-8")] == []


def test_nothing_that_identifies_and_was_typed_is_anywhere(day: Day) -> None:
    assert traces(day.folder, IDENTIFIERS) == []
    printed = (day.table + day.log).casefold().encode()
    assert [word for word in IDENTIFIERS if any(form in printed for form in forms(word))] == []


def test_the_search_finds_what_is_there(day: Day) -> None:
    """What was sent stands on the coordinator's card, and nowhere in the store: there it is sealed."""
    assert traces(day.folder, [SEEN]) == ["office/teams/connector.jsonl: 0"]
    assert any("agenda.docx: 0" in line for line in traces(day.folder, ["fagteam-agenda"]))
    assert any("referat.docx: 0" in line for line in traces(day.folder, [DECISION]))
