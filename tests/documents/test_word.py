"""Rendering: the same view gives the same bytes, and nobody's text is read as a command (threat T19)."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime

import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.documents.agenda import AgendaItem, agenda
from bot.documents.clean import one_line, plain
from bot.documents.referat import referat
from bot.texts import texts
from tests.documents.examples import M1_AGENDA, M1_REFERAT
from tests.documents.reading import opened, rows

NB = texts("nb")
JINJA = ("{{ 7 * 7 }}", "{% for a in b %}", "{%p endif %}", "{_{", "}_}", "{_%", "%_}", "{#", "#}", "{", "}}")
XML = ("<w:br/>", "</w:t>", "&amp;", "&#123;", "]]>", "\x00", "\x07", "\x0c", "\ud800", "\udfff", "\ufffe")
SIGNS = ("\u202e", "\u2066", "\r\n", "\n", "\t", "\u2028", "  ", "a\u030a", "æøå ÆØÅ", "=1+1", "${x}", "..\\")
COMMANDS = st.sampled_from((*JINJA, *XML, *SIGNS))
HOSTILE = st.lists(COMMANDS | st.text(max_size=8), max_size=8).map("".join)
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(HOSTILE)
@example("{{ 7 * 7 }}{% if %}{_{ x }_}")
def test_what_somebody_wrote_comes_back_as_written(text: str) -> None:
    view = replace(M1_AGENDA, items=(AgendaItem(1, text, text, "merknad " + text),), organ=text, meeting_title=text)
    document = opened(agenda(view, NB))
    _, row = rows(document.tables[0])
    assert row[1:] == [f"{plain(text)}\n{plain('merknad ' + text)}", plain(text)]
    assert document.paragraphs[1].text == plain(text)
    assert document.sections[0].header.paragraphs[0].text == plain(f"Jevnaker kommune · {text}")


@given(st.text())
def test_plain_text_is_stable_and_carries_nothing_a_document_may_not(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert not any(c in once for c in "\x00\x07\x0b\x0c\r\u2028\u202e\u2066\ufffe")
    once.encode("utf-8")


@given(st.text(alphabet="abc æøåÆØÅ.,-–«»\n\t"))
def test_plain_text_keeps_ordinary_writing(text: str) -> None:
    assert plain(text) == text
    assert one_line(text) == " ".join(text.split())


def test_a_document_says_its_language_title_and_date_from_the_view() -> None:
    document = opened(referat(M1_REFERAT, texts("nn")))
    assert {mark.get(qn("w:val")) for mark in document.styles.element.iter(qn("w:lang"))} == {"nn-NO"}
    about = document.core_properties
    assert (about.language, about.author) == ("nn-NO", "Jevnaker kommune")
    assert about.created.replace(tzinfo=None) == about.modified.replace(tzinfo=None) == datetime(2025, 10, 10, 7, 5)
    assert about.title == texts("nn")("Referat: {meeting}", meeting="Fagteam 9. oktober 2025")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_same_view_gives_the_same_bytes(language: str) -> None:
    t = texts(language)
    assert agenda(M1_AGENDA, t) == agenda(M1_AGENDA, t)
    assert referat(M1_REFERAT, t) == referat(M1_REFERAT, t)


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "from bot.documents.referat import referat; from bot.texts import texts; import sys;"
        "from tests.documents.examples import M1_REFERAT; sys.stdout.buffer.write(referat(M1_REFERAT, texts('nb')))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment)
    assert other.stdout == referat(M1_REFERAT, NB)


def test_another_view_gives_other_bytes() -> None:
    assert agenda(M1_AGENDA, NB) != agenda(replace(M1_AGENDA, place="Biblioteket"), NB)


def trees() -> int:
    """How many Word documents' XML trees are held in memory."""
    return sum(type(kept).__name__ in {"CT_Document", "CT_Styles"} for kept in gc.get_objects())


def test_a_finished_document_is_let_go_without_the_garbage_collector() -> None:
    agenda(M1_AGENDA, NB)
    gc.collect()
    gc.disable()
    try:
        before = trees()
        agenda(M1_AGENDA, NB)
        assert trees() == before
    finally:
        gc.enable()


def test_importing_the_documents_does_not_load_the_slow_libraries() -> None:
    code = (
        "import sys, bot.documents.agenda, bot.documents.referat;"
        "sys.exit(', '.join({'docx', 'docxtpl', 'jinja2', 'lxml', 'resvg_py'} & sys.modules.keys()) or 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
