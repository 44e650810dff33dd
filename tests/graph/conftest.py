"""A running stand-in and the real SDK against it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.graph import Graph, SharePointFiling
from bot.ports import Document
from bot.standins.graph import FAULTS, LIBRARIES, Faults
from bot.standins.graph.items import Item
from tests.standins.graph_server import Running, running


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Running]:
    async with running(tmp_path) as it:
        yield it


@pytest.fixture
async def graph(server: Running) -> AsyncIterator[Graph]:
    it = Graph(base_url=server.graph, timeout=1.0)
    await it.warm_up()
    yield it
    await it.aclose()


@pytest.fixture
def faults(server: Running) -> Faults:
    return server.app[FAULTS]


@pytest.fixture
def filing(graph: Graph) -> SharePointFiling:
    return SharePointFiling(graph, {"felles": "felles", "samtykker": "samtykker", "stengt": "stengt", "borte": "borte"})


class Shelf:
    """What really lies in the library, past Graph."""

    def __init__(self, server: Running) -> None:
        self._libraries = server.app[LIBRARIES]

    def names(self, drive: str = "felles") -> list[str]:
        return sorted(item.name for item in self._libraries.files(drive))

    def item(self, name: str, drive: str = "felles") -> Item:
        return next(item for item in self._libraries.files(drive) if item.name == name)

    def content(self, name: str, drive: str = "felles") -> bytes:
        return self._libraries.path(self.item(name, drive)).read_bytes()

    def put(self, path: str, content: bytes, drive: str = "felles") -> None:
        """Somebody else saves a document there."""
        folder, _, name = path.rpartition("/")
        parent = self._libraries.root(drive)
        for part in filter(None, folder.split("/")):
            parent = self._libraries.create_folder(parent, part, "replace")
        self._libraries.put(parent, name, content, "replace")

    def lock(self, name: str, locked: bool = True) -> None:
        self._libraries.set_locked(self.item(name), locked)


@pytest.fixture
def shelf(server: Running) -> Shelf:
    return Shelf(server)


REFERAT = Document(
    library="felles",
    folder="Referater/2026",
    name="styringsgruppa-referat-2026-03-12.docx",
    content=b"innhold " * 100,
    columns={"Mote": "12. mars 2026", "Organ": "Styringsgruppa", "Status": "Godkjent"},
)


@pytest.fixture
def referat() -> Document:
    return REFERAT
