"""A real word processor opens every document and lays it out on the pages it is meant for."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.documents.agenda import agenda
from bot.documents.referat import referat
from bot.documents.samtykkeskjema import samtykkeskjema
from bot.texts import texts
from tests.documents.examples import FORM, M1_AGENDA, M1_REFERAT

NB = texts("nb")
OFFICE = shutil.which("soffice")
MOST_PAGES = {"agenda": 1, "referat": 2, "samtykkeskjema": 2}


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed: page layout is not checked")
def test_every_document_opens_and_is_no_longer_than_it_is_meant_to_be(tmp_path: Path) -> None:
    made = {
        "agenda": agenda(M1_AGENDA, NB),
        "referat": referat(M1_REFERAT, NB),
        "samtykkeskjema": samtykkeskjema(FORM, NB),
    }
    files = [tmp_path / f"{name}.docx" for name in made]
    for file, content in zip(files, made.values(), strict=True):
        file.write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    for name, most in MOST_PAGES.items():
        assert 1 <= pages(tmp_path / f"{name}.pdf") <= most, name


def pages(pdf: Path) -> int:
    """How many page objects the file has."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))
