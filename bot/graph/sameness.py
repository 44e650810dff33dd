"""Whether a document in the library is the one we mean to put there.

Size and quickXorHash decide. But SharePoint writes a library's columns into Office files ("property promotion"), so a
docx can come to other bytes than we sent; then the parts that carry the text are compared, and nothing else.
"""

from __future__ import annotations

import zipfile
from io import BytesIO

from bot.graph.failures import Json
from bot.graph.hashes import quick_xor_hash

_TEXT_PARTS = ("word/", "xl/", "ppt/")
_MOST_PARTS = 2_000
_MOST_BYTES = 200 * 1024 * 1024


def same_bytes(item: Json, content: bytes) -> bool:
    """Whether Graph's driveItem has the size and hash of these bytes. Without a hash the answer is no."""
    hashes = (item.get("file") or {}).get("hashes") or {}
    return item.get("size") == len(content) and hashes.get("quickXorHash") == quick_xor_hash(content)


def worth_reading(item: Json, content: bytes) -> bool:
    """Whether the bytes themselves must be compared: no hash was given, or SharePoint may have written into it."""
    if "file" not in item:
        return False
    hashes = (item.get("file") or {}).get("hashes") or {}
    return "quickXorHash" not in hashes or text_parts(content) is not None


def same_document(theirs: bytes, ours: bytes) -> bool:
    """Equal bytes, or Office files whose text parts are equal."""
    if theirs == ours:
        return True
    parts = text_parts(ours)
    return parts is not None and parts == text_parts(theirs)


def text_parts(content: bytes) -> dict[str, bytes] | None:
    """The text parts of an Office file by name; None for anything else, and for a zip too large to be one (T18)."""
    if not content.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            infos = package.infolist()
            if len(infos) > _MOST_PARTS or sum(info.file_size for info in infos) > _MOST_BYTES:
                return None
            parts = {info.filename: package.read(info) for info in infos if info.filename.startswith(_TEXT_PARTS)}
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        return None
    return parts or None
