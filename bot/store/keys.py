"""Encryption at rest: a key per case, wrapped by the municipality's master key (threat T12).

Destroying a case's key row erases its text for good, in every backup too that does not hold the key.
"""

from __future__ import annotations

import base64
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.store.chain import chain_key

VERSION = "1"


class KeyRing:
    """Makes, wraps and uses case keys. `master` is 32 random bytes; `chain` is the audit log's key, made from it."""

    def __init__(self, master: bytes) -> None:
        self._master = AESGCM(master)
        self.chain = chain_key(master)

    def new(self, owner: str) -> tuple[bytes, str]:
        """A new case key and its wrapped form."""
        key = AESGCM.generate_key(256)
        return key, _pack(self._master, key, owner)

    def unwrap(self, wrapped: str, owner: str) -> bytes:
        """The case key again. Raises cryptography's InvalidTag when it was moved or changed."""
        return _unpack(self._master, wrapped, owner)


def seal(key: bytes, text: str, place: str) -> str:
    """Encrypt a text for one place: room|table|column|row. Empty text stays empty."""
    return _pack(AESGCM(key), text.encode(), place) if text else ""


def unseal(key: bytes, sealed: str, place: str) -> str:
    """The text again; a sealed text moved to another place does not open."""
    return _unpack(AESGCM(key), sealed, place).decode() if sealed else ""


def _pack(cipher: AESGCM, content: bytes, place: str) -> str:
    nonce = os.urandom(12)
    body = nonce + cipher.encrypt(nonce, content, f"{place}|{VERSION}".encode())
    return VERSION + "." + base64.b64encode(body).decode()


def _unpack(cipher: AESGCM, packed: str, place: str) -> bytes:
    body = base64.b64decode(packed.partition(".")[2])
    return cipher.decrypt(body[:12], body[12:], f"{place}|{VERSION}".encode())
