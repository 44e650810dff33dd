"""Values that are told apart wherever they turn up: identifiers of every kind, and free text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

MARK = "kanarixq"
LETTERS = "abcdefghijklmnoprstuvwxyz"  # q ends the mark
DIGITS = re.compile(rb"(?:\d[ .\-]?){10,}\d")


@dataclass(frozen=True, slots=True)
class Canary:
    """A value that is typed in. An `identifier` may be kept nowhere; other text nowhere that it can be read."""

    kind: str
    value: str
    identifier: bool

    @property
    def sentence(self) -> str:
        """How it is typed."""
        return self.value if self.kind == "fritekst" else f"Det gjelder {self.value} ved kiosken"


def _mark(n: int) -> str:
    """A word of letters alone, another for each number."""
    letters = ""
    while True:
        n, rest = divmod(n, len(LETTERS))
        letters += LETTERS[rest]
        if not n:
            return f"{MARK}{letters}q"


def _number(day: int, month: int, n: int) -> str:
    """Eleven digits with right control digits: the n-th that there are on that day."""
    for serial in range(n, n + 1000):
        nine = f"{day:02}{month:02}{10 + n % 12:02}{500 + serial % 500:03}"
        k1 = -sum(int(d) * w for d, w in zip(nine, (3, 7, 6, 1, 8, 9, 4, 5, 2), strict=True)) % 11
        ten = f"{nine}{k1}"
        k2 = -sum(int(d) * w for d, w in zip(ten, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=False)) % 11
        if k1 < 10 and k2 < 10:
            return f"{ten}{k2}"
    raise AssertionError("no number")


def _day(n: int) -> int:
    return 1 + n % 28


def _month(n: int) -> int:
    return 1 + n // 28 % 12


def _wrong(number: str) -> str:
    return number[:-1] + str((int(number[-1]) + 1) % 10)


KINDS: dict[str, Callable[[int], str]] = {
    "fødselsnummer": lambda n: _number(_day(n), _month(n), n),
    "d-nummer": lambda n: _number(_day(n) + 40, _month(n), n),
    "syntetisk +40": lambda n: _number(_day(n), _month(n) + 40, n),
    "syntetisk +65": lambda n: _number(_day(n), _month(n) + 65, n),
    "syntetisk +80": lambda n: _number(_day(n), _month(n) + 80, n),
    "feil kontrollsiffer": lambda n: _wrong(_number(_day(n), _month(n), n + 300)),
    "med mellomrom": lambda n: re.sub(r"(\d{6})", r"\1 ", _number(_day(n), _month(n), n + 600), count=1),
    "med punktum": lambda n: re.sub(r"(\d\d)(\d\d)(\d\d)", r"\1.\2.\3 ", _number(_day(n), _month(n), n + 900), count=1),
    "e-post": lambda n: f"{_mark(n)}@example.no",
    "telefon": lambda n: f"+47 4{n // 1000 % 10} {n // 10 % 100:02} {n % 10}7 {(n * 7) % 100:02}",
}
"""The kinds that the guard always stops."""

OTHERS: dict[str, Callable[[int], str]] = {
    "navn": lambda n: f"Ola {_mark(n).capitalize()}sen",
    "adresse": lambda n: f"{_mark(n).capitalize()}veien {1 + n % 90}",
    "fritekst": lambda n: f"Uro ved {_mark(n)} på kvelden",
}
"""Names and addresses, which a guard can miss, and words that may be kept: none of it where it can be read."""


def every(start: int = 0) -> Iterator[Canary]:
    """Canaries without end, no two alike: the kinds in turn."""
    makers = [*((kind, make, True) for kind, make in KINDS.items()), *((k, m, False) for k, m in OTHERS.items())]
    n = start
    while True:
        for kind, make, identifier in makers:
            n += 1
            yield Canary(kind, make(n), identifier)


class Finder:
    """Finds canaries in bytes: as text, in UTF-16, in JSON's escapes, and numbers however they are spaced."""

    def __init__(self, canaries: Iterable[Canary]) -> None:
        self._numbers: dict[bytes, Canary] = {}
        self._words: dict[bytes, Canary] = {}
        self._phones: list[tuple[bytes, Canary]] = []
        for canary in canaries:
            self._learn(canary)

    def _learn(self, canary: Canary) -> None:
        if MARK in canary.value.lower():
            word = re.search(rf"{MARK}[a-z]*?q", canary.value.lower())
            assert word is not None
            self._words[word[0].encode()] = canary
        elif canary.kind == "telefon":
            self._phones.append((canary.value.removeprefix("+47 ").encode(), canary))
        else:
            self._numbers[re.sub(r"\D", "", canary.value).encode()] = canary

    def found(self, content: bytes) -> set[Canary]:
        """Every canary that can be read in these bytes."""
        plain = content.replace(b"\x00", b"")  # UTF-16 becomes readable, and so does padded text
        found = {c for part in (content, plain) for c in self._words_in(part) | self._numbers_in(part)}
        return found | {canary for phone, canary in self._phones if phone in content or phone in plain}

    def _words_in(self, content: bytes) -> set[Canary]:
        words = re.findall(rb"(?i)" + MARK.encode() + rb"[a-z]*?q", content)
        return {self._words[w.lower()] for w in words if w.lower() in self._words}

    def _numbers_in(self, content: bytes) -> set[Canary]:
        found = set()
        for match in DIGITS.finditer(content):
            digits = re.sub(rb"\D", b"", match[0])
            windows = (digits[i : i + 11] for i in range(len(digits) - 10))
            found |= {self._numbers[w] for w in windows if w in self._numbers}
        return found
