"""A document in nynorsk has no bokmål in its fixed words (scenario M-6)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.documents.agenda import agenda
from bot.documents.referat import referat
from bot.documents.samtykkeskjema import samtykkeskjema
from bot.texts import texts
from tests.documents.examples import FORM, M1_AGENDA, M1_REFERAT
from tests.documents.reading import body
from tests.language.test_translations import NOT_NYNORSK

NN = texts("nn")
MADE = {
    "saksliste": agenda(replace(M1_AGENDA, items=()), NN),
    "referat": referat(replace(M1_REFERAT, items=(), absent=(), approved_by=None), NN),
    "utkast": referat(replace(M1_REFERAT, items=(), absent=(), approved_at=None, next_meeting=None), NN),
    "samtykkeskjema": samtykkeskjema(replace(FORM, services=(), contact=None), NN),
}


@pytest.mark.parametrize("name", MADE)
def test_the_fixed_words_are_nynorsk(name: str) -> None:
    assert not NOT_NYNORSK.findall(body(MADE[name]).lower())


def test_the_form_says_in_nynorsk_what_it_must() -> None:
    text = body(MADE["samtykkeskjema"])
    assert "Du kan trekkje samtykket når som helst." in text
    assert "må også verje samtykkje" in text
