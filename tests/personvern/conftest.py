"""Prints the measured table after the guard's tests."""

from __future__ import annotations

from functools import cache

import pytest

from .maling import Row, rows


@cache
def measured() -> tuple[Row, ...]:
    """The table, measured once."""
    return tuple(rows())


@pytest.fixture(scope="session")
def table() -> dict[str, Row]:
    """The measured rows by what they measure."""
    return {row.what: row for row in measured()}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table. It is measured only where the tests that use it ran."""
    if not measured.cache_info().currsize:
        return
    terminalreporter.section("personvern-vakten, målt")
    for row in measured():
        terminalreporter.write_line(f"{row.what:34} {row.found:5} / {row.of:<5} {row.share:7.1%}")
