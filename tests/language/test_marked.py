"""Whatever a person reads is marked for translation, and no sentence is glued together from fragments (G12)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.language.catalogues import BOT

PLACES = ("cards", "dialogs", "usecases", "documents", "workflows")
NOT_READ = {"template_parts.py", "template_look.py", "build_templates.py"}  # how Word templates are built
MARKS = {"t", "N_", "n"}
NOT_SHOWN = {
    "Word",
    "compile",
    "ValueError",
    "SettingError",
    "maketrans",
    "startswith",
    "findall",
}  # spellings, patterns, ours
LOGGED = {"debug", "info", "warning", "error"}
SHOWN = {"heading", "words", "labelled", "notice", "bullets", "link", "picture"}
SENTENCE = re.compile(r"[a-zæøå]{2,} [a-zæøå]{2,}|[A-Za-z][æøå]|[ÆØÅæøå][a-z]")
VERB = re.compile(r"\w+\.\w+")  # a button's
LETTERS = re.compile(r"[a-zæøå]{2,}", re.IGNORECASE)


def sources() -> list[Path]:
    return [p for place in PLACES for p in sorted((BOT / place).rglob("*.py")) if p.name not in NOT_READ]


def called(node: ast.Call) -> str:
    name = node.func
    return name.id if isinstance(name, ast.Name) else name.attr if isinstance(name, ast.Attribute) else ""


def literals(node: ast.AST, inside: str = "") -> Iterator[tuple[str, str]]:
    """Every text in the code that is not a docstring, with the call it is an argument of."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value, inside
    inside = called(node) if isinstance(node, ast.Call) else inside
    for child in ast.iter_child_nodes(node):
        keys = {id(key) for key in node.keys} if isinstance(node, ast.Dict) else set()
        if not isinstance(child, ast.Expr) or not isinstance(child.value, ast.Constant):
            yield from () if id(child) in keys else literals(child, inside)


def unmarked(code: str) -> list[str]:
    """Sentences and Norwegian words that nobody marked."""
    outside = [text for text, inside in literals(ast.parse(code)) if inside not in MARKS | NOT_SHOWN | LOGGED]
    return [text for text in outside if SENTENCE.search(text) and not VERB.fullmatch(text)]


def shown_raw(code: str) -> list[str]:
    """Words given straight to a piece of a card."""
    calls = [n for n in ast.walk(ast.parse(code)) if isinstance(n, ast.Call) and called(n) in SHOWN and n.args]
    first = [call.args[0] for call in calls]
    return [str(a.value) for a in first if isinstance(a, ast.Constant) and LETTERS.search(str(a.value))]


def glued(code: str) -> list[str]:
    """Translated fragments with words of ours around them: another language may want another order."""
    made = [n for n in ast.walk(ast.parse(code)) if isinstance(n, ast.JoinedStr)]
    return [ast.unparse(text) for text in made if _translates(text) and _has_words(text)]


def _translates(text: ast.JoinedStr) -> bool:
    return any(isinstance(n, ast.Call) and called(n) in MARKS for n in ast.walk(text))


def _has_words(text: ast.JoinedStr) -> bool:
    return any(isinstance(part, ast.Constant) and LETTERS.search(str(part.value)) for part in text.values)


@pytest.mark.parametrize("path", sources(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_everything_that_is_read_is_marked(path: Path) -> None:
    code = path.read_text()
    assert not unmarked(code)
    assert not shown_raw(code)
    assert not glued(code)


def test_the_check_finds_what_it_looks_for() -> None:
    assert unmarked('Message("Møtet er avlyst")') == ["Møtet er avlyst"]
    assert shown_raw('kit.words("Tema")') == ["Tema"]
    assert glued("kit.words(f'{t(TEMA)} er valgt')")
    assert not unmarked('t("Møtet er avlyst")\nN_("Tema er valgt")')
