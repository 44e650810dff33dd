"""Nothing that points at a child is anywhere, and no text that may be kept can be read where it lies (G6, T12, T16).

A process of its own gets a canary in every field of every step, word and button, over HTTP, and is killed where it
stands. Then every byte that it left is looked through: tables, WAL, the durable work's database, a PostgreSQL dump
and the server's own files, all that was logged at DEBUG by every library, everything that was sent, and file names.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.settings import Settings
from bot.store import tables
from bot.store.engine import SqlStore
from bot.store.keys import KeyRing
from tests.databases import Databases
from tests.tilgang.canaries import Canary, Finder
from tests.tilgang.states import State, write_states

PATIENCE = 420.0
FOR_THE_CHANNEL = ("agenda.", "flytt.", "referat.")
"""Conversations whose text is written to be posted in the organ's channel, or filed with it."""


@dataclass(frozen=True)
class Left:
    """What a killed process left behind."""

    folder: Path
    database: str
    report: dict[str, Any]
    ours: dict[str, bytes]
    microsofts: dict[str, bytes]

    @property
    def typed(self) -> dict[Canary, str]:
        """Every canary, and where it was typed."""
        return {Canary(t["kind"], t["value"], t["identifier"]): t["where"] for t in self.report["typed"]}

    @property
    def finder(self) -> Finder:
        """Finds them."""
        return Finder(self.typed)

    def where(self, found: set[Canary]) -> list[str]:
        """In words, for a failing test."""
        return sorted({f"{canary.kind} fra {self.typed[canary]}" for canary in found})


def typed_in(folder: Path, database: str, states: list[State], mode: str = "") -> Left:
    """Run the process until it has typed everything, and kill it."""
    write_states(folder / "states.json", states)
    with (folder / "said.txt").open("wb") as said:
        arguments = [sys.executable, "-m", "tests.tilgang.typist", str(folder), database, mode]
        process = subprocess.Popen(arguments, stdout=said, stderr=said)
    try:
        _await(folder / "report.json", process)
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    report = json.loads((folder / "report.json").read_text("utf-8"))
    return Left(folder, database, report, _bytes(folder, of_microsoft=False), _bytes(folder, of_microsoft=True))


def _bytes(folder: Path, *, of_microsoft: bool) -> dict[str, bytes]:
    """Every file that the bot wrote, what it said among them; or the local Microsoft 365's. Read before anything
    opens the database again, so that its log is as the kill left it."""
    own, office = ("states.json", "report.json"), folder / "office"
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in own]
    return {str(p.relative_to(folder)): p.read_bytes() for p in paths if (office in p.parents) is of_microsoft}


def _await(report: Path, process: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + PATIENCE
    while not report.exists():
        assert process.poll() is None, (report.parent / "said.txt").read_text("utf-8")[-3000:]
        assert time.monotonic() < ends, "not done"
        time.sleep(0.2)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def left(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, databases: Databases, states: list[State]
) -> Left:
    """What is left on each of the two databases."""
    database = "" if request.param == "sqlite" else databases.fresh()
    return typed_in(tmp_path_factory.mktemp("canaries"), database, states)


# --- that the test can fail ---------------------------------------------------------------------------------------


def test_at_least_five_hundred_were_typed_and_answered(left: Left) -> None:
    assert len(left.typed) >= 500
    assert Counter(c.identifier for c in left.typed)[True] >= 300
    assert set(left.report["statuses"]) <= {200, 201, 202, 400, 403}


def test_text_that_may_be_kept_was_kept(left: Left) -> None:
    kept = left.finder.found(json.dumps(everything_kept(left), ensure_ascii=False, default=str).encode())
    assert len([canary for canary in kept if canary.kind == "fritekst"]) >= 5


# --- what the process wrote ---------------------------------------------------------------------------------------


def test_nothing_can_be_read_in_the_files_of_the_bot(left: Left) -> None:
    found = {name: left.finder.found(content) for name, content in left.ours.items()}
    assert {name: left.where(canaries) for name, canaries in found.items() if canaries} == {}


def test_nothing_can_be_read_in_the_database_servers_files_or_in_a_dump(left: Left, databases: Databases) -> None:
    if not left.database:
        assert [name for name, content in left.ours.items() if name.endswith("-wal") and content]
        return
    assert left.where(left.finder.found(databases.dump(left.database))) == []
    for content in databases.raw(left.database):
        assert left.where(left.finder.found(content)) == []


def test_no_identifier_is_kept_even_encrypted(left: Left) -> None:
    kept = json.dumps(everything_kept(left), ensure_ascii=False, default=str).encode()
    found = {canary for canary in left.finder.found(kept) if canary.kind != "fritekst"}
    said_to_be_none = {c for c in found if not c.identifier and left.typed[c].endswith("not_names")}
    assert left.where(found - said_to_be_none) == []


def test_nothing_is_logged(left: Left) -> None:
    assert b"listening" in left.ours["said.txt"]
    assert left.where(left.finder.found(left.ours["said.txt"])) == []


# --- what the process sent ----------------------------------------------------------------------------------------


def test_no_identifier_is_echoed_or_sent_to_anybody(left: Left) -> None:
    assert left.report["echoed"] == []
    sent = json.dumps(left.report["posts"], ensure_ascii=False).encode()
    assert left.where({canary for canary in left.finder.found(sent) if canary.kind != "fritekst"}) == []


def test_a_channel_learns_only_what_was_written_for_it(left: Left) -> None:
    channels = [p["activity"] for p in left.report["posts"] if p["conversation"].startswith("19:")]
    found = left.finder.found(json.dumps(channels, ensure_ascii=False).encode())
    assert channels
    assert left.where({c for c in found if not left.typed[c].startswith(FOR_THE_CHANNEL)}) == []


def test_no_notification_shows_anything(left: Left) -> None:
    summaries = [post["activity"].get("summary") or "" for post in left.report["posts"]]
    assert [summary for summary in summaries if summary]
    assert left.where(left.finder.found("\n".join(summaries).encode())) == []


def test_no_file_name_and_no_document_shows_an_identifier(left: Left) -> None:
    assert left.where(left.finder.found("\n".join(left.microsofts).encode())) == []
    content = b"\n".join(part for file in left.microsofts.values() for part in _unpacked(file))
    assert left.where({canary for canary in left.finder.found(content) if canary.kind != "fritekst"}) == []


# --- faults of ours -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["handlers", "views"])
def test_a_fault_that_carries_all_the_text_leaves_none_of_it(tmp_path: Path, states: list[State], mode: str) -> None:
    left = typed_in(tmp_path, "", states, mode)
    assert b"RuntimeError" in left.ours["said.txt"]
    found = {name: left.finder.found(content) for name, content in left.ours.items()}
    assert {name: left.where(canaries) for name, canaries in found.items() if canaries} == {}


# --- reading what is left -----------------------------------------------------------------------------------------


def everything_kept(left: Left) -> list[Any]:
    """Every row of every table, decrypted with the key."""
    settings = Settings.for_demo(left.folder)
    store = SqlStore(left.database or settings.store_url, KeyRing(settings.master))
    with store.writing.connect() as connection:
        rows = [tuple(row) for table in tables.metadata.sorted_tables for row in connection.execute(sa.select(table))]
    things = store.read_now("jevnaker", lambda work: [thing for kind in tables.KINDS for thing in work.find(kind)])
    store.close()
    return [rows, [repr(thing) for thing in things]]


def _unpacked(content: bytes) -> Iterator[bytes]:
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
