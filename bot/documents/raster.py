"""SVG → PNG in a process of its own.

resvg draws for a few tenths of a second and holds the interpreter's lock all that time, so a thread is not enough:
every turn would wait. This file is also what the child process runs; there it imports nothing of ours.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SECONDS = 60


def png(svg: str, width: int, family: str, fonts: list[Path]) -> bytes:
    """Draw with the given fonts and no others: the same picture on every machine."""
    command = [sys.executable, "-P", __file__, str(width), family, *map(str, fonts)]
    done = subprocess.run(command, input=svg.encode(), capture_output=True, check=True, timeout=SECONDS)  # noqa: S603
    return done.stdout


def _child(width: str, family: str, *fonts: str) -> None:
    import resvg_py

    picture = resvg_py.svg_to_bytes(
        svg_string=sys.stdin.buffer.read().decode(),
        width=int(width),
        background="#ffffff",
        skip_system_fonts=True,
        font_files=list(fonts),
        font_family=family,
        sans_serif_family=family,
    )
    sys.stdout.buffer.write(bytes(picture))


if __name__ == "__main__":
    _child(*sys.argv[1:])
