"""Where words that must be nowhere are found after all: every byte, every file name, and what zipped files hold."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import quote


def traces(folder: Path, words: Iterable[str]) -> list[str]:
    """«slt.db-wal: 2» for the second word in the file or its name; databases, their WAL and logs as raw bytes."""
    wanted = [forms(word) for word in words]
    return [
        f"{path.relative_to(folder)}: {number}"
        for path in sorted(folder.rglob("*"))
        for content in ([str(path).encode().lower()], contents(path))
        for text in content
        for number, spelt in enumerate(wanted)
        if any(form in text for form in spelt)
    ]


def forms(word: str) -> set[bytes]:
    """A word as it may be written down: as typed, small, without its spaces, in an address, escaped, in UTF-16."""
    plain = word.casefold()
    digits = re.sub(r"\D", "", word)
    spelt = {plain, plain.replace(" ", ""), quote(plain), quote(plain, safe="").replace("%20", "+"), ascii(plain)[1:-1]}
    if len(digits) >= 8:
        spelt.add(digits)
    return {form.encode() for form in spelt} | {plain.encode("utf-16-le")}


def contents(path: Path) -> Iterator[bytes]:
    """The bytes of a file in small letters; of a docx also each part, unpacked."""
    if not path.is_file():
        return
    raw = path.read_bytes()
    yield raw.lower()
    if zipfile.is_zipfile(BytesIO(raw)):
        with zipfile.ZipFile(BytesIO(raw)) as package:
            for name in package.namelist():
                part = package.read(name).lower()
                yield part
                yield re.sub(rb"<[^>]+>", b"", part)
