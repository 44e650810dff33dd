"""The schema itself: one word for one thing, nothing that can be changed, silence that stays silence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, get_args

import pytest
from pydantic import BaseModel, ValidationError

from bot.domain.plan import Annual, Choices, Level, Link, Organ, Plan, Role
from bot.domain.plan.words import KINDS, WORDS, file_word, kind_of
from tests.plan.places import NAMES, ROOT, plan


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from models(field.annotation)
    for inner in get_args(annotation):
        yield from models(inner)


ALL = tuple(dict.fromkeys(models(Plan)))
FIELDS = {name for model in ALL for name in model.model_fields}


def test_every_field_has_one_word_and_every_word_one_field() -> None:
    words = [file_word(name) for name in FIELDS]
    assert len(set(words)) == len(words)
    assert set(WORDS) <= FIELDS


def test_every_kind_has_a_word() -> None:
    kinds = {get_args(model.model_fields["kind"].annotation)[0] for model in ALL if "kind" in model.model_fields}
    assert kinds == set(KINDS)
    assert {kind_of(word) for word in KINDS.values()} == kinds


def test_the_guide_explains_every_word() -> None:
    guide = (ROOT / "docs" / "plan-files.md").read_text(encoding="utf-8")
    words = {file_word(name) for name in FIELDS} | set(KINDS.values())
    assert sorted(word for word in words if f"`{word}`" not in guide) == []


def test_a_part_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        Link(url="https://example.org").url = "https://example.com"


def test_the_file_knows_only_norwegian_keys() -> None:
    with pytest.raises(ValidationError):
        Link.model_validate({"url": "https://example.org"}, by_alias=True, by_name=False)


def test_a_role_may_be_written_as_its_label() -> None:
    assert Role.model_validate("Rektor") == Role(labels=("Rektor",))


def test_the_steering_level_never_takes_an_individual_case() -> None:
    organ = Organ(id="a", level=Level.STYRENDE, name="A", individual_cases="with_ground")
    assert not organ.may_take_individual_cases


def test_an_organ_takes_individual_cases_only_where_the_plan_says_so() -> None:
    assert not Organ(id="a", level=Level.UTOVENDE, name="A").may_take_individual_cases


def test_activation_sets_the_date_and_nothing_else() -> None:
    given = plan("jevnaker-2025")
    active = given.activated(date(2025, 8, 1))
    assert (given.effective_from, active.effective_from) == (None, date(2025, 8, 1))
    assert active.model_copy(update={"effective_from": None}) == given


def test_valer_has_no_intake_organ_and_the_coordinator_receives() -> None:
    assert plan("valer-2023").intake_organ is None
    assert plan("valer-2023").intake_role == "slt_koordinator"


def test_the_municipality_may_fill_a_seat_the_plan_leaves_open() -> None:
    valer = plan("valer-2023")
    assert valer.seat("slt_nettverk", "secretary") is None
    choices = Choices.model_validate({"seats": {"slt_nettverk": {"secretary": "slt_koordinator"}}})
    assert valer.model_copy(update={"choices": choices}).seat("slt_nettverk", "secretary") == "slt_koordinator"


@pytest.mark.parametrize("name", NAMES)
def test_only_the_municipalitys_own_choices_are_in_the_plans(name: str) -> None:
    assert plan(name).choices.model_fields_set == {"allowed_places"}


def test_a_month_is_only_there_when_the_plan_names_one() -> None:
    assert Annual().month is None


def test_tiltak_are_found_by_area_in_the_plans_order() -> None:
    valer = plan("valer-2023")
    assert [one.number for one in valer.tiltak_in("5")] == [33, 34]
    assert valer.find_tiltak("finnes-ikke") is None
