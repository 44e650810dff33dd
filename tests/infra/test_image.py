"""The bot's image."""

from __future__ import annotations

import re
from pathlib import Path

from bench.varsling import IMAGE

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "infra/Dockerfile").read_text(encoding="utf-8")
IGNORED = (ROOT / "infra/Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
COPIED = [source for line in re.findall(r"(?m)^COPY (?!--from)(.+)$", DOCKERFILE) for source in line.split()[:-1]]


def test_what_is_copied_is_there_and_is_let_through() -> None:
    for source in COPIED:
        name = source.removeprefix("./")
        assert (ROOT / name).exists()
        assert f"!{name}" in IGNORED


def test_nothing_is_let_through_that_is_not_copied() -> None:
    assert IGNORED[0] == "*"
    assert {line[1:] for line in IGNORED if line.startswith("!")} == {name.removeprefix("./") for name in COPIED}


def test_the_bot_does_not_run_as_root() -> None:
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.search(r"(?m)^USER (?!root|0)\w+$", last)


def test_what_is_installed_is_what_is_locked() -> None:
    assert "uv sync --frozen --no-dev" in DOCKERFILE


def test_byte_code_is_in_the_image() -> None:
    """Without it every start compiles some thousand modules."""
    assert "--compile-bytecode" in DOCKERFILE
    assert "compileall -q bot" in DOCKERFILE


def test_the_benchmark_runs_as_the_image_does() -> None:
    assert all(f"{name}={value}" in DOCKERFILE for name, value in IMAGE)
