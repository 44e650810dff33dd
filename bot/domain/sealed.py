"""Text that is encrypted at rest with its thing's own key."""

from __future__ import annotations

from typing import NewType

Sealed = NewType("Sealed", str)
"""Free text about a group or an environment. Destroying the key erases it (threat T29)."""

NO_TEXT = Sealed("")
