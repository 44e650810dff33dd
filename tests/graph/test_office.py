"""SharePoint writes columns into Office files: such a docx is still the one we filed."""

from __future__ import annotations

import zipfile
from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from bot.errors import NameTaken
from bot.graph import Graph, SharePointFiling
from bot.graph.sameness import same_document, text_parts
from bot.ports import Document
from bot.standins.graph import Library, Seed
from tests.graph.conftest import REFERAT, Shelf
from tests.standins.graph_server import Running, running


def docx(text: str) -> bytes:
    """The least that is a Word file."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"<w>{text}</w>")
    return out.getvalue()


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Running]:
    async with running(tmp_path, Seed(libraries=(Library("felles", "Felles", rewrites_office=True),))) as it:
        yield it


@pytest.fixture
def document() -> Document:
    return replace(REFERAT, content=docx("innhold"))


async def test_a_docx_with_columns_written_into_it_is_adopted(
    filing: SharePointFiling, shelf: Shelf, document: Document
) -> None:
    first = await filing.file(document)
    assert shelf.content(document.name) != document.content
    assert await filing.file(document) == first


async def test_a_docx_with_another_text_is_not(filing: SharePointFiling, document: Document) -> None:
    await filing.file(document)
    with pytest.raises(NameTaken):
        await filing.file(replace(document, content=docx("noe annet")))


async def test_a_lost_answer_to_a_replacement_is_seen_through_the_rewriting(
    filing: SharePointFiling, document: Document
) -> None:
    first = await filing.file(document)
    again = replace(document, content=docx("ny utgave"))
    second = await filing.replace(again, first.version)
    assert await filing.replace(again, first.version) == second


async def test_the_document_is_read_without_our_token_from_an_address_of_sharepoints(
    graph: Graph, filing: SharePointFiling, document: Document
) -> None:
    filed = await filing.file(document)
    answer = await graph.ask("read", "GET", f"/drives/felles/items/{filed.item_id}/content")
    assert (answer.status, answer.headers["location"]) == (302, filed.web_url)


# Named here: a package's first bytes hold when it was made, and each of the suite's processes makes its own.
@pytest.mark.parametrize(
    "content",
    [b"", b"PK", b"PK\x03\x04" + bytes(50), b"%PDF-1.7", docx("x")[:40]],
    ids=["nothing", "two letters", "a head alone", "a pdf", "a docx cut off"],
)
def test_what_is_no_office_file_has_no_text_parts(content: bytes) -> None:
    assert text_parts(content) is None
    assert not same_document(content + b"x", content)


def test_a_zip_of_zeros_is_not_opened() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package, package.open("word/a.xml", "w") as part:
        for _ in range(201):
            part.write(bytes(1024 * 1024))
    assert text_parts(out.getvalue()) is None
