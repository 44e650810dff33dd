"""The cast of the demo in the stand-in: everybody has the standing the cast means them to have."""

from __future__ import annotations

from pathlib import Path

from bot.demo.office import seed
from bot.domain.people import Standing
from bot.graph import Graph, GraphDirectory, PupilRule
from bot.standins.cast import FREMMED, JEVNAKER
from bot.standins.connector import create_connector_app
from bot.standins.graph import Neighbour
from tests.standins.graph_server import running


async def test_the_cast_is_in_the_team_as_staff_and_guests_and_nobody_else(tmp_path: Path) -> None:
    async with running(tmp_path, seed(JEVNAKER)) as server:
        graph = Graph(base_url=server.graph)
        people = GraphDirectory(graph, JEVNAKER.tenant, PupilRule("jobTitle", ("Elev",)))
        members = {member.person.id: member for member in await people.members(JEVNAKER.team.group_id)}
        pupil, stranger = await people.person(JEVNAKER.person("elev").object_id), await people.person(FREMMED.object_id)
        await graph.aclose()
    assert set(members) == {actor.object_id for actor in JEVNAKER.members}
    for actor in JEVNAKER.members:
        expected = Standing.GUEST if actor.user_type == "Guest" else Standing.STAFF
        assert members[actor.object_id].standing is expected
    assert pupil is not None
    assert (pupil.standing, stranger) == (Standing.PUPIL, None)


async def test_the_connector_lives_beside_it_on_the_same_port(tmp_path: Path) -> None:
    connector = create_connector_app(tmp_path / "connector", JEVNAKER)
    neighbour = Neighbour("/connector", connector, "Teams", "/connector/")
    async with running(tmp_path, seed(JEVNAKER), (neighbour,)) as server:
        graph = Graph(base_url=server.graph)
        team = await graph.read("team", f"/teams/{JEVNAKER.team.group_id}")
        await graph.aclose()
    assert team is not None
    assert team["displayName"] == JEVNAKER.team.name
