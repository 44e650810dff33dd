"""The identifier guard: what in a text is, or points at, a person (UC-32), and what in it may be danger (UC-34, UC-35).

A safety net, never proof of anonymity (H-141). Pure and synchronous; findings hold positions and never values.
"""

from bot.domain.personvern.danger import danger_hints, danger_signs
from bot.domain.personvern.decision import Decision, Outcome, Why, decide
from bot.domain.personvern.findings import OVERRIDABLE, WARNS, Allowed, Finding, Kind
from bot.domain.personvern.guard import check
from bot.domain.personvern.identifiable import about_one
from bot.domain.personvern.patterns import Sign
from bot.domain.personvern.suggestions import Suggestion, neutral_suggestion
from bot.domain.personvern.themes import Theme, small_numbers, themes

__all__ = [
    "OVERRIDABLE",
    "WARNS",
    "Allowed",
    "Decision",
    "Finding",
    "Kind",
    "Outcome",
    "Sign",
    "Suggestion",
    "Theme",
    "Why",
    "about_one",
    "check",
    "danger_hints",
    "danger_signs",
    "decide",
    "neutral_suggestion",
    "small_numbers",
    "themes",
]
