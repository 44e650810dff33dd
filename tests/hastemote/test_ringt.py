"""What was noted from the telephone, and what its people say themselves: the newest counts (UC-61)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.innkalling import Innkalling, Svar, answered, due, noted, perhaps_phoned, restarted, unnoted
from bot.domain.kortnavn import WIDTH, short_name
from tests.hastemote.test_innkalling import WHOLE

NOW = datetime(2025, 9, 22, 5, 50, tzinfo=UTC)


def at(minute: float) -> datetime:
    return NOW + timedelta(minutes=minute)


def on_the_list() -> Innkalling:
    """Everybody has been asked, and the coordinator has had the phone list once."""
    row = Innkalling("h-0", "jevnaker", "h", "Politiet", ("politi",), WHOLE, NOW, position=len(WHOLE) - 1, phoned=1)
    return replace(row, asked=("a", "b", "v", "l"), next_at=at(30))


def test_a_no_after_the_note_is_newer_and_the_chain_goes_on_at_once() -> None:
    row = noted(on_the_list(), "kari", at(21))
    assert (row.covered, due(row, at(40))) == (True, False)
    row = answered(row, "a", Svar.KAN_IKKE, at(22))
    assert (row.covered, row.refused_since, row.covered_at, due(row, at(22))) == (False, ("a",), None, True)


def test_a_no_from_before_the_note_says_nothing_about_it_but_the_same_no_again_does() -> None:
    row = noted(answered(on_the_list(), "a", Svar.KAN_IKKE, at(20)), "kari", at(21))
    assert (row.covered, row.refused_since) == (True, ())
    assert not answered(row, "a", Svar.KAN_IKKE, at(22)).covered


def test_a_note_that_is_older_than_a_no_notes_nothing() -> None:
    row = answered(on_the_list(), "a", Svar.KAN_IKKE, at(22))
    assert noted(row, "kari", at(21)) == row


def test_noted_again_after_the_no_it_holds_and_taken_back_it_does_not() -> None:
    row = answered(noted(on_the_list(), "kari", at(21)), "a", Svar.KAN_IKKE, at(22))
    again = noted(row, "kari", at(23))
    assert (again.covered, perhaps_phoned(again)) == (True, ("b", "v", "l"))
    assert (unnoted(again, at(24)).covered, unnoted(again, at(24)).by_phone_at) == (False, None)


def test_where_another_has_said_that_they_come_a_no_opens_nothing() -> None:
    row = answered(noted(on_the_list(), "kari", at(21)), "b", Svar.KOMMER, at(22))
    assert answered(row, "a", Svar.KAN_IKKE, at(23)).covered


def test_a_no_in_a_meeting_that_has_begun_keeps_who_may_have_heard() -> None:
    row = answered(noted(on_the_list(), "kari", at(21)), "a", Svar.KAN_IKKE, at(60), begun=True)
    assert row.came == ("a", "b", "v", "l")


def test_moved_nothing_is_noted() -> None:
    row = restarted(noted(on_the_list(), "kari", at(21)), at(22))
    assert (row.by_phone, row.by_phone_at, row.said_by_phone) == ("", None, False)


NAMES = {
    "fits whole": ("Sosiallærer JUS", (), "Sosiallærer JUS"),
    "as many words as fit": ("Leder for NAV på Ringerike", (), "Leder for NAV"),
    "no loose word at the end": ("Virksomhetsleder for barnevern", (), "Virksomhetsleder"),
    "as many as tell it from the others": (
        "Virksomhetsleder for barnevern og ungdom",
        ("Virksomhetsleder for NAV",),
        "Virksomhetsleder for barnevern",
    ),
    "no dash at the end": ("Kommunepsykolog – representant også for psykisk helse", (), "Kommunepsykolog"),
    "no stroke at the end": ("Ungdomskonsulent/ bindeledd til UK", (), "Ungdomskonsulent"),
    "one long word": ("Ungdomsskoleinspektøren", (), "Ungdomsskoleinspektøren"),
    "the beginning of another": ("Helsesykepleier ved skolen", ("Helsesykepleier ved skolen i sentrum",),
                                 "Helsesykepleier ved skolen"),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_an_agency_on_a_button_is_short_and_no_other(name: str) -> None:
    whole, others, short = NAMES[name]
    assert short_name(whole, [whole, *others]) == short
    assert len(short) <= WIDTH + 14
