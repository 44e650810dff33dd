"""Ports that nobody has just now."""

from __future__ import annotations

import socket


def free_ports() -> tuple[int, int]:
    """Two of them, for the bot and the local Microsoft 365."""
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]
