"""What a server loads and what it does not: memory after a day's work is a promise (performance)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.cards.kit import ELEMENTS

ROOT = Path(__file__).parent.parent
SERVED = ("bot.serve", "bot.installation", "bot.graph.sdk", "bot.workflows.durable", "bot.workflows.outside")
DOCUMENTS = ("docx", "docxtpl", "jinja2", "lxml", "resvg_py")  # loaded when the first document is written
NEVER = ("rich", "pygments", "typer", "alembic", "bot.cli", "bot.demo", "bot.standins")
LOADED = """
import importlib, sys
from bot.__main__ import lean
lean()
for name in sys.argv[1:]:
    importlib.import_module(name)
import microsoft_teams.cards as library
from pydantic import BaseModel
models = (made for made in vars(library).values() if isinstance(made, type) and issubclass(made, BaseModel))
built = (f"{model.__name__}()" for model in models if model.__pydantic_complete__)
print(*built, *(name for name, module in sys.modules.items() if module))
"""


@pytest.fixture(scope="module")
def loaded() -> frozenset[str]:
    """The modules of a server's process."""
    command = [sys.executable, "-c", LOADED, *SERVED]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return frozenset(done.stdout.split())


@pytest.mark.parametrize("name", [*DOCUMENTS, *NEVER])
def test_a_server_is_up_without(name: str, loaded: frozenset[str]) -> None:
    assert "bot.bootstrap" in loaded
    assert name not in loaded


def test_of_the_cards_library_what_our_cards_are_made_of_is_built(loaded: frozenset[str]) -> None:
    assert {f"{element.__name__}()" for element in ELEMENTS} <= loaded
    assert "Table()" not in loaded
    assert "Carousel()" not in loaded


def test_models_of_ours_are_built_where_they_are_defined() -> None:
    assert "defer_build" not in BaseModel.model_config
