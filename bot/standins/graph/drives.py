"""Graph's drive routes: items by id and by path, content, folders, list-item fields, permissions, upload sessions."""

from __future__ import annotations

import asyncio
import json
import re
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import unquote

from aiohttp import web

from bot.standins.graph.answers import GraphFault, Json, json_body, page_of, select
from bot.standins.graph.faults import body_bytes
from bot.standins.graph.items import Item, item_json, list_item_json, origin, permission_json, web_url
from bot.standins.graph.library import Libraries
from bot.standins.graph.seed import Grant
from bot.standins.graph.uploads import Uploads

BEHAVIOUR = "@microsoft.graph.conflictBehavior"
_PUT_LIMIT = 250 * 1024 * 1024
# root | root:/path: | items/{id} | items/{id}:/path: | items/root:/path: , then the rest
_ADDRESS = re.compile(r"(?:items/)?(?P<id>[^/:]+)(?::/(?P<path>[^:]*?)/?(?::|$))?(?P<rest>/.*)?")


@dataclass(frozen=True, slots=True)
class Target:
    """What a drive URL points at: an item there is, or a name in a folder there is."""

    request: web.Request
    drive: str
    base: Item
    path: str
    rest: str


class Drives:
    """The handlers. Errors: GraphFault, which the application turns into Graph's error body."""

    def __init__(self, libraries: Libraries, uploads: Uploads) -> None:
        self.libraries, self.uploads = libraries, uploads
        self._actions: dict[tuple[str, str], Callable[[Target], Awaitable[web.StreamResponse]]] = {
            ("GET", ""): self._get,
            ("PATCH", ""): self._patch,
            ("DELETE", ""): self._delete,
            ("GET", "/children"): self._children,
            ("POST", "/children"): self._create_folder,
            ("PUT", "/content"): self._put_content,
            ("GET", "/content"): self._get_content,
            ("POST", "/createUploadSession"): self._create_session,
            ("GET", "/listItem"): self._list_item,
            ("GET", "/listItem/fields"): self._fields,
            ("PATCH", "/listItem/fields"): self._set_fields,
            ("GET", "/permissions"): self._permissions,
            ("POST", "/invite"): self._invite,
        }

    def routes(self) -> list[web.RouteDef]:
        """Everything under /v1.0/drives."""
        return [
            web.get("/v1.0/drives", self._drives),
            web.get("/v1.0/drives/{drive}", self._drive),
            web.route("*", "/v1.0/drives/{drive}/{tail:.+}", self._dispatch),
        ]

    async def _drives(self, request: web.Request) -> web.StreamResponse:
        return page_of(request, [self._drive_json(request, drive) for drive in self.libraries.seeds])

    async def _drive(self, request: web.Request) -> web.StreamResponse:
        drive = request.match_info["drive"]
        self._allowed(drive, "read")
        return web.json_response(select(request, self._drive_json(request, drive)))

    def _drive_json(self, request: web.Request, drive: str) -> Json:
        self.libraries.root(drive)
        seed = self.libraries.seeds[drive]
        return {
            "id": drive,
            "name": seed.name,
            "driveType": "documentLibrary",
            "webUrl": f"{origin(request)}/#{drive}",
        }

    async def _dispatch(self, request: web.Request) -> web.StreamResponse:
        target = self._target(request)
        action = self._actions.get((request.method, target.rest))
        if action is None:
            raise GraphFault(400, "BadRequest", "Resource not found for the segment.")
        return await action(target)

    def _target(self, request: web.Request) -> Target:
        tail = unquote(request.rel_url.raw_path.split("/", 4)[4])
        drive = request.match_info["drive"]
        self._allowed(drive, "read" if request.method == "GET" else "write")
        found = _ADDRESS.fullmatch(tail)
        if found is None:
            raise GraphFault(400, "BadRequest", "Resource not found for the segment.")
        base = self.libraries.get(drive, found["id"])
        return Target(request, drive, base, found["path"] or "", found["rest"] or "")

    def _allowed(self, drive: str, wish: str) -> None:
        self.libraries.root(drive)
        access = self.libraries.seeds[drive].app_access
        if access == "none" or (access == "read" and wish == "write"):
            raise GraphFault(403, "accessDenied", "Access denied.")

    def _item(self, target: Target) -> Item:
        return self.libraries.walk(target.base, target.path)

    def _place(self, target: Target) -> tuple[Item, str, Item | None]:
        """The folder, the name, and the item of that name if there is one."""
        if not target.path:
            item = target.base
            return self.libraries.get(item.drive, item.parent or "root"), item.name, item
        folder, _, name = target.path.strip("/").rpartition("/")
        parent = self.libraries.walk(target.base, folder)
        return parent, name, self.libraries.child(parent, name)

    # --- items -----------------------------------------------------------------------------------------------------

    async def _get(self, target: Target) -> web.StreamResponse:
        item = self._item(target)
        body = select(target.request, self.shown(target.request, item))
        if "listItem" in target.request.query.get("$expand", ""):
            body["listItem"] = list_item_json(item)
        return web.json_response(body, headers={"ETag": item.etag})

    async def _patch(self, target: Target) -> web.StreamResponse:
        item, body = self._item(target), await json_body(target.request)
        self.libraries.match(item, target.request.headers.get("If-Match"))
        self.libraries.unlocked(item)
        if "name" in body:
            item = self.libraries.rename(item, str(body["name"]))
        return web.json_response(self.shown(target.request, item))

    async def _delete(self, target: Target) -> web.StreamResponse:
        item = self._item(target)
        self.libraries.match(item, target.request.headers.get("If-Match"))
        self.libraries.unlocked(item)
        self.libraries.delete(item)
        return web.Response(status=204)

    async def _children(self, target: Target) -> web.StreamResponse:
        rows = [self.shown(target.request, child) for child in self.libraries.children(self._item(target))]
        return page_of(target.request, rows, default=200)

    async def _create_folder(self, target: Target) -> web.StreamResponse:
        parent, body = self._item(target), await json_body(target.request)
        if "folder" not in body or not body.get("name"):
            raise GraphFault(400, "invalidRequest", "A folder needs a name and the folder facet.")
        item = self.libraries.create_folder(parent, str(body["name"]), _behaviour(body.get(BEHAVIOUR, "fail")))
        return web.json_response(self.shown(target.request, item), status=201)

    # --- content ---------------------------------------------------------------------------------------------------

    async def _put_content(self, target: Target) -> web.StreamResponse:
        parent, name, _ = self._place(target)
        behaviour = _behaviour(target.request.query.get(BEHAVIOUR, "replace"))
        data = await body_bytes(target.request)
        if len(data) > _PUT_LIMIT:
            raise GraphFault(413, "invalidRequest", "Use an upload session.")
        if_match = target.request.headers.get("If-Match")
        item, new = await asyncio.to_thread(self.libraries.put, parent, name, data, behaviour, if_match)
        return web.json_response(self.shown(target.request, item), status=201 if new else 200)

    async def _get_content(self, target: Target) -> web.StreamResponse:
        item = self._item(target)
        if "format" in target.request.query:
            raise GraphFault(406, "notSupported", "Conversion is not supported here.")
        raise web.HTTPFound(web_url(target.request, item))

    # --- upload sessions -------------------------------------------------------------------------------------------

    async def _create_session(self, target: Target) -> web.StreamResponse:
        body = await json_body(target.request) if target.request.can_read_body else {}
        parent, name, _ = self._place(target)
        behaviour = _behaviour(body.get("item", {}).get(BEHAVIOUR, "fail"))
        session = self.uploads.create(parent, name, behaviour, target.request.headers.get("If-Match"))
        status = self.uploads.status(session)
        return web.json_response({"uploadUrl": f"{origin(target.request)}/_upload/{session}", **status})

    # --- columns and rights ----------------------------------------------------------------------------------------

    async def _list_item(self, target: Target) -> web.StreamResponse:
        return web.json_response(list_item_json(self._item(target)))

    async def _fields(self, target: Target) -> web.StreamResponse:
        fields = list_item_json(self._item(target))["fields"]
        return web.json_response(select(target.request, fields))

    async def _set_fields(self, target: Target) -> web.StreamResponse:
        item, body = self._item(target), await json_body(target.request)
        self.libraries.match(item, target.request.headers.get("If-Match"))
        self.libraries.unlocked(item)
        item = self.libraries.set_fields(item, body)
        return web.json_response(list_item_json(item)["fields"])

    async def _permissions(self, target: Target) -> web.StreamResponse:
        item = self._item(target)
        given = [(f"{grant.user_id}-{item.drive}", grant.user_id, list(grant.roles)) for grant in self._grants(item)]
        rows = self.libraries.state.rows("SELECT * FROM grants WHERE item=?", (item.id,))
        given += [(row["id"], row["user"], json.loads(row["roles"])) for row in rows]
        return page_of(target.request, [permission_json(*one) for one in given])

    def _grants(self, item: Item) -> tuple[Grant, ...]:
        return self.libraries.seeds[item.drive].grants

    async def _invite(self, target: Target) -> web.StreamResponse:
        item, body = self._item(target), await json_body(target.request)
        users = [one.get("objectId") or one.get("email") for one in body.get("recipients", [])]
        if not users or not all(users) or not body.get("roles"):
            raise GraphFault(400, "invalidRequest", "Recipients and roles are required.")
        rows = [(uuid.uuid4().hex, item.drive, item.id, user, json.dumps(body["roles"])) for user in users]
        with self.libraries.state.change() as db:
            db.executemany("INSERT INTO grants VALUES (?,?,?,?,?)", rows)
        return web.json_response({"value": [permission_json(row[0], row[3], body["roles"]) for row in rows]})

    def shown(self, request: web.Request, item: Item) -> Json:
        """Graph's driveItem of an item."""
        children = len(self.libraries.children(item)) if item.folder else 0
        return item_json(request, item, self.libraries.names(item)[:-1], children)


def _behaviour(value: str) -> str:
    if value not in ("fail", "replace", "rename"):
        raise GraphFault(400, "invalidRequest", "Unknown conflictBehavior.")
    return value
