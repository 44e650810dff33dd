"""The mark on a text that is translated where it is shown. By itself, because the ports open before Babel is loaded."""

from __future__ import annotations


def N_(text: str) -> str:  # noqa: N802 - gettext's own name
    """Mark a text for translation where it is defined; it is translated where it is shown."""
    return text
