"""What somebody reports of a tiltak in one line: «utsett 9. trinn gjennomført 12. september» (UC-71). Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
DONE = re.compile(r"\b(?:gjennomf\w+|utf(?:ør|o)\w+|gjort|ferdig|fullf\w+|done)\b", re.IGNORECASE)
GRADES = re.compile(r"\b(\d{1,2}(?:\.?\s*(?:,|-|–|og|til)\s*\d{1,2})*)\.?\s*(?:trinn|klasse)\w*", re.IGNORECASE)
NAMED = re.compile(rf"\b(\d{{1,2}})\.?\s*({'|'.join(MONTHS)})\w*\.?(?:\s+(\d{{4}}))?", re.IGNORECASE)
NUMBERS = re.compile(r"\b(\d{1,2})[./](\d{1,2})(?:[./](\d{4}))?\.?(?!\d)")
AGO = {"i dag": 0, "idag": 0, "i går": 1, "igår": 1, "today": 0, "yesterday": 1}


@dataclass(frozen=True, slots=True)
class Heard:
    """`words` are left for finding the tiltak. `done`: it is reported as done, on a day and for grades where they
    were said. A hint that fills in a card; the owner confirms it."""

    words: str = ""
    done: bool = False
    on: date | None = None
    grades: tuple[int, ...] = ()


def hear(text: str, today: date) -> Heard:
    """What is in a line. A day without a year is the last one that has been."""
    grades, rest = _grades(text)
    on, rest = _day(rest, today)
    left = " ".join(DONE.sub(" ", rest).split())
    return Heard(left, bool(DONE.search(rest)), on, grades)


def _grades(text: str) -> tuple[tuple[int, ...], str]:
    found = GRADES.search(text)
    if not found:
        return (), text
    grades: list[int] = []
    for first, last in re.findall(r"(\d+)(?:\.?\s*(?:-|–|til)\s*(\d+))?", found[1]):
        grades += range(int(first), int(last or first) + 1)
    return tuple(grades), text.replace(found[0], " ", 1)


def _day(text: str, today: date) -> tuple[date | None, str]:
    for said, days in AGO.items():
        found = re.search(rf"\b{said}\b", text, re.IGNORECASE)
        if found:
            return today - timedelta(days=days), text.replace(found[0], " ", 1)
    for pattern in (NAMED, NUMBERS):
        found = pattern.search(text)
        day = _of(found, today) if found else None
        if found and day:
            return day, text.replace(found[0], " ", 1)
    return None, text


def _of(found: re.Match[str], today: date) -> date | None:
    named = found[2].casefold()
    month = MONTHS.index(named[:3]) + 1 if named[0].isalpha() else int(named)
    years = [int(found[3])] if found[3] else [today.year, today.year - 1]
    days = [day for year in years if (day := _date(year, month, int(found[1])))]
    return next((day for day in days if day <= today), days[0] if days else None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
