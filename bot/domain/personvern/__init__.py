"""The identifier guard: what in a text is, or points at, a person (UC-32), and what in it may be danger (UC-34, UC-35).

A safety net, never proof of anonymity (H-141). Pure and synchronous; findings hold positions and never values.
"""

from bot.domain.personvern.findings import OVERRIDABLE, WARNS, Allowed, Finding, Kind
from bot.domain.personvern.guard import check

__all__ = ["OVERRIDABLE", "WARNS", "Allowed", "Finding", "Kind", "check"]
