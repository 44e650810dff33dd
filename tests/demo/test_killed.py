"""SIGKILL at any moment of `slt-bot demo --check`, then start it again: the day completes, and nothing is there twice.

A life is one folder: killed a few times at seeded random moments, then left alone. What is true afterwards is read
from outside: the store's rows, the library's folder, and what the local Teams was sent; and in what a kill leaves,
databases and their WAL too, none of the identifiers that were typed is found. `SLT_DAY_KILLS` and
`SLT_DAY_SEED` ask for more kills and other moments (`make kills`).
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from docx import Document

from bot.demo.day import IDENTIFIERS
from bot.standins.card_reading import cards_of, visible_text
from bot.standins.connector.ledger import Entry, Ledger
from bot.workflows.outside import REPEAT
from tests.demo.canaries import traces
from tests.demo.ports import free_ports

KILLS = int(os.environ.get("SLT_DAY_KILLS", "10"))
SEED = int(os.environ.get("SLT_DAY_SEED", "20261126"))
PER_LIFE = 5
STEPS_AHEAD = 16  # posts: how far a life is let go on before it is killed
PATIENCE = 240.0  # seconds for one run, on a busy machine
WHOLE = {
    "varsling": 1,
    "agenda": 1,
    "referat": 1,
    "oppgave": 1,
    "hastemote": 1,
    "innkalling": 8,
    "enkeltsak": 1,
    "samtykke": 1,
    "arshjul_bilde": 1,
    "tiltak_answer": 1,
}
"""How many rows of each the day makes."""
KINDS = ("agenda.docx", "referat.docx", "samtykkeskjema-nb.docx", "årshjul")
CALLED = "Du kalles inn til hastemøte"
POSTS = ("ny varsling", "Agenda for Fagteam", "Referat fra Fagteam")


@dataclass
class Life:
    """A demo in a folder, from its first start to its last."""

    folder: Path
    dice: random.Random
    ports: tuple[int, int]
    kills: int = 0
    errors: list[str] = field(default_factory=list)

    def killed(self) -> bool:
        """Run until a random moment and kill. False when the day was over before that."""
        goal = self.posts() + self.dice.randint(-2, STEPS_AHEAD)
        pause = self.dice.uniform(0, 2.5 if goal <= self.posts() else 0.15)
        with self._started() as process:
            while self.posts() < goal and process.poll() is None:
                time.sleep(0.005)
            time.sleep(pause)
            over = process.poll() is not None
            process.kill()
            self._remember(process)
        self.kills += not over
        return not over

    def completed(self) -> tuple[int, str]:
        """Run to the end: the exit status and the table."""
        with self._started() as process:
            out, err = process.communicate(timeout=PATIENCE)
            self.errors.append(err)
            return process.returncode, out

    def posts(self) -> int:
        """How much the local Teams has been sent."""
        return len(_lines(self.folder / "office" / "teams" / "connector.jsonl"))

    def _started(self) -> subprocess.Popen[str]:
        port, office = (str(port) for port in self.ports)
        command = [sys.executable, "-m", "bot", "demo", "--check", "--state", str(self.folder)]
        given = [*command, "--port", port, "--office-port", office]
        return subprocess.Popen(given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def _remember(self, process: subprocess.Popen[str]) -> None:
        self.errors.append(process.communicate()[1])


LIVES = [(number, min(PER_LIFE, KILLS - first)) for number, first in enumerate(range(0, KILLS, PER_LIFE))]
"""The lives, and how many kills each gets."""


@pytest.mark.parametrize(("number", "kills"), LIVES)
def test_the_day_completes_whenever_it_was_killed(tmp_path: Path, number: int, kills: int) -> None:
    life = Life(tmp_path / "state", random.Random(f"{SEED}:{number}"), free_ports())
    while life.kills < kills and life.killed():
        assert traces(life.folder, IDENTIFIERS) == []
    status, table = life.completed()
    assert status == 0, table
    assert not [err for err in life.errors if "Traceback" in err or "error" in err.casefold()]
    _nothing_twice(life.folder)
    _everybody_told(life.folder, life.kills)


def _nothing_twice(state: Path) -> None:
    with closing(sqlite3.connect(state / "slt.db")) as store:
        rows = {table: _count(store, f"SELECT count(*) FROM {table}") for table in WHOLE}
        left = _count(store, "SELECT count(*) FROM effect WHERE state IN ('failed', 'cancelled')")
    assert rows == WHOLE
    assert left == 0
    files = [path for path in (state / "office" / "sharepoint" / "felles").rglob("*") if path.is_file()]
    assert Counter(kind for kind in KINDS for path in files if kind in path.name) == dict.fromkeys(KINDS, 1)
    assert len(files) == len(KINDS)
    for path in files:
        assert path.suffix != ".docx" or Document(str(path)).paragraphs
    with closing(sqlite3.connect(state / "office" / "sharepoint" / ".graph" / "state.sqlite")) as office:
        assert _count(office, "SELECT count(*) FROM events") == 1
        assert _count(office, "SELECT count(*) FROM items WHERE folder = 0") == len(KINDS)


def _everybody_told(state: Path, kills: int) -> None:
    """Everything was sent. A kill between sending and remembering may repeat one message; a call says that it is a
    repeat (architecture, "Effect classes")."""
    ledger = Ledger(state / "office" / "teams")
    sent = [entry for entry in ledger.history() if entry.op == "send"]
    ledger.close()
    repeats = 0
    for post in POSTS:
        repeats += _repeats([_text(e) for e in sent if e.conversation.startswith("19:") and post in _text(e)])
    called = [entry for entry in sent if CALLED in _text(entry)]
    assert len({entry.conversation for entry in called}) == WHOLE["innkalling"]
    for chat in {entry.conversation for entry in called}:
        calls = [_text(entry) for entry in called if entry.conversation == chat]
        assert all(REPEAT in call for call in calls[1:])
        repeats += len(calls) - 1
    assert repeats <= kills


def _repeats(posts: list[str]) -> int:
    assert posts
    return len(posts) - 1


def _text(entry: Entry) -> str:
    activity = entry.activity
    return "\n".join(
        [activity.get("text") or "", *(line for card in cards_of(activity) for line in visible_text(card))]
    )


def _count(store: sqlite3.Connection, query: str) -> int:
    return int(store.execute(query).fetchone()[0])


def _lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines() if path.exists() else []
