"""The `slt-bot` command line."""

from __future__ import annotations

import gc
import sys

from bot.errors import OperatorError

SERVE = ["serve"]


def main() -> None:
    """Run; what an operator has set wrong is said in a sentence, without a traceback."""
    try:
        _run(sys.argv[1:])
    except OperatorError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)


def _run(arguments: list[str]) -> None:
    """The way into production is short: neither the command line's imports nor the garbage collector, which walks all
    that is being loaded again and again, until `settle_memory` starts it."""
    if arguments == SERVE:
        gc.disable()
        _load_structlog()
        from bot.serve import serve

        serve()
    else:
        from bot.cli import app

        app()


def _load_structlog() -> None:
    """Where rich is installed, structlog loads it, and pygments too, to draw tracebacks in colour. Ours are never drawn
    (threat T16), and that would be a tenth of the start."""
    sys.modules["rich"] = None  # type: ignore[assignment]
    import structlog  # noqa: F401

    del sys.modules["rich"]


if __name__ == "__main__":
    main()
