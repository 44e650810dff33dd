"""The gateway for text messages: handed over with its key, and every answer understood (UC-61)."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.errors import Doubtful, NotReachable, OutsideError, Refused, TryLater
from bot.ports import TextMessage
from bot.teams.telephone import HttpTelephone
from tests.hastemote.gateway import Gateway, open_gateway

MESSAGE = TextMessage("e1", "+47 999 99 991", "SLT: Du kalles inn til hastemøte. Svar her: https://slt.example/svar/x")


@pytest.fixture
async def gateway() -> AsyncIterator[Gateway]:
    async with open_gateway() as opened:
        yield opened


@pytest.fixture
async def telephone(gateway: Gateway) -> AsyncIterator[HttpTelephone]:
    made = HttpTelephone(gateway.url, "hemmelig", total=1.0)
    yield made
    await made.close()


async def test_a_message_is_handed_over_with_its_key_and_the_token(gateway: Gateway, telephone: HttpTelephone) -> None:
    await telephone.send(MESSAGE)
    assert gateway.got == [{"id": "e1", "to": MESSAGE.to, "text": MESSAGE.text}]
    assert (gateway.keys, gateway.tokens) == (["e1"], {"Bearer hemmelig"})


VERDICTS: list[tuple[int, type[OutsideError]]] = [
    (400, NotReachable), (404, NotReachable), (422, NotReachable), (401, Refused), (403, Refused), (302, Refused),
    (429, TryLater), (503, TryLater), (500, Doubtful), (502, Doubtful), (504, Doubtful),
]  # fmt: skip


@pytest.mark.parametrize(("status", "error"), VERDICTS)
async def test_every_answer_is_understood(
    gateway: Gateway, telephone: HttpTelephone, status: int, error: type[OutsideError]
) -> None:
    gateway.next.append((status, {"Location": "http://127.0.0.1:9/"}))
    with pytest.raises(error):
        await telephone.send(MESSAGE)
    assert len(gateway.got) == 1


async def test_it_waits_as_long_as_it_is_told(gateway: Gateway, telephone: HttpTelephone) -> None:
    gateway.next.append((429, {"Retry-After": "41"}))
    with pytest.raises(TryLater) as told:
        await telephone.send(MESSAGE)
    assert told.value.after == 41


async def test_a_gateway_that_is_not_there_is_surely_not_done() -> None:
    nowhere = HttpTelephone("http://127.0.0.1:9/send", "x", total=1.0)
    with pytest.raises(TryLater):
        await nowhere.send(MESSAGE)
    await nowhere.close()


async def test_a_gateway_that_does_not_answer_leaves_a_doubt(gateway: Gateway, telephone: HttpTelephone) -> None:
    gateway.silent = True
    with pytest.raises(Doubtful):
        await telephone.send(MESSAGE)
    assert gateway.keys == ["e1"]
