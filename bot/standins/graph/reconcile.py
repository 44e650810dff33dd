"""Make the rows agree with the files: after a kill, or after somebody used the folder by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.standins.graph.items import Item

if TYPE_CHECKING:
    from bot.standins.graph.library import Libraries


def reconcile(libraries: Libraries, folder: Item) -> None:
    """Forget what is gone, take in what is new, and give what was changed a new version; all the way down."""
    known = {child.name: child for child in libraries.children(folder)}
    found = {entry.name: entry for entry in libraries.path(folder).iterdir() if not entry.name.startswith(".")}
    with libraries.state.change():
        for name in known.keys() - found.keys():
            libraries.forget(known[name])
        for name, entry in found.items():
            item = _reconciled(libraries, folder, known.get(name), entry)
            if item.folder:
                reconcile(libraries, item)


def _reconciled(libraries: Libraries, folder: Item, item: Item | None, entry: Path) -> Item:
    if item is not None and item.folder != entry.is_dir():
        libraries.forget(item)
        item = None
    if item is None:
        return libraries.added(folder, entry.name, folder=entry.is_dir())
    if item.folder or libraries.written_at(item) == entry.stat().st_mtime_ns:
        return item
    return libraries.rewritten(item)
