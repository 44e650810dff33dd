"""The Word templates: the committed ones are what the script makes, and a municipality's own come first."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from bot.documents.agenda import agenda, agenda_fields
from bot.documents.build_templates import BUILDERS, build
from bot.documents.referat import referat_fields
from bot.documents.samtykkeskjema import samtykkeskjema_fields
from bot.documents.template_files import SHIPPED_FOLDER, Template, templates
from bot.errors import SettingError
from bot.texts import texts
from tests.documents.examples import FORM, M1_AGENDA, M1_REFERAT
from tests.documents.reading import body

NB = texts("nb")
EVERY = pytest.mark.parametrize("template", list(Template), ids=str)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"}


def own_template(folder: Path, text: str) -> Path:
    document = Document()
    document.add_paragraph(text)
    document.save(str(folder / "agenda.docx"))
    return folder


@EVERY
def test_the_script_makes_what_is_committed(template: Template) -> None:
    assert parts(build(template)) == parts((SHIPPED_FOLDER / f"{template.value}.docx").read_bytes())


def test_every_template_has_a_builder() -> None:
    assert set(BUILDERS) == set(Template)


@EVERY
def test_every_table_has_a_marked_header_row_and_a_name(template: Template) -> None:
    for table in Document(str(SHIPPED_FOLDER / f"{template.value}.docx")).tables:
        marked = table.rows[0]._tr.get_or_add_trPr().find(qn("w:tblHeader")) is not None
        assert marked == (len(table.rows) > 1), "a box to write in has no header row, everything else has"
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None


@EVERY
def test_every_page_has_its_number(template: Template) -> None:
    footer = parts((SHIPPED_FOLDER / f"{template.value}.docx").read_bytes())["word/footer1.xml"]
    assert b'instr="PAGE"' in footer
    assert b'instr="NUMPAGES"' in footer


def test_a_municipality_s_own_template_comes_first(tmp_path: Path) -> None:
    own = templates(own_template(tmp_path, "Vår mal: {{ organ }}"))
    assert body(agenda(M1_AGENDA, NB, own)) == "Vår mal: Fagteam"


def test_a_template_the_municipality_does_not_have_is_the_shipped_one(tmp_path: Path) -> None:
    assert agenda(M1_AGENDA, NB, templates(tmp_path)) == agenda(M1_AGENDA, NB)


def test_a_replaced_template_is_read_again(tmp_path: Path) -> None:
    own = templates(own_template(tmp_path, "gammel"))
    agenda(M1_AGENDA, NB, own)
    path = own_template(tmp_path, "ny") / "agenda.docx"
    path.touch()
    assert body(agenda(M1_AGENDA, NB, own)) == "ny"


@pytest.mark.parametrize("text", ["{{ ukjent }}", "{{ organ", "{{ organ.__class__.__mro__ }}", "{% for %}"])
def test_a_template_that_cannot_be_used_is_an_operator_s_error_that_names_it(tmp_path: Path, text: str) -> None:
    own = templates(own_template(tmp_path, text))
    with pytest.raises(SettingError, match=r"agenda\.docx"):
        agenda(M1_AGENDA, NB, own)


def test_a_file_that_is_no_word_file_is_an_operator_s_error(tmp_path: Path) -> None:
    (tmp_path / "agenda.docx").write_bytes(b"ikke en Word-fil")
    with pytest.raises(SettingError, match=r"agenda\.docx"):
        agenda(M1_AGENDA, NB, templates(tmp_path))


FIELDS = {
    Template.AGENDA: agenda_fields(M1_AGENDA, NB),
    Template.REFERAT: referat_fields(M1_REFERAT, NB),
    Template.SAMTYKKESKJEMA: samtykkeskjema_fields(FORM, NB),
}


@EVERY
def test_the_readme_lists_every_name_a_template_can_use_and_no_other(template: Template) -> None:
    lines = (SHIPPED_FOLDER / "LESMEG.md").read_text(encoding="utf-8").splitlines()
    (row,) = (line for line in lines if line.startswith(f"| `{template.value}.docx`"))
    outer = re.sub(r"\([^)]*\)", "", row.split("|")[2])
    assert re.findall(r"`(\w+)`", outer) == sorted(FIELDS[template], key=re.findall(r"`(\w+)`", outer).index)
    inner = set(re.findall(r"`(\w+)`", " ".join(re.findall(r"\(([^)]*)\)", row))))
    rows = [value for value in FIELDS[template].values() if isinstance(value, list) and isinstance(value[0], dict)]
    assert inner == {name for value in rows for name in value[0]}
