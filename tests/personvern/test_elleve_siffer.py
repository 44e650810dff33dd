"""Eleven digits that may be a person are always found, however they are written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.personvern import Kind, check

NATIONAL = {Kind.FODSELSNUMMER, Kind.DNUMMER, Kind.SYNTETISK_NUMMER}
GROUPINGS = (
    (11,),
    (6, 5),
    (2, 2, 2, 5),
    (2, 2, 2, 3, 2),
    (6, 3, 2),
    (3, 3, 3, 2),
    (4, 2, 5),
    (1,) * 11,
    (5, 6),
    (4, 4, 3),
)
SEPARATORS = (" ", ".", "-", "\u00a0", "\u202f", "/", "–", " - ", "\t", ". ", "\u2009", "_")
DIGITS = ("0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")
UNSEEN = ("", "\u200b", "\u00ad", "\u2060", "\ufe0f")
AROUND = (
    ("", ""), ("Elev ", " har levert"), ("fnr:", "."), ("(", ")"), ("sak 3 gjelder ", ", født i mai"),
    ("2025/1234 og ", " ring 02800"), ("x", "y"), ("tlf 999 99 991, ", "\nnr 7"), ("kl. 18.00 ", " 👍"),
)  # fmt: skip
SHIFTS = ((0, 0), (40, 0), (0, 40), (0, 65), (0, 80), (40, 80), (40, 65), (40, 40))
W1, W2 = (3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def with_check_digits(nine: str) -> str:
    """Nine digits with their two check digits; a digit that cannot exist is written 0 (a wrong number, then)."""
    first = -sum(w * int(d) for w, d in zip(W1, nine, strict=True)) % 11 % 10
    second = -sum(w * int(d) for w, d in zip(W2, f"{nine}{first}", strict=True)) % 11 % 10
    return f"{nine}{first}{second}"


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Invented numbers of every kind, with right and with wrong check digits."""
    day = draw(st.dates(date(1940, 1, 1), date(2025, 12, 31)))
    plus_day, plus_month = draw(st.sampled_from(SHIFTS))
    nine = f"{day.day + plus_day:02}{day.month + plus_month:02}{day.year % 100:02}{draw(st.integers(0, 999)):03}"
    right = with_check_digits(nine)
    return right if draw(st.booleans()) else nine + f"{draw(st.integers(0, 99)):02}"


@st.composite
def spellings(draw: st.DrawFn) -> str:
    """A number in one of the ways people and programs write it, inside a text."""
    number = draw(numbers())
    separator, digits, unseen = (draw(st.sampled_from(row)) for row in (SEPARATORS, DIGITS, UNSEEN))
    groups, at = [], 0
    for size in draw(st.sampled_from(GROUPINGS)):
        groups.append(unseen.join(digits[int(d)] for d in number[at : at + size]))
        at += size
    before, after = draw(st.sampled_from(AROUND))
    return before + separator.join(groups) + after


@settings(max_examples=2500, deadline=None, derandomize=True)
@given(spellings())
def test_every_number_in_every_spelling(text: str) -> None:
    assert NATIONAL & {finding.kind for finding in check(text)}


@pytest.mark.parametrize(
    "text",
    [
        "14.83.2010 53748",
        "148310 53749",
        "pnr 148310-53748.",
        "14 83 10\n53748",
        "1️⃣4️⃣8️⃣3️⃣1️⃣0️⃣5️⃣3️⃣7️⃣4️⃣8️⃣",
        "ref9914831053748",
    ],
)
def test_an_odd_spelling(text: str) -> None:
    assert NATIONAL & {finding.kind for finding in check(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Møtet er 12.10.2025 kl. 18.00-20.30, neste 20.11.2025 kl. 8.30.",
        "Sak 2025/1234 og 25/00123-4, org.nr. 999 999 999.",
        "Budsjett 12 500 000 kr, 300 elever og 45 ansatte.",
        "Ring 02800, 112, 113, 116 111 eller 116 117.",
        "Perioden 2022-2025 og 2025-2029, uke 12 10 2025.",
        "Åpent 08.00 10.00 12.00 14.00 hver dag",
        "Kontonummer 9999.99.99999",
    ],
)
def test_a_number_that_is_no_person(text: str) -> None:
    assert check(text) == ()
