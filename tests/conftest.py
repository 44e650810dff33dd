"""What every test has: a database server on request, and an ERROR in the log fails the test."""

from __future__ import annotations

import gc
import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import Databases


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    """The run's own PostgreSQL. Not in pytest's folder: every run that starts closes that to the server's user."""
    with tempfile.TemporaryDirectory(prefix="slt-postgres-", ignore_cleanup_errors=True) as folder:
        made = Databases(Path(folder))
        yield made
        made.stop()


@pytest.fixture(autouse=True)
def no_error_in_the_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """An ERROR fails the test unless it says so with the mark `logs_errors`."""
    yield
    if request.node.get_closest_marker("logs_errors"):
        return
    errors = [r for when in ("setup", "call") for r in caplog.get_records(when) if r.levelno >= logging.ERROR]
    assert not errors, [(r.name, r.getMessage()) for r in errors]


@pytest.fixture(autouse=True)
def memory_is_collected_again() -> Iterator[None]:
    """A bot that runs tells the collector to leave what it has loaded alone. A run of the tests starts hundreds, and
    would keep all of them: gigabytes."""
    usual = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*usual)
    gc.enable()
