"""The key server hangs, fails, changes its keys, and is asked for keys that do not exist (T2)."""

from __future__ import annotations

import asyncio
import itertools
import time
from typing import Any

import pytest

from bot.teams.keys import Patience, read_keys
from tests.teams.edge import FORGED_KEY, Edge, Json, message, running


async def longest_stall(seconds: float) -> float:
    """The longest time in which the event loop did nothing else."""
    worst, end = 0.0, time.monotonic() + seconds
    while (before := time.monotonic()) < end:
        await asyncio.sleep(0.005)
        worst = max(worst, time.monotonic() - before - 0.005)
    return worst


async def status(edge: Edge, kid: str = "k1", **token: Any) -> int:
    return (await edge.post(message(edge), token=edge.token(header={"kid": kid}, **token))).status


async def test_a_hung_key_server_stalls_nothing() -> None:
    async with running(patience=Patience(fetch=0.5)) as edge:
        edge.keys.mode = "hang"
        watch = asyncio.create_task(longest_stall(0.8))
        start = time.monotonic()
        assert await asyncio.gather(*(status(edge) for _ in range(20))) == [401] * 20
        assert time.monotonic() - start < 1.0
        assert await watch < 0.1
        assert len(edge.keys.asked_at) == 1


@pytest.mark.parametrize("mode", ["500", "garbage", "elsewhere"])
async def test_a_failing_key_server_lets_nobody_in_and_heals(mode: str) -> None:
    async with running(patience=Patience(between=0.2)) as edge:
        edge.keys.mode = mode
        assert await status(edge) == 401
        edge.keys.mode = "ok"
        await asyncio.sleep(0.25)
        assert await status(edge) == 200


async def test_a_rolled_over_key_is_taken_at_once() -> None:
    async with running(patience=Patience(between=0.1)) as edge:
        assert await status(edge) == 200
        edge.keys.keys = {"k2": FORGED_KEY}
        await asyncio.sleep(0.15)
        assert await status(edge, "k2", key=FORGED_KEY) == 200


async def test_a_withdrawn_key_ends_what_it_signed() -> None:
    async with running(patience=Patience(between=0.1)) as edge:
        token = edge.token()
        assert (await edge.post(message(edge), token=token)).status == 200
        edge.keys.keys = {"k2": FORGED_KEY}
        await asyncio.sleep(0.15)
        assert await status(edge, "k2", key=FORGED_KEY) == 200
        assert (await edge.post(message(edge), token=token)).status == 401


async def test_stale_keys_serve_while_new_ones_are_fetched() -> None:
    async with running(patience=Patience(fresh=0.1, between=0.05)) as edge:
        assert await status(edge) == 200
        edge.keys.mode = "500"
        await asyncio.sleep(0.2)
        assert [await status(edge, exp=int(time.time()) + n) for n in (60, 61, 62)] == [200, 200, 200]
        assert len(edge.keys.asked_at) > 1


async def test_keys_that_are_too_old_serve_no_more() -> None:
    async with running(patience=Patience(stale=0.2, between=0.05)) as edge:
        assert await status(edge) == 200
        edge.keys.mode = "500"
        await asyncio.sleep(0.3)
        assert await status(edge) == 401


async def test_a_flood_of_invented_ids_costs_one_fetch_a_second() -> None:
    async with running() as edge:
        assert await status(edge) == 200
        good = edge.token()
        watch = asyncio.create_task(longest_stall(2.5))
        end, number = time.monotonic() + 2.5, itertools.count()
        while time.monotonic() < end:
            await asyncio.gather(*(status(edge, f"evil-{next(number)}") for _ in range(8)))
            assert (await edge.post(message(edge), token=good)).status == 200
        asked = edge.keys.asked_at
        assert await watch < 0.1
        assert next(number) > 500
        assert 2 <= len(asked) <= 4
        assert all(later - earlier >= 0.9 for earlier, later in itertools.pairwise(asked))
        assert len(edge.gate.keys._unknown) <= 1024


async def test_an_unknown_id_is_remembered() -> None:
    async with running(patience=Patience(between=0.01)) as edge:
        assert await status(edge, "k9") == 401
        await asyncio.sleep(0.05)
        assert await status(edge, "k9") == 401
        assert len(edge.keys.asked_at) == 1


def test_only_rsa_signing_keys_are_read() -> None:
    document: Json = {"keys": [{"kty": "oct", "k": "c2VjcmV0", "kid": "evil"}, {"kty": "EC", "kid": "ec"}]}
    with pytest.raises(ValueError, match="no keys"):
        read_keys(document)
