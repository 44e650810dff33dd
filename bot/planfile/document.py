"""Bytes → a tree of texts that knows its lines.

Every scalar is kept as the text the coordinator wrote: the schema decides what is a number, a date or a
yes. So «no», «08.30» and «2025» never turn into something else on the way, as YAML's own rules would have it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.domain.plan.words import file_word
from bot.planfile.broken import yaml_sentence
from bot.planfile.findings import Finding, error

MAX_BYTES = 500_000
MAX_DEPTH = 20
LETTER_CODE = re.compile(r"\\U([0-9A-Fa-f]{8})|\\u([0-9A-Fa-f]{4})")
Path = Sequence[str | int]
Data = str | None | list["Data"] | dict[str, "Data"]


@dataclass(frozen=True)
class Document:
    """A plan file that is sound YAML: its data, and where in the file each part stands."""

    root: MappingNode
    data: dict[str, Data]

    def line(self, path: Path) -> int:
        """The line of the part at `path`, or of the nearest part around it that the file has."""
        found = _line(self.root)
        node: Node = self.root
        for step in path:
            pair = _step(node, step)
            if pair is None:
                continue
            found, node = _line(pair[0]), pair[1]
        return found

    def written(self, path: Path) -> str | None:
        """The text at `path` as the file has it, where there is a text."""
        node: Node = self.root
        for step in path:
            pair = _step(node, step)
            node = pair[1] if pair else node
        return node.value if isinstance(node, ScalarNode) else None


def open_document(text: bytes) -> tuple[Document | None, list[Finding]]:
    """The document, or what keeps the file from being read."""
    decoded = _decode(text)
    if isinstance(decoded, Finding):
        return None, [decoded]
    try:
        found = _no_such_letter(decoded) or _unsafe(decoded)
        node = None if found else yaml.compose(decoded, Loader=yaml.SafeLoader)
    except yaml.YAMLError as broken:
        return None, [yaml_sentence(broken, decoded)]
    return (None, found) if found else _document(node)


def _document(node: Node | None) -> tuple[Document | None, list[Finding]]:
    if node is None or (isinstance(node, ScalarNode) and not node.value):
        return None, [error(1, "Fila er tom.", "Begynn med en kopi av en plan som virker.")]
    if not isinstance(node, MappingNode):
        text = "Fila begynner ikke med nøkler."
        return None, [error(_line(node), text, "En planfil har linjer som «tittel: Handlingsplan 2026–2029».")]
    findings = list(_key_findings(node))
    return Document(node, _mapping(node)), findings


def _decode(text: bytes) -> str | Finding:
    if len(text) > MAX_BYTES:
        return error(1, "Fila er for stor til å være en planfil.", "En planfil er ren tekst på noen hundre linjer.")
    try:
        return unicodedata.normalize("NFC", text.decode("utf-8-sig"))
    except UnicodeDecodeError as bad:
        line = text[: bad.start].count(b"\n") + 1
        return error(line, "Fila er ikke lagret som UTF-8.", "Lagre den på nytt og velg tegnkoding UTF-8.")


def _no_such_letter(text: str) -> list[Finding]:
    """A code for a letter that does not exist: PyYAML would fall over it."""
    for code in LETTER_CODE.finditer(text):
        value = int(code.group(1) or code.group(2), 16)
        if value > 0x10FFFF or 0xD800 <= value < 0xE000:
            line = text.count("\n", 0, code.start()) + 1
            return [error(line, f"«{code.group()}» er ikke et tegn.", "Skriv bokstaven slik den er.")]
    return []


def _unsafe(text: str) -> list[Finding]:
    """What could make reading grow without end: references («*navn»), and levels inside levels."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            return [error(_line(event), "Altfor mange nivåer inni hverandre.", "Se etter klammer som ikke er lukket.")]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            sentence = "Henvisninger med & og * kan ikke brukes i en planfil."
            return [error(_line(event), sentence, "Sett teksten i anførselstegn, eller skriv den helt ut.")]
    return []


def _key_findings(node: Node) -> Iterator[Finding]:
    """A key that stands twice, or that is not a plain word."""
    if isinstance(node, MappingNode):
        yield from _doubled(node)
    for child in _children(node):
        yield from _key_findings(child)


def _doubled(node: MappingNode) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for key, _ in node.value:
        if not isinstance(key, ScalarNode):
            yield error(_line(key), "En nøkkel må være et ord.", "Sjekk klammer og kolon på linja.")
        elif key.value in seen:
            text = f"«{key.value}» står to ganger: her og på linje {seen[key.value]}."
            yield error(_line(key), text, "Behold den ene, eller gi den andre et annet navn.")
        else:
            seen[key.value] = _line(key)


def _children(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [value for _, value in node.value]
    return list(node.value) if isinstance(node, SequenceNode) else []


def _mapping(node: MappingNode) -> dict[str, Data]:
    """Keys without a value are left out: an empty field is silence."""
    pairs = ((key.value, _data(value)) for key, value in node.value if isinstance(key, ScalarNode))
    return {key: value for key, value in pairs if value is not None}


def _data(node: Node) -> Data:
    if isinstance(node, MappingNode):
        return _mapping(node)
    if isinstance(node, SequenceNode):
        return [_data(child) for child in node.value]
    plain = isinstance(node, ScalarNode) and node.style is None
    silent = plain and node.value.strip().lower() in ("", "~", "null")
    return None if silent else str(node.value)


def _step(node: Node, step: str | int) -> tuple[Node, Node] | None:
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    if isinstance(node, MappingNode):
        wanted = (str(step), file_word(str(step)))
        return next(((key, value) for key, value in node.value if key.value in wanted), None)
    return None


def _line(part: Node | yaml.Event) -> int:
    return part.start_mark.line + 1 if part.start_mark else 1
