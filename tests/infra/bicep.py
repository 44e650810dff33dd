"""Bicep files as data: what is declared in them, and what each declaration says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tree_sitter_bicep
from tree_sitter import Language, Node, Parser

INFRA = Path(__file__).parents[2] / "infra"
MAIN = INFRA / "main.bicep"
MODULES = sorted((INFRA / "modules").glob("*.bicep"))
FILES = [MAIN, *MODULES]
EXAMPLE = INFRA / "main.bicepparam"
_PARSER = Parser(Language(tree_sitter_bicep.language()))


class Code(str):
    """An expression, as opposed to a text that stands in the file."""


@dataclass(frozen=True)
class Resource:
    """A resource: its type, API version and what is said of it. `existing` ones are only referred to."""

    type: str
    version: str
    body: dict[str, Any]
    existing: bool

    def at(self, path: str) -> Any:
        """What stands at a dotted path; None where nothing does."""
        found: Any = self.body
        for step in path.split("."):
            found = found.get(step) if isinstance(found, dict) else None
        return found


@dataclass(frozen=True)
class Param:
    """A parameter: whether it must be given, and whether it is kept out of logs."""

    name: str
    default: Any
    required: bool
    secure: bool


def parse(path: Path) -> Node:
    """The syntax tree. A `.bicepparam` file assigns to parameters, which the grammar knows as variables."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".bicepparam":
        source = re.sub(r"(?m)^param ", "var ", source)
    return _PARSER.parse(source.encode()).root_node


def faults(root: Node) -> list[str]:
    """Where the parser did not understand."""
    return [f"line {n.start_point[0] + 1}: {text(n)!r}" for n in walk(root) if n.is_error or n.is_missing]


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it."""
    yield node
    for child in node.children:
        yield from walk(child)


def text(node: Node) -> str:
    """The source of a node."""
    return (node.text or b"").decode()


def value(node: Node) -> Any:
    """Objects, lists and texts as Python has them; a `map(…)` is a list of its one shape; the rest is Code."""
    if node.type == "object":
        return {key: value(body) for key, body in _properties(node)}
    if node.type == "array":
        return [value(item) for item in _named(node)]
    if node.type == "call_expression" and text(node.named_children[0]) == "map":
        return [value(_first(node, "lambda_expression").named_children[-1])]
    if node.type == "string" and not any(part.type == "interpolation" for part in node.named_children):
        return text(node)[1:-1]
    return Code(text(node))


def resources(root: Node, around: Resource | None = None) -> Iterator[Resource]:
    """Every resource, those inside others too."""
    for child in root.named_children:
        if child.type != "resource_declaration":
            yield from resources(child, around)
            continue
        kind, _, version = text(_first(child, "string"))[1:-1].partition("@")
        if around is not None and not version:
            kind, version = f"{around.type}/{kind}", around.version
        body = _first(child, "object")
        found = Resource(kind, version, value(body), any(part.type == "existing" for part in child.children))
        yield found
        yield from resources(body, found)


def params(root: Node) -> dict[str, Param]:
    """The parameters, with what their decorators say."""
    found, secure = {}, False
    for child in root.named_children:
        if child.type == "decorators":
            secure = "@secure()" in text(child)
        elif child.type == "parameter_declaration":
            name, *rest = (n for n in _named(child) if n.type != "type")
            default = value(rest[0]) if rest else None
            found[text(name)] = Param(text(name), default, not rest, secure)
            secure = False
    return found


def modules(root: Node) -> dict[str, dict[str, Any]]:
    """File of each module → what is said of it."""
    found = {}
    for child in root.named_children:
        if child.type == "module_declaration":
            found[text(_first(child, "string"))[1:-1]] = value(_first(child, "object"))
    return found


def variables(root: Node) -> dict[str, Any]:
    """The variables, or the assignments of a `.bicepparam` file."""
    declared = (n for n in root.named_children if n.type == "variable_declaration")
    return {text(n.named_children[0]): value(n.named_children[-1]) for n in declared}


def unknown_names(root: Node) -> set[str]:
    """Names that are used in the file and declared nowhere in it."""
    declared = {"resourceGroup", "tenant"}
    for node in walk(root):
        if node.type.endswith("_declaration") or node.type == "lambda_expression":
            declared.add(text(node.named_children[0]))
    return {text(n) for n in walk(root) if n.type == "identifier" and _is_use(n)} - declared


def _is_use(node: Node) -> bool:
    around = node.parent
    if around is None or around.type.endswith("declaration") or around.type == "lambda_expression":
        return around is not None and around.type == "lambda_expression" and node == around.named_children[-1]
    called = around.type == "call_expression" and node == around.named_children[0]
    named = around.type == "object_property" and node == around.named_children[0]
    return not called and not named


def _properties(node: Node) -> Iterator[tuple[str, Node]]:
    for part in _named(node):
        names = _named(part)
        if part.type == "object_property" and len(names) == 2:
            yield text(names[0]).strip("'"), names[1]


def _named(node: Node) -> list[Node]:
    return [child for child in node.named_children if child.type not in ("comment", "diagnostic_comment")]


def _first(node: Node, kind: str) -> Node:
    return next(n for n in walk(node) if n.type == kind and n != node)
