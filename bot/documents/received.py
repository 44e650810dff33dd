"""What kind of file somebody sent, by its first bytes and nothing else: no text in it is read (T17, T18).

A Word document is a zip: its list of parts is looked at, so that a bomb, macros or another kind of zip is refused.
"""

from __future__ import annotations

import io
import zipfile

MOST_PARTS = 2_000
MOST_UNPACKED = 200 * 1024 * 1024
WORST_RATIO = 100
_BEGINNINGS = ((b"%PDF-", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"))
_WORD = {"[Content_Types].xml", "word/document.xml"}


def ending_of(content: bytes) -> str | None:
    """«pdf», «png», «jpg» or «docx»; None for anything else, whatever its name said."""
    for beginning, ending in _BEGINNINGS:
        if content.startswith(beginning):
            return ending
    return "docx" if content.startswith(b"PK\x03\x04") and _is_word(content) else None


def _is_word(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False
    names = {part.filename for part in parts}
    unpacked = sum(part.file_size for part in parts)
    small = len(parts) <= MOST_PARTS and unpacked <= min(MOST_UNPACKED, WORST_RATIO * len(content))
    macros = any("vbaproject" in name.lower() for name in names)
    return small and names >= _WORD and not macros
