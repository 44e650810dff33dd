"""The audit log is a chain: whatever somebody with write access does to it is found, and writing at once leaves it
whole (threat T25, goal G15). On SQLite and on PostgreSQL alike."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.cli_audit import FAULTS, told
from bot.errors import StoreDown
from bot.ports import UnitOfWork
from bot.store import audit_log
from bot.store.chain import Audited, Fault, Head, Line, Linked, anchor, chain_key, continued, first_fault
from bot.store.engine import SqlStore
from bot.store.keys import KeyRing
from bot.store.tables import audit, audit_head, metadata
from tests.databases import Databases
from tests.store.test_work import NOW

KEY, MASTER = chain_key(bytes(32)), bytes(32)
TRIES = 2000
"""How many seeded attacks there are (G15)."""


def line(n: int, room: str = "r") -> Line:
    return Line(room, NOW, f"person-{n}", "ApneSak", f"sak-{n}", "ok")


def rows_of(count: int) -> tuple[list[Linked], Head]:
    """A log as it was written."""
    lines = [line(n) for n in range(count)]
    places, end = continued(KEY, "r", Head(), lines)
    return [Linked(n + 1, lines[n], *places[n]) for n in range(count)], end


# --- seeded attacks ------------------------------------------------------------------------------------------------


def changed(rows: list[Linked], chance: random.Random) -> list[Linked]:
    """One letter of one field of one row."""
    at, field = chance.randrange(len(rows)), chance.choice(Line._fields[2:])
    other = rows[at].line._replace(**{field: getattr(rows[at].line, field) + "x"})
    return [*rows[:at], rows[at]._replace(line=other), *rows[at + 1 :]]


def deleted(rows: list[Linked], chance: random.Random) -> list[Linked]:
    at = chance.randrange(len(rows))
    return [*rows[:at], *rows[at + 1 :]]


def deleted_and_numbered_anew(rows: list[Linked], chance: random.Random) -> list[Linked]:
    left = deleted(rows, chance)
    return [row._replace(link=n + 1) for n, row in enumerate(left)]


def swapped(rows: list[Linked], chance: random.Random) -> list[Linked]:
    """Two rows change places, and keep what stands for them."""
    a, b = sorted(chance.sample(range(len(rows)), 2))
    first, second = rows[a]._replace(line=rows[b].line), rows[b]._replace(line=rows[a].line)
    return [*rows[:a], first, *rows[a + 1 : b], second, *rows[b + 1 :]]


def inserted(rows: list[Linked], chance: random.Random) -> list[Linked]:
    """A row that was never written, with the code of another, or of a guess."""
    at = chance.randrange(len(rows) + 1)
    made = Linked(999, line(999), at + 1, chance.choice([rows[at - 1].mac, "00" * 32]))
    return [*rows[:at], made, *(row._replace(link=(row.link or 0) + 1) for row in rows[at:])]


def put_in_without_a_place(rows: list[Linked], chance: random.Random) -> list[Linked]:
    return [Linked(999, line(999), None, None), *rows]


def copied(rows: list[Linked], chance: random.Random) -> list[Linked]:
    at = chance.randrange(len(rows))
    return [*rows[: at + 1], rows[at]._replace(seq=999), *rows[at + 1 :]]


def cut_off(rows: list[Linked], chance: random.Random) -> list[Linked]:
    return rows[: chance.randrange(len(rows))]


ATTACKS: tuple[Callable[[list[Linked], random.Random], list[Linked]], ...] = (
    changed, deleted, deleted_and_numbered_anew, swapped, inserted, put_in_without_a_place, copied, cut_off,
)  # fmt: skip


def test_every_seeded_attack_is_found() -> None:
    """Two thousand: none passes."""
    chance = random.Random(25)
    passed = []
    for n in range(TRIES):
        rows, end = rows_of(chance.randint(2, 12))
        attack = ATTACKS[n % len(ATTACKS)]
        if first_fault(KEY, "r", attack(rows, chance), end) is None:
            passed.append(attack.__name__)
    assert passed == []


def test_a_whole_log_has_no_fault_and_an_empty_one_neither() -> None:
    rows, end = rows_of(7)
    assert first_fault(KEY, "r", rows, end) is None
    assert first_fault(KEY, "r", [], None) is None


def test_the_first_broken_row_is_named() -> None:
    rows, end = rows_of(9)
    for at in (6, 3):
        rows[at] = rows[at]._replace(line=line(77))
    found = first_fault(KEY, "r", rows, end)
    assert found is not None
    assert (found.fault, found.link, found.seq) == (Fault.ENDRET, 4, 4)


def test_another_master_key_makes_another_chain() -> None:
    rows, end = rows_of(3)
    assert first_fault(chain_key(b"x" * 32), "r", rows, end) is not None
    assert KEY != MASTER


def test_an_end_that_is_set_back_is_found_by_the_anchor_alone() -> None:
    """Somebody kept a copy of the database, and sets rows and end back to it: only what lies elsewhere tells."""
    rows, end = rows_of(9)
    before, old = rows[:5], continued(KEY, "r", Head(), [row.line for row in rows[:5]])[1]
    assert first_fault(KEY, "r", before, old) is None
    found = first_fault(KEY, "r", before, old, [anchor(end.link, end.mac)])
    assert found is not None
    assert found.fault is Fault.KUTTET
    assert first_fault(KEY, "r", rows, end, [anchor(old.link, old.mac), anchor(end.link, end.mac)]) is None
    other = first_fault(KEY, "r", rows, end, ["5." + "a" * 32])
    assert other is not None
    assert other.fault is Fault.ANKER


def test_an_anchor_is_letters_that_no_log_takes_for_a_number() -> None:
    assert not any(c.isdigit() for c in anchor(5, "0123456789abcdef" * 4).partition(".")[2])


# --- in the database -----------------------------------------------------------------------------------------------


@dataclass
class Town:
    """A database, and stores that stand for replicas."""

    url: str
    store: SqlStore

    def replica(self) -> SqlStore:
        return SqlStore(self.url, KeyRing(MASTER))

    def found(self, *anchors: str) -> Audited:
        (room,) = [room for room in self.store.audited({"r": anchors} if anchors else {}) if room.room == "r"]
        return room

    def tampers(self, statement: Any) -> None:
        with self.store.writing.begin() as connection:
            connection.execute(statement)


@pytest.fixture(params=["sqlite", "postgresql"])
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Town]:
    """An empty one."""
    url = f"sqlite:///{tmp_path / 'slt.db'}"
    if request.param == "postgresql":
        databases: Databases = request.getfixturevalue("databases")
        url = databases.fresh()
    store = SqlStore(url, KeyRing(MASTER))
    metadata.create_all(store.writing)
    yield Town(url, store)
    store.close()


def writes(n: int) -> Callable[[UnitOfWork], None]:
    return lambda work: work.audit(NOW, f"person-{n}", "ApneSak", f"sak-{n}")


def written(town: Town, count: int = 6) -> None:
    for n in range(count):
        town.store.write_now("r", writes(n))


def test_what_is_written_is_chained_and_whole(town: Town) -> None:
    written(town)
    found = town.found()
    assert (found.rows, found.fault) == (6, None)
    assert town.store.read_now("r", lambda work: work.anchor()) == found.anchor


def test_rooms_have_chains_of_their_own(town: Town) -> None:
    written(town, 3)
    town.store.write_now("q", lambda work: work.audit(NOW, "a", "b", "c"))
    assert [(room.room, room.rows, room.fault) for room in town.store.audited({})] == [("q", 1, None), ("r", 3, None)]


def test_many_at_once_from_two_replicas_leave_one_whole_chain(town: Town) -> None:
    other = town.replica()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: (town.store, other)[n % 2].write_now("r", writes(n)), range(120)))
    other.close()
    found = town.found()
    assert (found.rows, found.fault) == (120, None)


def test_what_is_rolled_back_leaves_no_hole(town: Town) -> None:
    def fails(work: UnitOfWork) -> None:
        work.audit(NOW, "a", "b", "c")
        raise StoreDown("mine")

    written(town, 2)
    with pytest.raises(StoreDown):
        town.store.write_now("r", fails)
    written(town, 2)
    assert (town.found().rows, town.found().fault) == (4, None)


def test_whoever_writes_and_asks_for_locked_rows_does_not_wait_for_ever(town: Town) -> None:
    """The end of the chain is taken last, so that two who change the same things in two orders are only in line."""

    def both(first: str, second: str) -> Callable[[UnitOfWork], None]:
        def work(unit: UnitOfWork) -> None:
            unit.audit(NOW, "a", "b", first)
            unit.count(first)
            unit.audit(NOW, "a", "b", second)
            unit.naming("nobody")

        return work

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: town.store.write_now("r", both(*"AB" if n % 2 else "BA")), range(40)))
    assert (town.found().rows, town.found().fault) == (80, None)


TAMPERED: dict[str, tuple[Callable[[], Any], Fault]] = {
    "changed": (lambda: sa.update(audit).where(audit.c.link == 3).values(outcome="refused"), Fault.ENDRET),
    "another actor": (lambda: sa.update(audit).where(audit.c.link == 1).values(actor="somebody"), Fault.ENDRET),
    "another moment": (lambda: sa.update(audit).where(audit.c.link == 6).values(at=NOW.replace(hour=9)), Fault.ENDRET),
    "deleted": (lambda: sa.delete(audit).where(audit.c.link == 4), Fault.MANGLER),
    "the first": (lambda: sa.delete(audit).where(audit.c.link == 1), Fault.MANGLER),
    "inserted": (lambda: sa.insert(audit).values(**line(9)._asdict(), link=3, mac="00"), Fault.SATT_INN),
    "inserted without a place": (lambda: sa.insert(audit).values(**line(9)._asdict()), Fault.UTEN_KJEDE),
    "put behind": (lambda: sa.insert(audit).values(**line(9)._asdict(), link=7, mac="00"), Fault.ENDRET),
    "cut off": (lambda: sa.delete(audit).where(audit.c.link > 4), Fault.KUTTET),
    "emptied": (lambda: sa.delete(audit), Fault.KUTTET),
    "the end taken away": (lambda: sa.delete(audit_head), Fault.SLUTT_ENDRET),
    "the end moved": (lambda: sa.update(audit_head).values(link=4), Fault.SLUTT_ENDRET),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_tampering_in_the_database_is_found_and_named(town: Town, what: str) -> None:
    written(town)
    statement, fault = TAMPERED[what]
    town.tampers(statement())
    found = town.found().fault
    assert found is not None
    assert found.fault is fault


def test_cut_off_with_its_end_set_to_the_row_before_is_found(town: Town) -> None:
    """The code of the last row stands in the log; the end's own code does not."""
    written(town)
    with town.store.writing.begin() as connection:
        mac = connection.execute(sa.select(audit.c.mac).where(audit.c.link == 4)).scalar_one()
        connection.execute(sa.delete(audit).where(audit.c.link > 4))
        connection.execute(sa.update(audit_head).values(link=4, mac=mac))
    found = town.found().fault
    assert found is not None
    assert found.fault is Fault.SLUTT_ENDRET


def test_a_log_from_before_the_chain_is_chained_once_and_what_comes_later_is_not(town: Town) -> None:
    with town.store.writing.begin() as connection:
        connection.execute(sa.insert(audit), [line(n)._asdict() for n in range(audit_log.AT_A_TIME + 5)])
        audit_log.adopt(connection, KEY)
    written(town, 2)
    assert (town.found().rows, town.found().fault) == (audit_log.AT_A_TIME + 7, None)
    town.tampers(sa.insert(audit).values(**line(9)._asdict()))
    with town.store.writing.begin() as connection:
        audit_log.adopt(connection, KEY)
    found = town.found().fault
    assert found is not None
    assert found.fault is Fault.UTEN_KJEDE


def test_what_is_said_of_it_names_the_row_and_nothing_that_stands_in_it(town: Town) -> None:
    written(town)
    assert f"r: 6 linjer, hel. Anker: r={town.found().anchor}" in list(told(town.store.audited({})))
    town.tampers(sa.update(audit).where(audit.c.link == 3).values(subject="noe"))
    (said,) = told(town.store.audited({}))
    assert "linje 3 (rad 3) er endret" in said
    assert "noe" not in said.replace("noen", "")
    assert set(FAULTS) == set(Fault)
