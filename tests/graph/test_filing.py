"""Filing: a document is there once, with the right bytes and columns (reliability F4–F13)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.errors import Changed, Doubtful, Locked, NameTaken, Refused, TryLater
from bot.graph import Graph, SharePointFiling
from bot.graph.filing import SMALL
from bot.ports import Document
from bot.standins.graph import Faults
from tests.graph.conftest import Shelf


async def test_a_document_is_filed_with_its_folder_and_columns(
    filing: SharePointFiling, shelf: Shelf, referat: Document
) -> None:
    filed = await filing.file(referat)
    item = shelf.item(referat.name)
    assert (filed.item_id, filed.size, filed.version) == (item.id, len(referat.content), item.etag)
    assert shelf.content(referat.name) == referat.content
    assert item.fields == referat.columns
    assert filed.web_url.endswith(referat.name)


async def test_filing_again_adopts_what_is_there(filing: SharePointFiling, shelf: Shelf, referat: Document) -> None:
    first, again = await filing.file(referat), await filing.file(referat)
    assert first == again
    assert shelf.names() == [referat.name]


async def test_other_bytes_of_that_name_are_never_written_over(
    filing: SharePointFiling, shelf: Shelf, referat: Document
) -> None:
    shelf.put(f"{referat.folder}/{referat.name}", b"en annens")
    with pytest.raises(NameTaken):
        await filing.file(referat)
    assert shelf.content(referat.name) == b"en annens"


async def test_a_document_with_our_own_id_in_its_name_is_adopted_although_it_would_look_otherwise_by_now(
    filing: SharePointFiling, shelf: Shelf, referat: Document
) -> None:
    picture = replace(referat, name="2026-12-15-årshjul-1f2e3d4c.png", ours=True)
    first = await filing.file(picture)
    again = await filing.file(replace(picture, content=b"tegnet en gang til"))
    assert first == again
    assert shelf.content(picture.name) == referat.content


@pytest.mark.parametrize("op", ["content.put", "fields.get", "fields.patch", "item.get"])
@pytest.mark.parametrize("action", ["drop_before", "drop_after", "hang_before", "hang_after", "status"])
async def test_a_document_is_there_once_whatever_call_is_cut(
    filing: SharePointFiling, shelf: Shelf, faults: Faults, referat: Document, op: str, action: str
) -> None:
    faults.add(op, action, status=502)  # type: ignore[arg-type]
    filed = None
    for _ in range(3):
        try:
            filed = filed or await filing.file(referat)
        except (TryLater, Doubtful):
            faults.clear()
    assert filed is not None
    assert shelf.names() == [referat.name]
    assert shelf.content(referat.name) == referat.content
    assert shelf.item(referat.name).fields == referat.columns


async def test_a_lost_answer_is_followed_by_a_look_and_not_by_a_second_write(
    filing: SharePointFiling, faults: Faults, referat: Document
) -> None:
    await filing.file(replace(referat, name="forste.docx"))
    faults.calls.clear()
    faults.add("content.put", "drop_after")
    await filing.file(referat)
    assert faults.ops()[:2] == ["content.put", "item.get"]
    assert faults.count("content.put") == 1


async def test_when_the_look_fails_too_the_doubt_stays(
    filing: SharePointFiling, faults: Faults, referat: Document
) -> None:
    await filing.file(replace(referat, name="forste.docx"))
    faults.add("content.put", "drop_after")
    faults.add("item.get", "status", times=0)
    with pytest.raises(Doubtful):
        await filing.file(referat)


async def test_wrong_bytes_are_taken_away_and_tried_again(
    filing: SharePointFiling, shelf: Shelf, faults: Faults, referat: Document
) -> None:
    await filing.file(replace(referat, name="forste.docx"))
    faults.add("content.put", "corrupt")
    with pytest.raises(TryLater):
        await filing.file(referat)
    assert shelf.names() == ["forste.docx"]
    await filing.file(referat)
    assert shelf.content(referat.name) == referat.content


@pytest.mark.parametrize(("given", "after"), [("41", 41.0), (None, None), ("tull", None), ("0", 0.0)])
async def test_a_throttled_call_says_how_long_to_wait(
    filing: SharePointFiling, faults: Faults, referat: Document, given: str | None, after: float | None
) -> None:
    faults.add("content.put", "status", status=429, retry_after=given)
    with pytest.raises(TryLater) as caught:
        await filing.file(referat)
    assert caught.value.after == after
    assert faults.count("content.put") == 1


async def test_a_library_we_have_no_right_to_is_refused(filing: SharePointFiling, referat: Document) -> None:
    for library in ("stengt", "borte", "ukjent"):
        with pytest.raises(Refused):
            await filing.file(replace(referat, library=library))


async def test_no_error_tells_a_name_an_address_or_content(
    filing: SharePointFiling, faults: Faults, referat: Document
) -> None:
    for status in (400, 401, 403, 404, 409, 412, 423, 429, 500, 503, 507):
        faults.clear()
        faults.add("*", "status", status=status, times=0)
        with pytest.raises((Refused, TryLater, Doubtful, NameTaken, Locked, Changed)) as caught:
            await filing.file(referat)
        assert not any(word in str(caught.value) for word in ("referat", "Referater", "http", "innhold", "127."))


async def test_a_new_version_is_written_over_the_one_we_know(
    filing: SharePointFiling, shelf: Shelf, referat: Document
) -> None:
    first = await filing.file(referat)
    second = await filing.replace(replace(referat, content=b"ny utgave"), first.version)
    assert shelf.content(referat.name) == b"ny utgave"
    assert (second.item_id, second.version) == (first.item_id, shelf.item(referat.name).etag)
    assert second.version != first.version


async def test_a_version_somebody_changed_is_never_written_over(
    filing: SharePointFiling, shelf: Shelf, referat: Document
) -> None:
    first = await filing.file(referat)
    shelf.put(f"{referat.folder}/{referat.name}", b"en annens")
    with pytest.raises(Changed):
        await filing.replace(replace(referat, content=b"ny utgave"), first.version)
    assert shelf.content(referat.name) == b"en annens"


async def test_a_replacement_whose_answer_was_lost_counts_as_done(
    filing: SharePointFiling, shelf: Shelf, faults: Faults, referat: Document
) -> None:
    first = await filing.file(referat)
    faults.add("content.put", "drop_after")
    again = replace(referat, content=b"ny utgave")
    second = await filing.replace(again, first.version)
    assert await filing.replace(again, first.version) == second
    assert shelf.content(referat.name) == b"ny utgave"


async def test_an_open_document_is_locked(filing: SharePointFiling, shelf: Shelf, referat: Document) -> None:
    first = await filing.file(referat)
    shelf.lock(referat.name)
    with pytest.raises(Locked):
        await filing.replace(replace(referat, content=b"ny utgave"), first.version)


async def test_names_that_need_quoting_reach_the_library_whole(
    filing: SharePointFiling, shelf: Shelf, referat: Document
) -> None:
    odd = replace(referat, folder="Møter & råd/100 %", name="åpent møte +1 (utkast); 50% 'nei'.docx")
    await filing.file(odd)
    await filing.file(odd)
    assert shelf.names() == [odd.name]


async def test_the_small_way_ends_at_four_megabytes(
    filing: SharePointFiling, faults: Faults, referat: Document
) -> None:
    await filing.file(replace(referat, name="liten.bin", content=bytes(SMALL)))
    await filing.file(replace(referat, name="stor.bin", content=bytes(SMALL + 1)))
    sessions = [call for call in faults.calls if call.op == "upload.create" and call.status == 200]
    assert len(sessions) == 1


async def test_the_client_is_opened_once_for_the_process(graph: Graph) -> None:
    before = graph._session
    await graph.warm_up()
    assert graph._session is before
