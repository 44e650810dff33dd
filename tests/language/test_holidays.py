"""The holidays have names in every language (UC-10: the day is a holiday, is that all right?)."""

from __future__ import annotations

from datetime import date

from bot.cards.moter import HOLIDAYS
from bot.domain.moteplan import _holidays
from bot.texts import texts


def test_every_holiday_of_the_calendar_is_named() -> None:
    given = {name for year in range(2024, 2061) for label in _holidays(year).values() for name in label.split("; ")}
    assert given == set(HOLIDAYS)


def test_a_holiday_is_told_in_the_readers_language() -> None:
    assert texts("nn")(_holidays(2026)[date(2026, 5, 1)]) == "Arbeidaranes dag"
    assert texts("en")(_holidays(2026)[date(2026, 5, 25)]) == "Whit Monday"
