"""The document libraries: real files in a folder, and a row for each with what Graph says of it.

A file is written aside and moved into place before its row is committed; what a kill leaves between the two is put
right by `reconcile` at the next start.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bot.standins.graph.answers import GraphFault, now_text
from bot.standins.graph.items import Item, item_of
from bot.standins.graph.names import checked, split_path
from bot.standins.graph.promotion import promote
from bot.standins.graph.quickxor import quick_xor_hash
from bot.standins.graph.reconcile import reconcile
from bot.standins.graph.seed import Library as LibrarySeed
from bot.standins.graph.state import State

_BLOCK = 160 * 8192


Placed = tuple[Item, bool]  # an item, and whether it is new


class Libraries:
    """All drives. Errors: GraphFault with Graph's status and code."""

    def __init__(self, state: State, seeds: Sequence[LibrarySeed]) -> None:
        self.state = state
        self.seeds = {seed.id: seed for seed in seeds}
        for seed in seeds:
            (state.folder / seed.id).mkdir(parents=True, exist_ok=True)
            self._ensure_root(seed.id)
            reconcile(self, self.root(seed.id))

    # --- looking ---------------------------------------------------------------------------------------------------

    def root(self, drive: str) -> Item:
        """The drive's root folder."""
        row = self.state.row("SELECT * FROM items WHERE drive=? AND parent IS NULL", (drive,))
        if row is None or drive not in self.seeds:
            raise GraphFault(404, "itemNotFound", "The resource could not be found.")
        return item_of(row)

    def get(self, drive: str, item_id: str) -> Item:
        """An item by id; "root" is the root."""
        if item_id == "root":
            return self.root(drive)
        row = self.state.row("SELECT * FROM items WHERE drive=? AND id=?", (drive, item_id))
        if row is None:
            raise GraphFault(404, "itemNotFound", "The resource could not be found.")
        return item_of(row)

    def child(self, parent: Item, name: str) -> Item | None:
        """The child of that name; case does not count, as in SharePoint."""
        sql = "SELECT * FROM items WHERE drive=? AND parent=? AND folded=?"
        row = self.state.row(sql, (parent.drive, parent.id, name.casefold()))
        return item_of(row) if row else None

    def walk(self, start: Item, path: str) -> Item:
        """The item at a path below `start`."""
        for name in split_path(path):
            found = self.child(start, name)
            if found is None:
                raise GraphFault(404, "itemNotFound", "The resource could not be found.")
            start = found
        return start

    def children(self, parent: Item) -> list[Item]:
        """What is in a folder, by name."""
        rows = self.state.rows("SELECT * FROM items WHERE parent=? ORDER BY folded", (parent.id,))
        return [item_of(row) for row in rows]

    def files(self, drive: str) -> list[Item]:
        """All files of a library, newest first."""
        sql = "SELECT * FROM items WHERE drive=? AND folder=0 ORDER BY modified DESC, folded"
        return [item_of(row) for row in self.state.rows(sql, (drive,))]

    def names(self, item: Item) -> list[str]:
        """The names from the root down to the item."""
        names: list[str] = []
        while item.parent is not None:
            names.insert(0, item.name)
            item = self.get(item.drive, item.parent)
        return names

    def path(self, item: Item) -> Path:
        """Where the real file is."""
        return self.state.folder.joinpath(item.drive, *self.names(item))

    # --- changing --------------------------------------------------------------------------------------------------

    def create_folder(self, parent: Item, name: str, behaviour: str) -> Item:
        """A new folder; a taken name is refused, or adopted with "replace"."""
        with self.state.change():
            taken = self.child(parent, checked(name))
            if taken and behaviour != "replace":
                raise GraphFault(409, "nameAlreadyExists", "Name already exists.")
            (self.path(parent) / name).mkdir(exist_ok=True)
            return taken or self.added(parent, name, folder=True)

    def put(self, parent: Item, name: str, data: bytes, behaviour: str, if_match: str | None = None) -> Placed:
        """Write a file's bytes. Answers the item and whether it is new."""
        part = self.state.parts / f"put-{uuid.uuid4().hex}"
        part.write_bytes(data)
        return self.move_in(part, parent, name, behaviour, if_match)

    def move_in(self, part: Path, parent: Item, name: str, behaviour: str, if_match: str | None) -> Placed:
        """Move a finished file into place. Raises 409 (name taken), 412 (changed), 423 (locked)."""
        digest = quick_xor_hash(_blocks(part))
        with self.state.change():
            taken = self.child(parent, checked(name))
            if (taken and taken.folder) or (taken and behaviour == "fail"):
                raise GraphFault(409, "nameAlreadyExists", "Name already exists.")
            if if_match is not None:
                self.match(taken, if_match)
            self.unlocked(taken)
            if taken and behaviour == "rename":
                taken, name = None, self._free_name(parent, name)
            target = self.path(parent) / (taken.name if taken else name)
            os.replace(part, target)
            item = self.rewritten(taken, digest) if taken else self.added(parent, name, digest=digest)
            return item, taken is None

    def match(self, item: Item | None, if_match: str | None) -> None:
        """Hold the caller to its If-Match: eTag or cTag."""
        if if_match is None or (item and if_match in ("*", item.etag, item.ctag)):
            return
        raise GraphFault(412, "resourceModified", "ETag does not match current item's value.")

    def unlocked(self, item: Item | None) -> None:
        """Refuse a change of a file that somebody has open."""
        if item and item.locked:
            raise GraphFault(423, "resourceLocked", "The resource you are attempting to access is locked.")

    def set_locked(self, item: Item, locked: bool) -> None:
        """As when somebody opens the document in Word, for tests and the demo."""
        with self.state.change() as db:
            db.execute("UPDATE items SET locked=? WHERE id=?", (int(locked), item.id))

    def set_fields(self, item: Item, fields: Mapping[str, str]) -> Item:
        """Set list-item columns. Unknown columns are refused as SharePoint does."""
        columns = self.seeds[item.drive].columns
        if columns is not None and not set(fields) <= set(columns):
            raise GraphFault(400, "invalidRequest", "Field is not recognized.")
        merged = json.dumps({**item.fields, **fields}, ensure_ascii=False)
        with self.state.change() as db:
            db.execute("UPDATE items SET fields=?, version=version+1 WHERE id=?", (merged, item.id))
            return self._promoted(self.get(item.drive, item.id))

    def rename(self, item: Item, name: str) -> Item:
        """Give an item another name in its folder."""
        parent = self.get(item.drive, item.parent or "root")
        with self.state.change() as db:
            taken = self.child(parent, checked(name))
            if taken and taken.id != item.id:
                raise GraphFault(409, "nameAlreadyExists", "Name already exists.")
            os.replace(self.path(item), self.path(parent) / name)
            sql = "UPDATE items SET name=?, folded=?, version=version+1 WHERE id=?"
            db.execute(sql, (name, name.casefold(), item.id))
        return self.get(item.drive, item.id)

    def delete(self, item: Item) -> None:
        """Move an item to the hidden recycle bin."""
        if item.parent is None:
            raise GraphFault(400, "invalidRequest", "The root cannot be deleted.")
        bin_ = self.state.hidden / "bin"
        bin_.mkdir(exist_ok=True)
        with self.state.change():
            os.replace(self.path(item), bin_ / item.id)
            self.forget(item)

    # --- rows ------------------------------------------------------------------------------------------------------

    def added(self, parent: Item, name: str, *, folder: bool = False, digest: str | None = None) -> Item:
        """A row for a file or folder that is there."""
        path = self.path(parent) / name
        stat, size = path.stat(), 0 if folder else path.stat().st_size
        hash_ = "" if folder else digest or quick_xor_hash(_blocks(path))
        return self._insert(
            (parent.drive, parent.id, name, name.casefold(), int(folder), size, hash_), stat.st_mtime_ns
        )

    def rewritten(self, item: Item, digest: str | None = None) -> Item:
        """The row of a file whose bytes are others now."""
        path = self.path(item)
        stat, hash_ = path.stat(), digest or quick_xor_hash(_blocks(path))
        sql = """UPDATE items SET size=?, hash=?, mtime=?, modified=?, version=version+1,
                 content_version=content_version+1 WHERE id=?"""
        with self.state.change() as db:
            db.execute(sql, (stat.st_size, hash_, stat.st_mtime_ns, now_text(), item.id))
        return self.get(item.drive, item.id)

    def forget(self, item: Item) -> None:
        """Drop the rows of an item and of what is in it."""
        with self.state.change() as db:
            for child in self.children(item):
                self.forget(child)
            db.execute("DELETE FROM items WHERE id=?", (item.id,))

    def written_at(self, item: Item) -> int:
        """When the file was last written, as we know it."""
        row = self.state.row("SELECT mtime FROM items WHERE id=?", (item.id,))
        return int(row["mtime"]) if row else 0

    def _ensure_root(self, drive: str) -> None:
        if self.state.row("SELECT id FROM items WHERE drive=? AND parent IS NULL", (drive,)) is None:
            self._insert((drive, None, "root", "root", 1, 0, ""), 0)

    def _insert(self, what: tuple[object, ...], mtime: int) -> Item:
        item_id, at = "01" + uuid.uuid4().hex.upper(), now_text()
        row = (item_id, *what, 1, 1, at, at, mtime, 0, "{}")
        with self.state.change() as db:
            db.execute("INSERT INTO items VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", row)
        return self.get(str(what[0]), item_id)

    def _free_name(self, parent: Item, name: str) -> str:
        stem, dot, ending = name.rpartition(".")
        number = 1
        while self.child(parent, f"{stem} {number}{dot}{ending}"):
            number += 1
        return f"{stem} {number}{dot}{ending}"

    def _promoted(self, item: Item) -> Item:
        part, path = self.state.parts / f"put-{uuid.uuid4().hex}", self.path(item)
        if not self.seeds[item.drive].rewrites_office or item.folder or not promote(path, part, item.fields):
            return item
        os.replace(part, path)
        return self.rewritten(item)


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block
