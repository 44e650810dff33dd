"""quickXorHash as SharePoint computes it, a byte at a time and streaming.

Source of the rule: Microsoft's published algorithm "QuickXorHash": each byte is xor-ed into a 160-bit ring, 11 bits
further than the one before, and the length is xor-ed into the last 64 bits. Written apart from the product's own
version so that the two check each other.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable

_WIDTH = 160
_SHIFT = 11
_RING = (1 << _WIDTH) - 1


def quick_xor_hash(blocks: Iterable[bytes]) -> str:
    """The base64 text Graph shows in `file.hashes.quickXorHash`."""
    columns, length = bytearray(_WIDTH), 0
    for block in blocks:
        for column in range(min(_WIDTH, len(block))):
            columns[(length + column) % _WIDTH] ^= _xor(block[column::_WIDTH])
        length += len(block)
    return base64.b64encode((_ring(columns) ^ (length << (_WIDTH - 64))).to_bytes(20, "little")).decode()


def _ring(columns: bytearray) -> int:
    ring = 0
    for index, byte in enumerate(columns):
        shift = index * _SHIFT % _WIDTH
        ring ^= (byte << shift) & _RING | (byte << shift) >> _WIDTH
    return ring


def _xor(values: bytes) -> int:
    """All bytes xor-ed together, by halving one large integer."""
    number, length = int.from_bytes(values, "little"), len(values)
    while length > 1:
        half = (length + 1) // 2
        number, length = (number >> 8 * half) ^ (number & ((1 << 8 * half) - 1)), half
    return number
