"""Where the Word templates are: the municipality's own folder first, then the ones shipped with the product."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

SHIPPED_FOLDER = Path(__file__).parent / "templates"


class Template(StrEnum):
    """The templates there are; the value is the file's name without its ending."""

    AGENDA = "agenda"
    REFERAT = "referat"
    SAMTYKKESKJEMA = "samtykkeskjema"


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates one municipality uses. A file of the same name in `folder` replaces a shipped one."""

    folder: Path | None = None

    def path(self, template: Template) -> Path:
        """The file that will be used."""
        name = f"{template.value}.docx"
        own = self.folder / name if self.folder else None
        return own if own and own.is_file() else SHIPPED_FOLDER / name

    def read(self, template: Template) -> bytes:
        """The file's bytes, read once and again when the file is replaced."""
        path = self.path(template)
        return _read(path, path.stat().st_mtime_ns)


def templates(folder: Path | None = None) -> Templates:
    """The templates of a municipality that keeps its own in `folder`, if any."""
    return Templates(folder)


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int) -> bytes:
    return path.read_bytes()
