"""What DBOS says of a stop."""

from __future__ import annotations

import logging
import threading

import pytest
from dbos import error as dbos_error

from bot.workflows.durable import CUT_OFF, AtWork


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (dbos_error.DBOSException("System database accessed before DBOS was launched"), False),
        (dbos_error.DBOSException("Something else"), True),
        (ValueError("System database accessed before DBOS was launched"), True),
        (None, True),
    ],
)
def test_only_a_workflow_that_outlived_its_engine_is_not_told_as_an_error(error: Exception | None, told: bool) -> None:
    found = (type(error), error, None) if error else None
    record = logging.LogRecord("dbos", logging.ERROR, "", 0, "Exception", None, found)
    assert CUT_OFF.filter(record) is told


def test_a_stop_waits_for_workflows_at_work_and_no_longer() -> None:
    at_work = AtWork()
    assert at_work.ended(0)
    with at_work:
        waiting = threading.Thread(target=at_work.ended, args=(60,))
        waiting.start()
        assert not at_work.ended(0)
        assert waiting.is_alive()
    waiting.join(5)
    assert not waiting.is_alive()
