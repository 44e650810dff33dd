"""What DBOS says of a stop."""

from __future__ import annotations

import logging

import pytest
from dbos import error as dbos_error

from bot.workflows.durable import CUT_OFF


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
