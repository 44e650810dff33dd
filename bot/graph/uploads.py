"""Upload sessions: our own loop, as the SDK's failed at every size (platform, "Files and SharePoint").

Chunks go in order, each a multiple of 320 KiB, without our token; a lost answer is followed by asking the session what
it still expects. A session that is cut short is remembered, so that the next try in this process goes on with it.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Mapping

from bot.errors import Doubtful, OutsideError, TryLater
from bot.graph.client import Graph
from bot.graph.failures import Answer, Json, failure

CHUNK = 16 * 320 * 1024
_TRIES = 4
_REMEMBERED = 64
_RANGE = re.compile(r"(\d+)-(\d*)")


class Uploads:
    """Uploads in sessions. Errors: TryLater, Doubtful, Refused; refusals of the name come back as the answer."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._open: OrderedDict[str, str] = OrderedDict()

    async def send(self, key: str, path: str, content: bytes, body: Json, headers: Mapping[str, str]) -> Answer:
        """Upload all of it. `key` names this content in this place, so that a broken session can be taken up again."""
        start, url = await self._resumed(key)
        if url is None:
            answer = await self._graph.ask("open upload", "POST", path, body=body, headers=headers)
            if not answer.ok:
                return answer
            url = self._remember(key, str(answer.body.get("uploadUrl", "")))
        answer = await self._chunks(url, content, start)
        await self._forget(key, url, answer)
        return answer

    async def _chunks(self, url: str, content: bytes, start: int) -> Answer:
        failed = 0
        while True:
            try:
                answer = await self._chunk(url, content, start)
            except Doubtful:
                answer = None
            if answer is not None and answer.status in (200, 201, 404, 409, 412, 423):
                return answer
            before, start = start, await self._next(url, answer)
            failed = 0 if start > before else failed + 1
            if failed >= _TRIES:
                raise TryLater("upload: no progress")

    async def _chunk(self, url: str, content: bytes, start: int) -> Answer:
        chunk = content[start : start + CHUNK]
        ranges = {"Content-Range": f"bytes {start}-{start + len(chunk) - 1}/{len(content)}"}
        answer = await self._graph.ask_file_address("send chunk", "PUT", url, content=chunk, headers=ranges)
        if not answer.ok and answer.status not in (404, 409, 412, 416, 423):
            raise failure("send chunk", answer)
        return answer

    async def _next(self, url: str, answer: Answer | None) -> int:
        """Where to go on: from the answer, else by asking the session."""
        if answer is None or answer.status != 202 or not answer.body.get("nextExpectedRanges"):
            answer = await self._graph.ask_file_address("ask upload", "GET", url)
        start = next_expected(answer.body)
        if not answer.ok or start is None:  # finished, or gone: the one who asked must look at the document itself
            raise Doubtful("upload: the session has ended")
        return start

    async def _resumed(self, key: str) -> tuple[int, str | None]:
        url = self._open.get(key)
        if url is None:
            return 0, None
        answer = await self._graph.ask_file_address("ask upload", "GET", url)
        start = next_expected(answer.body) if answer.ok else None
        if start is None:
            del self._open[key]
            return 0, None
        return start, url

    def _remember(self, key: str, url: str) -> str:
        self._open[key] = url
        while len(self._open) > _REMEMBERED:
            self._open.popitem(last=False)
        return url

    async def _forget(self, key: str, url: str, answer: Answer) -> None:
        """A finished session is gone by itself; a refused one is deleted, so that no orphan is left (F5)."""
        self._open.pop(key, None)
        if answer.ok:
            return
        try:
            await self._graph.ask_file_address("drop upload", "DELETE", url)
        except OutsideError:
            return


def next_expected(body: Json) -> int | None:
    """The first byte still expected, from "n-" or "a-b"; None when nothing is."""
    ranges = body.get("nextExpectedRanges")
    found = _RANGE.fullmatch(str(ranges[0])) if isinstance(ranges, list) and ranges else None
    return int(found[1]) if found else None
