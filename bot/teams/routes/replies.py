"""HTTP answers: no body unless an invoke asks for one, and no version of ours in the headers."""

from __future__ import annotations

from aiohttp import web

HEADERS = {"Server": "slt-bot"}
JSON_HEADERS = {**HEADERS, "Content-Type": "application/json; charset=utf-8"}


def empty(status: int) -> web.Response:
    """A status and nothing else."""
    return web.Response(status=status, headers=HEADERS)


def json_bytes(body: bytes) -> web.Response:
    """JSON that is bytes already."""
    return web.Response(body=body, headers=JSON_HEADERS)
