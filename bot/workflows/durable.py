"""Durable work on DBOS: every effect is one workflow of three steps, whose id is the effect's.

DBOS stores ids only (arguments, results and step outcomes). On SQLite it has a file of its own beside the
store's. A replica that dies leaves its effect under way; when the minute it was claimed for has passed, any
replica takes it up as a new attempt.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dbos import DBOS, DBOSConfig, SetWorkflowID

from bot.domain.effects import Effect
from bot.workflows.carry import Carrier


class Durable:
    """The durable engine of one process. `url` is DBOS's own system database."""

    def __init__(self, url: str, carrier: Carrier, executor_id: str, version: str) -> None:
        self._carrier = carrier
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
            attempt = claim(room, effect)
            if attempt:
                perform(room, effect, attempt)

        self._carry = carry

    def launch(self) -> None:
        """Open the system database and take up what a crash left. Blocks; call it from a thread."""
        DBOS.launch()

    def start(self, effects: Sequence[Effect], now: datetime) -> None:
        """Start the workflow of each effect that is due; one that is started already is left alone."""
        for effect in effects:
            late = int((now - effect.due_at).total_seconds() // 60)
            with SetWorkflowID(f"{effect.id}.{effect.attempts}.{late}"):
                DBOS.start_workflow(self._carry, effect.room, effect.id)

    def close(self) -> None:
        """Let what is under way finish, and stop."""
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=10)
