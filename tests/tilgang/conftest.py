"""One world for every test of a run, and every state of its conversations, found once: nothing tried is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from tests.tilgang.explorer import every_state
from tests.tilgang.states import State
from tests.tilgang.world import World, open_world


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A room with one of everything."""
    made = open_world(tmp_path_factory.mktemp("world"))
    yield made
    made.bot.store.close()


@pytest.fixture(scope="session")
def states(world: World) -> list[State]:
    """Every state of every conversation."""
    return asyncio.run(every_state(world))
