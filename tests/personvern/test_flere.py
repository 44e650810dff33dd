"""More ways of writing, long texts, folding and what is allowed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.personvern import Allowed, Kind, check, decide

from .cases import ALLOWED, DATA, Case, kinds, load


@pytest.mark.parametrize("case", [*load("flere.yaml"), *load("nye.yaml")], ids=lambda case: case.id)
def test_a_text(case: Case) -> None:
    assert kinds(case.text) == case.pii


@pytest.mark.parametrize("place", [0, 0.5, 1])
def test_a_name_and_a_number_in_five_thousand_characters(place: float) -> None:
    filler = (DATA / "vanlige.txt").read_text("utf-8").splitlines()[10:90]
    at = int(len(filler) * place)
    text = "\n".join([*filler[:at], "Jonas Testesen har nummer 148310 53748.", *filler[at:]])
    found = [(f.kind, text[f.start : f.end]) for f in check(text, allowed=ALLOWED)]
    assert (Kind.NAVN, "Jonas Testesen") in found
    assert (Kind.FODSELSNUMMER, "148310 53748") in found


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("møtte A\u030asne i går", "A\u030asne"),
        ("nr １４８３１０\u200b５３７４８!", "１４８３１０\u200b５３７４８"),
        ("snakket med Jo\u00adnas nå", "Jo\u00adnas"),
        ("ﬁne 𝐉𝐨𝐧𝐚𝐬 sa nei", "𝐉𝐨𝐧𝐚𝐬"),
        ("👩‍👧 Jonas 😢", "Jonas"),
    ],
)
def test_positions_lead_back_to_what_was_written(text: str, written: str) -> None:
    (finding,) = check(text)
    assert text[finding.start : finding.end] == written


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(max_size=200) | st.text("Jonas Ei89.@- \u0301\u200bİæÅ\n", max_size=80))
def test_any_text_gives_places_inside_it(text: str) -> None:
    for finding in check(text):
        assert 0 <= finding.start < finding.end <= len(text)
    decide(text, "trend")


def test_the_empty_text_has_nothing() -> None:
    assert check("") == check(" \n\u200b") == ()


def test_a_word_the_user_has_answered_for() -> None:
    allowed = Allowed(not_names=frozenset({"Jonas"}))
    assert check("Snakket med Jonas i går", allowed=allowed) == ()


def test_nobody_can_answer_for_a_number() -> None:
    allowed = Allowed(not_names=frozenset({"14831053748", "148310 53748"}))
    assert [f.kind for f in check("148310 53748", allowed=allowed)] == [Kind.FODSELSNUMMER]


def test_staff_is_allowed_by_full_name_and_not_by_half() -> None:
    assert check("Kari Prøveansatt leder møtet", allowed=ALLOWED) == ()
    assert [f.kind for f in check("Kari har det vondt hjemme", allowed=ALLOWED)] == [Kind.NAVN]


def test_a_switchboard_is_allowed_in_every_spelling() -> None:
    assert check("Ring 69000000, +47 69 00 00 00 eller 690 00 000", allowed=ALLOWED) == ()
