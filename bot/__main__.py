"""The `slt-bot` command line."""

from __future__ import annotations

import gc
import sys

from bot.errors import OperatorError

SERVE = ["serve"]
DRAWING = ("rich", "pygments")
"""Not for a server: an import of them fails there, as if they were not installed."""


def main() -> None:
    """Run; what an operator has set wrong is said in a sentence, without a traceback."""
    try:
        _run(sys.argv[1:])
    except OperatorError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)


def _run(arguments: list[str]) -> None:
    """The way into production is short: without the command line's imports."""
    if arguments == SERVE:
        lean()
        from bot.serve import serve

        serve()
    else:
        from bot.cli import app

        app()


def lean() -> None:
    """Make this a server's process, before anything else is loaded.

    The garbage collector walks all that is being loaded again and again: it waits until `settle_memory` starts it. And
    a server draws nothing on a terminal. Where rich and pygments are installed, structlog loads them for tracebacks in
    colour, which ours never are (threat T16), and httpx for a command line of its own: a tenth of the start, and 3 MB.
    """
    gc.disable()
    for name in DRAWING:
        sys.modules[name] = None  # type: ignore[assignment]


if __name__ == "__main__":
    main()
