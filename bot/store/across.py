"""What the heartbeat asks of all rooms at once: ids of rooms, and whose watch beats. No content is read, none written.

A unit of work sees one room. These three questions see many, and nothing else does (decision 0014).
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from bot.domain.watch import Watch
from bot.ports import Question
from bot.store import statements, tables
from bot.store.transaction import Transaction

WATCHES = tables.KINDS[Watch].table


def beat(transaction: Transaction, holder: str) -> set[str]:
    """See `ports.Store`."""
    return set(transaction.now(WATCHES, statements.beaten(WATCHES), {"the_holder": holder}).scalars())


def watches(transaction: Transaction) -> dict[str, tuple[str, int]]:
    """See `ports.Store`."""
    found = transaction.connection.execute(sa.select(WATCHES.c.room, WATCHES.c.holder, WATCHES.c.beat))
    return {room: (holder, beat) for room, holder, beat in found}


def rooms_with(transaction: Transaction, holder: str, questions: Sequence[Question]) -> list[set[str]]:
    """See `ports.Store`."""
    return [_rooms_with(transaction, holder, question) for question in questions]


def _rooms_with(transaction: Transaction, holder: str, question: Question) -> set[str]:
    wanted = statements.asked(question.criteria)
    table = tables.KINDS[question.kind].table
    query = statements.anywhere(table, wanted.shape, question.order, WATCHES)
    return set(transaction.connection.execute(query, {**wanted.values, "the_holder": holder}).scalars())
