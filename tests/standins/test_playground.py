"""Seats in the Playground, as far as they need no Node: the configuration, and what is said when one cannot start."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.standins.cast import JEVNAKER
from bot.standins.playground import PlaygroundMissing, find_node, start_seats, write_config

KARI = JEVNAKER.person("slt_koordinator")


@pytest.fixture
def config(tmp_path: Path) -> Any:
    home = write_config(tmp_path / "seat", KARI, JEVNAKER)
    return yaml.safe_load((home / ".m365agentsplayground.yml").read_text(encoding="utf-8"))


def test_a_seat_has_one_person_and_exactly_five_others(config: Any) -> None:
    assert config["currentUser"]["aadObjectId"] == KARI.object_id
    assert len({user["id"] for user in config["users"]} - {KARI.teams_id}) == 5


def test_a_seat_has_general_as_the_team_and_one_more_channel(config: Any) -> None:
    assert config["team"]["id"] == JEVNAKER.team.channel("General").id
    assert [channel["name"] for channel in config["team"]["channels"]] == ["Fagteam"]


def test_every_person_has_a_chat_of_their_own(tmp_path: Path) -> None:
    homes = [write_config(tmp_path / actor.key, actor, JEVNAKER) for actor in JEVNAKER.members]
    chats = [yaml.safe_load((home / ".m365agentsplayground.yml").read_text())["personalChat"]["id"] for home in homes]
    assert chats == [actor.chat_id for actor in JEVNAKER.members]


def test_a_missing_package_is_told_in_norwegian_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(PlaygroundMissing, match=r"npm ci|Installer Node"):
        find_node(tmp_path)


async def test_a_taken_port_is_told_and_nothing_is_left_running(tmp_path: Path) -> None:
    cli = tmp_path / "node_modules/@microsoft/m365agentsplayground/cli.js"
    cli.parent.mkdir(parents=True)
    cli.touch()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PlaygroundMissing, match=rf"Port {port} er opptatt|Installer Node"):
            await start_seats(tmp_path, "http://127.0.0.1:1/", [KARI], ports=[port], root=tmp_path)
