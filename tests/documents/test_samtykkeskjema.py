"""The blank consent form: everything the handbook asks for (H-130 to H-136), and nobody's name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.documents.samtykkeskjema import samtykkeskjema
from bot.texts import texts
from tests.documents.examples import FORM
from tests.documents.reading import body, headings, opened, rows

NB = texts("nb")


@pytest.fixture(scope="module")
def text() -> str:
    return body(samtykkeskjema(FORM, NB))


def test_every_service_of_the_plan_is_a_box_to_tick(text: str) -> None:
    for service in FORM.services:
        assert f"☐ {service}\n" in text
    assert "☐ Andre:" in text


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("H-130 which information", "Dette kan deles"),
        ("H-131 no further than it reaches", "Opplysningene brukes bare til det som står i skjemaet"),
        ("H-131 part of it may be kept out", "Dette skal ikke deles:"),
        ("H-132 voluntary", "Det er frivillig."),
        ("H-132 informed of what follows", "hva det kan føre til at opplysningene deles"),
        ("H-133 oral consent can be recorded", "Samtykket ble gitt muntlig først (dato):"),
        ("H-135 withdrawn at any time", "Du kan trekke samtykket når som helst."),
        ("H-136 guardians too under 18", "Er du under 18 år, må også verge samtykke."),
        ("H-136 how many have parental responsibility", "Antall med foreldreansvar:"),
        ("for how long", "til og med (dato):"),
        ("for what", "Hva skal tjenestene samarbeide om"),
        ("neutral case number", "Saksnummer (nøytralt, uten navn eller fødselsdato):"),
        ("the municipality's own, no legal advice", "Det er ikke juridisk rådgivning."),
        ("other duties are unaffected", "Noen plikter gjelder uansett"),
    ],
)
def test_the_form_asks_or_says(text: str, rule: str, words: str) -> None:
    assert words in text, rule


def test_the_young_person_both_guardians_and_the_employee_can_sign() -> None:
    table = rows(opened(samtykkeskjema(FORM, NB)).tables[-1])
    assert table[0] == ["Hvem", "Navn med blokkbokstaver", "Dato", "Underskrift"]
    assert [row[0] for row in table[1:4]] == ["Den opplysningene gjelder", "Foresatt (verge) 1", "Foresatt (verge) 2"]
    assert all(row[1:] == ["", "", ""] for row in table[1:])
    assert len(table) == 5


def test_without_a_contact_in_the_plan_nobody_is_made_up() -> None:
    text = body(samtykkeskjema(replace(FORM, contact=None), NB))
    assert "si fra til den ansatte som går gjennom skjemaet med deg" in text


def test_headings_are_real_headings() -> None:
    assert headings(samtykkeskjema(FORM, NB))[0] == (1, "Samtykke til å dele opplysninger")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_form_exists_in_every_language_and_is_the_same_twice(language: str) -> None:
    t = texts(language)
    assert samtykkeskjema(FORM, t) == samtykkeskjema(FORM, t)
    assert t("Hvem") in body(samtykkeskjema(FORM, t))
