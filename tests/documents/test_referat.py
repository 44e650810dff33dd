"""The minutes: decisions, tasks, and whether they are approved."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from bot.documents.referat import ReferatItem, referat
from bot.texts import texts
from tests.documents.examples import M1_REFERAT
from tests.documents.reading import body, headings, opened, rows

NB = texts("nb")


def test_every_task_has_owner_and_deadline_in_one_table() -> None:
    assert rows(opened(referat(M1_REFERAT, NB)).tables[0]) == [
        ["Sak", "Oppgave", "Ansvarlig", "Frist"],
        ["3", "Natteravner kontaktes", "SLT-koordinator", "17. oktober 2025"],
        ["3", "Politipatrulje fredager", "Politiet (forebyggende gruppe)", "10. oktober 2025"],
        ["4", "Ferdig utkast", "SLT-koordinator", "ikke satt"],
    ]


def test_an_item_shows_its_summary_decision_and_tasks() -> None:
    text = body(referat(M1_REFERAT, NB))
    assert "Sak 3: Varsling: stasjonsområdet\nMiljø ved stasjonsområdet fredag og lørdag.\nPolitiet" in text
    assert "Beslutning: Styrket voksennærvær i oktober." in text
    assert "Natteravner kontaktes – SLT-koordinator, frist 17. oktober 2025" in text
    assert "Ferdig utkast – SLT-koordinator, frist ikke satt" in text


def test_an_approved_referat_says_by_whom_and_when() -> None:
    assert "Godkjent av møteleder (SLT-koordinator) fredag 10. oktober 2025 kl. 09.05" in body(referat(M1_REFERAT, NB))


def test_a_referat_without_approval_is_marked_as_a_draft() -> None:
    text = body(referat(replace(M1_REFERAT, approved_at=None), NB))
    assert "Utkast – ikke godkjent av møteleder" in text
    assert "Godkjent av" not in text


def test_a_correction_says_why() -> None:
    text = body(referat(replace(M1_REFERAT, version=2, change_reason="feil frist i sak 3"), NB))
    assert "Versjon 2. Endret fordi: feil frist i sak 3" in text


def test_present_and_absent_roles_are_listed_and_nobody_is_said_as_nobody() -> None:
    text = body(referat(M1_REFERAT, NB))
    assert "Til stede\nPolitiet (forebyggende gruppe)\nSosiallærer JUS" in text
    assert "Fravær\nRepresentant fra rus og psykiatri" in text
    assert "Fravær\ningen" in body(referat(replace(M1_REFERAT, absent=()), NB))


def test_a_meeting_without_tasks_says_so() -> None:
    content = referat(replace(M1_REFERAT, items=(ReferatItem(1, "Orientering"),)), NB)
    assert "Møtet ga ingen oppgaver." in body(content)
    assert opened(content).tables == []


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [level for level, _ in headings(referat(M1_REFERAT, NB))]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
