"""What a log line may hold (T16): keys of the list, codes and ids; no library's arguments, and no eleven digits."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

SECRET = "Ola Nordmann"
SAID = {
    "a key that is not on the list": f'structlog.get_logger("bot.x").error("hendte", text="{SECRET}", code="X")',
    "an exception": f'structlog.get_logger("bot.x").error("hendte", code="X", exc_info=ValueError("{SECRET}"))',
    "a library's arguments": f'logging.getLogger("lib").error("gikk galt: %s", "{SECRET}")',
    "a library's exception": f'logging.getLogger("lib").error("gikk galt", exc_info=ValueError("{SECRET}"))',
    "a library's finished text": f'logging.getLogger("lib").error("gikk galt for {SECRET}")',
    "our own edge's extra": f'logging.getLogger("bot.x").error("hendte", extra={{"text": "{SECRET}", "code": "X"}})',
}
START = 'import logging, structlog; from bot.logs import set_up; set_up("DEBUG", "{style}"); '


def said(code: str, style: str = "json") -> str:
    """What a process of its own writes."""
    run = subprocess.run([sys.executable, "-c", START.format(style=style) + code], capture_output=True, check=True)
    return run.stderr.decode()


@pytest.mark.parametrize("style", ["json", "console"])
@pytest.mark.parametrize("what", SAID)
def test_nothing_that_somebody_wrote_is_logged(what: str, style: str) -> None:
    written = said(SAID[what], style)
    assert "error" in written
    assert SECRET not in written


def test_the_edges_codes_are_logged() -> None:
    line = json.loads(said('logging.getLogger("bot.teams.x").error("turn failed", extra={"code": "KeyError"})'))
    assert (line["event"], line["code"], line["level"]) == ("turn failed", "KeyError", "error")


def test_eleven_digits_never_pass_however_they_are_spaced() -> None:
    written = said('structlog.get_logger("bot.x").info("hendte", reason="148310 53748", code="14.83.10 53748")')
    assert "53748" not in written
    assert written.count("[tall]") == 2
