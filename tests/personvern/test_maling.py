"""The guard keeps what has been measured, cries wolf seldom, and is linear in time."""

from __future__ import annotations

import re
from pathlib import Path
from time import process_time

import pytest

from bot.domain.personvern import check, danger_signs
from bot.domain.personvern.findings import Kind

from .cases import ALLOWED
from .maling import Row, ordinary

FLOORS = {
    "navn: i lista": 0.98,
    "navn: i lista, også et ord": 0.60,
    "navn: små bokstaver": 0.55,
    "navn: sjeldent, med sammenheng": 0.90,
    "navn: sjeldent, uten sammenheng": 0.75,
    "navn: sjeldent, nye setninger": 0.65,
    "navn: i brev": 1.0,
}
HOSTILE = (
    "1 ",
    "12.10.",
    "a",
    "A ",
    "A.",
    "@",
    "a@",
    "a.a@a.",
    "Jonas ",
    "Jonas-",
    "0047",
    "+47 9",
    "eleven ",
    "til ",
    "e\u0301",
    "\u0301",
    "\u200b",
    "den eneste ",
    "en av ",
    "planlegger ",
    "far ",
    "1-",
    "http://a",
    "født ",
    "gnr ",
    "((",
    "9B ",
    "999 99 99",
    "148310",
    "Aa ",
    "AA 0",
    "Gate 1 ",
    "snap: ",
    "på 1",
    "pappa slår ",
    ". A",
    "'-",
    "fra: Aa ",
    "til:",
    "mvh\n",
    " skrev:",
    "sendt av A",
    "Aa og ",
    "var Aab ",
    "İ",
)


def test_false_alarms_are_few(table: dict[str, Row]) -> None:
    assert len(ordinary()) >= 300
    assert table["falske alarmer"].share <= 0.02


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.NAVN])
def test_the_recall_of_a_kind(table: dict[str, Row], kind: Kind) -> None:
    assert table[kind.value].share >= 0.85


@pytest.mark.parametrize("what", FLOORS)
def test_the_recall_of_names(table: dict[str, Row], what: str) -> None:
    assert table[what].share >= FLOORS[what]


def test_no_ordinary_sentence_is_danger() -> None:
    assert [s for s in ordinary() if danger_signs(s)] == []


def test_the_document_says_what_is_measured(table: dict[str, Row]) -> None:
    document = (Path(__file__).parents[2] / "docs" / "personvern-vakt.md").read_text("utf-8")
    said = dict(re.findall(r"^\| (.+?) \| (\d+ av \d+) \|", document, re.MULTILINE))
    assert said == {row.what: f"{row.found} av {row.of}" for row in table.values()}


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    short, long = _seconds(piece, 2_500), _seconds(piece, 20_000)
    assert long < max(24 * short, 0.4)


def _seconds(piece: str, length: int) -> float:
    text = (piece * length)[:length]
    best = 9.0
    for _ in range(3):
        begin = process_time()
        check(text, allowed=ALLOWED)
        danger_signs(text)
        best = min(best, process_time() - begin)
    return best
