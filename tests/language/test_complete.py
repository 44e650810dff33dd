"""Nothing is left in bokmål for somebody who reads nynorsk or English (UC-102)."""

from __future__ import annotations

import pytest

from tests.language.catalogues import forms, marked, messages

LANGUAGES = ("nn", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_marked_text_is_in_the_catalogue_and_nothing_else_is(language: str) -> None:
    known = {forms(message.id) for message in messages(language)}
    assert not marked() - known, "new texts: run make texts, and translate"
    assert not known - marked(), "texts that the code no longer has: run make texts"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    missing = [m.id for m in messages(language) if m.fuzzy or not all(forms(m.string))]
    assert not missing
