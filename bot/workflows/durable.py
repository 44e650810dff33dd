"""Durable work on DBOS: every effect is one workflow of three steps, whose id is the effect's.

DBOS stores ids only (arguments, results and step outcomes). On SQLite it has a file of its own beside the
store's. A replica that dies leaves its effect under way; when the minute it was claimed for has passed, any
replica takes it up as a new attempt.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime

from dbos import DBOS, DBOSConfig, SetWorkflowID

from bot.domain.effects import Effect
from bot.workflows.carry import Carrier
from bot.workflows.under_way import Busy, UnderWay

FINISHING = 10.0  # seconds


class Durable:
    """The durable engine of one process. `url` is DBOS's own system database; `ended` is called, from any thread,
    when there is room for more."""

    def __init__(
        self, url: str, carrier: Carrier, executor_id: str, version: str, ended: Callable[[], None] = lambda: None
    ) -> None:
        self._carrier = carrier
        self._under_way = UnderWay()
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

        @DBOS.step(name="claim_effect")
        def claim(room: str, effect: str) -> int:
            return carrier.claim(room, effect)

        @DBOS.step(name="perform_effect")
        def perform(room: str, effect: str, attempt: int) -> None:
            carrier.perform(room, effect, attempt)

        @DBOS.workflow(name="carry_effect")
        def carry(room: str, effect: str) -> None:
            try:
                attempt = claim(room, effect)
                if attempt:
                    perform(room, effect, attempt)
            finally:
                self._under_way.end(effect)
                ended()

        self._carry = carry

    def launch(self) -> None:
        """Open the system database and take up what a crash left. Blocks; call it from a thread."""
        DBOS.launch()

    def busy(self) -> Busy:
        """What is under way now, and how much more there is room for."""
        return self._under_way.busy()

    def start(self, effects: Sequence[Effect], now: datetime) -> None:
        """Start the workflow of each effect that is due and has a place; one that is started already is left alone."""
        for effect in effects:
            if self._under_way.begin(effect):
                late = int((now - effect.due_at).total_seconds() // 60)
                with SetWorkflowID(f"{effect.id}.{effect.attempts}.{late}"):
                    DBOS.start_workflow(self._carry, effect.room, effect.id)

    def close(self) -> None:
        """Let what is under way finish; break off what does not, which leaves it in doubt; and stop. Blocks for at
        most FINISHING and a few seconds."""
        ends = time.monotonic() + FINISHING
        while self._under_way.busy().ids and time.monotonic() < ends:
            time.sleep(0.05)
        self._carrier.break_off()
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=3)
