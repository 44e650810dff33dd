"""Translations say the same with the same values, in one language at a time (use cases G12)."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from bot.teams.notices import Notice, in_their_language
from bot.texts import texts
from tests.language.catalogues import forms, marked, messages, pairs

QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\{[^}]*\}")
NOT_NYNORSK = re.compile(
    r"\b(?:ikke|hvem|hva|hvor|hvorfor|hvordan|hvilke|hvilket|hvilken|noe|noen|jeg|dere|en|et|være|bare|mer|fra|"
    r"uten|gjør|sier|nå|begynne|oppgave|oppgaver|oppgaven|møteleder|deltaker|foresatte|verge|ansatt|"
    r"ansatte|tjeneste|tjenesten|barneverntjenesten|opplysninger|flere|hver|hvert|hvis|kommer|følger|velg|"
    r"velger|åpne|åpen|bilde|lenke|kjenner|ønsker|skole|skolen|varslingen|kun|siden)\b"
)
NOT_BOKMAL = re.compile(
    r"\b(?:ikkje|kva|kven|korleis|kvifor|noko|nokon|eg|ein|eit|frå|saman|the|and|you|your|not|with|this|that|"
    r"has|have|save|what|who|where|meeting)\b"
)
NOT_ENGLISH = re.compile(
    r"\b(?:og|ikke|ikkje|hvem|hva|kven|kva|jeg|eg|det|den|som|på|til|av|med|møte|møtet|saken|saka)\b"
)


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def foreign(text: str, words: re.Pattern[str]) -> set[str]:
    return set(words.findall(QUOTED.sub(" ", text).lower()))


@pytest.mark.parametrize("language", ["nn", "en"])
def test_the_same_values_are_filled_in(language: str) -> None:
    wrong = []
    for message in messages(language):
        for place, (text, shown) in enumerate(zip(forms(message.id), forms(message.string), strict=True)):
            one_of_many = place == 0 and len(forms(message.id)) == 2
            lost = names(text) - names(shown) - ({"count"} if one_of_many else set())
            if shown and (lost or names(shown) - names(text)):
                wrong.append((text, shown))
    assert not wrong


@pytest.mark.parametrize("language", ["nn", "en"])
def test_a_text_ends_as_it_does_in_bokmal(language: str) -> None:
    def end(text: str) -> str:
        return text[-1] if text[-1] in ".:?…!" else ""

    assert not [(text, shown) for text, shown in pairs(language) if end(text) != end(shown)]


def test_no_bokmal_in_nynorsk() -> None:
    assert not {shown: found for _, shown in pairs("nn") if (found := foreign(shown, NOT_NYNORSK))}


def test_neither_nynorsk_nor_english_in_bokmal() -> None:
    every = [text for forms in marked() for text in forms]
    assert not {text: found for text in every if (found := foreign(text, NOT_BOKMAL))}


def test_no_norwegian_in_english() -> None:
    assert not {shown: found for _, shown in pairs("en") if (found := foreign(shown, NOT_ENGLISH))}


def test_the_check_sees_a_foreign_word() -> None:
    assert foreign("Hvem er møteleiar?", NOT_NYNORSK) == {"hvem"}
    assert foreign("Skriv «hjelp» and wait", NOT_BOKMAL) == {"and"}


def test_one_and_many_are_told_apart() -> None:
    t = texts("nn")
    assert t.n("{count} gang i året", "{count} ganger i året", 1) == "1 gong i året"
    assert t.n("{count} gang i året", "{count} ganger i året", 3) == "3 gonger i året"


def test_what_has_no_translation_is_shown_in_bokmal() -> None:
    assert texts("nn")("Denne teksten finnes ikke {here}", here="her") == "Denne teksten finnes ikke her"


def test_what_the_edge_says_by_itself_is_in_nynorsk_where_teams_is() -> None:
    assert in_their_language(Notice.DONE, "nn-NO") == "Motteke."
    assert in_their_language(Notice.DONE, "nb-NO") == in_their_language(Notice.DONE, "en-US") == "Mottatt."
