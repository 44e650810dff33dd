"""Names and facts carry over, the plans' prose does not: our sentences share no run of eight words with a source."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bot.domain.plan import Part
from tests.plan.places import DOMAIN, NAMES, plan

RUN = 8
OWN = {
    "summary", "duties", "coordinator_duties", "mandate", "note", "purpose", "other_groups", "open_questions", "text",
    "minutes_rule", "consent_rule",
}  # fmt: skip


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[start : start + RUN]) for start in range(len(found) - RUN + 1)}


def own_texts(part: object, name: str = "") -> Iterator[str]:
    if isinstance(part, Part):
        for field in type(part).model_fields:
            own = "summary" if field == "items" and not getattr(part, "verbatim", True) else field
            yield from own_texts(getattr(part, field), own)
    elif isinstance(part, tuple):
        for item in part:
            yield from own_texts(item, name)
    elif isinstance(part, str) and name in OWN:
        yield part


@pytest.mark.parametrize("name", NAMES)
def test_no_run_of_plan_prose_is_copied(name: str) -> None:
    sources = sorted((DOMAIN / "sources").glob("*.txt"))
    if not sources:
        pytest.skip("../shared/domain er ikke her: ordlyden er ikke sammenlignet med kildene")
    prose = set().union(*(runs(source.read_text(encoding="utf-8")) for source in sources))
    copied = [text for text in own_texts(plan(name)) if runs(text) & prose]
    assert copied == []


@pytest.mark.parametrize("name", NAMES)
def test_every_tiltak_has_a_short_sentence(name: str) -> None:
    assert [one.id for one in plan(name).tiltak if not one.summary or len(one.summary) > 210] == []
