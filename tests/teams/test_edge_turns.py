"""Whole turns: what comes in by HTTP, what is answered, and what is posted to the connector."""

from __future__ import annotations

import asyncio
import gc
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web

from bot.dialogs.turn import Answer, Turn
from bot.ports import Message
from bot.teams.notices import Notice
from tests.teams.edge import Edge, Json, activity, invoke, message, pressed, running

CARD: Json = {"type": "AdaptiveCard", "version": "1.5", "body": []}
ADAPTIVE = "application/vnd.microsoft.card.adaptive"
TOAST = "application/vnd.microsoft.activity.message"
HELLO = Message(summary="s", text="hei")
SECRET = "Ola Nordmann 01017012345"


def giving(answer: Answer) -> Callable[[Turn], Awaitable[Answer]]:
    async def handle(turn: Turn) -> Answer:
        return answer

    return handle


async def breaking(turn: Turn) -> Answer:
    raise RuntimeError(SECRET)


async def settled(edge: Edge, count: int) -> list[Any]:
    """The calls to the connector, once there are so many."""
    for _ in range(200):
        if len(edge.connector.calls) >= count:
            break
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.02)
    assert len(edge.connector.calls) == count
    return edge.connector.calls


async def test_messages_go_to_the_same_conversation_in_order(edge: Edge) -> None:
    edge.handle = giving(Answer(messages=[HELLO, Message(summary="t", card=CARD)]))
    response = await edge.post(message(edge))
    assert (response.status, await response.read()) == (200, b"")
    first, second = edge.connector.sent()
    assert (first["text"], first["summary"], first["replyToId"]) == ("hei", "s", "f:1")
    assert (first["from"]["id"], first["recipient"]["aadObjectId"]) == (
        message()["recipient"]["id"],
        message()["from"]["aadObjectId"],
    )
    assert second["attachments"] == [{"contentType": ADAPTIVE, "content": CARD}]
    assert "id" not in first


INVOKES: list[tuple[str, Answer, Any]] = [
    ("adaptiveCard/action", Answer(card=CARD), {"statusCode": 200, "type": ADAPTIVE, "value": CARD}),
    ("adaptiveCard/action", Answer(toast="ok"), {"statusCode": 200, "type": TOAST, "value": "ok"}),
    ("adaptiveCard/action", Answer(), {"statusCode": 200, "type": TOAST, "value": Notice.DONE.value}),
    ("composeExtension/fetchTask", Answer(dialog=CARD, dialog_title="T"), "continue"),
    ("composeExtension/submitAction", Answer(dialog=CARD, dialog_title="T"), "continue"),
    ("composeExtension/submitAction", Answer(toast="ok"), {"task": {"type": "message", "value": "ok"}}),
    ("composeExtension/submitAction", Answer(), {}),
    ("task/fetch", Answer(dialog=CARD, dialog_title="T"), "continue"),
    ("task/submit", Answer(toast="ok"), {"task": {"type": "message", "value": "ok"}}),
]


@pytest.mark.parametrize(("name", "answer", "expected"), INVOKES)
async def test_invokes(edge: Edge, name: str, answer: Answer, expected: Any) -> None:
    edge.handle = giving(answer)
    response = await edge.post(invoke(name, {}, edge))
    body = await response.json()
    if expected == "continue":
        assert body["task"]["type"] == "continue"
        value = body["task"]["value"]
        assert (value["title"], value["card"]) == ("T", {"contentType": ADAPTIVE, "content": CARD})
    else:
        assert body == expected
    assert (response.status, edge.connector.calls) == (200, [])


async def test_an_invokes_messages_follow_its_answer(edge: Edge) -> None:
    edge.handle = giving(Answer(card=CARD, messages=[HELLO]))
    assert (await (await edge.post(pressed(edge))).json())["value"] == CARD
    assert (await settled(edge, 1))[0][2]["text"] == "hei"


async def test_a_submit_replaces_the_pressed_card(edge: Edge) -> None:
    edge.handle = giving(Answer(card=CARD, messages=[HELLO], toast="ok"))
    response = await edge.post(message(edge, value={"a": 1}, replyToId="m-1"))
    assert (response.status, await response.read()) == (200, b"")
    calls = await settled(edge, 3)
    assert [(method, path.rpartition("/")[2]) for method, path, _ in calls] == [
        ("PUT", "m-1"),
        ("POST", "activities"),
        ("POST", "activities"),
    ]
    assert calls[0][2]["attachments"][0]["content"] == CARD
    assert calls[0][2]["summary"] == Notice.SUMMARY.value
    assert [calls[1][2]["text"], calls[2][2]["text"]] == ["hei", "ok"]


@pytest.mark.logs_errors
async def test_a_handler_that_raises_is_admitted_plainly_and_logged_without_content(
    edge: Edge, caplog: pytest.LogCaptureFixture
) -> None:
    edge.handle = breaking
    with caplog.at_level(logging.DEBUG):
        assert (await edge.post(message(edge, text=SECRET))).status == 200
        assert (await (await edge.post(pressed(edge, data={"x": SECRET}))).json())["value"] == Notice.FAILED.value
        task = await (await edge.post(invoke("task/fetch", {"data": {"x": SECRET}}, edge))).json()
        assert task["task"]["value"] == Notice.FAILED.value
        assert (await edge.post(activity("installationUpdate", edge, action="add"))).status == 200
    assert [sent["text"] for sent in edge.connector.sent()] == [Notice.FAILED.value]
    errors = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert [vars(record)["code"] for record in errors] == ["RuntimeError"] * 4
    assert not any(SECRET in str(vars(record)) for record in caplog.records)


@pytest.mark.logs_errors
async def test_notices_are_said_in_the_persons_language() -> None:
    async with running(say=lambda notice, locale: f"{notice.name} {locale}") as edge:
        edge.handle = breaking
        assert (await (await edge.post(pressed(edge, locale="nn-NO"))).json())["value"] == "FAILED nn-NO"


async def test_parallel_copies_get_the_same_answer_from_one_run(edge: Edge) -> None:
    async def slowly(turn: Turn) -> Answer:
        await asyncio.sleep(0.1)
        return Answer(card={**CARD, "n": len(edge.turns)}, messages=[HELLO])

    edge.handle = slowly
    answers = await asyncio.gather(*(edge.post(pressed(edge)) for _ in range(5)))
    assert len({await answer.text() for answer in answers}) == 1
    assert len(edge.turns) == 1
    await settled(edge, 1)
    other = await edge.post(pressed(edge, id="f:2"))
    assert (await other.json())["value"]["n"] == 2


async def test_a_slow_handler_is_answered_in_time_and_delivers_later() -> None:
    async with running(budget=0.1) as edge:
        go = asyncio.Event()

        async def slowly(turn: Turn) -> Answer:
            await go.wait()
            return Answer(card=CARD, messages=[HELLO])

        edge.handle = slowly
        start = time.monotonic()
        bodies = [await (await edge.post(pressed(edge))).json() for _ in range(2)]
        assert time.monotonic() - start < 0.5
        assert [body["value"] for body in bodies] == [Notice.RECEIVED.value] * 2
        go.set()
        (put, _, card), (_, _, said) = await settled(edge, 2)
        assert (put, card["attachments"][0]["content"], said["text"]) == ("PUT", CARD, "hei")
        assert len(edge.turns) == 1


async def test_a_slow_message_is_acknowledged_once() -> None:
    async with running(budget=0.1) as edge:

        async def slowly(turn: Turn) -> Answer:
            await asyncio.sleep(0.4)
            return Answer(messages=[HELLO])

        edge.handle = slowly
        statuses = [(await edge.post(message(edge))).status for _ in range(2)]
        assert statuses == [200, 200]
        await settled(edge, 2)
        assert [sent["text"] for sent in edge.connector.sent()] == [Notice.RECEIVED.value, "hei"]


async def test_a_hung_connector_does_not_hold_the_answer() -> None:
    async def hang(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.5)
        return web.json_response({"id": "1"})

    async with running(budget=0.1) as edge:
        edge.connector.script = [hang]
        edge.handle = giving(Answer(messages=[HELLO]))
        start = time.monotonic()
        assert (await edge.post(message(edge))).status == 200
        assert time.monotonic() - start < 0.4
        await settled(edge, 1)


async def test_a_reply_that_was_surely_not_sent_is_tried_again(edge: Edge) -> None:
    async def busy(request: web.Request) -> web.StreamResponse:
        return web.Response(status=503)

    async def lost(request: web.Request) -> web.StreamResponse:
        return web.Response(status=502)

    edge.handle = giving(Answer(messages=[HELLO]))
    edge.connector.script = [busy]
    assert (await edge.post(message(edge))).status == 200
    assert len(edge.connector.calls) == 2
    edge.connector.script = [lost]
    assert (await edge.post(message(edge, id="f:2"))).status == 200
    assert len(edge.connector.calls) == 3


async def test_what_is_under_way_is_finished_before_the_end() -> None:
    async with running() as edge:

        async def slowly(turn: Turn) -> Answer:
            await asyncio.sleep(0.2)
            return Answer(messages=[HELLO])

        edge.handle = slowly
        sending = asyncio.create_task(edge.post(message(edge)))
        await asyncio.sleep(0.1)
    assert sending.done() or sending.cancel()
    assert len(edge.connector.calls) == 1


async def test_a_chat_is_opened_where_that_person_is_served(edge: Edge) -> None:
    edge.messenger._service_url = "https://smba.trafficmanager.net/emea/"
    await edge.post(message(edge))
    chat = await edge.messenger.open_personal(edge.turns[0].person)
    assert chat.service_url == edge.connector.url


async def test_a_turn_leaves_nothing_for_the_garbage_collector(edge: Edge) -> None:
    """Cycles in the hot path would be paid by every turn (and the SDK's own way of sending makes them)."""
    edge.handle = giving(Answer(messages=[HELLO]))
    await edge.post(message(edge, id="f:warm"))
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        for number in range(20):
            await edge.post(message(edge, id=f"f:{number}"))
        gc.collect()
        left = [type(thing).__name__ for thing in gc.garbage]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    assert not {"Activity", "LeanContext", "Turn", "Answer"} & set(left)
