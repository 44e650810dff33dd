"""Durable work on DBOS: what is claimed in one transaction is carried by one workflow.

DBOS stores ids only (arguments and results). On SQLite it has a file of its own beside the store's. The promise
itself is the effect's row: a workflow that DBOS takes up after a crash finds its effects in nobody's hand and ends;
the rows are claimed anew, by whoever has the watch (decisions 0002 and 0009).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future

from dbos import DBOS, DBOSConfig, SetWorkflowID
from dbos import error as dbos_error

from bot.domain.effects import Effect
from bot.workflows.carry import Carrier, ids

LOOK_UP = 2.0  # seconds
ENDING = 5.0  # seconds that workflows get to end at a stop
WRITTEN = 0.1  # seconds in which DBOS writes down that they have; what it misses is nothing to us (see `CutOff`)
NOT_OPEN = re.compile(r"\blaunched\b")


class CutOff(logging.Filter):
    """A workflow that ends after its engine was stopped cannot write that down, and DBOS calls it an error. It is none:
    the promise is the effect's row, and whoever has the watch next carries it (failure F31)."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Everything else passes."""
        error = record.exc_info[1] if record.exc_info else None
        return not (isinstance(error, dbos_error.DBOSException) and NOT_OPEN.search(str(error)))


CUT_OFF = CutOff()


class Durable:
    """The durable engine of one process. `url` is DBOS's own system database, `loop` the one the carrier lives on."""

    def __init__(
        self, url: str, carrier: Carrier, executor_id: str, version: str, loop: asyncio.AbstractEventLoop
    ) -> None:
        config: DBOSConfig = {
            "name": "slt-bot",
            "system_database_url": url,
            "application_version": version,
            "executor_id": executor_id,
            "log_level": "ERROR",
            "enable_otlp": False,
            "use_listen_notify": False,
        }
        DBOS(config=config)
        logging.getLogger("dbos").addFilter(CUT_OFF)

        self._at_work = AtWork()

        @DBOS.workflow(name="carry_effects")
        def carry(attempts: list[str]) -> None:
            with self._at_work:
                _wait(asyncio.run_coroutine_threadsafe(carrier.carry(attempts), loop), loop)

        self._carry = carry

    def launch(self) -> None:
        """Open the system database. Blocks; call it from a thread."""
        DBOS.launch()

    def start(self, effects: Sequence[Effect]) -> None:
        """Start the workflow of what was claimed together. Blocks for a moment; call it from a thread."""
        attempts = ids(effects)
        with SetWorkflowID(attempts[0]):
            DBOS.start_workflow(self._carry, attempts)

    def close(self) -> None:
        """Stop. The carrier has been stopped before, so that workflows only have to end. Blocks; call it from a
        thread. DBOS waits in whole seconds, which is most of a stop: we wait ourselves."""
        self._at_work.ended(ENDING)
        time.sleep(WRITTEN)
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=0)


class AtWork:
    """How many workflows are running in this process."""

    def __init__(self) -> None:
        self._count, self._changed = 0, threading.Condition()

    def __enter__(self) -> None:
        with self._changed:
            self._count += 1

    def __exit__(self, *raised: object) -> None:
        with self._changed:
            self._count -= 1
            self._changed.notify_all()

    def ended(self, seconds: float) -> bool:
        """Wait until none is, at most so long; whether none is."""
        with self._changed:
            return self._changed.wait_for(lambda: self._count == 0, seconds)


def _wait(done: Future[None], loop: asyncio.AbstractEventLoop) -> None:
    """In a workflow's thread. A loop that has stopped calls nobody back: then nobody waits for it either."""
    while loop.is_running():
        with contextlib.suppress(TimeoutError):
            done.result(LOOK_UP)
            return
