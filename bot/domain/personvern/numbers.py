"""Numbers that are a person: fødselsnummer, D-number, synthetic and help numbers, DUF number.

Eleven digits whose first six read as a date are blocked whatever their check digits say: a mistyped number still
points at somebody (realistic-inputs N-23). Known shifts: day +40 (D-number), month +40 (help number, NAV synthetic),
month +65 and +80 (Skatteetaten synthetic). Numbers made for tests with +80 are named after what they imitate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.no import fodselsnummer

from bot.domain.personvern.findings import Allowed, Kind
from bot.domain.personvern.page import Page

Span = tuple[int, int, Kind]

_RUN = re.compile(r"\d++(?:[ .,\-/_:;'\n|*>()\[\]~+=]{1,4}+\d++)*+")
_GROUP = re.compile(r"\d++")
_BARRIER = re.compile(r"(?<!\d)(?:[0-3]?\d[.\-/][01]?\d[.\-/](?:19|20)\d\d|(?:19|20)\d\d-[01]\d-[0-3]\d)(?!\d)")
_BIRTH_AND_FIVE = re.compile(r"(?<!\d)[0-7]\d[.\-/ ]?[0-9]\d[.\-/ ]?(?:19|20)\d\d[ \-/]{1,3}\d{5}(?!\d)")
_DUF = re.compile(r"\bduf\b\D{0,15}(\d{12})(?!\d)|(?<!\d)(?:19|20)\d\d ?\d{6} ?\d\d(?= ?\(?duf)")
_SAID_APART = re.compile(
    r"(?<!\d)(\d{6}|\d\d[.\-/ ]\d\d[.\-/ ]\d\d)[ ,(:;]{0,3}(?:(?:og|så|deretter|personnummer(?:et)?|personnr|persnr"
    r"|pers\.nr|pnr|siste|fem|fire|sifre|siffer|tall|de|dei|er)[ .:,]{1,3}){1,6}(\d{5})(?!\d)"
)
_LIKE_DIGITS = re.compile(r"(?<!\w)[\doil]{6}[ .\-]?[\doil]{5}(?!\w)")
_DIGITS_MEANT = str.maketrans("oil", "011")
_DIGIT_WORDS = {
    "null": "0", "en": "1", "én": "1", "ein": "1", "éin": "1", "ett": "1", "eitt": "1", "to": "2", "tre": "3",
    "fire": "4", "fem": "5", "seks": "6", "sju": "7", "syv": "7", "åtte": "8", "ni": "9",
}  # fmt: skip
_TAILS = frozenset({(5,), (3, 2), (2, 3), (1, 4), (4, 1), (1, 1, 1, 1, 1)})
_MOST_GROUPS = 11
_FEWEST_SPELT = 8


def national_numbers(page: Page, allowed: Allowed) -> Iterator[Span]:
    """Every number of eleven digits that is, or may be, a person."""
    for run in _RUN.finditer(page.text):
        yield from _in_run(page.text, run.start(), run.end())
    for match in _BIRTH_AND_FIVE.finditer(page.text):
        yield match.start(), match.end(), Kind.FODSELSNUMMER
    for match in _DUF.finditer(page.lower):
        yield match.start(), match.end(), Kind.DUFNUMMER
    yield from _written_otherwise(page)


def _written_otherwise(page: Page) -> Iterator[Span]:
    """Said apart («148310 og så …»), with letters for digits, or in words."""
    for match in _SAID_APART.finditer(page.lower):
        kind = kind_of("".join(c for c in match[1] if c.isdigit()) + match[2])
        if kind:
            yield match.start(), match.end(), kind
    for match in _LIKE_DIGITS.finditer(page.lower):
        digits = "".join(c for c in match[0].translate(_DIGITS_MEANT) if c.isdigit())
        if sum(c.isdigit() for c in match[0]) >= 6 and kind_of(digits):
            yield match.start(), match.end(), kind_of(digits) or Kind.FODSELSNUMMER
    yield from _in_words(page)


def _in_words(page: Page) -> Iterator[Span]:
    """Eleven digits, or the eight of a telephone, spelt out one by one."""
    start = 0
    for end in (*(at for at, word in enumerate(page.words) if word.lower not in _DIGIT_WORDS), len(page.words)):
        if end - start >= _FEWEST_SPELT:
            yield from _spelt(page, start, end)
        start = end + 1


def _spelt(page: Page, start: int, end: int) -> Iterator[Span]:
    digits = "".join(_DIGIT_WORDS[word.lower] for word in page.words[start:end])
    for at in range(len(digits) - 10):
        kind = kind_of(digits[at : at + 11])
        if kind:
            yield page.words[start + at].start, page.words[start + at + 10].end, kind
            return
    if len(digits) == 8 and digits[0] in "23456789":
        yield page.words[start].start, page.words[end - 1].end, Kind.TELEFON


def _in_run(text: str, start: int, end: int) -> Iterator[Span]:
    groups = [match.span() for match in _GROUP.finditer(text, start, end)]
    for first in range(len(groups)):
        if groups[first][1] - groups[first][0] > 11:
            yield from _inside_long(text, *groups[first])
        yield from _window(text, groups, first)


def _window(text: str, groups: list[tuple[int, int]], first: int) -> Iterator[Span]:
    """The groups from `first` that together have eleven digits, if any."""
    sizes: list[int] = []
    for begin, end in groups[first : first + _MOST_GROUPS]:
        sizes.append(end - begin)
        if sum(sizes) >= 11:
            break
    if sum(sizes) != 11:
        return
    span = groups[first][0], groups[first + len(sizes) - 1][1]
    digits = "".join(text[a:b] for a, b in groups[first : first + len(sizes)])
    if valid(digits) or (kind_of(digits) and _grouped_as_person(sizes) and not _BARRIER.search(text, *span)):
        yield *span, kind_of(digits) or Kind.FODSELSNUMMER


def _grouped_as_person(sizes: list[int]) -> bool:
    """The birth part and the person part are groups of their own, as people write them."""
    if len(sizes) == 1:
        return True
    total, cut = 0, 0
    while total < 6:
        total += sizes[cut]
        cut += 1
    return (total == 6 and tuple(sizes[cut:]) in _TAILS) or sizes in ([5, 6], [4, 4, 3], [4, 7], [8, 3], [3, 8])


def _inside_long(text: str, start: int, end: int) -> Iterator[Span]:
    """A number with right check digits inside a longer row of digits."""
    for begin in range(start, end - 10):
        kind = kind_of(text[begin : begin + 11])
        if kind and valid(text[begin : begin + 11]):
            yield begin, begin + 11, kind


def kind_of(digits: str) -> Kind | None:
    """What eleven digits are, read from their date part; nothing when it cannot be a date."""
    day, month = int(digits[:2]), int(digits[2:4])
    shift = next((s for s in (0, 40, 65, 80) if 1 <= month - s <= 12), None)
    if shift is None or not (1 <= day <= 31 or 41 <= day <= 71):
        return None
    if shift in (40, 65):
        return Kind.SYNTETISK_NUMMER
    return Kind.DNUMMER if day > 40 else Kind.FODSELSNUMMER


def valid(digits: str) -> bool:
    """Whether both check digits are right. The numbers of the scheme from 2032 are caught by their date."""
    return (
        digits[9] == fodselsnummer.calc_check_digit1(digits)
        and digits[10] == fodselsnummer.calc_check_digit2(digits)
        and (kind_of(digits) is not None or digits[0] in "89")
    )
