"""The edge, running for one test."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.teams.edge import Edge, running


@pytest.fixture
async def edge() -> AsyncIterator[Edge]:
    async with running() as edge:
        yield edge
