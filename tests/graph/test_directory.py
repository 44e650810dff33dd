"""Who is in the team: staff, guests, pupils by the municipality's own rule, and nobody by mistake."""

from __future__ import annotations

from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from bot.domain.people import Standing
from bot.errors import Refused, TryLater
from bot.graph import Graph, GraphDirectory, PupilRule
from bot.graph.directory import standing
from bot.standins.graph import PEOPLE, Faults
from tests.standins.graph_server import ELEV, GJEST, KARI, OLA, SPERRET, TEAM, UTENFOR, Running

PUPILS = PupilRule("jobTitle", ("Elev",))


@pytest.fixture
def people(graph: Graph) -> GraphDirectory:
    return GraphDirectory(graph, "TENANT", PUPILS)


async def test_everybody_in_the_team_has_a_standing(people: GraphDirectory) -> None:
    found = {member.person.id: member.standing for member in await people.members(TEAM)}
    assert found == {KARI: Standing.STAFF, OLA: Standing.STAFF, GJEST: Standing.GUEST, ELEV: Standing.PUPIL}


async def test_members_carry_name_address_and_tenant(people: GraphDirectory) -> None:
    ola = next(member for member in await people.members(TEAM) if member.person.id == OLA)
    assert (ola.name, ola.email, ola.person.tenant, ola.in_team) == (
        "Ola Lærer",
        "ola@kommune.example",
        "tenant",
        True,
    )


async def test_who_left_is_not_a_member_any_more(people: GraphDirectory, server: Running) -> None:
    server.app[PEOPLE].leave(TEAM, OLA)
    assert OLA not in {member.person.id for member in await people.members(TEAM)}


async def test_an_answer_without_anybody_is_no_roster(people: GraphDirectory, server: Running) -> None:
    server.app[PEOPLE].members[TEAM].clear()
    with pytest.raises(TryLater):
        await people.members(TEAM)


async def test_without_a_rule_for_pupils_a_pupil_is_told_from_nobody(graph: Graph) -> None:
    found = {member.person.id: member.standing for member in await GraphDirectory(graph, "t").members(TEAM)}
    assert (found[ELEV], found[GJEST]) == (Standing.STAFF, Standing.GUEST)


async def test_without_a_rule_for_pupils_the_directorys_numbers_are_known(graph: Graph, server: Running) -> None:
    users = server.app[PEOPLE].users
    users[OLA] = replace(users[OLA], phone="+47 999 99 992")
    found = {member.person.id: member.phone for member in await GraphDirectory(graph, "t").members(TEAM)}
    assert (found[OLA], found[KARI]) == ("+47 999 99 992", "")


async def test_where_accounts_may_not_be_read_the_roster_is_and_the_operator_is_told_once(
    graph: Graph, faults: Faults
) -> None:
    faults.add("accounts.get", "status", status=403, times=0)
    directory = GraphDirectory(graph, "t")
    with capture_logs() as logged:
        found = [*await directory.members(TEAM), *await directory.members(TEAM)]
    assert {(member.phone, member.in_team) for member in found} == {(None, True)}
    assert [line["log_level"] for line in logged if line["event"] == "accounts_not_readable"] == ["warning"]


async def test_where_a_rule_needs_the_accounts_the_roster_is_not_read_without_them(
    people: GraphDirectory, faults: Faults
) -> None:
    faults.add("accounts.get", "status", status=403, times=0)
    with pytest.raises(Refused):
        await people.members(TEAM)


async def test_one_account_is_found_by_id(people: GraphDirectory) -> None:
    standings = [(await people.person(id_)) for id_ in (UTENFOR, ELEV, GJEST, SPERRET)]
    assert [member and member.standing for member in standings] == [
        Standing.STAFF,
        Standing.PUPIL,
        Standing.GUEST,
        Standing.STRANGER,
    ]


async def test_an_account_that_is_not_there_is_none(people: GraphDirectory) -> None:
    assert await people.person("borte") is None


@pytest.mark.parametrize(("status", "kind"), [(403, Refused), (401, Refused), (500, TryLater), (429, TryLater)])
async def test_a_directory_that_does_not_answer_says_why(
    people: GraphDirectory, faults: Faults, status: int, kind: type[Exception]
) -> None:
    faults.add("members.get", "status", status=status, times=0)
    with pytest.raises(kind):
        await people.members(TEAM)


@pytest.mark.parametrize(
    ("user", "rule", "expected"),
    [
        ({"userType": "Member", "jobTitle": " elev "}, PUPILS, Standing.PUPIL),
        ({"userType": "Member", "jobTitle": "Elevrådgiver"}, PUPILS, Standing.STAFF),
        ({"userType": "Member", "jobTitle": None}, PUPILS, Standing.STAFF),
        ({"userType": "Guest", "jobTitle": "Elev"}, PUPILS, Standing.GUEST),
        ({"userType": "Ukjent"}, None, Standing.STRANGER),
        ({"userType": None}, None, Standing.STAFF),
        ({"userType": "Member", "accountEnabled": False}, None, Standing.STRANGER),
        ({"assignedLicenses": [{"skuId": "ABC"}]}, PupilRule("assignedLicenses", ("abc",)), Standing.PUPIL),
        ({"assignedLicenses": []}, PupilRule("assignedLicenses", ("abc",)), Standing.STAFF),
    ],
)
def test_standing_is_a_table(user: dict[str, object], rule: PupilRule | None, expected: Standing) -> None:
    assert standing(user, rule) is expected
