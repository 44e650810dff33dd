"""The port Filing on SharePoint: a document is there once, under its fixed name, with its columns.

Source of the rules: reliability F4–F13 and platform, "Files and SharePoint". A taken name is compared and adopted; a
lost answer is followed by a look; what was written is read back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.errors import Changed, Doubtful, NameTaken, OutsideError, Refused, TryLater
from bot.graph.addresses import file_path, segment
from bot.graph.client import Graph
from bot.graph.failures import Answer, Json, failure
from bot.graph.hashes import quick_xor_hash
from bot.graph.sameness import same_bytes, same_document, worth_reading
from bot.graph.uploads import Uploads
from bot.ports import Document, FiledDocument

SMALL: Final = 4 * 1024 * 1024
_BEHAVIOUR = "@microsoft.graph.conflictBehavior"
_SEEN = {"$select": "id,name,size,eTag,webUrl,file"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document goes, as Graph addresses it."""

    drive: str
    path: str
    document: Document

    @property
    def item(self) -> str:
        """The document's own address, by path."""
        return f"{self.drive}/root:/{self.path}:"


class SharePointFiling:
    """Files documents. `libraries` maps the plan's keys to drive ids. Errors: OutsideError only."""

    def __init__(self, graph: Graph, libraries: Mapping[str, str]) -> None:
        self._graph = graph
        self._drives = dict(libraries)
        self._uploads = Uploads(graph)

    async def file(self, document: Document) -> FiledDocument:
        """Put it there once. Raises NameTaken for other bytes of that name, TryLater, Doubtful, Refused, Locked."""
        place = self._place(document)
        try:
            item = await self._created(place)
        except Doubtful as doubt:
            item = await self._looked(place, doubt)
        return await self._with_columns(place, item)

    async def replace(self, document: Document, version: str) -> FiledDocument:
        """Write over the version we know. Raises Changed when it is another by now, and the above."""
        place = self._place(document)
        try:
            item = await self._written_over(place, version)
        except Doubtful as doubt:
            item = await self._same_or(place, await self._seen(place), _not_done(doubt, version))
        return await self._with_columns(place, item)

    def _place(self, document: Document) -> Place:
        drive = self._drives.get(document.library)
        if drive is None:
            raise Refused("file: this library is not set up")
        return Place(f"/drives/{segment(drive)}", file_path(document.folder, document.name), document)

    # --- a new document --------------------------------------------------------------------------------------------

    async def _created(self, place: Place) -> Json:
        answer = await self._put(place, "fail", {})
        if answer.status == 404:
            await self._make_folders(place)
            answer = await self._put(place, "fail", {})
        if answer.status == 409:
            return await self._adopted(place, await self._seen(place))
        if not answer.ok:
            raise failure("file", answer)
        return await self._verified(place, answer.body)

    async def _put(self, place: Place, behaviour: str, headers: Mapping[str, str]) -> Answer:
        content = place.document.content
        if len(content) <= SMALL:
            query, path = {_BEHAVIOUR: behaviour}, place.item + "/content"
            return await self._graph.ask("put content", "PUT", path, query=query, content=content, headers=headers)
        key = f"{place.item} {behaviour} {await asyncio.to_thread(quick_xor_hash, content)}"
        body = {"item": {_BEHAVIOUR: behaviour}}
        return await self._uploads.send(key, place.item + "/createUploadSession", content, body, headers)

    async def _make_folders(self, place: Place) -> None:
        """Make each folder on the way; one that is there already is fine."""
        above = "root"
        for name in [part for part in place.document.folder.split("/") if part]:
            body = {"name": name, "folder": {}, _BEHAVIOUR: "fail"}
            answer = await self._graph.ask("make folder", "POST", f"{place.drive}/{above}/children", body=body)
            if not answer.ok and answer.status != 409:
                raise failure("make folder", answer)
            above = f"{above.rstrip(':')}{':' if above == 'root' else ''}/{segment(name)}:"

    async def _verified(self, place: Place, made: Json) -> Json:
        """Read back what was just written; wrong bytes go to the recycle bin and are tried again (F13)."""
        seen = await self._seen(place)
        if seen is None:
            raise Doubtful("file: not to be seen yet")
        if await self._same(place, seen):
            return seen
        if seen.get("id") == made.get("id"):
            headers = {"If-Match": str(seen.get("eTag"))}
            await self._graph.ask("drop", "DELETE", f"{place.drive}/items/{segment(seen['id'])}", headers=headers)
        raise TryLater("file: other bytes were stored than sent")

    async def _looked(self, place: Place, doubt: Doubtful) -> Json:
        """After a lost answer: what is there?"""
        seen = await self._seen(place, doubt)
        if seen is None:
            raise TryLater("file: the answer was lost, and it is not there") from None
        return await self._adopted(place, seen)

    async def _adopted(self, place: Place, seen: Json | None) -> Json:
        """What has the name already: this document from an earlier try, or somebody else's."""
        if seen is not None and place.document.ours:
            return seen
        return await self._same_or(place, seen, _taken)

    # --- a new version ---------------------------------------------------------------------------------------------

    async def _written_over(self, place: Place, version: str) -> Json:
        answer = await self._put(place, "replace", {"If-Match": version})
        if answer.status in (404, 412):
            return await self._same_or(place, await self._seen(place), lambda _: Changed("replace: it was changed"))
        if not answer.ok:
            raise failure("replace", answer)
        return await self._same_or(place, await self._seen(place), lambda _: Doubtful("replace: other bytes stored"))

    # --- looking ---------------------------------------------------------------------------------------------------

    async def _seen(self, place: Place, doubt: Doubtful | None = None) -> Json | None:
        """What the library has under that name. With a doubt, a failed look leaves it a doubt."""
        try:
            return await self._graph.read("look", place.item, _SEEN)
        except TryLater:
            if doubt is None:
                raise
            raise doubt from None

    async def _same_or(self, place: Place, seen: Json | None, other: Callable[[Json | None], OutsideError]) -> Json:
        if seen is not None and await self._same(place, seen):
            return seen
        raise other(seen)

    async def _same(self, place: Place, seen: Json) -> bool:
        content = place.document.content
        if await asyncio.to_thread(same_bytes, seen, content):
            return True
        if not await asyncio.to_thread(worth_reading, seen, content):
            return False
        return await asyncio.to_thread(same_document, await self._content(place, seen), content)

    async def _content(self, place: Place, seen: Json) -> bytes:
        """The document's bytes, from the pre-authenticated address Graph points to."""
        path = f"{place.drive}/items/{segment(str(seen['id']))}/content"
        answer = await self._graph.ask("read content", "GET", path)
        if answer.status == 302:
            answer = await self._graph.ask_file_address("read content", "GET", answer.headers.get("location", ""))
        if not answer.ok:
            raise failure("read content", answer, reading=True)
        return answer.content

    # --- columns ---------------------------------------------------------------------------------------------------

    async def _with_columns(self, place: Place, item: Json) -> FiledDocument:
        """Set the columns that are not as they should be, and give the version that came of it."""
        columns = place.document.columns
        if not columns:
            return _filed(item)
        fields = f"{place.drive}/items/{segment(item['id'])}/listItem/fields"
        if not await self._has(fields, columns):
            await self._set(fields, columns)
            item = await self._graph.read("look", f"{place.drive}/items/{segment(item['id'])}", _SEEN) or item
        return _filed(item)

    async def _has(self, fields: str, columns: Mapping[str, str]) -> bool:
        body = await self._graph.read("read columns", fields, {"$select": ",".join(columns)})
        return body is not None and all(body.get(name) == value for name, value in columns.items())

    async def _set(self, fields: str, columns: Mapping[str, str]) -> None:
        try:
            answer = await self._graph.ask("set columns", "PATCH", fields, body=dict(columns))
            if answer.status in (
                404,
                409,
                412,
            ):  # the list item comes a moment after the file
                raise TryLater(f"set columns: {answer.status}")
            if not answer.ok:
                raise failure("set columns", answer)
        except Doubtful as doubt:
            await self._set_after_all(fields, columns, doubt)

    async def _set_after_all(self, fields: str, columns: Mapping[str, str], doubt: Doubtful) -> None:
        try:
            done = await self._has(fields, columns)
        except TryLater:
            raise doubt from None
        if not done:
            raise TryLater("set columns: the answer was lost, and they are not set") from None


def _filed(item: Json) -> FiledDocument:
    return FiledDocument(str(item["id"]), str(item.get("webUrl", "")), int(item["size"]), str(item["eTag"]))


def _taken(seen: Json | None) -> OutsideError:
    return TryLater("file: a passing clash") if seen is None else NameTaken("file: the name is taken")


def _not_done(doubt: Doubtful, version: str) -> Callable[[Json | None], OutsideError]:
    """After a lost answer to a replacement: the version we know is still there, or somebody's is."""

    def error(seen: Json | None) -> OutsideError:
        if seen is not None and seen.get("eTag") == version:
            return TryLater("replace: the answer was lost, and it is not done")
        return Changed("replace: it was changed")

    return error
