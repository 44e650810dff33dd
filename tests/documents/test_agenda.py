"""The agenda: what it shows, and what it shows when the plan is silent."""

from __future__ import annotations

from dataclasses import replace

from bot.documents.agenda import agenda
from bot.texts import texts
from tests.documents.examples import M1_AGENDA, oslo
from tests.documents.reading import body, headings, opened, rows

NB = texts("nb")


def test_every_item_is_a_row_in_its_order() -> None:
    table = opened(agenda(M1_AGENDA, NB)).tables[0]
    assert [row[0] for row in rows(table)] == ["Nr.", "1", "2", "3", "4", "5", "6", "7"]
    assert rows(table)[5][1:] == ["Enkeltsak – se møteleder", "Enkeltsak"]


def test_a_note_stands_under_its_item_and_no_empty_line_under_the_others() -> None:
    cells = [row[1] for row in rows(opened(agenda(M1_AGENDA, NB)).tables[0])]
    assert cells[3] == "Varsling: stasjonsområdet\nØnsket utfall: avklare tiltak. 20 minutter."
    assert cells[1] == "Godkjenning av referat 28.08"


def test_time_place_and_roles_are_said() -> None:
    text = body(agenda(M1_AGENDA, NB))
    assert "Tid\ttorsdag 9. oktober 2025 kl. 08.30–10.00" in text
    assert "Sted\tRådhuset, møterom 2" in text
    assert "Møteleder\tSLT-koordinator" in text
    assert "Sekretær\tHelsesykepleier JUS" in text


def test_a_meeting_over_midnight_says_both_days() -> None:
    text = body(agenda(replace(M1_AGENDA, end=oslo(2025, 10, 10, 0, 30)), NB))
    assert "torsdag 9. oktober 2025 kl. 08.30 – fredag 10. oktober 2025 kl. 00.30" in text


def test_what_the_plan_does_not_say_is_not_filled_in() -> None:
    text = body(agenda(replace(M1_AGENDA, chair=None, secretary=None, convened_by=None), NB))
    assert "Møteleder\tikke fastsatt i planen" in text
    assert "Kalt inn av" not in text


def test_an_agenda_without_items_says_so() -> None:
    content = agenda(replace(M1_AGENDA, items=()), NB)
    assert "Ingen saker er meldt inn ennå." in body(content)
    assert opened(content).tables == []


def test_headings_are_real_headings_without_a_gap() -> None:
    assert headings(agenda(M1_AGENDA, NB)) == [(1, "Agenda"), (2, "Saker")]
