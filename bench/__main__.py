"""`python -m bench [--quick]`: a table, `build/bench.json`, and exit status 1 if a promise is broken."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.run import Judged, Load, measure

OUT = Path("build/bench.json")
COMPILED = {"PYTHONPYCACHEPREFIX": str(Path("build/bytecode").absolute()), "PYTHONDONTWRITEBYTECODE": ""}
"""Every program runs from byte code, as in the image. Compiling at the start takes seconds, and 7 MB for good."""
QUICK = Load(rounds=2, seconds=1.0, very_many=False)


def show(judged: list[Judged]) -> Table:
    """The result as a table."""
    table = Table(title="Ours beside its peers, interleaved, medians")
    table.add_column("work")
    for column in ("ours", "peer", "ratio", "promise", ""):
        table.add_column(column, justify="right")
    for row in judged:
        figures = (f"{row.ours:,.1f}", f"{row.peer:,.1f}", f"{row.ratio:.2f}", f"{row.promise:g}")
        table.add_row(row.name, *figures, "[green]✓" if row.held else "[red]✗")
    return table


def main() -> int:
    """Measure, show, write, judge."""
    os.environ.update(COMPILED)
    judged = asyncio.run(measure(QUICK if "--quick" in sys.argv else Load()))
    Console().print(show(judged))
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps([row.as_json() for row in judged], indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0 if all(row.held for row in judged) else 1


if __name__ == "__main__":
    sys.exit(main())
