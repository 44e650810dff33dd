"""Large documents go in chunks; a cut at any chunk is taken up again (reliability F5)."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from bot.errors import Doubtful, NameTaken, TryLater
from bot.graph import SharePointFiling
from bot.graph.uploads import CHUNK, next_expected
from bot.ports import Document
from bot.standins.graph import UPLOADS, Faults
from tests.graph.conftest import REFERAT, Shelf
from tests.standins.graph_server import Running

CONTENT = random.Random(7).randbytes(2 * CHUNK + 1000)
LARGE = replace(REFERAT, name="vedlegg.pdf", content=CONTENT, columns={})
ACTIONS = ["drop_before", "drop_after", "status"]


@pytest.fixture
async def large(filing: SharePointFiling) -> Document:
    """A large document whose folder is there."""
    await filing.file(replace(LARGE, name="forste.pdf", content=b"x"))
    return LARGE


async def test_chunks_go_in_order_and_without_our_token(
    filing: SharePointFiling, faults: Faults, shelf: Shelf, large: Document
) -> None:
    await filing.file(large)
    chunks = [call for call in faults.calls if call.op == "upload.put"]
    assert shelf.content(large.name) == CONTENT
    assert [call.status for call in chunks] == [202, 202, 201]
    assert not any(call.authorised for call in chunks)


@pytest.mark.parametrize("nth", [1, 2, 3])
@pytest.mark.parametrize("action", ACTIONS)
async def test_a_cut_at_any_chunk_goes_on_where_it_was(
    filing: SharePointFiling, server: Running, faults: Faults, shelf: Shelf, large: Document, nth: int, action: str
) -> None:
    faults.add("upload.put", action, nth=nth, status=500)  # type: ignore[arg-type]
    await filing.file(large)
    assert shelf.content(large.name) == CONTENT
    assert faults.count("upload.create") == 1
    assert server.app[UPLOADS].open_sessions() == 0


async def test_a_throttled_upload_goes_on_in_the_same_session_later(
    filing: SharePointFiling, faults: Faults, shelf: Shelf, large: Document
) -> None:
    faults.add("upload.put", "status", nth=2, status=429, retry_after="7")
    with pytest.raises(TryLater) as caught:
        await filing.file(large)
    assert caught.value.after == 7
    await filing.file(large)
    assert shelf.content(large.name) == CONTENT
    assert (faults.count("upload.create"), faults.count("upload.put")) == (1, 4)


async def test_a_session_that_is_gone_is_replaced_by_a_new_one(
    filing: SharePointFiling, server: Running, faults: Faults, shelf: Shelf, large: Document
) -> None:
    faults.add("upload.put", "status", nth=2, status=503)
    with pytest.raises(TryLater):
        await filing.file(large)
    for row in server.app[UPLOADS]._state.rows("SELECT id FROM sessions"):
        server.app[UPLOADS].drop(row["id"])
    await filing.file(large)
    assert shelf.content(large.name) == CONTENT


async def test_a_name_taken_while_we_upload_leaves_no_orphan(
    filing: SharePointFiling, server: Running, faults: Faults, shelf: Shelf, large: Document
) -> None:
    faults.add("upload.put", "status", nth=3, status=503)
    with pytest.raises(TryLater):
        await filing.file(large)
    shelf.put(f"{large.folder}/{large.name}", b"en annens")
    with pytest.raises(NameTaken):
        await filing.file(large)
    assert server.app[UPLOADS].open_sessions() == 0


async def test_an_upload_that_never_gets_on_ends(filing: SharePointFiling, faults: Faults, large: Document) -> None:
    faults.add("upload.put", "drop_before", times=0)
    with pytest.raises((TryLater, Doubtful)):
        await filing.file(large)
    assert faults.count("upload.put") <= 5


async def test_wrong_bytes_in_a_chunk_never_stay(
    filing: SharePointFiling, faults: Faults, shelf: Shelf, large: Document
) -> None:
    faults.add("upload.put", "corrupt", nth=2)
    with pytest.raises(TryLater):
        await filing.file(large)
    await filing.file(large)
    assert shelf.content(large.name) == CONTENT


async def test_a_large_new_version_holds_to_if_match(filing: SharePointFiling, shelf: Shelf, large: Document) -> None:
    first = await filing.file(large)
    again = replace(large, content=CONTENT[::-1])
    second = await filing.replace(again, first.version)
    assert shelf.content(large.name) == again.content
    assert second.version != first.version


@pytest.mark.parametrize(
    ("ranges", "start"),
    [(["26-"], 26), (["0-25", "40-"], 0), (["12345-55232"], 12345), ([], None), (None, None), (["x"], None)],
)
def test_what_is_expected_next_is_read_in_both_shapes(ranges: object, start: int | None) -> None:
    assert next_expected({"nextExpectedRanges": ranges}) == start
