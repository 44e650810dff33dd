"""The product's plans carry every fact of the research files: title, owner, recurrence, date, seat and cadence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.domain.plan import Plan, SourceRef
from bot.domain.plan.rhythm import NoneStated
from tests.plan.places import NAMES, plan, research

DOCUMENTS = {"jevnaker-2022": "000", "jevnaker-2025": "001", "valer-2023": "002"}
RENAMED = {"from": "first_year", "to": "last_year"}
FACTS = ("n", "date", "week", "season", "last_seen", "event", "grades", "from", "to")
WORDS = {"new_employee": "ny ansatt"}


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def ours(name: str) -> Plan:
    return plan(name)


@pytest.fixture
def theirs(name: str) -> Any:
    return research(name)


def lines(source: SourceRef | None) -> list[int] | None:
    return [source.first_line, source.last_line] if source else None


def rows(measure: dict[str, Any]) -> list[dict[str, Any]]:
    return measure.get("parts") or [measure]


def test_every_tiltak_is_there_in_order(ours: Plan, theirs: Any) -> None:
    assert [one.id for one in ours.tiltak] == [one["id"] for one in theirs["measures"]]


def test_titles_are_as_the_plan_writes_them(ours: Plan, theirs: Any) -> None:
    expected = [one.get("title") or one["goal"] for one in theirs["measures"]]
    assert [one.title for one in ours.tiltak] == expected
    assert [one.number for one in ours.tiltak] == [one.get("number") for one in theirs["measures"]]
    assert [one.area for one in ours.tiltak] == [one["area"] for one in theirs["measures"]]


def test_owners_are_the_plans(ours: Plan, theirs: Any) -> None:
    for our, their in zip(ours.tiltak, theirs["measures"], strict=True):
        owners = dict.fromkeys(owner for row in rows(their) for owner in row["owners"])
        assert our.owners == tuple(owners), our.id
        labels = dict.fromkeys(row["owners_label"] for row in rows(their) if row["owners_label"])
        assert (our.owners_label or "") == " / ".join(labels), our.id


def test_parts_keep_their_own_owners(ours: Plan, theirs: Any) -> None:
    for our, their in zip(ours.tiltak, theirs["measures"], strict=True):
        assert [list(part.owners) for part in our.parts] == [part["owners"] for part in their.get("parts", [])], our.id


def test_recurrence_is_the_plans(ours: Plan, theirs: Any) -> None:
    for our, their in zip(ours.tiltak, theirs["measures"], strict=True):
        said = their["recurrence"]
        assert (our.recurrence.kind, our.recurrence.stated) == (said["kind"], said["stated"]), our.id
        assert our.recurrence.minimum == said.get("minimum", False), our.id
        assert_facts(our.recurrence, said, our.id)


def assert_facts(rhythm: Any, said: dict[str, Any], where: str) -> None:
    once_a_year = said["kind"] == "annual"
    for fact in FACTS:
        if said.get(fact) is None or (once_a_year and fact == "n"):
            continue
        value = getattr(rhythm, RENAMED.get(fact, fact))
        expected = WORDS.get(said[fact], said[fact]) if isinstance(said[fact], str) else said[fact]
        assert (list(value) if isinstance(value, tuple) else value) == expected, (where, fact)


def test_a_silent_plan_stays_silent(ours: Plan, theirs: Any) -> None:
    silent = {one["id"] for one in theirs["measures"] if one["recurrence"]["kind"] == "none_stated"}
    assert {one.id for one in ours.tiltak if isinstance(one.recurrence, NoneStated)} == silent
    assert (ours.hastemote is None) == (not theirs["hastemote"]["in_plan"])
    assert ours.effective_from is None


def test_every_tiltak_says_where_in_the_source_it_stands(name: str, ours: Plan, theirs: Any) -> None:
    assert [lines(one.source) for one in ours.tiltak] == [one["lines"] for one in theirs["measures"]]
    assert {one.source.document for one in ours.tiltak if one.source} == {DOCUMENTS[name]}


@pytest.mark.parametrize("fact", ["links", "grades", "partners", "external_plan_numbers"])
def test_lists_of_a_tiltak_are_the_plans(ours: Plan, theirs: Any, fact: str) -> None:
    for our, their in zip(ours.tiltak, theirs["measures"], strict=True):
        expected = [str(one).partition(" – ")[0].strip("()") for one in their.get(fact, [])]
        values = (
            [link.url for link in our.links if not link.uncertain]
            if fact == "links"
            else getattr(our, fact.replace("_plan_", "_"))
        )
        assert [str(value) for value in values] == expected, our.id


def test_ages_and_counts_are_the_plans(ours: Plan, theirs: Any) -> None:
    for our, their in zip(ours.tiltak, theirs["measures"], strict=True):
        ages = their.get("age_range", {})
        assert (our.age_from, our.age_to) == (ages.get("from"), ages.get("to")), our.id
        assert our.participants_count == their.get("participants", {}).get("count"), our.id
        assert (our.performed_by, our.led_by) == (their.get("performed_by"), their.get("led_by")), our.id
        assert our.bti_level == their.get("bti_level"), our.id


def test_organs_have_the_plans_seats(ours: Plan, theirs: Any) -> None:
    for our, their in zip(ours.organs, theirs["organs"], strict=True):
        assert (our.id, our.level, our.name) == (their["id"], their["level"], their["name"])
        assert list(our.members) == their["members"], our.id
        for seat in ("chair", "secretary", "convener"):
            assert getattr(our, seat) == (their[seat] or {}).get("role"), (our.id, seat)
        assert our.coordinated_by == (their.get("coordinated_by") or {}).get("role")
        assert list(our.shared_with) == their["shared_with"] if "shared_with" in their else not our.shared_with


def test_organs_have_the_plans_cadence(ours: Plan, theirs: Any) -> None:
    for our, their in zip(ours.organs, theirs["organs"], strict=True):
        said = their["cadence"]
        assert (our.cadence is None) == (said is None), our.id
        assert our.meets == their.get("is_meeting_body", True), our.id
        for fact in said or ():
            if fact != "quote":
                assert getattr(our.cadence, fact) == said[fact], (our.id, fact)


def test_joint_meetings_are_the_plans(ours: Plan, theirs: Any) -> None:
    for our, their in zip(ours.organs, theirs["organs"], strict=True):
        assert [(one.with_organ, one.n, one.counts_within) for one in our.joint_meetings] == [
            (one["with"], one["n_per_year"], one["counts_within_n"]) for one in their["joint_meetings"]
        ]


def test_every_organ_has_as_many_duties_as_in_the_plan(ours: Plan, theirs: Any) -> None:
    for our, their in zip(ours.organs, theirs["organs"], strict=True):
        # Våler's list of duties holds the cadence too, which has its own field here.
        expected = [duty for duty in their["duties"] if not duty.startswith("møtes")]
        assert len(our.duties) == len(expected), our.id
        assert len(our.coordinator_duties) == len(their.get("coordinator_duties", [])), our.id


def test_roles_are_written_as_the_plan_writes_them(ours: Plan, theirs: Any) -> None:
    assert {key: list(role.labels) for key, role in ours.roles.items()} == {
        key: role["labels"] for key, role in theirs["roles"].items()
    }
    for kind in ("external", "plural", "per_case"):
        expected = {key for key, role in theirs["roles"].items() if role.get(kind)}
        assert {key for key, role in ours.roles.items() if getattr(role, kind)} == expected, kind


def test_obligations_are_the_plans(ours: Plan, theirs: Any) -> None:
    for our, their in zip(ours.obligations, theirs["obligations"], strict=True):
        assert (our.id, our.recurrence.kind) == (their["id"], their["kind"])
        assert_facts(our.recurrence, their, our.id)
        assert dict(our.responsible_per_organ) or list(our.responsible) == responsible(their), our.id
        assert (our.tiltak, our.recipient) == (their.get("measure"), their.get("recipient")), our.id
        assert our.source is not None, our.id


def responsible(obligation: dict[str, Any]) -> list[str]:
    said = obligation["responsible"]
    return said if isinstance(said, list) else [said] if said else []


def test_goals_are_the_plans(ours: Plan, theirs: Any) -> None:
    items = [item for goals in ours.goals if goals.verbatim for item in goals.items]
    assert items == list(goal_items(theirs["goals"]))
    first, said = ours.goals[0].period, theirs["goals"]["overall"]["period"]
    assert first is not None
    assert (first.first_year, first.last_year) == (said["from"], said["to"])


def goal_items(goals: dict[str, Any]) -> Iterator[str]:
    yield from goals["overall"]["items"]
    yield from goals["overall"].get("sub_items", [])
    yield from (goals.get("target_picture") or {}).get("items", [])


def test_head_of_the_plan_is_the_plans(ours: Plan, theirs: Any) -> None:
    said = theirs["plan"]
    assert (ours.id, ours.title) == (said["id"], said["title"])
    assert (ours.period.first_year, ours.period.last_year) == (said["period"]["from"], said["period"]["to"])
    assert ours.prepared == said["prepared_date"]
    assert (ours.adopted.date if ours.adopted else None) == said["adopted_date"]
    assert ours.target_group is not None
    assert (ours.target_group.age_from, ours.target_group.age_to) == tuple(
        said["target_group"][key] for key in ("age_from", "age_to")
    )
    assert list(ours.municipality.partners) == theirs["municipality"]["partners"]


def test_coordinator_has_the_plans_title(ours: Plan, theirs: Any) -> None:
    said = theirs["coordinator"]
    assert (ours.coordinator.role, ours.coordinator.title) == (said["role"], said["title"])
    assert list(ours.coordinator.also_holds) == said["also_holds"]


def test_areas_are_the_plans(ours: Plan, theirs: Any) -> None:
    assert [(area.id, area.title, lines(area.source)) for area in ours.areas] == [
        (area["id"], area["title"], area["lines"]) for area in theirs["areas"]
    ]


def test_categories_are_as_many_as_the_plan_names(ours: Plan, theirs: Any) -> None:
    named = [one for organ in theirs["organs"] for one in (organ.get("case_examples") or {}).get("types", [])]
    assert [category.id for category in ours.varsling.categories] == named


def test_knowledge_and_links_are_the_plans(ours: Plan, theirs: Any) -> None:
    assert [one.interval_years for one in ours.knowledge_sources] == [
        one["interval_years"] for one in theirs.get("knowledge_sources", [])
    ]
    assert [one.url for one in ours.resource_links] == [one["url"] for one in theirs.get("resource_links", [])]
