"""Graph's JSON answers: the error body, `$select`, paging, and the exception that becomes an error body."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

Json = dict[str, Any]


class GraphFault(Exception):
    """An error answer as Graph gives it: a status, a code and a message."""

    def __init__(self, status: int, code: str, message: str = "", headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message or code)
        self.status, self.code, self.message, self.headers = status, code, message or code, dict(headers or {})


def now_text() -> str:
    """The moment as Graph writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def error_response(fault: GraphFault) -> web.Response:
    """Graph's error body: error.code, error.message, error.innerError."""
    inner = {"date": now_text()[:-1], "request-id": str(uuid.uuid4()), "client-request-id": str(uuid.uuid4())}
    body = {"error": {"code": fault.code, "message": fault.message, "innerError": inner}}
    return web.json_response(body, status=fault.status, headers=fault.headers)


def select(request: web.Request, body: Json) -> Json:
    """Apply `$select`: only the named properties, besides `@odata…` and `@microsoft…` annotations."""
    wanted = request.query.get("$select")
    if not wanted:
        return body
    names = {name.strip().split("/")[0] for name in wanted.split(",")}
    return {key: value for key, value in body.items() if key in names or key.startswith("@odata")}


def page_of(request: web.Request, rows: Sequence[Json], default: int = 100) -> web.Response:
    """A collection, cut by `$top`, with `@odata.nextLink` while there is more."""
    try:
        top, skip = int(request.query.get("$top", default)), int(request.query.get("$skiptoken", 0))
    except ValueError:
        raise GraphFault(400, "BadRequest", "Invalid $top or $skiptoken.") from None
    if not 1 <= top <= 999:
        raise GraphFault(400, "BadRequest", "The limit of '999' for Top query has been exceeded.")
    body: Json = {"value": [select(request, row) for row in rows[skip : skip + top]]}
    if skip + top < len(rows):
        query = {**request.query, "$skiptoken": str(skip + top)}
        body["@odata.nextLink"] = str(request.url.with_query(query))
    return web.json_response(body)


async def json_body(request: web.Request) -> Json:
    """The request's JSON object, or Graph's 400."""
    try:
        body = await request.json()
    except ValueError:
        raise GraphFault(400, "BadRequest", "Unable to read JSON request payload.") from None
    if not isinstance(body, dict):
        raise GraphFault(400, "BadRequest", "Unable to read JSON request payload.")
    return body
