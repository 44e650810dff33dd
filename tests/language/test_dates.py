"""Dates and clock times are written as each language writes them: Babel's locale data has the last word."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from babel.dates import format_date, format_time

from bot.texts import texts

A_YEAR = [date(2028, 1, 1) + timedelta(days=n) for n in range(366)]
LIKE_BABEL = {
    "nb": ("nb_NO", "EEEE d. MMMM y", "d. MMMM", "HH.mm"),
    "nn": ("nn_NO", "EEEE d. MMMM y", "d. MMMM", "HH.mm"),
    "en": ("en_GB", "EEEE d MMMM y", "d MMMM", "HH:mm"),
}


@pytest.mark.parametrize("language", LIKE_BABEL)
def test_every_day_of_a_year_is_written_as_in_the_language(language: str) -> None:
    locale, whole, short, _ = LIKE_BABEL[language]
    for day in A_YEAR:
        assert texts(language).day(day) == format_date(day, whole, locale=locale)
        assert texts(language).day(day, weekday=False, year=False) == format_date(day, short, locale=locale)


@pytest.mark.parametrize("language", LIKE_BABEL)
def test_every_quarter_of_a_day_is_written_as_in_the_language(language: str) -> None:
    locale, _, _, pattern = LIKE_BABEL[language]
    for each in (time(hour, minute) for hour in range(24) for minute in (0, 5, 15, 59)):
        assert texts(language).clock(each) == format_time(each, pattern, locale=locale)


def test_a_moment_is_told_in_norways_time() -> None:
    assert texts("nb").moment(datetime(2026, 7, 2, 22, 30, tzinfo=UTC)) == "fredag 3. juli 2026 kl. 00.30"
    assert texts("en").moment(datetime(2026, 1, 2, 22, 30, tzinfo=UTC)) == "Friday 2 January 2026 at 23:30"
