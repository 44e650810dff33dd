"""A file or folder as a library knows it, and how it looks as Graph's driveItem."""

from __future__ import annotations

import json
import mimetypes
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from aiohttp import web

from bot.standins.graph.answers import Json


@dataclass(frozen=True, slots=True)
class Item:
    """A file or folder as the library knows it."""

    id: str
    drive: str
    parent: str | None
    name: str
    folder: bool
    size: int
    hash: str
    version: int
    content_version: int
    created: str
    modified: str
    locked: bool
    fields: Mapping[str, str]

    @property
    def etag(self) -> str:
        """Changes with every change."""
        return f'"{{{self.id}}},{self.version}"'

    @property
    def ctag(self) -> str:
        """Changes when the content does."""
        return f'"c:{{{self.id}}},{self.content_version}"'

    @property
    def mime(self) -> str:
        """The kind of file, by its name."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"


def item_of(row: sqlite3.Row) -> Item:
    """An item from its row."""
    names = ("id", "drive", "parent", "name", "size", "hash", "version", "content_version", "created", "modified")
    plain = {name: row[name] for name in names}
    return Item(**plain, folder=bool(row["folder"]), locked=bool(row["locked"]), fields=json.loads(row["fields"]))


def item_json(request: web.Request, item: Item, folders: Sequence[str], children: int) -> Json:
    """Graph's driveItem. `folders` are the names above it, `children` how many a folder has."""
    body: Json = {
        "id": item.id,
        "name": item.name,
        "size": item.size,
        "eTag": item.etag,
        "cTag": item.ctag,
        "createdDateTime": item.created,
        "lastModifiedDateTime": item.modified,
        "webUrl": web_url(request, item),
        "parentReference": _parent(item, folders),
    }
    if item.folder:
        return {**body, "folder": {"childCount": children}}
    body["file"] = {"mimeType": item.mime, "hashes": {"quickXorHash": item.hash}}
    return {**body, "@microsoft.graph.downloadUrl": web_url(request, item)}


def list_item_json(item: Item) -> Json:
    """The document's list item with its columns."""
    return {"id": item.id, "eTag": item.etag, "fields": {"FileLeafRef": item.name, **item.fields}}


def permission_json(id_: str, user: str, roles: Sequence[str]) -> Json:
    """One right to an item."""
    return {"id": id_, "roles": list(roles), "grantedToV2": {"user": {"id": user}}}


def origin(request: web.Request) -> str:
    """Where this server was called."""
    return f"{request.scheme}://{request.host}"


def web_url(request: web.Request, item: Item) -> str:
    """The address that opens the document; it takes no token, like SharePoint's pre-authenticated ones."""
    return f"{origin(request)}/_files/{item.drive}/{item.id}/{quote(item.name)}"


def _parent(item: Item, folders: Sequence[str]) -> Json:
    path = "".join(f"/{quote(name)}" for name in folders)
    reference = {"driveId": item.drive, "driveType": "documentLibrary", "id": item.parent}
    return {**reference, "path": f"/drives/{item.drive}/root:{path}"}
