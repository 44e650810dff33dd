"""quickXorHash, the one hash SharePoint gives of a file: 160 bits, each byte xor-ed in 11 bits after the last.

Source of the rule: Microsoft's published QuickXorHash algorithm. Its positions repeat every 160 bytes, so the bytes are
folded into 160 columns first, a row of many at a time.
"""

from __future__ import annotations

import base64

_WIDTH = 160
_SHIFT = 11
_MASK = (1 << _WIDTH) - 1


def quick_xor_hash(content: bytes) -> str:
    """The base64 text Graph gives in `file.hashes.quickXorHash`."""
    value = len(content) << (_WIDTH - 64)
    for position, byte in enumerate(_columns(content)):
        shifted = byte << (_SHIFT * position % _WIDTH)
        value ^= (shifted & _MASK) ^ (shifted >> _WIDTH)
    return base64.b64encode((value & _MASK).to_bytes(_WIDTH // 8, "little")).decode("ascii")


def _columns(content: bytes) -> bytes:
    folded, view = 0, memoryview(content)
    for start in range(0, len(content), _WIDTH):
        folded ^= int.from_bytes(view[start : start + _WIDTH], "little")
    return folded.to_bytes(_WIDTH, "little")
