"""What a reader of a docx sees, by python-docx."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document


def opened(content: bytes) -> Any:
    """The document, as a program that reads Word files opens it."""
    return Document(BytesIO(content))


def body(content: bytes) -> str:
    """All text of the body, the tables' included, in reading order."""
    return "\n".join(piece for block in opened(content).iter_inner_content() for piece in _texts(block))


def _texts(block: Any) -> list[str]:
    if hasattr(block, "rows"):
        return [cell.text for row in block.rows for cell in row.cells]
    return [block.text]


def rows(table: Any) -> list[list[str]]:
    """A table as rows of texts."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def headings(content: bytes) -> list[tuple[int, str]]:
    """Every heading with its level."""
    paragraphs = opened(content).paragraphs
    return [(int(p.style.name[-1]), p.text) for p in paragraphs if p.style.name.startswith("Heading")]
