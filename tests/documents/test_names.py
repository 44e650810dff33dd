"""File names: neutral, safe and always the same (threat T17)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.documents.names import ENDINGS, MAX_LENGTH, DocumentKind, file_name, slug
from bot.texts import texts

NB = texts("nb")
DAY = date(2025, 10, 9)
SAFE = re.compile(r"\d{4}-\d\d-\d\d(-[0-9a-zæøå]+)+\.(docx|pdf|png|jpg)")


def test_a_name_says_date_organ_and_kind() -> None:
    assert file_name(DAY, "fagteam", DocumentKind.AGENDA, NB) == "2025-10-09-fagteam-agenda.docx"
    assert file_name(DAY, "slt_nettverk", DocumentKind.REFERAT, NB, "v2") == "2025-10-09-slt-nettverk-referat-v2.docx"
    assert file_name(DAY, "", DocumentKind.ARSHJUL, NB, ending="png") == "2025-10-09-årshjul.png"


@given(st.dates(), st.text(), st.sampled_from(DocumentKind), st.text(), st.sampled_from(sorted(ENDINGS)))
@example(DAY, "../../etc", DocumentKind.REFERAT, "CON", "docx")
@example(DAY, "\u202ekod", DocumentKind.REFERAT, "a" * 400, "pdf")
@example(DAY, "Å" * 200, DocumentKind.SAMTYKKESKJEMA, "æ" * 200, "docx")
def test_no_id_can_make_a_name_unsafe(day: date, organ: str, kind: DocumentKind, short: str, ending: str) -> None:
    name = file_name(day, organ, kind, NB, short, ending)
    assert SAFE.fullmatch(name)
    assert len(name) <= MAX_LENGTH
    assert unicodedata.is_normalized("NFC", name)
    assert name == file_name(day, organ, kind, NB, short, ending)


@given(st.text())
def test_a_part_of_a_name_is_stable(text: str) -> None:
    assert slug(slug(text)) == slug(text)


@pytest.mark.parametrize(
    ("text", "part"),
    [("Politiråd", "politiråd"), ("A\u030asmund", "åsmund"), ("Café  №1", "cafe-no1"), ("--", ""), ("ß", "")],
)
def test_letters_keep_their_norwegian_form_and_lose_other_accents(text: str, part: str) -> None:
    assert slug(text) == part


def test_an_ending_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="ending"):
        file_name(DAY, "fagteam", DocumentKind.AGENDA, NB, ending="docm")
